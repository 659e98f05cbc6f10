"""Clauses and documents' texts go in; an account of every number and universal word comes out."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from policycompare.documents import read_text
from policycompare.errors import EvidenceError, refusal
from policycompare.numerals import CHINESE, to_ascii
from policycompare.parse import statements
from policycompare.sources import Tables, read_grammar, read_tables
from policycompare.table import read_clauses, targets_from
from policycompare.tokens import DATES, NOT_TENTHS, alternatives

LONGEST_QUOTE = 60
CARRIED_FROM = 600
"""How far before a clause the year that it carries may stand, in characters."""

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


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked: targets read and, with the documents' texts, one account each."""

    targets: int
    clauses: int
    repairs: int
    accounts: tuple[Account, ...]

    def __str__(self) -> str:
        """Give the whole report."""
        head = (
            f"{self.targets} targets read from {self.clauses} clauses; "
            f"{self.repairs} repairs, none stale"
        )
        if not self.accounts:
            return f"{head}\nThe documents' texts were not given: quotes and completeness unchecked"
        left = sum(len(account.unaccounted) for account in self.accounts)
        return "\n".join([head, *map(str, self.accounts), f"{left} unaccounted"])


def verify(sources_dir: Path | str | None = None, *, folder: Path | None = None) -> Verification:
    """Prove the data against itself and, when given, against the documents' texts.

    Parameters
    ----------
    sources_dir : path, optional
        Folder with one `<document_id>.txt` a document, exactly as registered. Without it only
        what the data alone can prove is checked.
    folder : Path, optional
        Data folder; by default the one that came with the package.

    Raises
    ------
    DataError
        The data contradict themselves.
    EvidenceError
        A text is not the registered one, a quote is not at its offsets, a headline theme said to
        be silent is mentioned, or a number is unaccounted for; lists all offenders.

    Examples
    --------
    >>> verify().targets > 100
    True
    """
    tables = read_tables(folder)
    targets = targets_from(tables)
    read_clauses(tables)
    offenders = list(_faults_of_data(tables))
    accounts: list[Account] = []
    for document_id, text in _texts(sources_dir, tables):
        faults = list(_faults_of_text(text, document_id, tables, targets))
        offenders += faults
        if not faults:
            accounts.append(account(text, document_id, tables))
            offenders += [
                f"{document_id}: {mention.text!r} at {mention.start} is in no clause nor left out: "
                f"…{text[max(0, mention.start - 15) : mention.end + 15]}…".replace("\n", " ")
                for mention in accounts[-1].unaccounted
            ]
    if offenders:
        remedy = "Correct the offsets, or add the clause to data/clauses.csv or data/left_out.csv."
        raise EvidenceError(refusal("The documents and the data do not agree", offenders, remedy))
    return Verification(
        len(targets), len(tables["clauses"]), len(tables["repairs"]), tuple(accounts)
    )


def _texts(sources_dir: Path | str | None, tables: Tables) -> list[tuple[str, str]]:
    if sources_dir is None:
        return []
    paths = {name: Path(sources_dir) / f"{name}.txt" for name in tables["documents"]["document_id"]}
    missing = [str(path) for path in paths.values() if not path.is_file()]
    if missing:
        remedy = "Name the folder that holds <document_id>.txt of every registered document."
        raise EvidenceError(refusal("Documents' texts that are not there", missing, remedy))
    return [(name, read_text(path)) for name, path in paths.items()]


def account(text: str, document_id: str, tables: Tables) -> Account:
    """Say of every mention of one document where it is accounted for."""
    copies = int(_cell(tables["documents"], document_id, "copies"))
    first = _positions_in_first_copy(text, copies)
    spans = list(_accounted_spans(text, document_id, tables))
    counts: Counter[str] = Counter()
    unaccounted = []
    for mention in mentions(text, tables):
        place = first.get(mention.start, mention.start)
        name = next((name for name, start, end in spans if start <= place < end), None)
        if name is None:
            unaccounted.append(mention)
        else:
            counts["copy" if place != mention.start else name] += 1
    return Account(document_id, dict(sorted(counts.items())), tuple(unaccounted))


def mentions(text: str, tables: Tables) -> list[Mention]:
    """Find every digit group, counted Chinese numeral, fraction, universal and comparative word."""
    units = [form for printed in tables["units"]["printed"] for form in printed.split("|") if form]
    terms = tables["terms"]
    watched = terms["role"].isin(WATCHED_ROLES) & (terms["term"] != "达")  # part of 发达, 传达
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


def _cell(table: pd.DataFrame, document_id: str, column: str) -> str:
    return str(table.loc[table["document_id"] == document_id, column].iloc[0])


def _accounted_spans(text: str, document_id: str, tables: Tables) -> Iterator[tuple[str, int, int]]:
    for name, table in (("clause", tables["clauses"]), ("left out", tables["left_out"])):
        rows = table[table["document_id"] == document_id]
        for start, end in zip(rows["start"], rows["end"], strict=True):
            yield name, int(start), int(end)
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
    return {
        kept[copy * length + i]: kept[i]
        for copy in range(1, copies)
        for i in range(length)
        if text[kept[copy * length + i]] == text[kept[i]]
    }


def _faults_of_data(tables: Tables) -> Iterator[str]:
    used = set(tables["codings"]["clause_id"])
    used.update(*(also.split(";") for also in tables["codings"]["also"]))
    for clause_id in tables["clauses"]["clause_id"]:
        if clause_id not in used:
            yield f"{clause_id}: no row of codings.csv says what it is about"
    yield from _uncoded_statements(tables)
    for row_id, quote, start, end, _ in _quotes(tables):
        if len(quote) != end - start:
            yield f"{row_id}: {quote!r} has {len(quote)} characters, its offsets {end - start}"
        if len(quote) > LONGEST_QUOTE:
            yield f"{row_id}: {quote!r} has more than {LONGEST_QUOTE} characters"


def _uncoded_statements(tables: Tables) -> Iterator[str]:
    """Name what a coded clause states besides its targets, unless it is left out with a reason."""
    codings, left_out, grammar = tables["codings"], tables["left_out"], read_grammar(tables)
    coded = set(zip(codings["clause_id"], codings["nth"], strict=True))
    clauses = set(codings.loc[codings["nth"] != "0", "clause_id"])
    for clause_id, reading in read_clauses(tables).items():
        reasons = left_out.loc[left_out["document_id"] == clause_id.split("/")[0], "printed"]
        for nth, statement in enumerate(statements(reading, grammar), start=1):
            text = reading[statement.start : statement.end]
            known = any(text in printed and printed in reading for printed in reasons)
            if clause_id in clauses and (clause_id, str(nth)) not in coded and not known:
                yield f"{clause_id}: statement {nth}, {text!r}, is neither coded nor left out"


def _quotes(tables: Tables) -> Iterator[tuple[str, str, int, int, str]]:
    for name, key, column in (
        ("clauses", "clause_id", "quote"),
        ("left_out", "left_out_id", "printed"),
    ):
        rows = tables[name]
        for row_id, quote, start, end, document_id in zip(
            rows[key], rows[column], rows["start"], rows["end"], rows["document_id"], strict=True
        ):
            yield row_id, quote, int(start), int(end), document_id


def _faults_of_text(
    text: str, document_id: str, tables: Tables, targets: pd.DataFrame
) -> Iterator[str]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest != _cell(tables["documents"], document_id, "sha256"):
        yield (
            f"{document_id}: the text's SHA-256 is {digest}, not the registered one; "
            "perhaps its line ends or its encoding were changed"
        )
        return
    for row_id, quote, start, end, quoted_id in _quotes(tables):
        if quoted_id == document_id and text[start:end] != quote:
            yield f"{row_id}: at {start}–{end} stands {text[start:end]!r}, not {quote!r}"
    own = targets[targets["document_id"] == document_id]
    yield from _faults_of_years(text, own)
    yield from _faults_of_silence(text, document_id, tables, set(own["theme"]))


def _faults_of_years(text: str, targets: pd.DataFrame) -> Iterator[str]:
    carried = targets[targets["year_basis"] == "carried"]
    for target_id, year, start in zip(
        carried["target_id"], carried["year"], carried["start"], strict=True
    ):
        if str(year) not in text[max(0, start - CARRIED_FROM) : start]:
            yield f"{target_id}: {year} is not printed in the {CARRIED_FROM} characters before it"


def _faults_of_silence(
    text: str, document_id: str, tables: Tables, stated: set[str]
) -> Iterator[str]:
    themes = tables["themes"]
    for row in themes[(themes["headline"] != "") & ~themes["theme"].isin(stated)].to_dict(
        "records"
    ):
        for term in str(row["search_terms"]).split(";"):
            if term.lower() in to_ascii(text).lower():
                yield f"{document_id}: no target on {row['theme']}, but the text mentions {term!r}"
