"""A document's text goes in; every target in it comes out as a row, with its place and words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from policycompare.documents import read_text
from policycompare.errors import UnreadableClauseError
from policycompare.facts import Facts, facts_of
from policycompare.framing import Deadline, Horizon, deadline_of, respectively, years_of
from policycompare.judging import Situation, judge
from policycompare.mending import mend
from policycompare.model import SCAN_DTYPES, Candidate, Grammar
from policycompare.naming import phrase_after, phrase_before
from policycompare.numerals import to_ascii
from policycompare.outline import Passage, passages
from policycompare.parse import Statement, modality, statements
from policycompare.periods import StatedYear
from policycompare.sources import packaged_grammar

_TRIGGER = re.compile(
    r"\d|分之|成|全|所有|均|一律|每名|各统筹|平均|水平|下降|降低|提高|上升|增长|减少"
    r"|[一二两三四五六七八九十百千万][个名所家张项类种条位人例户倍次支台间辆]"
)
_SENTENCE = re.compile(r"[^。！？]+")
_CLAUSE = re.compile(r"(?:[^，；：:\t,;]|[,:;](?=\d))+")
_WORD = re.compile(r"[^\w]|_|[%‰]")


def scan(text_or_path: str | Path) -> pd.DataFrame:
    """Find every measurable target in a document.

    Parameters
    ----------
    text_or_path : str or Path
        A text, or the path of a document.

    Returns
    -------
    DataFrame
        One row a target with the columns of `model.SCAN_DTYPES`, in order of the text.

    Examples
    --------
    >>> found = scan("到2020年，签约服务覆盖率达到30%以上。")
    >>> found[["op", "low", "unit", "year"]].iloc[0].tolist()
    ['>=', 30.0, '%', 2020]
    """
    path = text_or_path if isinstance(text_or_path, Path) else None
    text = read_text(path) if path else str(text_or_path)
    found = [each for each in candidates(text) if not each.left_out]
    return scan_frame(found, path.stem if path else "text")


def scan_frame(found: list[Candidate], document_id: str) -> pd.DataFrame:
    """Set candidates out as rows of a scan."""
    rows = [
        {name: getattr(each, name, "") for name in SCAN_DTYPES}
        | {
            "target_id": f"{document_id}/{place:03d}",
            "document_id": document_id,
            "low": None if each.low is None else float(each.low),
            "high": None if each.high is None else float(each.high),
            "baseline": None if each.baseline is None else float(each.baseline),
        }
        for place, each in enumerate(found, start=1)
    ]
    return pd.DataFrame(rows, columns=list(SCAN_DTYPES)).astype(SCAN_DTYPES)


def candidates(text: str) -> Iterator[Candidate]:
    """Find every measurable statement of a text, targets and what only looks like one."""
    plain = to_ascii(text)
    facts = facts_of(plain)
    seen: set[int] = set()
    grammar = packaged_grammar()
    for passage in passages(plain):
        if _TRIGGER.search(passage.text):
            for candidate, key in _of_passage(text, passage, facts, grammar):
                if key not in seen:
                    seen.add(key)
                    yield candidate


def document_facts(text: str) -> dict[str, str]:
    """Read what a document says of itself: title, number, issuer, date, year, period, status."""
    facts = facts_of(to_ascii(text))
    return {}


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a passage with its clauses and statements."""

    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]
    statements: tuple[Statement, ...]


def _of_passage(
    source: str, passage: Passage, facts: Facts, grammar: Grammar
) -> Iterator[tuple[Candidate, int]]:
    mended = mend(passage.text)
    text = mended.text
    years = years_of(text, facts.year)
    heading_years = [year for heading in passage.headings for year in years_of(heading, facts.year)]
    horizon = Horizon(facts.year, facts.period_end, heading_years[-1].year if heading_years else None)
    doubts = dict(mended.doubts)
    for found in _SENTENCE.finditer(text):
        if not _TRIGGER.search(found[0]):
            continue
        start = found.start()
        sentence = _Sentence(
            start,
            found.end(),
            tuple((start + m.start(), start + m.end()) for m in _CLAUSE.finditer(found[0])),
            tuple(_statements(found[0], grammar)),
        )
        run = 0
        previous: Statement | None = None
        for statement in sentence.statements:
            run = run + 1 if previous and _listed(text, sentence, previous, statement) else 0
            previous = statement
            yield _candidate(source, passage, text, years, horizon, facts, sentence, statement, run, doubts)


def _listed(text: str, sentence: _Sentence, first: Statement, second: Statement) -> bool:
    between = text[sentence.start + first.end : sentence.start + second.start]
    return first.kind == second.kind and bool(re.fullmatch("[、和及与以]{1,2}|以上和|以上、", between))


def _statements(sentence: str, grammar: Grammar) -> list[Statement]:
    try:
        return statements(sentence, grammar)
    except UnreadableClauseError:
        return []


def _candidate(
    source: str,
    passage: Passage,
    text: str,
    years: list[StatedYear],
    horizon: Horizon,
    facts: Facts,
    sentence: _Sentence,
    statement: Statement,
    run: int,
    doubts: dict[int, str],
) -> tuple[Candidate, int]:
    start, end = sentence.start + statement.start, sentence.start + statement.end
    clause = next(
        ((a, b) for a, b in sentence.clauses if a <= start < b), (sentence.start, sentence.end)
    )
    clause = (clause[0], max(clause[1], end))
    due = deadline_of(text, years, (sentence.start, sentence.end), clause, start, horizon)
    if year := respectively(text, (sentence.start, sentence.end), start, run):
        due = Deadline(year, due.basis, due.start, due.end)
    phrase, place = phrase_before(text, sentence.start, clause[0], start)
    if not phrase or clause[0] > place:
        if text[end : end + 1] == "的":
            phrase, place = phrase_after(text, end, clause[1])
    situation = _situation(passage, text, sentence, statement, clause, start, end, due, facts)
    quote = (min(clause[0], start), clause[1])
    while quote[0] < quote[1] and text[quote[0]] in " \t":
        quote = (quote[0] + 1, quote[1])
    doubt = "；".join(dict.fromkeys(doubts[p] for p in doubts if quote[0] <= p < quote[1]))
    key = hash(
        (_WORD.sub("", text[max(0, start - 40) : end + 20]), statement.kind, start - end)
    )
    first, last = passage.place(quote[0]), passage.end(quote[1])
    candidate = Candidate(
        section=passage.section,
        quote=source[first:last],
        start=first,
        end=last,
        value_start=passage.place(start),
        value_end=passage.end(end),
        kind=statement.kind,
        op=statement.op,
        low=statement.low,
        high=statement.high,
        measure=statement.measure,
        baseline=statement.baseline,
        base_year=statement.base_year,
        unit=statement.unit,
        year=due.year,
        year_basis=due.basis,
        modality=modality(text[sentence.start : end]),
        indicator_printed=phrase,
        indicator="",
        theme="",
        population="",
        reading=text[quote[0] : quote[1]] if doubt else "",
        doubt=doubt,
        left_out=judge(situation),
    )
    return candidate, key


def _situation(
    passage: Passage,
    text: str,
    sentence: _Sentence,
    statement: Statement,
    clause: tuple[int, int],
    start: int,
    end: int,
    due: Deadline,
    facts: Facts,
) -> Situation:
    frame_start = due.end if sentence.start <= due.start < start else sentence.start
    before, after = text[clause[0] : start], text[end : clause[1]]
    others = [
        other
        for other in sentence.statements
        if other.kind == "quantified"
        and clause[0] <= sentence.start + other.start < clause[1]
        and other is not statement
    ]
    following = [other for other in others if sentence.start + other.start >= end]
    beside = False
    if statement.kind == "universal" and following:
        gap = text[end : sentence.start + following[0].start]
        joined = re.search("(?:和|以及|及|、|与)$", gap)
        beside = not joined and not (len(gap) > 2 and text[start:end] == "全部" and False)
    past_years = [
        int(y)
        for y in re.findall(r"(?<!\d)((?:19|20)\d\d) ?年", text[sentence.start : start])
    ]
    past = bool(
        past_years
        and facts.year
        and past_years[-1] < facts.year - (1 if statement.kind == "universal" else 0)
        and not re.search(rf"[比较到至与前] ?{past_years[-1]} ?年", text[sentence.start : start])
        and not re.search(rf"{past_years[-1]} ?年[底末]?(?:的?基础|为基)", text[sentence.start : start])
    )
    opened = before.count("（") + before.count("(") - before.count("）") - before.count(")")
    return Situation(
        statement=statement,
        text=text[start:end],
        before=before,
        after=after,
        earlier=text[sentence.start : clause[0]],
        frame=text[frame_start:start],
        headings=passage.headings,
        dated=due.year is not None and due.basis in ("stated", "carried"),
        past=past,
        beside=beside,
        bracket=opened > 0,
    )
