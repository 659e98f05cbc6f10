"""What people read in a notebook and a terminal: targets, matrix, verdicts and traces, set well."""

import inspect
from html.parser import HTMLParser
from pathlib import Path
from typing import cast

import pandas as pd
import pytest

import policycompare as pc
from policycompare.errors import DataError
from policycompare.model import Language
from policycompare.sources import read_tables
from policycompare.typeset import Cell, Line, Readable, as_html, as_text, broken, columns_of

HOSTILE = "<script>alert(1)</script> & \"q\" 'p' <img src=x>"


class Reader(HTMLParser):
    """Keeps the tags and, cell by cell, the lines that a browser would show."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.tips: list[str] = []
        self.marked: list[str] = []
        self.cells: list[list[str]] = []
        self.open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a cell, or a line of it."""
        self.tags.append(tag)
        self.tips += [value or "" for name, value in attrs if name == "title"]
        if tag in ("td", "th"):
            self.cells.append([""])
            self.open = True
        if tag == "br":
            self.cells[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell, or a mark."""
        self.tags += ["/mark"] if tag == "mark" else []
        self.open = self.open and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        """Keep the text of a line, and what is marked in it."""
        if self.open:
            self.cells[-1][-1] += data
        if self.tags[-1] == "mark":
            self.marked.append(data)


@pytest.fixture(scope="module")
def targets() -> pd.DataFrame:
    return pc.load_targets()


@pytest.fixture(scope="module")
def matrix(targets: pd.DataFrame) -> pd.DataFrame:
    return pc.headline_matrix(targets)


def test_a_target_is_shown_by_names_with_its_whole_quote(targets: pd.DataFrame) -> None:
    shown = pc.readable(targets[targets["target_id"] == "zongyang-2020/002"])
    cells = Reader(shown._repr_html_()).cells
    assert cells[:7] == [
        ["地区"], ["指标"], ["分母或对象"], ["目标值（年份）"], ["原文"], ["章节"], ["编号"],
    ]  # fmt: skip
    assert cells[7:] == [
        ["枞阳"],
        ["按病种（含床日）付费占比"],
        ["县级公立医院出院病例（含床日）"],
        ["≥70%（2020）"],
        [
            "县级公立医院实施按病种（床日）付费的出院病例数占出院病例数的比例不低于70%",
            "说明：分子含按床日付费；五/14 并“推进以按病种付费为主的多元复合式医保支付方式改革”",
        ],
        ["五/14", "另见：施工表/14"],
        ["zongyang-2020/002"],
    ]


def test_a_misprint_and_its_reading_are_marked(targets: pd.DataFrame) -> None:
    row = targets[targets["target_id"] == "liaoning-2017/002"]
    reader = Reader(pc.readable(row, columns=["quote"])._repr_html_())
    assert reader.cells[1] == [
        "孕产妇死亡率控制在11,10万以下",
        "读作：孕产妇死亡率控制在11/10万以下",
    ]
    assert reader.marked == ["11,10万", "11/10万"]


def test_asked_for_columns_show_codes_by_their_names(targets: pd.DataFrame) -> None:
    row = targets[targets["target_id"] == "liaoning-2017/010"]
    columns = ["theme", "modality", "document_status", "op", "low", "year", "year_basis"]
    assert Reader(pc.readable(row, columns=columns)._repr_html_()).cells == [
        ["主题"], ["语气"], ["文件状态"], ["比较符"], ["下限"], ["年份"], ["年份依据"],
        ["中医药"], ["有缓和词"], ["正式印发"], ["="], ["100"], ["2020"], ["条文写明"],
    ]  # fmt: skip


def test_every_column_of_a_target_can_be_shown(targets: pd.DataFrame) -> None:
    shown = pc.labelled(targets.iloc[:1])
    cells = Reader(pc.readable(shown, columns=list(shown.columns))._repr_html_()).cells
    assert len(cells) == 2 * 37
    assert ["文件标题"] in cells
    assert ["资阳市深化医药卫生体制综合改革试点方案"] in cells


def test_labelled_rows_read_like_plain_ones_in_either_language(targets: pd.DataFrame) -> None:
    rows = targets.iloc[:3]
    assert str(pc.readable(pc.labelled(rows, "zh"), "en")) == str(pc.readable(rows, "en"))
    assert str(pc.readable(rows, "en", columns=["region", "label"])).splitlines()[::2] == [
        "Region  Target value (year)",
        "Ziyang  ≤30% (2017)",
        "Ziyang  ≥95% (2020)",
    ]


def test_the_matrix_is_a_grid_of_five_regions_and_four_themes(matrix: pd.DataFrame) -> None:
    reader = Reader(pc.readable(matrix)._repr_html_())
    assert [cell for cell, *_ in reader.cells[:5]] == [
        "地区", "药占比", "DRG付费", "家庭医生签约", "按病种付费",
    ]  # fmt: skip
    assert [cell for cell, *_ in reader.cells[5::5]] == ["资阳", "辽宁", "汉中", "枞阳", "新会"]
    assert len(reader.cells) == 5 + 5 * 5
    assert reader.cells[9] == [
        "≥50%（2017），另1项",
        "按病种付费占比：医保定点医院住院患者",
        "原文：2017年，医保定点医院50%以上的住院患者实现按病种付费",
        "另：按病种付费的病种数 ≥100个（2017）：医保支付病种",
    ]
    assert reader.cells[16] == [
        "未提及",
        "全文检索不到：药占比、药品收入占、药品占比、药费占、药品费用占",
    ]


def test_pointing_at_a_cell_of_the_matrix_gives_quote_section_and_note(
    matrix: pd.DataFrame,
) -> None:
    tips = Reader(pc.readable(matrix)._repr_html_()).tips
    assert len(tips) == 15
    assert tips[0].splitlines() == [
        "原文：严控药占比",
        "章节：二/（二）/3",
        "说明：药占比（口径未写明）：公立医院（未写明是否含中药饮片）",
    ]


def test_a_filtered_matrix_leaves_its_other_cells_empty(matrix: pd.DataFrame) -> None:
    silent = matrix[matrix["stance"] == "not_mentioned"]
    cells = Reader(pc.readable(silent)._repr_html_()).cells
    assert [cells[place][0] for place in (0, 1, 2, 6, 7, 8)] == [
        "地区", "药占比", "DRG付费", "枞阳", "未提及", "",
    ]  # fmt: skip


def test_a_matrix_in_another_language_is_refused(matrix: pd.DataFrame) -> None:
    with pytest.raises(DataError, match=r"not in the language 'en'; make it with headline_matrix"):
        pc.readable(matrix, "en")


@pytest.mark.parametrize(
    ("lang", "verdict", "reasons"),
    [
        (
            "zh",
            "不可比",
            [
                "指标不同：按病种付费占比 / 按病种（含床日）付费占比",
                "分母不同：医保定点医院住院患者 / 县级公立医院出院病例（含床日）",
                "年份不同：2017 / 2020",
                "层级不同：地级市 / 县",
                "文件状态不同：正式印发 / 征求意见稿",
            ],
        ),
        ("en", "not comparable", None),
    ],
)
def test_a_verdict_stands_beside_both_targets_with_a_reason_a_line(
    targets: pd.DataFrame, lang: Language, verdict: str, reasons: list[str] | None
) -> None:
    pairs = pc.comparability(targets, "case_payment")
    pair = pairs.query("target_a == 'ziyang-2017/032' and target_b == 'zongyang-2020/002'")
    cells = Reader(pc.readable(pair, lang)._repr_html_()).cells
    assert cells[6] == [verdict]
    assert len(cells[7]) == 5
    if reasons:
        assert cells[7] == reasons
        assert cells[4] == [
            "资阳 ≥50%（2017）",
            "按病种付费占比：医保定点医院住院患者",
            "ziyang-2017/032",
        ]


def test_rows_that_are_not_shown_are_counted(targets: pd.DataFrame) -> None:
    assert str(pc.readable(targets, rows=12)).splitlines()[-1] == "另有 118 行"
    assert "<small>118 more rows</small>" in pc.readable(targets, "en", rows=12)._repr_html_()
    assert "另有" not in str(pc.readable(targets, rows=130))
    assert str(pc.readable(targets)).count("-20") >= 130
    assert str(pc.readable(targets.iloc[:0])).splitlines()[-1] == "没有一行"


def test_a_wrong_frame_is_refused_and_told_what_it_lacks(targets: pd.DataFrame) -> None:
    message = r"cannot tell what the frame holds(.|\n)*- targets: without start(.|\n)*labelled\(\)"
    with pytest.raises(DataError, match=message):
        pc.readable(targets.drop(columns="start"))
    with pytest.raises(DataError, match="takes a DataFrame, not a Series"):
        pc.readable(cast("pd.DataFrame", targets["quote"]))


def test_unknown_columns_rows_and_languages_are_refused(targets: pd.DataFrame) -> None:
    with pytest.raises(DataError, match=r"  - qoute\n  - reggion\n"):
        pc.readable(targets, columns=["qoute", "region", "reggion"])
    with pytest.raises(ValueError, match="rows is 0; ask for 1 or more"):
        pc.readable(targets, rows=0)
    with pytest.raises(ValueError, match="lang is 'fr'"):
        pc.readable(targets, cast("Language", "fr"))


def test_targets_of_other_data_need_their_tables(made_up: tuple[Path, Path]) -> None:
    targets = pc.load_targets(made_up[0])
    with pytest.raises(DataError, match=r"  - mou-2021/001\n(.|\n)*tables=read_tables"):
        pc.readable(targets)
    shown = pc.readable(targets, columns=["region", "label"], tables=read_tables(made_up[0]))
    assert str(shown).splitlines()[2] == "某市  ≤28%（2022）"


def test_hostile_text_is_shown_as_text(targets: pd.DataFrame) -> None:
    hostile = targets.iloc[:1].assign(quote=HOSTILE, also_in=HOSTILE)
    page = pc.readable(hostile)._repr_html_()
    reader = Reader(page)
    assert "script" not in reader.tags
    assert "img" not in reader.tags
    assert [HOSTILE] in reader.cells
    tip = as_html(Readable(("地区",), ((Cell((Line("资阳"),), HOSTILE),),)))
    assert Reader(tip).tips == [HOSTILE]


def test_the_page_neither_runs_nor_fetches_anything_and_keeps_its_style_to_itself(
    matrix: pd.DataFrame,
) -> None:
    page = pc.readable(matrix)._repr_html_()
    reader = Reader(page)
    assert not {"script", "link", "img", "iframe"} & set(reader.tags)
    assert "url(" not in page
    style = page[page.index("<style>") + 7 : page.index("</style>")].strip()
    rules = [rule for rule in style.replace(",\n", ",").split("}") if rule.strip()]
    assert all(rule.strip().startswith(".pc-readable") for rule in rules)


def test_without_its_style_every_cell_still_stands_at_the_left(matrix: pd.DataFrame) -> None:
    page = pc.readable(matrix)._repr_html_()
    assert page.count('<td style="text-align:left') == 25
    assert page.count('<th scope="col" style="text-align:left') == 5


def test_the_same_frame_gives_the_same_page_and_stays_as_it_was(matrix: pd.DataFrame) -> None:
    before = matrix.copy(deep=True)
    first, second = pc.readable(matrix), pc.readable(matrix)
    assert first._repr_html_() == second._repr_html_()
    assert repr(first) == str(second)
    pd.testing.assert_frame_equal(matrix, before)


def test_chinese_stands_in_columns_in_a_terminal() -> None:
    rows = [("辽宁", "≤11/10万", "控制在11,10万以下"), ("Xinhui", "约30%", "全覆盖")]
    cells = tuple(tuple(Cell((Line(text),)) for text in row) for row in rows)
    assert str(Readable(("地区", "目标值", "原文"), cells)).splitlines() == [
        "地区    目标值    原文",
        "------  --------  -----------------",
        "辽宁    ≤11/10万  控制在11,10万以下",
        "Xinhui  约30%     全覆盖",
    ]


def test_long_text_is_broken_and_nothing_is_lost() -> None:
    long = "县级公立医院实施按病种（床日）付费的出院病例数占出院病例数的比例不低于70%" * 3
    table = Readable(("编号", "原文"), ((Cell((Line("zongyang-2020/002"),)), Cell((Line(long),))),))
    lines = as_text(table).splitlines()
    assert max(map(columns_of, lines)) <= 100
    assert lines[2].startswith("zongyang-2020/002  县级公立医院")
    assert (
        "".join(line[17:].strip() if place else line[19:] for place, line in enumerate(lines[2:]))
        == long
    )


def test_punctuation_does_not_begin_a_line() -> None:
    assert broken("力争在所有城市开展试点，鼓励推行", 22) == [
        "力争在所有城市开展试",
        "点，鼓励推行",
    ]


def test_a_trace_is_a_table_in_a_notebook() -> None:
    reader = Reader(pc.trace("liaoning-2017/003")._repr_html_())
    assert reader.cells[:2] == [["liaoning-2017/003"], ["婴儿死亡率 ≤5.5‰（2020）"]]
    steps = {
        name[0]: value for name, value in zip(reader.cells[::2], reader.cells[1::2], strict=True)
    }
    assert steps["原文"] == ["婴儿死亡率控制在5,5 以下", "[662:676]"]
    assert steps["读作"] == ["婴儿死亡率控制在5.5‰以下"]
    assert steps["修复"][0].startswith("“5,5 以下”读作“5.5‰以下”：“‰”和小数点被标点替换")
    assert "说明" not in steps
    assert reader.marked == ["5,5 以下", "5.5‰以下"]


def test_a_trace_speaks_english_and_quotes_in_chinese() -> None:
    lines = str(pc.trace("zongyang-2020/002", lang="en")).splitlines()
    assert lines[0] == "zongyang-2020/002  Share paid by case or bed-day ≥70% (2020)"
    assert lines[4] == "  Section     五/14 (restated in 施工表/14)"
    assert lines[5].startswith("  Quote       县级公立医院实施按病种（床日）付费")


def test_completion_offers_the_verbs_and_nothing_else() -> None:
    assert dir(pc) == pc.__all__
    assert "readable" in dir(pc)


@pytest.mark.parametrize("name", pc.__all__)
def test_help_tells_what_goes_in_what_comes_out_and_shows_it(name: str) -> None:
    verb = getattr(pc, name)
    text = inspect.getdoc(verb) or ""
    assert text.splitlines()[0].endswith(".")
    assert "Examples\n--------\n>>> " in text
    if inspect.isfunction(verb):
        assert "Returns\n-------\n" in text
        assert all(f"\n{parameter} : " in text for parameter in inspect.signature(verb).parameters)
