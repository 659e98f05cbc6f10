"""Proposals go in; rows for the names in them that no codelist holds yet come out."""

from collections.abc import Sequence
from dataclasses import replace

from policycompare.constraints import Tables
from policycompare.describing import Describer
from policycompare.draft_files import Cells
from policycompare.draft_rows import Proposal
from policycompare.draft_words import ENGLISH, Words
from policycompare.model import Candidate
from policycompare.normalise import PROPORTIONS


def new_indicators(proposals: Sequence[Proposal], tables: Tables) -> list[Cells]:
    """Describe every indicator that is new, for a person to confirm."""
    words, describer = Words(tables), Describer(tables)
    rows = []
    for name, used in _used(proposals, "indicator", set(tables["indicators"]["name_zh"])).items():
        found = [row.found for row in used if row.found]
        described = describer.of(name, found, [each.quote for each in found], used[0].headings)
        rows.append(
            {
                "name_zh": name,
                "theme": words.name("themes", described.theme) if described.theme else "",
                "unit": _unit(found),
                "direction": words.name("direction", described.direction),
                "synonyms": name,
                "used_in": _numbers(used),
                "grounds": described.grounds,
            }
        )
    return rows


def told_apart(proposals: Sequence[Proposal], tables: Tables) -> list[Proposal]:
    """Write the unit behind a new name that rows use in another unit than the first of them.

    医院电子病历全部达到3级以上 is a share of hospitals, and a grade: ……（级）.
    """
    renamed: dict[str, str] = {}
    for name, used in _used(proposals, "indicator", set(tables["indicators"]["name_zh"])).items():
        unit = _unit([row.found for row in used if row.found])
        for row in used:
            own = _unit([row.found]) if row.found else unit
            if own != unit and not {own, unit} <= PROPORTIONS.keys():
                renamed[row.cells["no"]] = f"{name}（{own or '无单位'}）"
    return [
        replace(row, cells=row.cells | {"indicator": renamed[row.cells["no"]]})
        if row.cells["no"] in renamed
        else row
        for row in proposals
    ]


def new_populations(proposals: Sequence[Proposal], tables: Tables) -> list[Cells]:
    """List every denominator that is new."""
    used = _used(proposals, "population", set(tables["populations"]["population"]))
    return [
        {"population": name, "name_en": ENGLISH.get(name, ""), "used_in": _numbers(rows)}
        for name, rows in used.items()
    ]


def _used(proposals: Sequence[Proposal], column: str, known: set[str]) -> dict[str, list[Proposal]]:
    """Gather the rows that use a name which no codelist holds."""
    used: dict[str, list[Proposal]] = {}
    for row in proposals:
        name = row.cells[column]
        if name and name not in known and row.cells["reads"]:
            used.setdefault(name, []).append(row)
    return used


def _unit(found: Sequence[Candidate]) -> str:
    """Take the unit of a level: a rate in /10万 that is to fall by 15% is not in %."""
    units = [each.unit for each in sorted(found, key=lambda each: each.measure != "level")]
    return units[0].replace("个百分点", "%") if units else ""


def _numbers(rows: Sequence[Proposal]) -> str:
    return "、".join(row.cells["no"] for row in rows)
