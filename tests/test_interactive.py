"""What the interactive pictures and the offline page must show, and must never do."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import cast

import pandas as pd
import pytest

from policycompare import headline_matrix, labelled, load_targets
from policycompare.errors import DataError, OutputError
from policycompare.explorer import target_explorer
from policycompare.interactive import headline_heatmap
from policycompare.model import Language
from policycompare.page import write_explorer

HOSTILE = (
    "<script>alert(1)</script><br>%{x} $x^2$ &lt; \"q\" 'p' & <img src=http://evil.example/x.png>"
)


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


def marks(targets: pd.DataFrame, lang: Language = "zh") -> Iterator[tuple[str, float, float, str]]:
    """Walk over id, place and hover of every mark."""
    for trace in target_explorer(targets, lang=lang).data:
        if trace.customdata is not None:
            yield from zip(trace.customdata, trace.x, trace.y, trace.hovertext, strict=True)


def hover_lines(targets: pd.DataFrame, target_id: str, lang: Language = "zh") -> list[str]:
    (text,) = [hover for mark, _, _, hover in marks(targets, lang) if mark == target_id]
    return text.split("<br>")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_target_is_exactly_one_mark(lang: Language) -> None:
    targets = labelled(load_targets(), lang)
    assert sorted(mark for mark, *_ in marks(targets, lang)) == sorted(targets["target_id"])


def test_no_mark_hides_another(shown: pd.DataFrame) -> None:
    columns: dict[float, list[float]] = {}
    for _, x, y, _ in marks(shown):
        columns.setdefault(x, []).append(y)
    for heights in columns.values():
        ordered = sorted(heights)
        gaps = [below - above for above, below in pairwise(ordered)]
        assert min(gaps) >= 20


def test_regions_stand_in_the_order_of_the_table_and_a_draft_says_so(shown: pd.DataFrame) -> None:
    assert target_explorer(shown).layout.xaxis.ticktext == (
        "资阳",
        "辽宁",
        "汉中",
        "枞阳（征求意见稿）",
        "新会",
    )


def test_headline_themes_come_first(shown: pd.DataFrame) -> None:
    names = target_explorer(shown).layout.yaxis.ticktext
    themes = [name for name in names if name.startswith("<b>")]
    assert themes[:4] == [
        "<b>药占比</b>",
        "<b>DRG付费</b>",
        "<b>家庭医生签约</b>",
        "<b>按病种付费</b>",
    ]


def test_hover_holds_the_value_the_words_and_the_address(shown: pd.DataFrame) -> None:
    assert hover_lines(shown, "zongyang-2020/002") == [
        "<b>枞阳 · 按病种（含床日）付费占比</b>",
        "<b>≥70%</b>",
        "分母或对象：县级公立医院出院病例（含床日）",
        "年份：2020（重述处）",
        "原文：“县级公立医院实施按病种（床日）付费的",
        "出院病例数占出院病例数的比例不低于70%”",
        "章节：五/14；又见 施工表/14",
        "文件：关于进一步推广福建省和三明市深化医药卫",
        "生体制改革经验重点工作的通知（征求意见稿）",
        "说明：分子含按床日付费；五/14 并“推进以按病",
        "种付费为主的多元复合式医保支付方式改革”",
        "编号：zongyang-2020/002",
    ]


def test_hover_speaks_english_and_quotes_in_chinese() -> None:
    lines = hover_lines(labelled(load_targets(), "en"), "ziyang-2017/001", "en")
    assert lines[:3] == [
        "<b>Ziyang · Out-of-pocket share of health</b>",
        "<b>spending</b>",
        "<b>≤30%</b>",
    ]
    assert "个人卫生支出占卫生总费用" in "".join(lines)


def test_a_repaired_reading_is_shown_only_where_there_is_one(shown: pd.DataFrame) -> None:
    repaired = "".join(hover_lines(shown, "liaoning-2017/014"))
    assert "总体降到30。左右”" in repaired
    assert "读作：2017年试点城市公立医院药占比,不含中药饮片,总体降到30%左右" in repaired
    assert "读作" not in "".join(hover_lines(shown, "zongyang-2020/002"))


def test_no_hover_line_is_longer_than_forty_four_characters(shown: pd.DataFrame) -> None:
    tags = re.compile(r"</?b>")
    assert max(len(tags.sub("", li)) for *_, h in marks(shown) for li in h.split("<br>")) <= 44


def test_unlike_populations_are_written_beside_the_values(shown: pd.DataFrame) -> None:
    figure = target_explorer(shown)
    texts = [text for trace in figure.data for text in trace.text]
    grey = '<span style="color:#666">{}</span>'
    assert "\u00a0≥30%（2017）<br>\u00a0" + grey.format("城乡居民") in texts
    assert "\u00a0≥60%（2017）<br>\u00a0" + grey.format("重点人群") in texts
    assert "具备中医药服务能力的机构比重 ≠" in figure.layout.yaxis.ticktext
    assert "人均预期寿命" in figure.layout.yaxis.ticktext


def test_legend_filters_by_kind(shown: pd.DataFrame) -> None:
    figure = target_explorer(shown[shown["target_id"].str.startswith("zongyang-2020/0")])
    legend = [trace.name for trace in figure.data if trace.showlegend is not False]
    assert [name.split()[0] for name in legend] == ["有数值", "全覆盖", "相对目标", "无数值承诺"]


def test_figures_are_small_and_the_same_each_time(shown: pd.DataFrame) -> None:
    first, second = (target_explorer(shown).to_plotly_json() for _ in range(2))
    text = json.dumps(json.loads(target_explorer(shown).to_json()), ensure_ascii=False)
    assert first == second
    assert len(text) < 80_000
    assert "colorway" not in text


def test_a_figure_offers_no_upload(shown: pd.DataFrame) -> None:
    assert target_explorer(shown).layout.modebar.remove[0] == "sendChartToCloud"


def test_the_frame_is_left_as_it_was(shown: pd.DataFrame) -> None:
    before = shown.copy(deep=True)
    target_explorer(shown)
    pd.testing.assert_frame_equal(shown, before)


def test_no_target_is_no_mark(shown: pd.DataFrame) -> None:
    assert list(marks(shown.iloc[:0])) == []


def test_headline_heatmap_shows_all_twenty_cells() -> None:
    figure = headline_heatmap(headline_matrix(load_targets()))
    assert figure.layout.title.text == "20 格中，5 格可量化，10 格只有无数值承诺，5 格未提及"
    assert figure.layout.xaxis.ticktext == ("药占比", "DRG付费", "家庭医生签约", "按病种付费")
    assert figure.layout.yaxis.ticktext == ("资阳", "辽宁", "汉中", "枞阳", "新会")
    tiles = dict(
        zip(zip(figure.data[0].y, figure.data[0].x, strict=True), figure.data[0].text, strict=True)
    )
    assert tiles[(3, 3)] == "●<br>≥70%（2020）"
    assert tiles[(1, 1)] == "◐<br>鼓励"
    assert tiles[(2, 0)] == "○<br>未提及"


def test_a_silent_tile_says_what_was_searched_for() -> None:
    figure = headline_heatmap(headline_matrix(load_targets()))
    silent = figure.data[0].hovertext[figure.data[0].text.index("○<br>未提及")]
    assert silent.startswith("<b>汉中 · 药占比</b><br><b>未提及</b><br>说明：全文检索不到：药占比")
    assert "原文" not in silent


def test_a_filtered_matrix_keeps_its_tiles_in_place() -> None:
    matrix = headline_matrix(load_targets())
    figure = headline_heatmap(matrix[matrix["stance"] != "not_mentioned"])
    places = list(zip(figure.data[0].y, figure.data[0].x, strict=True))
    assert len(places) == 15
    assert (2, 0) not in places


def test_the_page_reads_without_the_picture(shown: pd.DataFrame, page: str) -> None:
    reader = Reader(page)
    assert sorted(reader.ids) == sorted(shown["target_id"])
    row = reader.cells.index("zongyang-2020/002")
    assert reader.cells[row : row + 8] == [
        "zongyang-2020/002",
        "枞阳",
        "按病种（含床日）付费占比",
        "县级公立医院出院病例（含床日）",
        "≥70%",
        "2020（重述处）",
        "县级公立医院实施按病种（床日）付费的出院病例数占出院病例数的比例不低于70%",
        "五/14；又见 施工表/14",
    ]


def test_the_page_says_what_it_is_and_in_which_language(
    shown: pd.DataFrame, page: str, tmp_path: Path
) -> None:
    english = write_explorer(labelled(load_targets(), "en"), tmp_path / "en.html", lang="en")
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert "<h1>5 个地区的医改文件写下 " in page
    assert '<html lang="en">' in english.read_text(encoding="utf-8")[:60]
    assert '<div id="targets" class="plotly-graph-div"' in page


def test_the_page_fetches_nothing(page: str) -> None:
    assert Reader(page).links == ["data:,"]
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style
    assert "MathJax.js" not in page
    assert "content=\"default-src 'none';script-src 'unsafe-inline';" in page


def test_the_same_targets_give_the_same_bytes(shown: pd.DataFrame, tmp_path: Path) -> None:
    one, two = (write_explorer(shown, tmp_path / name) for name in ("1.html", "2.html"))
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.html", "2.html"]


def test_hostile_text_is_shown_as_text(shown: pd.DataFrame, page: str, tmp_path: Path) -> None:
    texts = (
        "indicator_name theme_name region_name population_name population value_label label note"
    )
    texts += " quote reading section also_in document_title document_number year_basis"
    hostile = shown.assign(**dict.fromkeys(texts.split(), HOSTILE))
    hostile.loc[3, "target_id"] = HOSTILE
    path = write_explorer(hostile, tmp_path / "hostile.html")
    text = path.read_text(encoding="utf-8")
    reader, plain = Reader(text), Reader(page)
    assert "<script>alert" not in text
    assert reader.tags.count("script") == plain.tags.count("script")
    assert "img" not in reader.tags
    assert reader.links == ["data:,"]
    assert HOSTILE in reader.cells
    hover = "".join(hover_lines(hostile, HOSTILE)).replace("<b>", "").replace("</b>", "")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;br&gt;%{x} &#36;x^2&#36; &amp;lt;" in hover
    assert "<" not in hover


def test_a_very_long_name_is_shortened_in_the_picture_and_whole_in_the_table(
    shown: pd.DataFrame, tmp_path: Path
) -> None:
    long = shown.iloc[:1].assign(indicator_name="长" * 500)
    assert target_explorer(long).layout.yaxis.ticktext[1] == "<br>".join(
        ["长" * 18, "长" * 18, "长" * 18 + "…"]
    )
    page = write_explorer(long, tmp_path / "long.html").read_text(encoding="utf-8")
    assert "长" * 500 in Reader(page).cells


@pytest.mark.parametrize("place", ["nowhere/targets.html", "folder", "file/targets.html"])
def test_an_unwritable_path_is_refused(shown: pd.DataFrame, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept")
    with pytest.raises(OutputError, match=r"cannot be written .*; name a file in a folder"):
        write_explorer(shown.iloc[:3], tmp_path / place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_unlabelled_targets_are_refused_with_every_missing_column() -> None:
    with pytest.raises(DataError, match=r"10 columns are missing(.|\n)*- region_name(.|\n)*- note"):
        target_explorer(load_targets())


def test_an_unknown_kind_is_refused_rather_than_left_out(shown: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="  - vague"):
        target_explorer(shown.assign(kind="vague"))


def test_an_unknown_language_is_refused(shown: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="lang is 'fr'"):
        target_explorer(shown, lang=cast("Language", "fr"))
