"""A document's text goes in; what became of every number and universal word in it comes out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policycompare.constraints import Tables
from policycompare.errors import EvidenceError
from policycompare.numerals import CHINESE, to_ascii
from policycompare.tokens import DATES, IN_DIGITS, NOT_TENTHS, alternatives

WATCHED_ROLES = (
    "before", "before_weak", "before_far", "after", "universal", "reference", "trend", "watch",
)  # fmt: skip

_SIGNS = r"[\s，。、.,]"
_DATE = re.compile(
    rf"{DATES}|\d{{4}}(?= ?[-—–~至，。、., ] ?\d{{4}} ?年)|(?<=年)\d{{1,2}} ?月(?: ?\d{{1,2}} ?日)?"
)
_DOCUMENT_NUMBER = re.compile(r"[发函字]{1}[，。、., ]?[〔\[(]?\d{4}[〕\]),，。、. ]{1,2}\d+ ?号")
_ITEM_AT_LINE = re.compile(r"(?m)^\s*(\d{1,2})(?:[.、．\t]| (?=\S))")
_ITEM_IN_LINE = re.compile(r"(?<=[，。、., ])\d(?=[，。、., ])")
_CONTACT = re.compile(
    r"(?:联系方式|电话|传真|手机|邮箱|E-?mail)[:：] ?[\w.+@() -]*[\d@][\w.+@() -]*", re.ASCII
)
_GRADE = re.compile(r"[一二三][级甲][甲乙丙]?等?(?:及其?)?以[上下]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number, universal or comparative word at its place in a document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Account:
    """What became of every mention of one document."""

    document_id: str
    counts: dict[str, int]
    unaccounted: tuple[Mention, ...]

    def __str__(self) -> str:
        """Give the account as one line."""
        classes = " · ".join(f"{name} {count}" for name, count in self.counts.items())
        total = sum(self.counts.values()) + len(self.unaccounted)
        left = len(self.unaccounted)
        return f"{self.document_id}: {total} mentions · {classes} · unaccounted {left}"


def account(
    text: str, document_id: str, tables: Tables, pending: Iterable[tuple[int, int]] = ()
) -> Account:
    """Say of every mention of one document where it is accounted for, places `pending` included."""
    copies = int(tables["documents"].set_index("document_id")["copies"][document_id])
    rows = [*_rows(document_id, tables), *(("pending", *place) for place in pending)]
    counts, unaccounted = settled(text, copies, rows, tables)
    return Account(document_id, counts, unaccounted)


def settled(
    text: str, copies: int, rows: Iterable[tuple[str, int, int]], tables: Tables
) -> tuple[dict[str, int], tuple[Mention, ...]]:
    """Count the mentions of a text by what accounts for them, and give those that nothing does.

    `rows` are named places that account for the mentions in them; dates, document and item
    numbers, contacts and grades of hospitals account for themselves.
    """
    first = _positions_in_first_copy(text, copies)
    spans = [*rows, *_self_evident(text)]
    counts: Counter[str] = Counter()
    unaccounted = []
    for mention in mentions(text, tables):
        place = first.get(mention.start, mention.start)
        name = next((name for name, start, end in spans if start <= place < end), None)
        if name is None:
            unaccounted.append(mention)
        else:
            counts["copy" if place != mention.start else name] += 1
    return dict(sorted(counts.items())), tuple(unaccounted)


def mentions(text: str, tables: Tables) -> list[Mention]:
    """Find every digit group, counted Chinese numeral, fraction, universal and comparative word."""
    counting = tables["units"].loc[~tables["units"]["unit"].isin(IN_DIGITS), "printed"]
    units = [form for printed in counting for form in printed.split("|") if form]
    terms = tables["terms"]
    # 达, 约 and 近 are watched through the number beside them; alone they are parts of words.
    lone = (terms["term"].str.len() == 1) & (terms["role"] != "universal")
    watched = terms["role"].isin(WATCHED_ROLES) & ~lone
    words = terms.loc[watched, "term"]
    masked = terms.loc[terms["role"] == "masked", "term"]
    pattern = re.compile(
        rf"(?:{alternatives(masked)})|(?P<found>\d+(?:\.\d+)?"
        rf"|(?<!第){CHINESE} ?(?:{alternatives(units)})|(?:{CHINESE})?[百千万]?分之"
        rf"|{CHINESE}成{NOT_TENTHS}"
        rf"|{alternatives(words)})"
    )
    found = pattern.finditer(to_ascii(text))
    return [Mention(text[m.start() : m.end()], m.start(), m.end()) for m in found if m["found"]]


def _rows(document_id: str, tables: Tables) -> Iterator[tuple[str, int, int]]:
    for name, table in (("clause", tables["clauses"]), ("left out", tables["left_out"])):
        rows = table[table["document_id"] == document_id]
        for start, end in zip(rows["start"], rows["end"], strict=True):
            yield name, int(start), int(end)


def _self_evident(text: str) -> Iterator[tuple[str, int, int]]:
    plain = to_ascii(text)
    for name, pattern in (
        ("date", _DATE),
        ("document number", _DOCUMENT_NUMBER),
        ("contact", _CONTACT),
        ("grade", _GRADE),
    ):
        for match in pattern.finditer(plain):
            yield name, match.start(), match.end()
    for match in _item_numbers(plain):
        yield "item number", match.start(), match.end()


def _item_numbers(plain: str) -> Iterator[re.Match[str]]:
    # Inside a line only where the text has no lines at all, and only in sequence: 1, 2, 3, 1, 2 …
    pattern = _ITEM_AT_LINE if "\n" in plain else _ITEM_IN_LINE
    last = 0
    for match in pattern.finditer(plain):
        number = int(match[0].strip(" \t\n.、"))
        if number in (1, last + 1):
            last = number
            yield match


def _positions_in_first_copy(text: str, copies: int) -> dict[int, int]:
    """Map each character of a later copy to the first; the copies differ in punctuation only."""
    kept = [place for place, sign in enumerate(text) if not re.match(_SIGNS, sign)]
    length = len(kept) // copies
    places = [kept[copy * length : (copy + 1) * length] for copy in range(copies)]
    first, *later = ["".join(text[place] for place in copy) for copy in places]
    if len(kept) % copies or any(copy != first for copy in later):
        raise EvidenceError(
            f"The text does not stand there {copies} times alike but for its punctuation; "
            "correct `copies` in data/documents.csv."
        )
    return {
        place: origin for copy in places[1:] for place, origin in zip(copy, places[0], strict=True)
    }
