"""A target's id goes in; the number's way back to the printed words comes out."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from policycompare.errors import UnknownTargetError
from policycompare.labels import code_names, labelled
from policycompare.model import Language
from policycompare.sources import read_tables
from policycompare.table import targets_from
from policycompare.typeset import Cell, Line, Readable, as_html, columns_of

WORDS = {
    "population": ("分母或对象", "Population"),
    "year_basis": ("年份依据", "Year from"),
    "document": ("文件", "Document"),
    "section": ("章节", "Section"),
    "also": ("{}（重述于 {}）", "{} (restated in {})"),
    "quote": ("原文", "Quote"),
    "reading": ("读作", "Read as"),
    "repair": ("修复", "Repair"),
    "why": ("“{}”读作“{}”：{}", "“{}” read as “{}”: {}"),
    "note": ("说明", "Note"),
}
"""The names of the steps, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A misprint: what is printed, how it is read, and why."""

    printed: str
    reading: str
    reason: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A number walked back to document, section, quote and repair."""

    target_id: str
    value: str
    indicator: str
    population: str
    year_basis: str
    document: str
    section: str
    also_in: str
    quote: str
    start: int
    end: int
    reading: str
    repairs: tuple[Repair, ...]
    note: str
    lang: Language = "zh"

    def __str__(self) -> str:
        """Give one line a step."""
        steps = self._steps()
        width = max(columns_of(name) for name, _ in steps) + 2
        lines = [f"{self.target_id}  {self.indicator} {self.value}"]
        for name, parts in steps:
            padding = " " * (width - columns_of(name))
            lines.append(f"  {name}{padding}{'  '.join(part.text for part in parts)}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Give a notebook the same steps as a table, misprints marked."""
        value = Line(f"{self.indicator} {self.value}", "strong")
        steps = [(self.target_id, (value,)), *self._steps()]
        rows = tuple((Cell((Line(name),)), Cell(lines)) for name, lines in steps)
        return as_html(Readable(("", ""), rows, lang=self.lang))

    def _steps(self) -> list[tuple[str, tuple[Line, ...]]]:
        """Name every step from the population to the note; a step with nothing to say is left."""
        words = {key: pair[self.lang == "en"] for key, pair in WORDS.items()}
        also = words["also"].format(self.section, self.also_in)
        misprints = tuple(repair.printed for repair in self.repairs)
        readings = tuple(repair.reading for repair in self.repairs)
        place = Line(f"[{self.start}:{self.end}]", "small")
        steps: list[tuple[str, tuple[Line, ...]]] = [
            ("population", (Line(self.population),)),
            ("year_basis", (Line(self.year_basis),)),
            ("document", (Line(self.document),)),
            ("section", (Line(also if self.also_in else self.section),)),
            ("quote", (Line(self.quote, "quote", misprints), place)),
            ("reading", (Line(self.reading, "quote", readings),)),
            *(
                ("repair", (Line(words["why"].format(fix.printed, fix.reading, fix.reason)),))
                for fix in self.repairs
            ),
            ("note", (Line(self.note),)),
        ]
        return [(words[step], lines) for step, lines in steps if lines[0].text]


def trace(target_id: str, folder: Path | None = None, lang: Language = "zh") -> Trace:
    """Walk one target back to the printed words.

    Parameters
    ----------
    target_id : str
        As in the table, `<document_id>/<number>`.
    folder : Path, optional
        Data folder; by default the one that came with the package.
    lang : {"zh", "en"}
        Language of names and labels; quotes, titles and reasons of repairs stay Chinese.

    Returns
    -------
    Trace
        One line a step in `print`, a table in a notebook.

    Raises
    ------
    UnknownTargetError
        No target has that id.

    Examples
    --------
    >>> step = trace("liaoning-2017/003")
    >>> step.value, step.quote, step.reading
    ('≤5.5‰（2020）', '婴儿死亡率控制在5,5 以下', '婴儿死亡率控制在5.5‰以下')
    """
    tables = read_tables(folder)
    targets = targets_from(tables)
    if target_id not in set(targets["target_id"]):
        ids = targets["target_id"]
        near = ids[ids.str.startswith(target_id.partition("/")[0])]
        known = near if not near.empty else ids
        raise UnknownTargetError(
            f"No target has the id {target_id!r}; the ids run from {known.iloc[0]} to "
            f"{known.iloc[-1]}. See the column target_id of targets.csv."
        )
    row = labelled(targets[targets["target_id"] == target_id], lang, tables).iloc[0]
    coding = tables["codings"].set_index("target_id").loc[target_id]
    repairs = tables["repairs"][tables["repairs"]["clause_id"] == coding["clause_id"]]
    return Trace(
        target_id=target_id,
        value=str(row["label"]),
        indicator=str(row["indicator_name"]),
        population=str(row["population_name"]),
        year_basis=code_names(tables, "year_basis", lang)[row["year_basis"]],
        document=_reference(tables["documents"].set_index("document_id").loc[row["document_id"]]),
        section=str(row["section"]),
        also_in=str(row["also_in"]),
        quote=str(row["quote"]),
        start=int(row["start"]),
        end=int(row["end"]),
        reading=str(row["reading"]),
        repairs=tuple(
            Repair(str(repair["printed"]), str(repair["reading"]), str(repair["reason"]))
            for repair in repairs.to_dict("records")
        ),
        note=str(row["note"]),
        lang=lang,
    )


def _reference(document: "pd.Series[str]") -> str:
    parts = (document["issuer"], f"《{document['title']}》", document["number"], document["date"])
    return "，".join(part for part in parts if part)
