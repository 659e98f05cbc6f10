"""The register of a draft goes in; rows for documents and regions, and what is open, come out."""

import re
from collections.abc import Iterator, Mapping, Sequence

from policycompare.constraints import Tables
from policycompare.divisions import may_be, of_code
from policycompare.draft_files import REGISTER, Draft, Entry
from policycompare.draft_words import Words
from policycompare.schema import Field, cell_fault, year_faults

Record = dict[str, str]
Fields = Mapping[str, Sequence[Field]]

TABLE_OF = {"fixed": "documents", "document": "documents", "region": "regions"}
"""The table behind a part of the register."""

_ASKED = {
    "fixed": ("document_id", "region", "copies", "chars", "sha256"),
    "document": ("title", "year", "status"),
    "region": ("name_zh", "name_en", "code"),
}
"""The lines of each part that must be there."""

_CODED = ("status", "level")
_AS_DRAFTED = "or draft the document afresh"


def register_faults(draft: Draft, tables: Tables, fields: Fields) -> Iterator[str]:
    """Name every line of the register that is missing, twice or empty, or cannot be right."""
    form = _Form(draft, tables, fields)
    first: dict[tuple[str, str], int] = {}
    for row in draft.register:
        line = first.setdefault((row["table"], row["field"]), row.line)
        if line != row.line:
            said = f"{row['field']} of the {row['table']} stands on line {line} already"
            yield f"{row.at('field')}: {said}; delete one of the two"
        elif row["table"] in TABLE_OF and (fault := form.fault(row)):
            yield f"{row.at('value')}: {fault}"
    for table, field in form.asked():
        if (table, field) not in first:
            yield (
                f"{REGISTER.name} has no line with 表 table {table} and 项目 field {field}; add it "
                f"with its 值 value, {_AS_DRAFTED}"
            )


class _Form:
    """Holds the cells of a register against the codelists and against each other."""

    def __init__(self, draft: Draft, tables: Tables, fields: Fields) -> None:
        self._tables, self._fields, self._words = tables, fields, Words(tables)
        self._own = _parts(draft)
        self._code = self._own["region"].get("code", "")
        self._derived = of_code(self._code, tables)
        self._at_odds = dict(year_faults(self._own["document"]))
        self._named = self._own["fixed"].get("named", "")
        level = self._derived.get("level", "")
        self._misnamed = not may_be(self._named, level, self._code)

    def asked(self) -> Iterator[tuple[str, str]]:
        """List the lines that must be there, whether their cells are filled in or not."""
        for table, names in _ASKED.items():
            if table != "region" or _is_new(self._own, self._tables):
                yield from ((table, name) for name in names)
        if self._code and "level" not in self._derived:
            yield from (("region", name) for name in ("level", "province_zh", "province_en"))

    def fault(self, row: Entry) -> str:
        """Say what is wrong with a value; empty where it is sound."""
        fixed = row["table"] == "fixed"
        named = row["name"] if fixed else f"{row['name']} of the {row['table']}"
        if not row["value"]:
            lack = self._lack(row)
            return lack and f"{named} is empty{lack}"
        if row["field"] in _CODED:
            if self._words.code(row["field"], row["value"]) is None:
                known = "、".join(self._words.names(row["field"]))
                return f"{row['value']!r} is no {named}, write one of {known}"
            wrong = self._contradiction(row)
        else:
            wrong = self._wrong(row)
        return wrong and f"{named}: {wrong}" + (f"; restore it, {_AS_DRAFTED}" if fixed else "")

    def _lack(self, row: Entry) -> str:
        """Say what is to be done about an empty cell; empty where it may be so."""
        if row["table"] == "fixed" and row["field"] in _ASKED["fixed"]:
            return f"; restore it, {_AS_DRAFTED}"
        if row["expected"].startswith("必填"):
            choice = row["expected"].removeprefix("必填").removeprefix("：").removeprefix("，")
            return f", write {choice or 'it'}"
        of_region = row["table"] == "region" and len(self._code) == 6
        if of_region and row["field"] not in self._derived:
            return " and does not follow from 行政区划代码"
        return ""

    def _wrong(self, row: Entry) -> str:
        """Say why a value cannot stand in its column, or beside the others."""
        table = "regions" if row["field"] == "region" else TABLE_OF[row["table"]]
        listed = self._fields.get(table, ())
        field = next((field for field in listed if field["name"] == row["field"]), None)
        fault = cell_fault(row["value"], field) if field else ""
        if row["table"] == "document":
            return fault or self._at_odds.get(row["field"], "")
        return fault or (self._other_region() if row["field"] == "code" else "")

    def _other_region(self) -> str:
        """Say whose code it is."""
        regions = self._tables["regions"].set_index("code")["name_zh"]
        if self._code in regions.index:
            return f"{self._code} is the code of {regions[self._code]}; write that of this region"
        if self._misnamed:
            level = self._words.name("level", self._derived["level"])
            said = f"{self._code} is the code of a {level}, which {self._named} is not"
            return f"{said}; write that of this region"
        return ""

    def _contradiction(self, row: Entry) -> str:
        """Say that a level is not that of the region's code, where the code may be right."""
        level = self._derived.get("level")
        written = self._words.code(row["field"], row["value"])
        if (row["table"], row["field"]) != ("region", "level") or level in (None, written):
            return ""
        if self._misnamed:
            return ""
        return (
            f"{row['value']} is not what 行政区划代码 {self._code} says, "
            f"{self._words.name('level', level or '')}; correct the code, or clear this cell"
        )


def _parts(draft: Draft) -> dict[str, Record]:
    """Give the values of each part of the register; of a line that stands there twice the first."""
    own: dict[str, Record] = {"fixed": {}, "document": {}, "region": {}}
    for row in draft.register:
        own.setdefault(row["table"], {}).setdefault(row["field"], row["value"])
    return own


def _is_new(own: Mapping[str, Record], tables: Tables) -> bool:
    """Tell a region that the data do not hold: lines ask about it, or they have no such code."""
    known = {"", *tables["regions"]["region"]}
    return bool(own["region"]) or own["fixed"].get("region", "") not in known


def registered(draft: Draft, tables: Tables) -> tuple[Record, Record]:
    """Set out the row of the document and, where it is new, of its region.

    Empty cells take what the region or its code says, and for a trial the year of the
    document's id; what must be there and is not, `register_faults` has named.
    """
    words = Words(tables)
    own = _parts(draft)
    for part in own.values():
        for field in _CODED:
            if written := part.get(field):
                part[field] = words.code(field, written) or written
    fixed, document, region = own["fixed"], own["document"], own["region"]
    if not re.fullmatch("[a-z]+", fixed.get("region", "")):
        fixed["region"] = draft.registered("fixed", "document_id").split("-")[0]
    if _is_new(own, tables):
        derived = of_code(region.get("code", ""), tables)
        region = derived | {field: value for field, value in region.items() if value}
        region = {"region": fixed["region"]} | region
    levels = dict(zip(tables["regions"]["region"], tables["regions"]["level"], strict=True))
    level = region.get("level") or levels.get(fixed["region"], "")
    return fixed | document | {"level": document.get("level") or level}, region
