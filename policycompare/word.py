"""A dossier and its pictures come in; a Word document to paste from or to annex goes out."""

import io
from collections.abc import Hashable, Iterator, Mapping
from math import isnan
from pathlib import Path

import pandas as pd

from policycompare.dossier import Comparison, Dossier, Group
from policycompare.files import write_whole
from policycompare.gallery import Plate
from policycompare.grouping import without_number
from policycompare.labels import code_names
from policycompare.model import Language
from policycompare.narrative import Piece, narrate
from policycompare.packing import packed
from policycompare.word_parts import Line, Writer
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
        "region": "地区",
        "member": "{region} {label}",
        "group": "（{number}）{indicator}：{members}。",
        "careful": "组内谨慎可比（{reasons}）。",
        "alike": "组内可比。",
        "single": "",
        "wordless": "没有数值，只作文字对照。",
        "apart": "与前一组不可比：{reasons}。",
        "alone": "（{number}）下列指标各只有一地提出目标，指标不同，互不可比：{named}。",
        "colon": "：",
        "reading": "{quote}（读作：{reading}）",
        "also": "{section}（另见{also}）",
        "draft": "征求意见稿",
        "hedged": "有缓和词",
        "baseline": "基期{value}",
        "estimated": "注：文件未载日期的，方括号中的年份由文件内容推定；"
        "未载发文机关、文号的，从缺。",
        "stop": "；",
        "comma": "、",
        "none": "没有其他地区提出同一指标的目标。",
        "no figures": "没有可作图的目标。",
        "table note": "注：上标为参考文献序号。≥、≤、>、< 由原文的限定词读出，"
        "以上、以下、以内含本数；“约”为左右。",
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
        "region": "Region",
        "member": "{region} {label}",
        "group": "({number}) {indicator}: {members}. ",
        "careful": "Comparable with caution ({reasons}). ",
        "alike": "Comparable. ",
        "single": "",
        "wordless": "No number, words only. ",
        "apart": "Not comparable with the group before: {reasons}. ",
        "alone": "({number}) Stated by one region each, different indicators, not comparable with "
        "one another: {named}.",
        "colon": ": ",
        "reading": "{quote} (read as: {reading})",
        "also": "{section} (also {also})",
        "draft": "draft for comments",
        "hedged": "hedged",
        "baseline": "baseline {value}",
        "estimated": "A year in square brackets follows from the text, the document bears no date; "
        "an issuer or number that the document does not print is left out.",
        "stop": "; ",
        "comma": ", ",
        "none": "No other region states a target on the same indicators.",
        "no figures": "No target can be charted.",
        "table note": "Raised numbers are references. ≥, ≤, > and < are read from the words; "
        "以上, 以下 and 以内 include the number; ~ stands for 左右.",
    },
}


MOST_GROUPS = 6
"""Groups that are explained one by one; of more, those that no two regions share are gathered."""


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
        header, lines = _matrix(dossier, words)
        wide = 15.4 / (len(header) - 1)
        writer.captioned_table(caption, header, lines, [1.6, *[wide] * (len(header) - 1)])
    elif not dossier.cells.empty:
        header = words["region theme"].split()
        del header[1 if kind == "theme" else 0]
        writer.captioned_table(caption, header, _cells(dossier), [2.4, 2.2, 3.6, 8.8])
    own = kind == "region"
    header = _names(words["own" if own else "target"])
    widths = [4.8, 3.8, 3.2, 2.0, 3.2] if own else [1.9, 4.6, 3.6, 3.2, 3.7]
    lines = list(_targets(dossier, words))
    writer.captioned_table([Piece(words["targets"])], header, lines, widths)
    writer.paragraph([Piece(words["table note"])], "Table Note")


def _names(text: str) -> list[str]:
    return [name.replace("_", " ") for name in text.split()]


def _matrix(dossier: Dossier, words: Mapping[str, str]) -> tuple[list[str], list[Line]]:
    """Lay regions by themes; words without a number say so."""
    cells, stances = dossier.cells, _stances(dossier)
    lines: list[Line] = []
    for region, row in cells.groupby("region", sort=False):
        line = [Piece(row["region_name"].iloc[0], _documents(dossier, str(region)))]
        for cell in row.to_dict("records"):
            wordless = cell["stance"] == "qualitative"
            label = f"{cell['label']}\n{stances['qualitative']}" if wordless else cell["label"]
            line.append(Piece(label, strong=cell["stance"] == "quantified"))
        lines.append(line)
    return [words["region"], *cells["theme_name"].unique()], lines


def _cells(dossier: Dossier) -> list[Line]:
    """List the cells of a theme by region, or of a region by theme."""
    stances, by_region = _stances(dossier), dossier.choice.kind == "theme"
    return [
        [
            Piece(
                cell["region_name" if by_region else "theme_name"],
                _documents(dossier, cell["region"]),
            ),
            Piece(stances[cell["stance"]]),
            Piece(cell["label"], strong=cell["stance"] == "quantified"),
            Piece(cell["note"]),
        ]
        for cell in dossier.cells.to_dict("records")
    ]


def _stances(dossier: Dossier) -> dict[str, str]:
    return code_names(dossier.frames.tables, "stance", dossier.frames.lang)


def _documents(dossier: Dossier, region: str) -> tuple[str, ...]:
    documents = dossier.frames.tables["documents"]
    found = documents.loc[documents["region"] == region, "document_id"]
    return tuple(document for document in found if document in dossier.references)


def _targets(dossier: Dossier, words: Mapping[str, str]) -> Iterator[Line]:
    """List the targets that the report is about, under their theme where there are several."""
    own = dossier.choice.kind == "region"
    order = {theme: n for n, theme in enumerate(dossier.frames.tables["themes"]["theme"])}
    rows = dossier.own.sort_values("theme", key=lambda theme: theme.map(order), kind="stable")
    last = rows["theme"].iloc[0] if rows["theme"].nunique() == 1 else ""
    for row in rows.to_dict("records"):
        if row["theme"] != last:
            last = row["theme"]
            yield [Piece(row["theme_name"], strong=True)]
        value = Piece(row["label"], (row["document_id"],))
        middle = [Piece(row["indicator_name"]), Piece(row["population_name"]), value]
        first = [] if own else [Piece(row["region_name"])]
        section = [Piece(row["section"])] if own else []
        yield [*first, *middle, *section, Piece(_remark(row, words))]


def _remark(row: Mapping[Hashable, object], words: Mapping[str, str]) -> str:
    """Say what a value does not: draft, hedging word, baseline, note."""
    said = [words["draft"]] if row["document_status"] == "draft" else []
    if row["modality"] != "must" and row["kind"] != "qualitative":
        said.append(words["hedged"])
    baseline = row["baseline"]
    if isinstance(baseline, float) and not isnan(baseline):
        said.append(words["baseline"].format(value=f"{baseline:g}{row['unit']}"))
    if row["note"]:
        said.append(str(row["note"]))
    return words["stop"].join(said)


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
            shown |= set(_documents(dossier, region))
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
        lines = list(_facing(dossier))
        writer.captioned_table(caption, header, lines, [3.3, 3.4, 3.4, 2.2, 4.7])
        return
    for comparison in dossier.comparisons:
        if len(dossier.comparisons) > 1:
            lead = writer.paragraph([Piece(comparison.name, strong=True)], "Normal")
            lead.paragraph_format.keep_with_next = True
        for said in _verdicts(comparison, words):
            writer.paragraph([Piece(said)], "Normal")


def _verdicts(comparison: Comparison, words: Mapping[str, str]) -> Iterator[str]:
    """Say of each group what it is; of many, those on which no two regions meet in one line."""
    groups, alone = list(comparison.groups), []
    if len(groups) > MOST_GROUPS:
        regions = pd.concat([group.rows for group in groups]).groupby("indicator")["region"]
        met = regions.nunique() > 1
        alone = [group for group in groups if not met[group.rows["indicator"].iloc[0]]]
        groups = [group for group in groups if met[group.rows["indicator"].iloc[0]]]
    for number, group in enumerate(groups, start=1):
        before = groups[number - 2].rows["indicator"].iloc[0] if number > 1 else ""
        near = not alone or before == group.rows["indicator"].iloc[0]
        yield _verdict(number, group, words, near=near)
    if alone:
        named = words["stop"].join(
            f"{group.rows['indicator_name'].iloc[0]}{words['colon']}{_members(group, words)}"
            for group in alone
        )
        yield words["alone"].format(number=len(groups) + 1, named=named)


def _members(group: Group, words: Mapping[str, str]) -> str:
    return words["comma"].join(
        words["member"].format(region=region, label=label)
        for region, label in zip(group.rows["region_name"], group.rows["label"], strict=True)
    )


def _verdict(number: int, group: Group, words: Mapping[str, str], *, near: bool) -> str:
    """Say of a group whether its members compare, and why it parts from the one before."""
    rows = group.rows
    case = "alike" if len(rows) > 1 else "single"
    case = "careful" if group.careful else case
    case = "wordless" if without_number(rows).all() else case
    text = words["group"].format(
        number=number, indicator=rows["indicator_name"].iloc[0], members=_members(group, words)
    )
    text += words[case].format(reasons=group.careful.replace(words["stop"], words["comma"]))
    return text + (words["apart"].format(reasons=group.apart) if group.apart and near else "")


def _facing(dossier: Dossier) -> Iterator[Line]:
    """List the region's pairs with others in the order in which their reasons name them."""
    frames = dossier.frames
    targets = frames.targets.set_index("target_id").to_dict("index")
    verdicts = code_names(frames.tables, "verdict", frames.lang)
    for pair in dossier.pairs.to_dict("records"):
        sides = [targets[pair[f"target_{side}"]] for side in "ab"]
        yield [
            Piece(sides[0]["indicator_name"]),
            *(
                Piece(
                    f"{side['region_name']} {side['label']}\n{side['population_name']}",
                    (side["document_id"],),
                )
                for side in sides
            ),
            Piece(verdicts[pair["verdict"]]),
            Piece(pair[f"reasons_{frames.lang}"]),
        ]


def _write_evidence(writer: Writer, dossier: Dossier, words: Mapping[str, str]) -> None:
    lines = []
    for row in dossier.rows.to_dict("records"):
        quote, section = row["quote"], row["section"]
        if row["reading"]:
            quote = words["reading"].format(quote=quote, reading=row["reading"])
        if row["also_in"]:
            section = words["also"].format(section=section, also=row["also_in"])
        stated = f"{row['region_name']} {row['indicator_name']} {row['label']}"
        documents = (row["document_id"],)
        lines.append(
            [Piece(row["target_id"]), Piece(stated, documents), Piece(quote), Piece(section)]
        )
    caption, header = [Piece(words["quotes"])], _names(words["quote"])
    writer.captioned_table(caption, header, lines, [3.0, 4.6, 6.6, 2.8])
