"""Excel charts as a report writer edits them; expected cells are written out by hand."""

import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from policycompare.chartbook import write_chartbook
from policycompare.choice import choose
from policycompare.dossier import gather
from policycompare.errors import OutputError
from policycompare.frames import Frames, collect
from policycompare.sources import read_tables
from policycompare.table import targets_from

from .conftest import all_frames

Write = Callable[..., Path]
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def frames_of(folder: Path) -> Frames:
    tables = read_tables(folder)
    return collect(targets_from(tables), tables, "zh")


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Write the workbook of a choice, once for all tests that read it."""
    frames, folder = all_frames("zh"), tmp_path_factory.mktemp("chartbook")

    @cache
    def written(**asked: str) -> Path:
        choice = choose(frames.tables, **asked)
        return write_chartbook(gather(choice, frames), folder / f"{choice.code}.xlsx")

    return written


def charts_of(path: Path) -> list[ElementTree.Element]:
    """Read the XML of every chart in order."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        return [ElementTree.fromstring(archive.read(name)) for name in names]


def text_of(element: ElementTree.Element | None) -> str:
    assert element is not None
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(f"{DRAWING}t"))
        for paragraph in element.iter(f"{DRAWING}p")
    )


def values_of(chart: ElementTree.Element, path: str) -> list[str | None]:
    return [element.get("val") for element in chart.findall(path.replace("c:", CHART))]


def sheet_of(path: Path, name: str) -> Worksheet:
    sheet = openpyxl.load_workbook(path)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_out_of_pocket_shares_share_one_axis_with_their_operators(write: Write) -> None:
    path = write(indicator="oop_share")
    sheet = sheet_of(path, "个人卫生支出占卫生总费用比重")
    assert sheet["A4"].value == (
        "个人卫生支出占卫生总费用比重：资阳≤30%（2017），辽宁约30%（2020）"
    )
    assert sheet["A5"].value == "谨慎可比，引用时须写明：年份不同；比较词不同；层级不同"
    assert [cell.value for cell in sheet[6]][:6] == [
        "图中标签", "地区", "目标值（年份）", "比较符", "数值", "区间上限",
    ]  # fmt: skip
    rows = [[cell.value for cell in sheet[row]][:8] for row in (7, 8)]
    assert rows == [
        ["资阳 ≤30%（2017）", "资阳", "≤30%（2017）", "≤", 30, None, "%", 2017],
        ["辽宁 约30%（2020）", "辽宁", "约30%（2020）", "约", 30, None, "%", 2020],
    ]
    (chart,) = charts_of(path)
    assert text_of(chart.find(f"{CHART}chart/{CHART}title")).startswith(
        "个人卫生支出占卫生总费用比重：资阳≤30%（2017），辽宁约30%（2020）\n分母或对象：卫生总费用"
    )


def test_axes_are_shown_start_at_zero_and_name_their_unit(write: Write) -> None:
    (chart,) = charts_of(write(indicator="oop_share"))
    plot = "c:chart/c:plotArea/"
    assert values_of(chart, plot + "c:catAx/c:delete") == ["0"]
    assert values_of(chart, plot + "c:valAx/c:delete") == ["0"]
    assert values_of(chart, plot + "c:valAx/c:scaling/c:min") == ["0"]
    assert values_of(chart, plot + "c:valAx/c:scaling/c:max") == ["100"]
    title = chart.find((plot + "c:valAx/c:title").replace("c:", CHART))
    assert text_of(title) == "单位：%"
    assert chart.find(f"{CHART}chart/{CHART}legend") is None


def test_bars_read_their_cells_and_carry_them(write: Write) -> None:
    (chart,) = charts_of(write(indicator="oop_share"))
    formulas = [element.text for element in chart.iter(f"{CHART}f")]
    sheet = "'个人卫生支出占卫生总费用比重'!"
    assert formulas == [f"{sheet}$E$6:$E$6", f"{sheet}$A$7:$A$8", f"{sheet}$E$7:$E$8"]
    cached = [element.text for element in chart.iter(f"{CHART}v")]
    assert cached == ["资阳 ≤30%（2017）", "辽宁 约30%（2020）", "30", "30"]


def test_labels_of_bars_keep_the_operator(write: Write) -> None:
    (chart,) = charts_of(write(indicator="oop_share"))
    labels = chart.findall(f".//{CHART}dLbl/{CHART}numFmt")
    assert [label.get("formatCode") for label in labels] == [
        '"≤"General"%"', '"约"General"%"',
    ]  # fmt: skip
    assert {label.get("sourceLinked") for label in labels} == {"0"}


def test_groups_that_do_not_compare_never_share_a_chart(write: Write) -> None:
    path = write(theme="case_payment")
    charts = charts_of(path)
    shown = [[v.text for v in chart.iter(f"{CHART}v")] for chart in charts]
    assert shown == [
        ["资阳 ≥50%（2017）", "50"],
        ["枞阳（征求意见稿） ≥70%（2020）", "70"],
        ["资阳 ≥100个（2017）", "100"],
    ]
    assert [values_of(chart, ".//c:valAx/c:scaling/c:max") for chart in charts] == [
        ["100"], ["100"], [],
    ]  # fmt: skip
    told = [row[0] for row in sheet_of(path, "按病种付费").iter_rows(values_only=True)]
    assert (
        "≠ 与前一组不可比，不能放在同一坐标轴上："
        "指标不同：按病种付费占比 / 按病种（含床日）付费占比；"
        "分母不同：医保定点医院住院患者 / 县级公立医院出院病例（含床日）"
    ) in told
    assert "没有数值，不作图" in told


def test_a_draft_is_hatched_and_a_full_coverage_says_so(write: Write) -> None:
    _, draft, _ = charts_of(write(theme="case_payment"))
    assert draft.find(f".//{CHART}dPt/{CHART}spPr/{DRAWING}pattFill") is not None
    full = charts_of(write(theme="signing"))[0]
    formats = [label.get("formatCode") for label in full.findall(f".//{CHART}dLbl/{CHART}numFmt")]
    assert formats == ['"≥"General"%"', '"≥"General"%"', 'General"%"']
    assert [v.text for v in full.iter(f"{CHART}v")] == [
        "辽宁·城乡居民 ≥30%（2017）", "辽宁·重点人群 ≥60%（2017）",
        "辽宁·城乡居民 全覆盖（2020）（有缓和词）", "30", "60", "100",
    ]  # fmt: skip


def test_both_ends_of_a_range_are_bars_labelled_with_their_own_cells(write: Write) -> None:
    (chart,) = charts_of(write(indicator="gp_density"))
    assert values_of(chart, ".//c:barChart/c:grouping") == ["clustered"]
    assert values_of(chart, ".//c:barChart/c:overlap") == ["100"]
    assert [v.text for v in chart.iter(f"{CHART}v")] == [
        "辽宁·城乡居民 2–3名/万人（2020）", "新会·常住人口 ≥2名/万人（2018）", "3",
        "辽宁·城乡居民 2–3名/万人（2020）", "新会·常住人口 ≥2名/万人（2018）", "2", "2",
    ]  # fmt: skip
    places = [label.get("val") for label in chart.findall(f".//{CHART}dLbl/{CHART}dLblPos")]
    assert places == ["outEnd", "inEnd", "inEnd"]
    formats = [label.get("formatCode") for label in chart.findall(f".//{CHART}dLbl/{CHART}numFmt")]
    assert formats == ["General", 'General"–"', '"≥"General']


def test_no_label_holds_a_number_that_an_edit_would_leave_behind(write: Write) -> None:
    formats = {
        label.get("formatCode")
        for region in ("资阳", "辽宁", "汉中", "枞阳", "新会")
        for chart in charts_of(write(region=region))
        for label in chart.findall(f".//{CHART}numFmt")
    }
    assert formats == {
        "General", 'General"%"', '"≥"General', '"≥"General"%"', '"≤"General"%"', '"约"General"%"',
        'General"–"',
    }  # fmt: skip


def test_the_hint_says_what_follows_an_edit_and_what_does_not(write: Write) -> None:
    assert sheet_of(write(theme="drg"), "DRG付费")["A2"].value == (
        "改动“数值”列，其下的图和图中数字随之改变；标题和“图中标签”是文字，须一并改写。"
        "图可直接复制到 Word、PPT。斜线为征求意见稿，空心为有缓和词，浅点为区间。"
    )


def test_english_labels_take_their_words_from_the_codes(tmp_path: Path) -> None:
    frames = all_frames("en")
    dossier = gather(choose(frames.tables, indicator="oop_share"), frames)
    (chart,) = charts_of(write_chartbook(dossier, tmp_path / "oop.xlsx"))
    labels = chart.findall(f".//{CHART}dLbl/{CHART}numFmt")
    assert [label.get("formatCode") for label in labels] == ['"≤"General"%"', '"~"General"%"']
    draft = gather(choose(frames.tables, indicator="case_bedday_payment_share"), frames)
    (chart,) = charts_of(write_chartbook(draft, tmp_path / "draft.xlsx"))
    assert next(chart.iter(f"{CHART}v")).text == "Zongyang (draft) ≥70% (2020)"


def test_percent_axes_write_whole_and_broken_numbers_alike(write: Write) -> None:
    (chart,) = charts_of(write(indicator="oop_share"))
    axis = chart.find(f".//{CHART}valAx/{CHART}numFmt")
    assert axis is not None
    assert axis.get("formatCode") == 'General"%"'


def test_a_theme_called_data_leaves_the_sheet_of_data_its_name(
    tmp_path: Path, made_up: tuple[Path, Path]
) -> None:
    themes = made_up[0] / "codelists" / "themes.csv"
    themes.write_text(themes.read_text("utf-8").replace("家庭医生签约", "数据", 1), "utf-8")
    frames = frames_of(made_up[0])
    dossier = gather(choose(frames.tables, theme="signing"), frames)
    path = write_chartbook(dossier, tmp_path / "data.xlsx")
    assert openpyxl.load_workbook(path).sheetnames == ["数据 2", "数据", "可比性"]
    link = sheet_of(path, "数据 2")["K6"].hyperlink
    assert link is not None
    assert link.location == "'数据'!A2"
    assert sheet_of(path, "数据")["A2"].value == "mou-2021/003"


def test_targets_and_verdicts_stand_behind_the_charts(write: Write) -> None:
    path = write(theme="signing")
    assert openpyxl.load_workbook(path).sheetnames == ["家庭医生签约", "数据", "可比性"]
    data = sheet_of(path, "数据")
    assert [cell.value for cell in data[1]][:3] == ["编号", "地区", "主题"]
    assert data.max_row == 12
    assert sheet_of(path, "可比性").max_row == 56
    link = sheet_of(path, "家庭医生签约")["K7"].hyperlink
    assert link is not None
    assert data[str(link.location).split("!")[1]].value == "liaoning-2017/006"


def test_a_region_faces_the_others_indicator_by_indicator(write: Write) -> None:
    path = write(region="辽宁")
    names = openpyxl.load_workbook(path).sheetnames
    assert names[:2] == ["家庭医生签约", "医保支付方式改革覆盖"]
    assert names[-2:] == ["数据", "可比性"]
    verdicts = sheet_of(path, "可比性")
    header = [cell.value for cell in verdicts[1]]
    assert "理由" in header
    regions = {
        frozenset((row[header.index("地区 A")], row[header.index("地区 B")]))
        for row in verdicts.iter_rows(2, values_only=True)
    }
    assert all("辽宁" in pair and len(pair) == 2 for pair in regions)


def test_hostile_text_stays_text(tmp_path: Path, made_up: tuple[Path, Path]) -> None:
    codings = made_up[0] / "codings.csv"
    codings.write_text(codings.read_text("utf-8").replace(",,,,\n", ",,,=1+1,\n", 1), "utf-8")
    regions = made_up[0] / "regions.csv"
    regions.write_text(regions.read_text("utf-8").replace("某市", "=SUM(A1)", 1), "utf-8")
    frames = frames_of(made_up[0])
    dossier = gather(choose(frames.tables, theme="drug_share"), frames)
    path = write_chartbook(dossier, tmp_path / "hostile.xlsx")
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    signed = [cell for cell in cells if str(cell.value).startswith("=") and cell.value != "="]
    assert {cell.value for cell in signed} == {
        "=1+1", "=SUM(A1)", "=SUM(A1) ≤28%（2022）",
    }  # fmt: skip
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in signed)


def test_what_excel_cannot_hold_is_refused(tmp_path: Path, made_up: tuple[Path, Path]) -> None:
    codings = made_up[0] / "codings.csv"
    codings.write_text(codings.read_text("utf-8").replace(",,,,\n", ",,,铃\x07,\n", 1), "utf-8")
    frames = frames_of(made_up[0])
    dossier = gather(choose(frames.tables, theme="drug_share"), frames)
    with pytest.raises(OutputError, match="sheet 数据, note, data row 1: character 2 is"):
        write_chartbook(dossier, tmp_path / "refused.xlsx")
    assert not (tmp_path / "refused.xlsx").exists()
