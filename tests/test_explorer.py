"""What the explorer page says and holds, read without a browser."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import cast

import pandas as pd
import pytest

from policycompare import comparability, labelled, load_targets
from policycompare.errors import DataError, OutputError
from policycompare.explorer import explore
from policycompare.explorer_signs import scale, sign, signs
from policycompare.model import Language
from policycompare.page import write_explorer
from policycompare.ranking import rank

HOSTILE = "<script>run()</script>--><!-- \"q\" 'p' & &lt; $title ${data} \\ \u2028"


@pytest.fixture(scope="module")
def shown() -> pd.DataFrame:
    return labelled(load_targets())


@pytest.fixture(scope="module")
def page(shown: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "targets.html"
    return write_explorer(shown, path).read_text(encoding="utf-8")


class Reader(HTMLParser):
    """Keeps what a browser would fetch, run, name and show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag and what it would fetch; open a cell."""
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "action", "data", "poster", "srcset", "background"):
                self.links.append(value or "")
            if name == "id" and tag == "tr":
                self.ids.append(value or "")
        if tag in ("td", "th"):
            self.cells.append("")
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in ("td", "th"):
            self.open = False

    def handle_data(self, data: str) -> None:
        """Keep a cell's text."""
        if self.open:
            self.cells[-1] += data


def data_of(page: str) -> str:
    match = re.search(r'<script id="data" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert match is not None
    return match[1]


def test_headline_themes_come_first_then_what_most_regions_speak_of(shown: pd.DataFrame) -> None:
    names = [theme.name for theme in explore(shown).themes]
    assert names[:4] == ["药占比", "DRG付费", "家庭医生签约", "按病种付费"]
    assert len(names) == 20


def test_a_row_says_whom_it_counts_or_that_its_targets_differ(shown: pd.DataFrame) -> None:
    rows = {row.name: row for theme in explore(shown).themes for row in theme.indicators}
    assert rows["按病种付费占比"].population == "医保定点医院住院患者"
    assert rows["按病种付费占比"].unlike == ()
    assert rows["具备中医药服务能力的机构比重"].population == ""
    assert rows["具备中医药服务能力的机构比重"].unlike == ("分母不同",)
    assert rows["家庭医生签约服务覆盖率"].population == ""  # 城乡居民 and 重点人群, one region
    assert rows["家庭医生签约服务覆盖率"].unlike == ()
    assert not rows["家庭医生签约服务覆盖率"].shared
    assert rows["个人卫生支出占卫生总费用比重"].unlike == ()
    assert rows["个人卫生支出占卫生总费用比重"].shared


def test_every_way_of_being_unlike_is_named(shown: pd.DataFrame) -> None:
    pair = shown[shown["indicator"] == "private_beds"]
    odd = pair.assign(unit=["%", "‰"], measure=["level", "change"])
    (row,) = explore(odd).themes[0].indicators
    assert row.unlike == ("单位不同", "计法不同")
    silent = pair.assign(unit=["%", ""], kind=["quantified", "qualitative"])
    (row,) = explore(silent).themes[0].indicators
    assert row.unlike == ("有的没有数值",)


def test_a_region_is_a_draft_only_where_all_it_says_is(shown: pd.DataFrame) -> None:
    assert [(region.name, region.draft) for region in explore(shown).regions] == [
        ("资阳", ""),
        ("辽宁", ""),
        ("汉中", ""),
        ("枞阳", "征求意见稿"),
        ("新会", ""),
    ]
    mixed = shown.copy()
    mixed.loc[mixed["target_id"] == "zongyang-2020/002", "document_status"] = "issued"
    assert [region.draft for region in explore(mixed).regions] == [""] * 5


def test_values_are_ranked_within_their_unit_only() -> None:
    def target(name: str, op: str, number: str, unit: str = "%") -> dict[str, str]:
        low, high = ("", number) if op == "<=" else (number, "")
        scale = f"单位：{unit}"
        found = {"kind": "quantified", "op": op, "low": low, "high": high, "unit": unit}
        return found | {"target_id": name, "scale": scale}

    ranking = rank(
        [
            target("beds", ">=", "2.0", "张"),
            target("at least", ">=", "30.0"),
            target("at most", "<=", "30.0"),
            target("nine", "=", "9.0"),
            target("all", "=", "100.0") | {"kind": "universal"},
            target("verb", "", "") | {"kind": "qualitative", "unit": ""},
        ],
        universal="全覆盖",
        wordless="没有数值",
    )
    assert ranking.groups == ("单位：%", "单位：张", "全覆盖", "没有数值")
    assert ranking.places == {
        "nine": (0, 0),
        "at most": (0, 1),
        "at least": (0, 2),
        "beds": (1, 0),
        "all": (2, 0),
        "verb": (3, 0),
    }


@pytest.mark.parametrize(
    ("op", "low", "high", "drawn"),
    [
        (">=", "70.0", "", ["meets 70 30", "bound 69.25 1.5"]),
        ("<=", "", "30.0", ["meets 0 30", "bound 29.25 1.5"]),
        ("=", "10.0", "10.0", ["meets 10 0", "bound 9.25 1.5"]),
        ("range", "20.0", "40.0", ["meets 20 20", "bound 19.25 1.5", "bound 39.25 1.5"]),
        ("~", "30.0", "30.0", ["vague 26 8"]),
        (">=", "100.0", "", ["meets 100 0", "bound 98.5 1.5"]),
        (">=", "120.0", "", []),
    ],
)
def test_a_bar_shows_what_part_of_a_share_meets_the_target(
    op: str, low: str, high: str, drawn: list[str]
) -> None:
    share = {"kind": "quantified", "unit": "%", "measure": "level"}
    svg = scale(share | {"op": op, "low": low, "high": high})
    bars = re.findall(r'class="(meets|bound|vague)" x="([\d.]+)" width="([\d.]+)"', svg)
    assert [" ".join(bar) for bar in bars] == drawn


@pytest.mark.parametrize("other", [{"kind": "universal"}, {"unit": "个"}, {"measure": "change"}])
def test_what_is_no_share_gets_no_bar(other: dict[str, str]) -> None:
    share = {"kind": "quantified", "unit": "%", "measure": "level", "op": ">=", "low": "9.0"}
    assert scale(share | {"high": ""} | other) == ""


def test_signs_have_the_colours_and_shapes_of_the_printed_figures() -> None:
    drawn = signs()
    assert '<symbol id="sign-quantified" viewBox="0 0 12 12"><circle ' in drawn
    assert 'fill="#5FC4B6" stroke="#1F8A7D"' in drawn
    assert 'aria-label="相对目标"' in sign("relative", {"relative": "相对目标"})


def test_the_page_reads_without_its_script(shown: pd.DataFrame, page: str) -> None:
    reader = Reader(page)
    assert sorted(reader.ids) == sorted(shown["target_id"])
    row = reader.cells.index("县级公立医院出院病例（含床日）", reader.cells.index("主题"))
    assert reader.cells[row - 3 : row + 5] == [
        "枞阳征求意见稿",
        "按病种付费",
        "按病种（含床日）付费占比",
        "县级公立医院出院病例（含床日）",
        "≥70%",
        "2020（重述处）",
        "无缓和词",
        "县级公立医院实施按病种（床日）付费的出院病例数占出院病例数的比例不低于70%"
        "说明：分子含按床日付费；五/14 并“推进以按病种付费为主的多元复合式医保支付方式改革”"
        "五/14；又见 施工表/14 ¶ zongyang-2020/002",
    ]


def test_sources_name_issuer_title_number_date_and_status(page: str) -> None:
    listed = re.findall(r"<li>(.*?)</li>", page[page.index("<footer>") :])
    assert listed == [
        "资阳：资阳市人民政府，《资阳市深化医药卫生体制综合改革试点方案》，资府发〔2017〕23号，"
        "2017-06-21，正式印发",
        "辽宁：辽宁省人民政府，《辽宁省“十三五”期间深化医药卫生体制改革实施方案》，2017-06-29，"
        "正式印发",
        "汉中：汉中市人民政府办公室，《汉中市人民政府办公室关于加快推进深化医药卫生体制改革重点"
        "工作任务的通知》，未载日期，正式印发",
        "枞阳：枞阳县深化医药卫生体制综合改革领导小组，《关于进一步推广福建省和三明市深化医药卫生"
        "体制改革经验重点工作的通知（征求意见稿）》，2020-06-30，征求意见稿",
        "新会：《新会区医疗卫生强基创优行动方案（2017—2018年）》，未载日期，正式印发",
    ]


def test_the_page_says_what_it_is_and_in_which_language(page: str, tmp_path: Path) -> None:
    english = write_explorer(labelled(load_targets(), "en"), tmp_path / "en.html", lang="en")
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert (
        "<h1>5 个地区的医改文件写下 130 个目标；94 个指标中，11 个有两个以上地区提出</h1>" in page
    )
    text = english.read_text(encoding="utf-8")
    assert '<html lang="en">' in text[:60]
    assert "<h1>Health-reform documents of 5 regions set 130 targets; 11 of 94 indicators" in text


def test_the_page_fetches_nothing_and_runs_only_its_own_script(page: str) -> None:
    outside = [link for link in Reader(page).links if not link.startswith("#")]
    assert outside == ["data:,"]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_is_small_and_the_same_each_time(shown: pd.DataFrame, tmp_path: Path) -> None:
    one, two = (write_explorer(shown, tmp_path / name) for name in ("1.html", "2.html"))
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.html", "2.html"]
    assert 200_000 < one.stat().st_size < 600_000


def test_the_frame_is_left_as_it_was(shown: pd.DataFrame) -> None:
    before = shown.copy(deep=True)
    explore(shown)
    pd.testing.assert_frame_equal(shown, before)


def test_verdicts_stand_with_both_targets_of_a_pair(shown: pd.DataFrame, tmp_path: Path) -> None:
    pairs = comparability(load_targets(), "oop_share")
    path = write_explorer(shown, tmp_path / "pairs.html", pairs=pairs)
    targets = json.loads(data_of(path.read_text(encoding="utf-8")))["targets"]
    others = {target["target_id"]: target["others"] for target in targets}
    (one,), (other,) = others["ziyang-2017/001"], others["liaoning-2017/004"]
    assert (one["id"], one["name"]) == ("liaoning-2017/004", "谨慎可比")
    assert (other["id"], other["reasons"]) == ("ziyang-2017/001", one["reasons"])
    assert others["ziyang-2017/032"] == []


def test_hostile_text_stays_text(shown: pd.DataFrame, page: str, tmp_path: Path) -> None:
    texts = "indicator_name theme_name region_name population_name population value_label label"
    texts += " note quote reading section also_in document_title document_issuer region theme"
    hostile = shown.assign(**dict.fromkeys(texts.split(), HOSTILE))
    hostile.loc[3, "target_id"] = HOSTILE
    text = write_explorer(hostile, tmp_path / "hostile.html").read_text(encoding="utf-8")
    reader, plain = Reader(text), Reader(page)
    assert "<script>run" not in text
    assert reader.tags.count("script") == plain.tags.count("script") == 2
    assert "img" not in reader.tags
    assert HOSTILE in reader.cells
    assert HOSTILE in reader.ids
    targets = json.loads(data_of(text))["targets"]
    assert targets[0]["quote"] == HOSTILE
    assert not re.search("[<>&\u2028]", data_of(text))


def test_no_target_makes_an_empty_page(shown: pd.DataFrame, tmp_path: Path) -> None:
    path = write_explorer(shown.iloc[:0], tmp_path / "none.html")
    assert Reader(path.read_text(encoding="utf-8")).ids == []


@pytest.mark.parametrize("place", ["nowhere/targets.html", "folder", "file/targets.html"])
def test_an_unwritable_path_is_refused(shown: pd.DataFrame, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept")
    with pytest.raises(OutputError, match=r"cannot be written .*; name a file in a folder"):
        write_explorer(shown.iloc[:3], tmp_path / place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_unlabelled_targets_are_refused_with_every_missing_column() -> None:
    with pytest.raises(DataError, match=r"12 columns are missing(.|\n)*- region_name(.|\n)*- note"):
        explore(load_targets())


def test_an_unknown_kind_is_refused_rather_than_left_out(shown: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="  - vague"):
        explore(shown.assign(kind="vague"))


def test_an_unknown_language_is_refused(shown: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="lang is 'fr'"):
        explore(shown, lang=cast("Language", "fr"))
