"""A dossier and its pictures come in; a Word document to paste from or to annex goes out."""

import io
from collections.abc import Mapping
from pathlib import Path

from policycompare.dossier import Dossier
from policycompare.files import write_whole
from policycompare.gallery import Plate
from policycompare.model import Language
from policycompare.narrative import Piece, narrate
from policycompare.packing import packed
from policycompare.table_lines import (
    cell_lines,
    documents_of,
    evidence_lines,
    facing_lines,
    matrix_lines,
    target_lines,
)
from policycompare.verdict_lines import verdict_lines
from policycompare.word_parts import Writer
from policycompare.word_styles import new_document

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "医改文件目标对照：{name}",
        "headline": "四个核心主题",
        "subtitle": "每个数值都读自文件原文，原文与章节见文末依据表",
        "figure": "图",
        "table": "表",
        "findings": "一、主要发现",
        "tables": "二、目标对照",
        "verdicts": "三、可比性说明",
        "figures": "四、图",
        "evidence": "五、原文依据",
        "references": "参考文献",
        "matrix": "各地文件对核心主题的表述",
        "targets": "目标一览",
        "facing": "与其他地区同一指标的目标对照",
        "quotes": "各目标的原文与章节",
        "of": "{name}：各地目标",
        "region theme": "地区 主题 表述 内容 说明",
        "target": "地区 指标 分母或对象 目标值（年份） 备注",
        "own": "指标 分母或对象 目标值（年份） 章节 备注",
        "pair": "指标 一方 另一方 结论 理由",
        "quote": "编号 目标 原文 章节",
        "colon": "：",
        "estimated": "注：文件未载日期的，方括号中的年份由文件内容推定；"
        "未载发文机关、文号的，从缺。",
        "stop": "；",
        "none": "没有其他地区提出同一指标的目标。",
        "no figures": "没有可作图的目标。",
        "table note": "注：上标为参考文献序号。≥、≤、>、< 由原文的限定词读出，"
        "以上、以下、以内含本数；“约”为左右。",
        "more": "，另",
        "more note": "“另”后为同一格其余目标的项数，各项见“目标一览”。",
    },
    "en": {
        "title": "Targets of health-reform documents: {name}",
        "headline": "the headline themes",
        "subtitle": "Every value is read from the document's own words; see the table of evidence",
        "figure": "Figure ",
        "table": "Table ",
        "findings": "1  Findings",
        "tables": "2  Targets",
        "verdicts": "3  Comparability",
        "figures": "4  Figures",
        "evidence": "5  Evidence",
        "references": "References",
        "matrix": "What the documents say on the headline themes",
        "targets": "All targets",
        "facing": "Targets of other regions on the same indicators",
        "quotes": "Words and section of each target",
        "of": "{name}: targets by region",
        "region theme": "Region Theme Stance Content Note",
        "target": "Region Indicator Population Target_(year) Remark",
        "own": "Indicator Population Target_(year) Section Remark",
        "pair": "Indicator One Other Verdict Reasons",
        "quote": "Target Statement As_printed Section",
        "colon": ": ",
        "estimated": "A year in square brackets follows from the text, the document bears no date; "
        "an issuer or number that the document does not print is left out.",
        "stop": "; ",
        "none": "No other region states a target on the same indicators.",
        "no figures": "No target can be charted.",
        "table note": "Raised numbers are references. ≥, ≤, > and < are read from the words; "
        "以上, 以下 and 以内 include the number; ~ stands for 左右.",
        "more": " more",
        "more note": " “More” counts the other targets of a cell; see the table of all targets.",
    },
}


def write_word(dossier: Dossier, pictures: Mapping[str, Path], path: Path) -> Path:
    """Write findings, tables, figures, verdicts, evidence and references as one document.

    Parameters
    ----------
    dossier : Dossier
        What the report shows.
    pictures : mapping of str to Path
        The PNG file of each figure, by the name of its plate.
    path : Path
        File to write or replace, ending in `.docx`, in a folder that exists.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    lang = dossier.frames.lang
    words = WORDS[lang]
    title = words["title"].format(name=dossier.name or words["headline"])
    writer = Writer(new_document(title, lang), dossier.references, words["figure"], words["table"])
    writer.document.add_paragraph(title, style="Title")
    writer.document.add_paragraph(words["subtitle"], style="Subtitle")
    writer.heading(words["findings"])
    for paragraph in narrate(dossier):
        writer.paragraph(paragraph)
    writer.heading(words["tables"])
    _write_tables(writer, dossier, words)
    writer.heading(words["verdicts"])
    _write_verdicts(writer, dossier, words)
    writer.heading(words["figures"])
    _write_figures(writer, dossier, pictures, words)
    writer.heading(words["evidence"])
    _write_evidence(writer, dossier, words)
    writer.heading(words["references"])
    writer.references()
    if _incomplete(dossier):
        writer.paragraph([Piece(words["estimated"])], "Table Note")
    saved = io.BytesIO()
    writer.document.save(saved)
    return write_whole(path, packed(saved.getvalue()))


def _incomplete(dossier: Dossier) -> bool:
    """Tell whether a document that is cited lacks its date or its issuer."""
    documents = dossier.frames.tables["documents"]
    cited = documents[documents["document_id"].isin(list(dossier.references))]
    return bool((cited[["date", "issuer"]] == "").any(axis=None))


def _write_tables(writer: Writer, dossier: Dossier, words: Mapping[str, str]) -> None:
    kind, caption = dossier.choice.kind, [Piece(words["matrix"])]
    if kind == "headline":
        header, lines = matrix_lines(dossier)
        wide = 15.4 / (len(header) - 1)
        writer.captioned_table(caption, header, lines, [1.6, *[wide] * (len(header) - 1)])
    elif not dossier.cells.empty:
        header = words["region theme"].split()
        del header[1 if kind == "theme" else 0]
        writer.captioned_table(caption, header, cell_lines(dossier), [2.4, 2.2, 3.6, 8.8])
    own = kind == "region"
    header = _names(words["own" if own else "target"])
    widths = [4.8, 3.8, 3.2, 2.0, 3.2] if own else [1.9, 4.6, 3.6, 3.2, 3.7]
    lines = list(target_lines(dossier))
    writer.captioned_table([Piece(words["targets"])], header, lines, widths)
    more = not dossier.cells.empty and dossier.cells["label"].str.contains(words["more"]).any()
    note = words["table note"] + (words["more note"] if more else "")
    writer.paragraph([Piece(note)], "Table Note")


def _write_figures(
    writer: Writer, dossier: Dossier, pictures: Mapping[str, Path], words: Mapping[str, str]
) -> None:
    for plate in dossier.plates:
        caption = words["matrix"]
        if plate.kind == "targets":
            column = "theme" if plate.code in set(plate.rows["theme"]) else "indicator"
            caption = words["of"].format(name=plate.rows[f"{column}_name"].iloc[0])
        documents = tuple(
            document for document in writer.cited if document in _shown(plate, dossier)
        )
        seen = f"{caption}{words['colon']}{_seen(plate, words)}"
        writer.captioned_picture(pictures[plate.name], [Piece(caption, documents)], seen)
    if not dossier.plates:
        writer.paragraph([Piece(words["no figures"])])


def _shown(plate: Plate, dossier: Dossier) -> set[str]:
    """Return the documents that a figure shows, silent ones included."""
    shown = set(plate.rows["document_id"])
    if plate.kind == "matrix" and plate.cells is not None:
        for region in plate.cells["region"]:
            shown |= set(documents_of(dossier, region))
    return shown


def _seen(plate: Plate, words: Mapping[str, str]) -> str:
    """Put what a figure shows into words, for those who do not see it."""
    if plate.kind == "matrix" and plate.cells is not None:
        columns = ["region_name", "theme_name", "label"]
        told = plate.cells[columns].itertuples(index=False)
        return words["stop"].join(f"{region} {theme} {label}" for region, theme, label in told)
    columns = ["region_name", "indicator_name", "label"]
    told = plate.rows[columns].itertuples(index=False)
    return words["stop"].join(f"{region} {name} {label}" for region, name, label in told)


def _write_verdicts(writer: Writer, dossier: Dossier, words: Mapping[str, str]) -> None:
    if dossier.choice.kind == "region":
        if dossier.pairs.empty:
            writer.paragraph([Piece(words["none"])])
            return
        header, caption = _names(words["pair"]), [Piece(words["facing"])]
        lines = list(facing_lines(dossier))
        writer.captioned_table(caption, header, lines, [3.3, 3.4, 3.4, 2.2, 4.7])
        return
    for comparison in dossier.comparisons:
        if len(dossier.comparisons) > 1:
            lead = writer.paragraph([Piece(comparison.name, strong=True)], "Normal")
            lead.paragraph_format.keep_with_next = True
        for said in verdict_lines(comparison, dossier.frames.lang):
            writer.paragraph([Piece(said)], "Normal")


def _write_evidence(writer: Writer, dossier: Dossier, words: Mapping[str, str]) -> None:
    caption, header = [Piece(words["quotes"])], _names(words["quote"])
    writer.captioned_table(caption, header, list(evidence_lines(dossier)), [3.0, 4.6, 6.6, 2.8])


def _names(text: str) -> list[str]:
    return [name.replace("_", " ") for name in text.split()]
