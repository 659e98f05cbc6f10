"""A target's id goes in; the number's way back to the printed words comes out."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from policycompare.errors import UnknownTargetError
from policycompare.labels import code_names, labelled
from policycompare.sources import read_tables
from policycompare.table import targets_from


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
    repairs: tuple[str, ...]
    note: str

    def __str__(self) -> str:
        """Give one line a step."""
        lines = [
            f"{self.target_id}  {self.indicator} {self.value}",
            f"  分母或对象  {self.population}",
            f"  年份依据    {self.year_basis}",
            f"  文件        {self.document}",
            f"  章节        {self.section}"
            + (f"（重述于 {self.also_in}）" if self.also_in else ""),
            f"  原文        {self.quote}  [{self.start}:{self.end}]",
        ]
        if self.reading:
            lines.append(f"  读作        {self.reading}")
        lines += [f"  修复        {repair}" for repair in self.repairs]
        if self.note:
            lines.append(f"  说明        {self.note}")
        return "\n".join(lines)


def trace(target_id: str, folder: Path | None = None) -> Trace:
    """Walk one target back to the printed words.

    Parameters
    ----------
    target_id : str
        As in the table, `<document_id>/<number>`.
    folder : Path, optional
        Data folder; by default the one that came with the package.

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
    row = labelled(targets[targets["target_id"] == target_id], "zh", tables).iloc[0]
    coding = tables["codings"].set_index("target_id").loc[target_id]
    repairs = tables["repairs"][tables["repairs"]["clause_id"] == coding["clause_id"]]
    return Trace(
        target_id=target_id,
        value=str(row["label"]),
        indicator=str(row["indicator_name"]),
        population=str(row["population"]),
        year_basis=code_names(tables, "year_basis", "zh")[row["year_basis"]],
        document=_reference(tables["documents"].set_index("document_id").loc[row["document_id"]]),
        section=str(row["section"]),
        also_in=str(row["also_in"]),
        quote=str(row["quote"]),
        start=int(row["start"]),
        end=int(row["end"]),
        reading=str(row["reading"]),
        repairs=tuple(
            f"“{printed}”读作“{reading}”：{reason}"
            for printed, reading, reason in zip(
                repairs["printed"], repairs["reading"], repairs["reason"], strict=True
            )
        ),
        note=str(row["note"]),
    )


def _reference(document: "pd.Series[str]") -> str:
    parts = (document["issuer"], f"《{document['title']}》", document["number"], document["date"])
    return "，".join(part for part in parts if part)
