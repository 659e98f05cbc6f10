"""The name or the code of a region goes in; the level and the province that it tells come out."""

import re

from policycompare.constraints import Tables

SUFFIX = re.compile(r"(?:自治区|自治州|自治县|地区|省|市|县|区|旗|盟)$")
"""How the name of a region ends."""

_LEVELS = {
    "省": ("province",), "自治区": ("province",),
    "自治州": ("prefecture",), "地区": ("prefecture",), "盟": ("prefecture",),
    "市": ("prefecture", "county"),
    "县": ("county", "district"), "自治县": ("county", "district"), "旗": ("county", "district"),
    "区": ("district", "county", "prefecture"),
}  # fmt: skip
"""The level of a region by the ending of its name, and the others that it may have."""

_MUNICIPALITIES = ("11", "12", "31", "50")


def level_of_name(region: str) -> str:
    """Give the level that the name of a region tells, empty where it tells none.

    Examples
    --------
    >>> level_of_name("松岭市"), level_of_name("青芦县"), level_of_name("松岭")
    ('prefecture', 'county', '')
    """
    ending = SUFFIX.search(region)
    return _LEVELS[ending[0]][0] if ending else ""


def may_be(region: str, level: str, code: str) -> bool:
    """Say whether a region so named may be of the level that its code tells.

    Examples
    --------
    >>> may_be("松岭市", "county", "231381"), may_be("松岭市", "province", "230000")
    (True, False)
    """
    ending = SUFFIX.search(region)
    if not (ending and level) or (ending[0] == "市" and code[:2] in _MUNICIPALITIES):
        return True
    return level in _LEVELS[ending[0]]


def of_code(code: str, tables: Tables) -> dict[str, str]:
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
