"""Checked tables go in; the words of the grammar, the codebook and the cues come out."""

from functools import lru_cache

from policycompare.constraints import Tables, rows_of_columns
from policycompare.model import Codebook, Cues, Grammar, Term, Unit
from policycompare.sources import read_tables


def read_grammar(tables: Tables) -> Grammar:
    """Take the words of the grammar from the codelists of terms and units."""
    terms = tuple(
        Term(term, role, code)
        for term, role, code in rows_of_columns(tables["terms"], "term", "role", "code")
    )
    units = tuple(
        Unit(unit, tuple(form for form in printed.split("|") if form))
        for unit, printed in rows_of_columns(tables["units"], "unit", "printed")
    )
    return _grammar(terms, units)


@lru_cache(maxsize=8)
def _grammar(terms: tuple[Term, ...], units: tuple[Unit, ...]) -> Grammar:
    return Grammar(terms, units)


@lru_cache(maxsize=1)
def packaged_grammar() -> Grammar:
    """Read the grammar's words from the data that came with the package, once."""
    return read_grammar(_packaged_tables())


@lru_cache(maxsize=1)
def packaged_codebook() -> Codebook:
    """Read synonyms and populations from the data that came with the package, once."""
    return read_codebook(_packaged_tables())


@lru_cache(maxsize=1)
def packaged_cues() -> Cues:
    """Read the words of judging from the data that came with the package, once."""
    return read_cues(_packaged_tables())


@lru_cache(maxsize=1)
def _packaged_tables() -> Tables:
    return read_tables()


def read_codebook(tables: Tables) -> Codebook:
    """Take the words by which indicators and populations are known from the codelists."""
    columns = ("indicator", "theme", "unit", "name_zh", "synonyms")
    synonyms = [
        (synonym, indicator, theme, unit)
        for indicator, theme, unit, name, others in rows_of_columns(tables["indicators"], *columns)
        for synonym in {name, *others.split(";")}
        if synonym
    ]
    return Codebook(
        tuple(sorted(synonyms, key=lambda row: (-len(row[0]), row))),
        tuple(sorted(tables["populations"]["population"], key=lambda name: (-len(name), name))),
        tuple(zip(tables["indicators"]["indicator"], tables["indicators"]["name_zh"], strict=True)),
    )


def read_cues(tables: Tables) -> Cues:
    """Take the words by which statements are judged from the codelist of cues."""
    words: dict[str, list[str]] = {}
    for cue, role in rows_of_columns(tables["cues"], "cue", "role"):
        words.setdefault(role, []).append(cue)
    return Cues({role: tuple(cues) for role, cues in words.items()})
