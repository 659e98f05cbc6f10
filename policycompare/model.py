"""Closed vocabularies and frozen records: nothing comes in, the names all rooms speak go out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["quantified", "universal", "relative", "qualitative"]
Commitment = Literal["encourage", "advance", "pilot", "implement"]
Operator = Literal[">=", ">", "<=", "<", "=", "~", "range"]
Measure = Literal["level", "change", "points"]
Modality = Literal["must", "strive", "explore"]
YearBasis = Literal["stated", "carried", "restated", "period", "none"]
Stance = Literal["quantified", "qualitative", "not_mentioned"]
Verdict = Literal["comparable", "caution", "not_comparable"]
Language = Literal["zh", "en"]
LeftOut = Literal[
    "threshold", "name", "vision", "principle", "procedure", "duration", "explanation",
    "milestone", "background", "formula", "fee",
]  # fmt: skip
"""What a number or a universal word may be instead of a target."""

UNSTATED = "未写明"
"""What the population of a target is called that its document does not say."""

TARGET_DTYPES: dict[str, str] = {
    "target_id": "str",
    "region": "str",
    "document_id": "str",
    "section": "str",
    "also_in": "str",
    "theme": "str",
    "indicator": "str",
    "population": "str",
    "kind": "str",
    "commitment": "str",
    "op": "str",
    "low": "float64",
    "high": "float64",
    "measure": "str",
    "baseline": "float64",
    "base_year": "Int64",
    "unit": "str",
    "year": "Int64",
    "year_basis": "str",
    "modality": "str",
    "quote": "str",
    "reading": "str",
    "start": "int64",
    "end": "int64",
}
"""Columns of the one table, in order, with their pandas types; absent text is an empty string."""

TARGET_KEY = ("document_id", "indicator", "population", "year", "op", "low", "high")
"""Columns that never repeat together: no target stands in the table twice."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the grammar, as the codelist of terms has it: 不低于, before, >=."""

    term: str
    role: str
    code: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with the forms in which documents print it."""

    unit: str
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """All words that `quantities` and `parse` know; compared by identity, as caches need it."""

    terms: tuple[Term, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """Synonyms with indicator, theme and unit, and names of populations, the longest first.

    `names` are the indicators with their Chinese names.
    """

    indicators: tuple[tuple[str, str, str, str], ...]
    populations: tuple[str, ...]
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Words by which statements are judged, by their role, in the order of the codelist."""

    words: Mapping[str, tuple[str, ...]]


class Quantity(NamedTuple):
    """A number in running text with its comparator, unit and place.

    `start` and `end` are offsets of the whole expression, comparator included; `number_start`
    and `number_end` those of number and unit alone. `low` and `high` are the bounds in `unit`,
    `None` where open.
    """

    op: Operator
    low: Decimal | None
    high: Decimal | None
    unit: str
    measure: Measure
    baseline: Decimal | None
    base_year: int | None
    start: int
    end: int
    number_start: int
    number_end: int
    text: str


SCAN_DTYPES: dict[str, str] = TARGET_DTYPES | {
    "indicator_printed": "str",
    "value_start": "int64",
    "value_end": "int64",
    "doubt": "str",
}
"""Columns of a scan, in order: those of the one table, and what a scan knows besides."""


class Candidate(NamedTuple):
    """A measurable statement in running text: a target, or what it is instead.

    `left_out` is empty for a target, else the reason that left-out rows use (name, threshold,
    background …). All offsets are characters of the text as it was given; `quote` is
    `text[start:end]`. `reading` is the quote as it is to be read where a sign was restored, and
    `doubt` says what was restored or could not be decided.
    """

    section: str
    quote: str
    start: int
    end: int
    value_start: int
    value_end: int
    kind: Kind
    op: Operator
    low: Decimal | None
    high: Decimal | None
    measure: Measure
    baseline: Decimal | None
    base_year: int | None
    unit: str
    year: int | None
    year_basis: YearBasis
    modality: Modality
    indicator_printed: str
    indicator: str
    theme: str
    population: str
    reading: str
    doubt: str
    left_out: LeftOut | Literal[""]
