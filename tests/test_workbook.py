"""The workbook as a report writer and a program meet it; expected cells are written out by hand."""

import re
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from policycompare.compare import all_comparability, coverage
from policycompare.errors import DataError, OutputError
from policycompare.labels import labelled
from policycompare.matrix import headline_matrix
from policycompare.model import TARGET_DTYPES, Language
from policycompare.table import load_targets
from policycompare.workbook import WorkbookFrames, write_sheets

QUOTE = "医保定点医院50%以上的住院患者实现按病种付费"
TEXT = [column for column, dtype in TARGET_DTYPES.items() if dtype == "str"]


def target(target_id: str, region: str, region_name: str, **cells: object) -> dict[str, object]:
    """One labelled target; what is not given is absent."""
    absent = dict.fromkeys(TARGET_DTYPES, None) | dict.fromkeys(TEXT, "")
    shown = {
        "theme": "case_payment",
        "theme_name": "按病种付费",
        "indicator": "case_payment_share",
        "indicator_name": "按病种付费占比",
        "population": "住院患者",
        "population_name": "住院患者",
        "kind": "quantified",
        "measure": "level",
        "modality": "must",
        "document_title": "某方案",
        "document_number": "",
        "document_status": "issued",
        "value_label": "",
        "note": "",
        "start": 10,
        "end": 32,
    }
    identity = {"target_id": target_id, "region": region, "region_name": region_name}
    return absent | identity | shown | cells


def finding(
    region: str, region_name: str, theme: str, theme_name: str, **cells: str
) -> dict[str, str]:
    """One cell of the headline matrix; by default a silence."""
    silence = {
        "stance": "not_mentioned",
        "commitment": "",
        "label": "未提及",
        "target_ids": "",
        "quote": "",
        "section": "",
        "note": "全文检索不到：药占比",
    }
    names = {"region_name": region_name, "theme_name": theme_name}
    return {"region": region, "theme": theme} | silence | names | cells


@pytest.fixture(scope="module")
def frames() -> WorkbookFrames:
    """Two regions, two themes, three targets."""
    targets = pd.DataFrame(
        [
            target("ziyang-2017/017", "ziyang", "资阳", op=">=", low=100.0, unit="个", year=2017,
                   year_basis="stated", label="≥100个（2017）", quote="病种不少于 100 个"),
            target("ziyang-2017/032", "ziyang", "资阳", op=">=", low=50.0, unit="%", year=2017,
                   year_basis="stated", label="≥50%（2017）", quote=QUOTE, section="三/（二）/2"),
            target("zongyang-2020/001", "zongyang", "枞阳", op="range", low=2.0, high=3.5,
                   baseline=45.0, base_year=2015, unit="%", year_basis="none", label="2–3.5%",
                   quote="由45%降到2–3.5%", document_status="draft", modality="strive"),
        ]
    ).astype(TARGET_DTYPES).assign(value=[100.0, 50.0, 2.0])  # fmt: skip
    matrix = pd.DataFrame(
        [
            finding("ziyang", "资阳", "drug_share", "药占比", stance="qualitative",
                    commitment="advance", label="推进", target_ids="ziyang-2017/017", note=""),
            finding("ziyang", "资阳", "case_payment", "按病种付费", stance="quantified",
                    label="≥50%（2017）", target_ids="ziyang-2017/032;ziyang-2017/017", quote=QUOTE,
                    section="三/（二）/2", note=""),
            finding("zongyang", "枞阳", "drug_share", "药占比"),
            finding("zongyang", "枞阳", "case_payment", "按病种付费", stance="quantified",
                    label="2–3.5%", target_ids="zongyang-2020/001", note=""),
        ]
    )  # fmt: skip
    pair = {
        "theme": "case_payment",
        "target_a": "ziyang-2017/032",
        "target_b": "zongyang-2020/001",
        "region_a": "ziyang",
        "region_b": "zongyang",
        "indicator_a": "case_payment_share",
        "indicator_b": "case_payment_share",
        "verdict": "not_comparable",
        "reasons_zh": "分母不同",
        "reasons_en": "different populations",
    }
    covered = {
        "theme": "case_payment",
        "theme_name": "按病种付费",
        "indicator": "case_payment_share",
        "indicator_name": "按病种付费占比",
        "ziyang": "quantified",
        "zongyang": "",
        "regions": 1,
    }
    indicator = {
        "indicator": "case_payment_share",
        "theme": "case_payment",
        "name_zh": "按病种付费占比",
        "name_en": "Share paid by disease",
        "definition": "实行按病种付费的住院患者占比",
        "definition_en": "inpatients paid for by case, as a share of inpatients",
        "unit": "%",
        "direction": "higher",
        "synonyms": "按病种付费",
    }
    document = {
        "document_id": "ziyang-2017",
        "region": "ziyang",
        "title": "某方案",
        "number": "资府发〔2017〕23号",
        "issuer": "资阳市人民政府",
        "date": "2017-06-21",
        "year": "2017",
        "period_start": "",
        "period_end": "2020",
        "status": "issued",
        "level": "prefecture",
        "chars": "13235",
        "sha256": "76d1",
    }
    repair = {"clause_id": "l/c1", "printed": "30。", "reading": "30%", "reason": "“%”被替换"}
    codes = [
        ("kind", "quantified", "有数值", "quantified", "写明数值"),
        ("stance", "quantified", "有数值", "quantified", "至少一个有数值"),
        ("stance", "qualitative", "无数值承诺", "commitment only", "提到主题但没有数值"),
        ("stance", "not_mentioned", "未提及", "not mentioned", "检索不到"),
        ("op", ">=", "≥", "≥", "不低于"),
        ("op", "range", "", "", "区间"),
        ("verdict", "not_comparable", "不可比", "not comparable", "分母不同"),
        ("modality", "strive", "力争", "strive", "力争、争取"),
        ("status", "draft", "征求意见稿", "draft", ""),
    ]
    columns = [
        ("target_id", "编号", "Target", "固定编号", "Stable number"),
        ("region", "地区", "Region", "所属地区", "Region"),
        ("low", "下限", "Low", "区间下端", "Lower end"),
        ("kind", "类别", "Kind", "以什么形式表述", "Form"),
        ("target", "目标编号", "Target", "", ""),
    ]
    left_out = {
        "left_out_id": "ziyang-2017/x001",
        "document_id": "ziyang-2017",
        "printed": "120 指挥调度",
        "start": "763",
        "end": "771",
        "reason": "name",
        "note": "急救号码",
    }
    named = ["name_zh", "name_en"]
    return WorkbookFrames(
        targets=targets,
        matrix=matrix,
        comparability=pd.DataFrame([pair]),
        coverage=pd.DataFrame([covered]),
        indicators=pd.DataFrame([indicator]),
        documents=pd.DataFrame([document]),
        repairs=pd.DataFrame([repair]),
        left_out=pd.DataFrame([left_out]),
        codes=pd.DataFrame(codes, columns=["list", "code", *named, "definition"]),
        columns=pd.DataFrame(columns, columns=["column", *named, "meaning_zh", "meaning_en"]),
    )


def write(frames: WorkbookFrames, path: Path, lang: Language = "zh") -> Path:
    return write_sheets(frames, path, version="0.1.0", licence="CC BY 4.0", lang=lang)


@pytest.fixture(scope="module")
def path(frames: WorkbookFrames, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(frames, tmp_path_factory.mktemp("workbook") / "policycompare.xlsx")


@cache
def opened(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def sheet_of(path: Path, name: str) -> Worksheet:
    sheet = opened(path)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def cell_of(path: Path, name: str, column: str, row: int) -> Cell:
    """Find a cell by the machine name of its column (row 1 of the sheet) and its row."""
    sheet = sheet_of(path, name)
    number = [cell.value for cell in sheet[1]].index(column) + 1
    cell = sheet.cell(row, number)
    assert isinstance(cell, Cell)
    return cell


def parts_of(path: Path) -> dict[str, str]:
    """Text of every file in the archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_sheets_stand_in_order_in_both_languages(frames: WorkbookFrames, tmp_path: Path) -> None:
    chinese = openpyxl.load_workbook(write(frames, tmp_path / "zh.xlsx")).sheetnames
    english = openpyxl.load_workbook(write(frames, tmp_path / "en.xlsx", "en")).sheetnames
    assert chinese == [
        "说明", "核心指标矩阵", "全部目标", "指标覆盖", "可比性", "编码手册", "文件", "误印修复",
        "未列入",
    ]  # fmt: skip
    assert english == [
        "About", "Headline matrix", "All targets", "Coverage", "Comparability", "Codebook",
        "Documents", "Repairs", "Left out",
    ]  # fmt: skip


def test_numbers_are_numbers_and_open_ends_are_empty(path: Path) -> None:
    expected = {
        "value": [100, 50, 2],
        "low": [100, 50, 2],
        "high": [None, None, 3.5],
        "baseline": [None, None, 45],
        "base_year": [None, None, 2015],
        "year": [2017, 2017, None],
        "start": [10, 10, 10],
    }
    for column, values in expected.items():
        cells = [cell_of(path, "全部目标", column, row) for row in (3, 4, 5)]
        assert [cell.value for cell in cells] == values, column
        assert all(cell.data_type == "n" for cell in cells), column


def test_numbers_of_a_register_just_read_are_numbers_too(path: Path) -> None:
    assert cell_of(path, "文件", "chars", 3).value == 13235
    assert cell_of(path, "文件", "period_start", 3).value is None
    assert cell_of(path, "文件", "number", 3).value == "资府发〔2017〕23号"


def test_row_1_is_for_programs_and_row_2_for_readers(path: Path) -> None:
    sheet = sheet_of(path, "全部目标")
    assert [sheet["A1"].value, sheet["A2"].value] == ["target_id", "编号"]
    assert [sheet["B1"].value, sheet["B2"].value] == ["region_name", "地区"]
    targets = pd.read_excel(path, sheet_name="全部目标", skiprows=[1])
    assert targets["target_id"].tolist() == [
        "ziyang-2017/017", "ziyang-2017/032", "zongyang-2020/001",
    ]  # fmt: skip
    assert targets["low"].tolist() == [100.0, 50.0, 2.0]
    assert set(TARGET_DTYPES) <= set(targets.columns)


def test_codes_stand_as_words_and_once_more_as_codes(path: Path) -> None:
    assert cell_of(path, "全部目标", "modality_name", 5).value == "力争"
    assert cell_of(path, "全部目标", "modality", 5).value == "strive"
    assert cell_of(path, "全部目标", "document_status_name", 5).value == "征求意见稿"
    assert cell_of(path, "全部目标", "kind", 2).value == "类别（代码）"
    assert cell_of(path, "指标覆盖", "ziyang_name", 2).value == "资阳"
    assert cell_of(path, "指标覆盖", "ziyang_name", 3).value == "有数值"
    assert cell_of(path, "指标覆盖", "zongyang_name", 3).value == "—"


def test_a_code_without_a_word_stands_for_itself(path: Path) -> None:
    assert cell_of(path, "全部目标", "measure_name", 3).value == "level"


def test_matrix_shows_value_and_stance_region_by_theme(path: Path) -> None:
    rows = sheet_of(path, "核心指标矩阵").iter_rows(3, 5, 1, 3, values_only=True)
    assert list(rows) == [
        ("地区", "药占比", "按病种付费"),
        ("资阳", "推进 \n[无数值承诺]", "≥50%（2017） \n[有数值]"),
        ("枞阳", "未提及", "2–3.5% \n[有数值]"),
    ]


def test_matrix_tells_stances_apart_by_fill_too(path: Path) -> None:
    sheet = sheet_of(path, "核心指标矩阵")
    fills = {sheet[cell].fill.fgColor.rgb for cell in ("B4", "C4", "B5")}
    assert len(fills) == 3


def test_matrix_cells_jump_to_the_row_of_their_first_target(path: Path) -> None:
    sheet = sheet_of(path, "核心指标矩阵")
    locations = {"B4": "'全部目标'!A3", "C4": "'全部目标'!A4", "C5": "'全部目标'!A5"}
    for cell, location in locations.items():
        assert sheet[cell].hyperlink.location == location
    assert sheet["B5"].hyperlink is None
    assert sheet["C4"].hyperlink.tooltip == QUOTE
    assert sheet_of(path, "全部目标")["A4"].value == "ziyang-2017/032"


def test_links_of_the_real_data_meet_their_targets(frames: WorkbookFrames, tmp_path: Path) -> None:
    targets = load_targets()
    real = replace(
        frames,
        targets=labelled(targets),
        matrix=headline_matrix(targets),
        comparability=all_comparability(targets),
        coverage=coverage(targets),
    )
    path = write(real, tmp_path / "real.xlsx")
    matrix, met = sheet_of(path, "核心指标矩阵"), sheet_of(path, "全部目标")
    expected = {"B5": "liaoning-2017/014", "E7": "zongyang-2020/002", "D8": "xinhui-2017/022"}
    for cell, target_id in expected.items():
        assert met[matrix[cell].hyperlink.location.split("!")[1]].value == target_id
    ids = {f"'全部目标'!A{row}": cell.value for row, cell in enumerate(met["A"], start=1)}
    pairs = [cell_of(path, "可比性", "target_a", row) for row in range(3, 13)]
    assert all(ids[str(link.location)] == cell.value for cell in pairs if (link := cell.hyperlink))


def test_evidence_of_every_cell_stands_below_the_matrix(path: Path) -> None:
    table = pd.read_excel(path, sheet_name="核心指标矩阵", header=6, skiprows=[7]).fillna("")
    assert table["label"].tolist() == ["推进", "≥50%（2017）", "未提及", "2–3.5%"]
    assert table["quote"].tolist() == ["", QUOTE, "", ""]
    assert table["note"].tolist() == ["", "", "全文检索不到：药占比", ""]
    assert table["stance"].tolist() == [
        "qualitative", "quantified", "not_mentioned", "quantified",
    ]  # fmt: skip


def test_a_pair_says_what_either_side_states_and_links_to_it(path: Path) -> None:
    assert cell_of(path, "可比性", "verdict_name", 3).value == "不可比"
    assert cell_of(path, "可比性", "label_a", 3).value == "≥50%（2017）"
    assert cell_of(path, "可比性", "label_b", 3).value == "2–3.5%"
    assert cell_of(path, "可比性", "region_name_b", 2).value == "地区 B"
    link = cell_of(path, "可比性", "target_b", 3).hyperlink
    assert link is not None
    assert link.location == "'全部目标'!A5"


def test_reasons_are_in_the_language_asked_for(frames: WorkbookFrames, tmp_path: Path) -> None:
    english = write(frames, tmp_path / "en.xlsx", "en")
    names = [cell.value for cell in sheet_of(english, "Comparability")[1]]
    assert names.index("reasons_en") < names.index("target_a") < names.index("reasons_zh")


@pytest.mark.parametrize(
    ("name", "filtered", "frozen"),
    [
        ("全部目标", "A2:AO5", "B3"),
        ("核心指标矩阵", "A8:M12", None),
        ("可比性", "A2:V3", "C3"),
        ("误印修复", "A2:D3", "B3"),
    ],
)
def test_tables_filter_and_keep_their_headers(
    path: Path, name: str, filtered: str, frozen: str | None
) -> None:
    sheet = sheet_of(path, name)
    assert sheet.auto_filter.ref == filtered
    assert sheet.freeze_panes == frozen


def test_print_is_landscape_one_page_wide_with_repeated_headers(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet_of(path, "全部目标").print_title_rows == "$2:$2"


def test_code_columns_fold_and_stay_off_the_paper(path: Path) -> None:
    sheet = sheet_of(path, "误印修复")
    assert sheet.print_area == "'误印修复'!$A$2:$D$3"
    code = cell_of(path, "全部目标", "modality", 3).column_letter
    assert sheet_of(path, "全部目标").column_dimensions[code].outline_level == 1
    assert sheet_of(path, "全部目标").column_dimensions["A"].outline_level == 0


def test_a_chinese_character_is_two_digits_wide(path: Path) -> None:
    sheet = sheet_of(path, "误印修复")
    assert sheet["D3"].value == "“%”被替换"  # 2 + 1 + 2 + 6 digits, and 2 of padding
    assert sheet.column_dimensions["D"].width == 13


def test_about_counts_explains_and_names_version_and_licence(path: Path) -> None:
    rows = list(sheet_of(path, "说明").iter_rows(1, 60, 1, 3, values_only=True))
    assert ("版本", "0.1.0", None) in rows
    assert ("使用许可", "CC BY 4.0", None) in rows
    assert ("全部目标", "每行一个目标；最右为代码列，可折叠", 3) in rows
    assert ("    ≥", "不低于", 2) in rows
    assert ("    未提及", "检索不到", 1) in rows
    assert ("    不可比", "分母不同", 1) in rows


def test_codebook_explains_indicators_columns_and_codes(path: Path) -> None:
    codebook = pd.read_excel(path, sheet_name="编码手册", skiprows=[1]).set_index("code")
    assert codebook.loc["case_payment_share", "meaning"] == "实行按病种付费的住院患者占比"
    assert codebook.loc["low", "entry"] == "列"
    assert codebook.loc["low", "meaning"] == "区间下端"
    assert codebook.loc["not_comparable", "name"] == "不可比"


HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://example.invalid","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "=cmd|' /C calc'!A0",
    "#N/A",
    "1e5",
    "=",
    "<c t='x'>&amp;",
    " 前后空格 ",
    "两\n行",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_formula_a_number_or_an_error(
    frames: WorkbookFrames, tmp_path: Path, text: str
) -> None:
    targets = frames.targets.assign(note=text, region_name=text)
    path = write(replace(frames, targets=targets), tmp_path / "hostile.xlsx")
    for column in ("note", "region_name"):
        cell = cell_of(path, "全部目标", column, 3)
        assert cell.value == text
        assert cell.data_type in ("s", "inlineStr")
        assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@", "\t"))
    assert not any(
        re.search(r"<f[ >]", part)
        for name, part in parts_of(path).items()
        if name.startswith("xl/worksheets/")
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("铃\x07", r"character 2 is \x07"),
        ("回车\r\n", r"character 3 is \r"),
        ("半个\ud800", r"character 3 is \ud800"),
        ("\ufffe", r"character 1 is \ufffe"),
        ("a_x0041_", "character 2 is _x0041_"),
        ("长" * 32_768, "32,768 characters, more than Excel's 32,767"),
        ("𠮷" * 16_384, "32,768 characters, more than Excel's 32,767"),
    ],
)
def test_what_excel_cannot_hold_is_refused_with_its_place(
    frames: WorkbookFrames, tmp_path: Path, text: str, fault: str
) -> None:
    repairs = pd.DataFrame(
        [{"clause_id": "l/c1", "printed": "30", "reading": "30%", "reason": text}] * 2
    )
    with pytest.raises(OutputError) as refused:
        write(replace(frames, repairs=repairs), tmp_path / "refused.xlsx")
    message = str(refused.value)
    assert message.startswith("2 cells cannot stand in an Excel file:")
    assert f"sheet 误印修复, reason, data row 1: {fault}" in message
    assert f"sheet 误印修复, reason, data row 2: {fault}" in message
    assert list(tmp_path.iterdir()) == []


def test_the_longest_text_that_excel_holds_is_written_whole(
    frames: WorkbookFrames, tmp_path: Path
) -> None:
    targets = frames.targets.assign(note="长" * 32_767)
    path = write(replace(frames, targets=targets), tmp_path / "long.xlsx")
    assert cell_of(path, "全部目标", "note", 3).value == "长" * 32_767


def test_an_infinite_number_is_refused(frames: WorkbookFrames, tmp_path: Path) -> None:
    targets = frames.targets.assign(high=float("inf"))
    with pytest.raises(OutputError, match="high, data row 3: the number is infinite"):
        write(replace(frames, targets=targets), tmp_path / "infinite.xlsx")


def test_a_cell_of_the_matrix_without_its_target_is_refused(
    frames: WorkbookFrames, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=r"ziyang-2017/017 \(sheet 核心指标矩阵\)"):
        write(replace(frames, targets=frames.targets.iloc[1:]), tmp_path / "x.xlsx")


def test_two_writes_are_byte_identical(frames: WorkbookFrames, tmp_path: Path, path: Path) -> None:
    assert write(frames, tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_nothing_tells_when_where_or_by_whom_it_was_written(path: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = parts_of(path)["docProps/core.xml"]
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert re.search(r"<dc:creator[^>]*>policycompare</dc:creator>", core)  # lxml adds a namespace
    assert not any(str(tmp_path) in part for part in parts_of(path).values())


def test_frames_are_left_as_they_were(frames: WorkbookFrames, tmp_path: Path) -> None:
    before = frames.targets.copy()
    write(frames, tmp_path / "x.xlsx")
    pd.testing.assert_frame_equal(frames.targets, before)


def test_no_repairs_and_no_pairs_still_make_a_workbook(
    frames: WorkbookFrames, tmp_path: Path
) -> None:
    empty = replace(
        frames, repairs=frames.repairs.iloc[:0], comparability=frames.comparability.iloc[:0]
    )
    path = write(empty, tmp_path / "empty.xlsx")
    assert sheet_of(path, "误印修复").auto_filter.ref == "A2:D2"
    assert sheet_of(path, "误印修复")["A2"].value == "clause_id"


def test_a_folder_that_is_not_there_is_refused(frames: WorkbookFrames, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="name a file in a folder that exists"):
        write(frames, tmp_path / "nowhere" / "x.xlsx")


def test_a_file_that_cannot_be_replaced_is_left_alone(
    frames: WorkbookFrames, tmp_path: Path
) -> None:
    (tmp_path / "x.xlsx").mkdir()
    with pytest.raises(OutputError, match=r"x\.xlsx"):
        write(frames, tmp_path / "x.xlsx")
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.xlsx"]


def test_another_file_type_is_refused(frames: WorkbookFrames, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"does not end in \.xlsx"):
        write(frames, tmp_path / "x.xls")
