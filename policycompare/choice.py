"""What a report is asked for, by any of its names, comes in; the code it stands for goes out."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal
from unicodedata import normalize

from policycompare.constraints import Tables
from policycompare.errors import UnknownCodeError
from policycompare.model import Language

Kind = Literal["theme", "indicator", "region"]

KINDS: dict[Kind, str] = {"theme": "themes", "indicator": "indicators", "region": "regions"}
"""What may be asked for, each with its table."""

HEADLINE = "headline"
"""Stands for all headline themes, when nothing is asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a report is about: a theme, an indicator, a region, or all headline themes."""

    kind: Literal["headline", "theme", "indicator", "region"]
    code: str


def choose(
    tables: Tables,
    *,
    theme: str | None = None,
    indicator: str | None = None,
    region: str | None = None,
) -> Choice:
    """Find what is asked for, by code, Chinese or English name, synonym or search term.

    Parameters
    ----------
    tables : dict of DataFrame
        The data, with their codelists.
    theme, indicator, region : str, optional
        At most one; none means all headline themes.

    Raises
    ------
    UnknownCodeError
        Nothing has that name, several have it, or more than one choice is given.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> choose(read_tables(), theme="签约覆盖率")
    Choice(kind='theme', code='signing')
    >>> choose(read_tables(), region="资阳市").code
    'ziyang'
    """
    asked: dict[Kind, str | None] = {"theme": theme, "indicator": indicator, "region": region}
    given = {kind: text for kind, text in asked.items() if text is not None}
    if len(given) > 1:
        raise UnknownCodeError(f"{' and '.join(given)} are asked for together; choose one of them.")
    for kind, text in given.items():
        return Choice(kind, _resolve(kind, text, tables))
    return Choice("headline", HEADLINE)


def name_of(choice: Choice, tables: Tables, lang: Language) -> str:
    """Name what was chosen in a language; all headline themes have no name."""
    if choice.kind == "headline":
        return ""
    table = tables[KINDS[choice.kind]]
    return str(table.loc[table[choice.kind] == choice.code, f"name_{lang}"].item())


def _resolve(kind: Kind, text: str, tables: Tables) -> str:
    known = _names(kind, tables)
    codes = known.get(_plain(text), [])
    if len(codes) == 1:
        return codes[0]
    listed = "、".join(_shown(kind, tables))
    if codes:
        fits = "、".join(entry for entry in _shown(kind, tables) if entry.split(" ")[0] in codes)
        raise UnknownCodeError(f"{text!r} names {len(codes)} {KINDS[kind]}: {fits}. Choose a code.")
    near = "、".join(_near(kind, text, tables))
    hint = f" Did you mean {near}?" if near else ""
    raise UnknownCodeError(f"No {kind} is called {text!r}.{hint} There are: {listed}.")


def _names(kind: Kind, tables: Tables) -> dict[str, list[str]]:
    """Gather the codes behind every name; a code itself and a full name come before synonyms."""
    known: dict[str, list[str]] = {}
    for strength in (_own_names, _other_names):
        found: dict[str, list[str]] = {}
        for code, name in strength(kind, tables):
            if name and code not in found.setdefault(_plain(name), []):
                found[_plain(name)].append(code)
        known = found | known
    return known


def _own_names(kind: Kind, tables: Tables) -> Iterator[tuple[str, str]]:
    for row in tables[KINDS[kind]].to_dict("records"):
        for column in (kind, "name_zh", "name_en"):
            yield row[kind], row[column]


def _other_names(kind: Kind, tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield synonyms; a theme is also known by its search terms and its indicators' names."""
    indicators = tables["indicators"].to_dict("records")
    for row in indicators if kind != "region" else []:
        for name in (row["indicator"], row["name_zh"], row["name_en"], *row["synonyms"].split(";")):
            yield row[kind], name
    for row in tables["themes"].to_dict("records") if kind == "theme" else []:
        for term in row["search_terms"].split(";"):
            yield row["theme"], term
    levels = tables["codes"][tables["codes"]["list"] == "level"].set_index("code")["name_zh"]
    for row in tables["regions"].to_dict("records") if kind == "region" else []:
        yield row["region"], row["code"]
        yield row["region"], row["name_zh"] + levels[row["level"]][-1]  # 地级市 ends on 市


def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).casefold().split())


def _shown(kind: Kind, tables: Tables) -> list[str]:
    table = tables[KINDS[kind]]
    return [f"{code} {name}" for code, name in zip(table[kind], table["name_zh"], strict=True)]


def _near(kind: Kind, text: str, tables: Tables) -> list[str]:
    """Suggest codes whose names hold the text or resemble it, or the option that knows it."""
    plain = _plain(text)
    for other in KINDS:
        if other != kind and len(meant := _names(other, tables).get(plain, [])) == 1:
            return [f"--{other} {meant[0]}"]
    known = _names(kind, tables)
    held = [name for name in known if name and (plain in name or name in plain)]
    alike = get_close_matches(plain, known, n=5, cutoff=0.4)
    codes = dict.fromkeys(code for name in [*alike, *held] for code in known[name])
    shown = {entry.split(" ")[0]: entry for entry in _shown(kind, tables)}
    return [shown[code] for code in codes][:5]
