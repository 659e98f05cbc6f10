"""The register of a draft goes in; rows for documents and regions, and what is open, come out."""

from collections.abc import Iterator, Mapping, Sequence

from policycompare.constraints import Tables
from policycompare.draft_files import Draft, Entry
from policycompare.draft_words import Words
from policycompare.schema import Field, cell_fault, year_faults

Record = dict[str, str]
Fields = Mapping[str, Sequence[Field]]

TABLE_OF = {"document": "documents", "region": "regions"}
"""The table behind a part of the register."""

_CODED = ("status", "level")


def register_faults(draft: Draft, tables: Tables, fields: Fields) -> Iterator[str]:
    """Name every cell of the register that is empty and must not be, or cannot be right."""
    words = Words(tables)
    code = draft.registered("region", "code")
    derived = of_code(code, tables)
    at_odds = dict(year_faults(_cells(draft, "document")))
    for row in draft.register:
        value, named = row["value"], f"{row['name']} of the {row['table']}"
        if row["table"] not in TABLE_OF:
            continue
        if row["field"] in _CODED and value:
            if words.code(row["field"], value) is None:
                known = "、".join(words.names(row["field"]))
                yield f"{row.at('value')}: {value!r} is no {named}, write one of {known}"
            elif wrong := _contradiction(row, code, derived, words):
                yield f"{row.at('value')}: {named}: {wrong}"
        elif value:
            field = _field(row, fields)
            fault = cell_fault(value, field) if field else ""
            fault = fault or _taken(row, tables)
            if fault := fault or (row["table"] == "document" and at_odds.get(row["field"], "")):
                yield f"{row.at('value')}: {named}: {fault}"
        elif row["expected"].startswith("必填"):
            choice = row["expected"].removeprefix("必填").removeprefix("：").removeprefix("，")
            yield f"{row.at('value')}: {named} is empty, write {choice or 'it'}"
        elif row["table"] == "region" and len(code) == 6 and row["field"] not in derived:
            yield f"{row.at('value')}: {named} is empty and does not follow from 行政区划代码"


def _cells(draft: Draft, table: str) -> Record:
    """Give the values of a part of the register; of a line that stands there twice the first."""
    rows = [row for row in draft.register if row["table"] == table]
    return {row["field"]: row["value"] for row in reversed(rows)}


def _taken(row: Entry, tables: Tables) -> str:
    """Say whose code it is already."""
    regions = tables["regions"].set_index("code")["name_zh"]
    if (row["table"], row["field"]) != ("region", "code") or row["value"] not in regions.index:
        return ""
    return f"{row['value']} is the code of {regions[row['value']]}; write that of this region"


def _contradiction(row: Entry, code: str, derived: Record, words: Words) -> str:
    """Say that a level is not that of the region's code."""
    level = derived.get("level")
    written = words.code(row["field"], row["value"])
    if (row["table"], row["field"]) != ("region", "level") or level in (None, written):
        return ""
    of_code_zh = words.name("level", level or "")
    return (
        f"{row['value']} is not what 行政区划代码 {code} says, {of_code_zh}; correct the code, or "
        "clear this cell"
    )


def _field(row: Entry, fields: Fields) -> Field | None:
    listed = fields.get(TABLE_OF[row["table"]], ())
    return next((field for field in listed if field["name"] == row["field"]), None)


def of_code(code: str, tables: Tables) -> Record:
    """Give what the six digits of GB/T 2260 say of a region: its level and its province.

    Digits 3 and 4 are 01 to 20 and 51 to 70 for cities, 21 to 50 for prefectures and leagues, 90
    for counties directly under a province; only under a city are 01 to 20 at the end districts.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> of_code("430623", read_tables())
    {'level': 'county', 'province_zh': '湖南省', 'province_en': 'Hunan'}
    """
    provinces = tables["provinces"].set_index("code")
    if len(code) != 6 or code[:2] not in provinces.index:
        return {}
    zh, en = provinces.loc[code[:2], ["name_zh", "name_en"]]
    if code.endswith("0000"):
        level = "province"
    elif code.endswith("00"):
        level = "prefecture"
    else:
        of_city = code[2:4] <= "20" or "51" <= code[2:4] <= "70"
        level = "district" if of_city and code[4:] <= "20" else "county"
    return {"level": level, "province_zh": str(zh), "province_en": str(en)}


def registered(draft: Draft, tables: Tables) -> tuple[Record, Record]:
    """Set out the row of the document and, where it is new, of its region.

    Empty cells take what the region or its code says, and for a trial the year of the
    document's id; what must be there and is not, `register_faults` has named.
    """
    words = Words(tables)
    own: dict[str, Record] = {"fixed": {}, "document": {}, "region": {}}
    for row in draft.register:
        value = row["value"]
        if row["field"] in _CODED and value:
            value = words.code(row["field"], value) or value
        own.setdefault(row["table"], {})[row["field"]] = value
    fixed, document, region = own["fixed"], own["document"], own["region"]
    if region:
        derived = of_code(region.get("code", ""), tables)
        region = derived | {field: value for field, value in region.items() if value}
        region = {"region": fixed.get("region", "")} | region
    levels = dict(zip(tables["regions"]["region"], tables["regions"]["level"], strict=True))
    level = region.get("level") or levels.get(fixed.get("region", ""), "")
    return fixed | document | {"level": document.get("level") or level}, region
