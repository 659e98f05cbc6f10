"""The Word document read back as Word would; expected texts are written out by hand."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table

from policycompare.choice import choose
from policycompare.dossier import gather
from policycompare.frames import collect
from policycompare.gallery import save
from policycompare.report import report
from policycompare.sources import read_tables
from policycompare.table import targets_from
from policycompare.table_lines import target_lines
from policycompare.word import write_word

from .conftest import all_frames
from .test_report import ENTRIES


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("word") / "all"
    report(out)
    return out / "headline.docx"


@pytest.fixture(scope="module")
def document(path: Path) -> Document:
    return docx.Document(str(path))


def written(folder: Path, **asked: str) -> Document:
    """Write the Word document of a choice as a report does, without the files beside it."""
    frames = all_frames("zh")
    dossier = gather(choose(frames.tables, **asked), frames)
    pictures = {plate.name: save(plate, frames, folder)[0] for plate in dossier.plates}
    return docx.Document(str(write_word(dossier, pictures, folder / "written.docx")))


@pytest.fixture(scope="module")
def hanzhong(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return written(tmp_path_factory.mktemp("word"), region="汉中")


def styled(document: Document, style: str) -> list[str]:
    """Texts of the paragraphs of a style, fields and links included."""
    return [
        "".join(text.text or "" for text in paragraph._p.iter(qn("w:t")))
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name == style
    ]


def cells(table: Table) -> list[list[str]]:
    return [
        ["".join(t.text or "" for t in cell._tc.iter(qn("w:t"))) for cell in row.cells]
        for row in table.rows
    ]


def test_sections_stand_in_order(document: Document) -> None:
    assert styled(document, "Title") == ["医改文件目标对照：四个核心主题"]
    assert styled(document, "Heading 1") == [
        "一、主要发现", "二、目标对照", "三、可比性说明", "四、图", "五、原文依据", "参考文献",
    ]  # fmt: skip


def test_findings_are_counted_and_cited(document: Document) -> None:
    found = styled(document, "Body Text")[0]
    assert found.startswith("四个主题 20 格：5 格可量化，10 格只有无数值承诺，5 格未提及；")
    assert "药占比：可量化的有辽宁[2]；只有无数值承诺的有资阳[1]；" in found
    assert "未提及的有汉中[3]、枞阳[4]、新会[5]。" in found


def test_the_matrix_is_a_table_of_regions_by_themes(document: Document) -> None:
    assert cells(document.tables[0])[:3] == [
        ["地区", "药占比", "DRG付费", "家庭医生签约", "按病种付费"],
        ["资阳[1]", "严控无数值承诺", "探索和推进无数值承诺", "推进（2017）无数值承诺",
         "≥50%（2017），另1项"],
        ["辽宁[2]", "约30%（2017）", "鼓励无数值承诺", "≥30%（2017），另3项", "推行无数值承诺"],
    ]  # fmt: skip


def test_every_target_stands_under_its_theme_with_its_source(document: Document) -> None:
    rows = cells(document.tables[1])
    assert rows[0] == ["地区", "指标", "分母或对象", "目标值（年份）", "备注"]
    assert rows[1] == ["药占比"] * 5
    assert ["辽宁", "药占比（不含中药饮片）", "试点城市公立医院", "约30%（2017）[2]", ""] in rows
    (draft,) = [row for row in rows if row[3] == "≥70%（2020）[4]"]
    assert draft[4].startswith("征求意见稿；分子含按床日付费")


def test_notes_say_what_signs_and_counts_mean(document: Document) -> None:
    table, listed = styled(document, "Table Note")
    assert table == (
        "注：上标为参考文献序号。≥、≤、>、< 由原文的限定词读出，以上、以下、以内含本数；"
        "“约”为左右。“另”后为同一格其余目标的项数，各项见“目标一览”。"
    )
    assert listed.startswith("注：文件未载日期的，方括号中的年份由文件内容推定；")


def test_no_count_of_further_targets_is_explained_where_none_stands(tmp_path: Path) -> None:
    document = written(tmp_path, indicator="maternal_mortality")
    assert styled(document, "Table Note") == [
        "注：上标为参考文献序号。≥、≤、>、< 由原文的限定词读出，以上、以下、以内含本数；"
        "“约”为左右。",
    ]


def test_a_baseline_is_written_out_with_its_unit() -> None:
    tables = read_tables()
    targets = targets_from(tables)
    targets.loc[targets["indicator"] == "maternal_mortality", "baseline"] = 1234567.5
    said = []
    for lang in ("zh", "en"):
        frames = collect(targets, tables, lang)
        (line,) = target_lines(gather(choose(tables, indicator="maternal_mortality"), frames))
        said.append(line[-1].text)
    assert said == ["基期1234567.5/10万", "baseline 1234567.5 per 100,000"]


def test_each_value_has_its_quote_and_section(document: Document) -> None:
    evidence = cells(document.tables[2])
    assert evidence[0] == ["编号", "目标", "原文", "章节"]
    assert len(evidence) == 23
    assert [
        "ziyang-2017/032", "资阳 按病种付费占比 ≥50%（2017）[1]",
        "2017年，医保定点医院50%以上的住院患者实现按病种付费", "三/（二）/2",
    ] in evidence  # fmt: skip
    (repaired,) = [row for row in evidence if row[0] == "liaoning-2017/006"]
    assert repaired[2] == (
        "2017年 家庭医生签约服务覆盖率达到30.以上（读作：2017年 家庭医生签约服务覆盖率达到30%以上）"
    )


def test_tables_repeat_their_header_and_split_no_row(document: Document) -> None:
    for table in document.tables:
        rows = [row._tr for row in table.rows]
        assert rows[0].findall(f".//{qn('w:tblHeader')}")
        assert all(row.findall(f".//{qn('w:cantSplit')}") for row in rows)


def test_tables_stay_between_the_margins(document: Document, hanzhong: Document) -> None:
    for table in (*document.tables, *hanzhong.tables):
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
        assert 0 < sum(grid) <= 17.01 / 2.54 * 1440


def test_captions_number_tables_and_figures_by_fields(document: Document) -> None:
    captions = [text for text in styled(document, "Caption") if text]
    assert captions == [
        "表1　各地文件对核心主题的表述", "表2　目标一览", "图1　各地文件对核心主题的表述[1-5]",
        "图2　家庭医生签约：各地目标[1-5]", "图3　按病种付费：各地目标[1-5]",
        "表3　各目标的原文与章节",
    ]  # fmt: skip
    fields = [field.get(qn("w:instr")) for field in document.element.iter(qn("w:fldSimple"))]
    assert fields.count(r" SEQ 图 \* ARABIC ") == 3
    assert fields.count(r" SEQ 表 \* ARABIC ") == 3


def test_pictures_have_a_text_for_those_who_do_not_see_them(document: Document) -> None:
    seen = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(seen) == 3
    assert seen[0].startswith("各地文件对核心主题的表述：资阳 药占比 严控；")
    assert "枞阳 按病种（含床日）付费占比 ≥70%（2020）" in seen[2]


def test_the_note_on_references_never_stands_alone_on_a_page(document: Document) -> None:
    entries = [p for p in document.paragraphs if p.style and p.style.name == "Reference"]
    assert [entry.paragraph_format.keep_with_next for entry in entries] == [
        False, False, False, True, True,
    ]  # fmt: skip


def test_pictures_fit_the_page_and_keep_with_their_caption(document: Document) -> None:
    for shape in document.inline_shapes:
        assert shape.width.cm <= 17.01
        assert shape.height.cm <= 19.51
    holders = [p for p in document.paragraphs if p._p.findall(f".//{qn('w:drawing')}")]
    assert all(holder.paragraph_format.keep_with_next for holder in holders)


def test_references_are_listed_and_citations_lead_to_them(document: Document) -> None:
    assert styled(document, "Reference") == [f"[{n}] {e}" for n, e in enumerate(ENTRIES, start=1)]
    anchors = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert anchors == {f"reference_{number}" for number in range(1, 6)}
    assert anchors <= marks


def test_why_groups_part_is_said_once_a_group(document: Document) -> None:
    lines = styled(document, "Normal")
    assert (
        "（2）按病种（含床日）付费占比：枞阳 ≥70%（2020）。与前一组不可比："
        "指标不同：按病种付费占比 / 按病种（含床日）付费占比；"
        "分母不同：医保定点医院住院患者 / 县级公立医院出院病例（含床日）。"
    ) in lines
    assert len(lines) == 16


def test_indicators_that_no_two_regions_share_are_gathered_in_one_line(tmp_path: Path) -> None:
    lines = styled(written(tmp_path, theme="中医药"), "Normal")
    assert [line[:16] for line in lines] == [
        "（1）具备中医药服务能力的机构比", "（2）具备中医药服务能力的机构比",
        "（3）具备中医药服务能力的机构比", "（4）下列指标各只有一地提出目标",
    ]  # fmt: skip
    assert "与前一组不可比：分母不同：社区卫生服务机构 / 乡镇卫生院" in lines[1]
    assert "每县（区）公立中医医院数：资阳 ≥1所" in lines[3]


def test_chinese_faces_are_set_for_chinese_letters(document: Document) -> None:
    faces = {}
    for name in ("Normal", "Heading 1", "Caption", "Table Text"):
        fonts = document.styles[name].element.rPr.rFonts
        faces[name] = fonts.get(qn("w:eastAsia"))
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert faces == {
        "Normal": "宋体", "Heading 1": "黑体", "Caption": "黑体", "Table Text": "宋体",
    }  # fmt: skip


def test_a_region_is_shown_with_its_cells_targets_and_those_it_faces(hanzhong: Document) -> None:
    stances, own, facing, evidence = (cells(table) for table in hanzhong.tables)
    assert stances[1][:3] == ["药占比[3]", "未提及", "未提及"]
    assert len([row for row in own[1:] if len(set(row)) > 1]) == 13
    assert facing[0] == ["指标", "一方", "另一方", "结论", "理由"]
    assert facing[1][1:4] == [
        "资阳 推进（2017）城乡居民[1]",
        "汉中 推动签约对象（未写明）[3]",
        "不可比",
    ]
    assert facing[1][4].startswith("分母不同：城乡居民 / 签约对象（未写明）；")
    assert len(facing) == 9
    assert len(evidence) == 19
    assert styled(hanzhong, "Body Text")[0].startswith(
        "汉中共提出13项目标，涉及5个主题、12个指标，其中10项有数值或为全覆盖[3]。"
    )


def test_nothing_tells_when_or_by_whom_it_was_written(path: Path, document: Document) -> None:
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = document.core_properties
    assert (core.author, core.last_modified_by) == ("policycompare", "policycompare")
    assert {str(core.created), str(core.modified)} == {"2000-01-01 00:00:00+00:00"}


def test_text_that_looks_like_markup_stays_text(tmp_path: Path, made_up: tuple[Path, Path]) -> None:
    codings = made_up[0] / "codings.csv"
    note = "=1+1 <w:t>&amp;</w:t>"
    codings.write_text(codings.read_text("utf-8").replace(",,,,\n", f",,,{note},\n", 1), "utf-8")
    report(tmp_path / "out", theme="drug_share", folder=made_up[0])
    document = docx.Document(str(tmp_path / "out" / "drug_share.docx"))
    assert note in [text for row in cells(document.tables[1]) for text in row]
