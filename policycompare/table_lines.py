"""A dossier comes in; the lines of a report's tables go out, each value with its source."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from math import isnan

from policycompare.constraints import Tables
from policycompare.dossier import Dossier
from policycompare.labels import code_names, unit_names
from policycompare.model import Language
from policycompare.narrative import Piece

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "stop": "；",
        "region": "地区",
        "hedged": "有缓和词",
        "baseline": "基期{value}",
        "reading": "{quote}（读作：{reading}）",
        "also": "{section}（另见{also}）",
    },
    "en": {
        "stop": "; ",
        "region": "Region",
        "hedged": "hedged",
        "baseline": "baseline {value}",
        "reading": "{quote} (read as: {reading})",
        "also": "{section} (also {also})",
    },
}

Line = Sequence[Piece]
"""The cells of a row; a single piece in a table of several columns is a heading across them."""


def matrix_lines(dossier: Dossier) -> tuple[list[str], list[Line]]:
    """Lay regions by themes; words without a number say so."""
    cells, stances, words = dossier.cells, _stances(dossier), WORDS[dossier.frames.lang]
    lines: list[Line] = []
    for region, row in cells.groupby("region", sort=False):
        line = [Piece(row["region_name"].iloc[0], documents_of(dossier, str(region)))]
        for cell in row.to_dict("records"):
            wordless = cell["stance"] == "qualitative"
            label = f"{cell['label']}\n{stances['qualitative']}" if wordless else cell["label"]
            line.append(Piece(label, strong=cell["stance"] == "quantified"))
        lines.append(line)
    return [words["region"], *cells["theme_name"].unique()], lines


def cell_lines(dossier: Dossier) -> list[Line]:
    """List the cells of a theme by region, or of a region by theme."""
    stances, by_region = _stances(dossier), dossier.choice.kind == "theme"
    return [
        [
            Piece(
                cell["region_name" if by_region else "theme_name"],
                documents_of(dossier, cell["region"]),
            ),
            Piece(stances[cell["stance"]]),
            Piece(cell["label"], strong=cell["stance"] == "quantified"),
            Piece(cell["note"]),
        ]
        for cell in dossier.cells.to_dict("records")
    ]


def _stances(dossier: Dossier) -> dict[str, str]:
    return code_names(dossier.frames.tables, "stance", dossier.frames.lang)


def target_lines(dossier: Dossier) -> Iterator[Line]:
    """List the targets that the report is about, under their theme where there are several."""
    own, lang = dossier.choice.kind == "region", dossier.frames.lang
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
        yield [*first, *middle, *section, Piece(_remark(row, dossier.frames.tables, lang))]


def _remark(row: Mapping[Hashable, object], tables: Tables, lang: Language) -> str:
    """Say what a value does not: draft, hedging word, baseline, note."""
    words, status = WORDS[lang], str(row["document_status"])
    said = [code_names(tables, "status", lang)[status]] if status == "draft" else []
    if row["modality"] != "must" and row["kind"] != "qualitative":
        said.append(words["hedged"])
    baseline = row["baseline"]
    if isinstance(baseline, float) and not isnan(baseline):
        unit = str(row["unit"])
        name = unit_names(tables, lang)[unit]
        value = f"{baseline:.12g}{'' if name == unit else ' '}{name}"
        said.append(words["baseline"].format(value=value))
    if row["note"]:
        said.append(str(row["note"]))
    return words["stop"].join(said)


def facing_lines(dossier: Dossier) -> Iterator[Line]:
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


def documents_of(dossier: Dossier, region: str) -> tuple[str, ...]:
    """Return the documents of a region that the report cites."""
    documents = dossier.frames.tables["documents"]
    found = documents.loc[documents["region"] == region, "document_id"]
    return tuple(document for document in found if document in dossier.references)


def evidence_lines(dossier: Dossier) -> Iterator[Line]:
    """List the words that state each target, with their section."""
    words = WORDS[dossier.frames.lang]
    for row in dossier.rows.to_dict("records"):
        quote, section = row["quote"], row["section"]
        if row["reading"]:
            quote = words["reading"].format(quote=quote, reading=row["reading"])
        if row["also_in"]:
            section = words["also"].format(section=section, also=row["also_in"])
        stated = f"{row['region_name']} {row['indicator_name']} {row['label']}"
        value = Piece(stated, (row["document_id"],))
        yield [Piece(row["target_id"]), value, Piece(quote), Piece(section)]
