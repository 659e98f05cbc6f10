"""Passages and rows of tables of one document go in; the candidates that stand in them come out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policycompare.binding import modality
from policycompare.facts import Facts
from policycompare.framing import Deadline, Horizon, deadline_of
from policycompare.glancing import glance_of, is_no_measure
from policycompare.grid_cells import GridRow
from policycompare.gridding import grid_candidates
from policycompare.joining import each_of, joined, names_people, shared_out
from policycompare.judging import judge
from policycompare.known_names import code_for, population_in
from policycompare.line_frames import coming_year, heading_year
from policycompare.listed_years import of_period, respectively
from policycompare.lost_units import with_unit
from policycompare.mending import Mended, mend, unnumbered
from policycompare.model import Candidate, Codebook, Grammar, LeftOut
from policycompare.naming import is_said_of_each, phrase_of, sets_of
from policycompare.outline import Passage
from policycompare.passage_years import years_of
from policycompare.periods import StatedYear
from policycompare.printed import Printed, Subject, candidate_of
from policycompare.scopes import scoped, with_bracket
from policycompare.sentences import Sentence, letters, sentences
from policycompare.situating import goes_on_telling, situate
from policycompare.stating import Statement

_SHORT = 60
_BEFORE, _AFTER = 28, 8
"""Letters around a value by which its copies in a text that repeats itself are known."""


class _Read(NamedTuple):
    """A passage as it is to be read, with the years that hold for it."""

    passage: Passage
    mended: Mended
    years: list[StatedYear]
    horizon: Horizon


class _Judged(NamedTuple):
    """A statement of a sentence: when it is due, of what, and what it is instead of a target."""

    place: int
    due: Deadline
    phrase: str
    reason: LeftOut | Literal[""]


@dataclass(frozen=True, slots=True)
class Reader:
    """A document while it is scanned: its text, what it says of itself, the words to know.

    Without `every` only targets come out. `seen` holds what was read of it so far, so that copies
    are known.
    """

    source: str
    facts: Facts
    grammar: Grammar
    codebook: Codebook
    every: bool
    seen: set[int]

    def row(self, row: GridRow, section: str) -> Iterator[Candidate]:
        """Read a row of a table of indicators."""
        for candidate in grid_candidates(self.source, row, section, self.facts, self.grammar):
            if candidate.left_out and not self.every:
                continue
            indicator, theme = code_for(candidate.indicator_printed, candidate.unit, self.codebook)
            coded = candidate._replace(indicator=indicator, theme=theme)
            yield scoped(coded, coded.quote, self.codebook)

    def passage(self, passage: Passage, frame_year: int | None) -> Iterator[Candidate]:
        """Read a passage below a line that gives a year, or none.

        One that gave nothing gives nothing where it stands again.
        """
        under = (passage.headings, frame_year)
        key = hash((passage.text, under, "nothing"))
        if key not in self.seen:
            found = False
            for candidate in self._passage(passage, frame_year, under):
                found = True
                yield candidate
            if not found and len(passage.text) < _SHORT:
                self.seen.add(key)

    def _passage(
        self, passage: Passage, frame_year: int | None, under: tuple[object, ...]
    ) -> Iterator[Candidate]:
        mended = mend(passage.text)
        text, year = unnumbered(mended.text), self.facts.year
        headed = heading_year(passage.headings, year)
        coming = coming_year(passage.headings, year)
        facts = self.facts
        period = facts.period_start, facts.period_end
        horizon = Horizon(year, facts.period_end, headed, frame_year, facts.period_start)
        read = _Read(passage, mended, years_of(text, year, coming, period), horizon)
        damaged = bool(mended.doubts)
        passed = None if self.every or mended.undecided else glance_of(self.grammar).is_idle
        for sentence in sentences(
            text, self.grammar, self.seen, under, damaged=damaged, passed=passed
        ):
            for judged in self._judged(read, sentence):
                copied = self._copied(passage, sentence, judged.place)
                if not copied:
                    yield from self._candidates(read, sentence, judged)

    def _judged(self, read: _Read, sentence: Sentence) -> Iterator[_Judged]:
        """Judge every statement of a sentence.

        What a list begins with holds for all of it. A number with a lost sign that nothing
        decides is not passed over as a name: it comes out, doubted.
        """
        floor, phrase, shared = 0, "", False
        named: list[str] = []
        again: list[str] = []
        reason: LeftOut | Literal[""] = ""
        for place, (nth, count) in enumerate(sentence.lists):
            open_sign = _touches(sentence.statements[place], read.mended.undecided)
            if not (self.every or open_sign) and _is_no_measure(sentence, place):
                reason = "name"
                continue
            due = _due(sentence, place, read)
            if not (nth and reason):
                before = reason
                reason = judge(situate(read.passage, sentence, place, due, self.facts))
                if before == "background" and not reason and goes_on_telling(sentence, place, due):
                    reason = before
            if reason == "name" and open_sign:
                reason = ""
            if not reason:
                own = phrase_of(sentence, place, floor)
                phrase = phrase if place and not own else own
                floor = sentence.statements[place].end
                if not nth:  # 甲率30%，乙率50%；到2025年分别达到40%和60%
                    again = named[-count:] if count > 1 and not own else []
                    shared = count > 1 and not _is_of_years(sentence, place, read)
                name = shared_out(phrase, count)[nth] if shared else phrase
                name = again[nth] if len(again) == count else name
                named.append(name)
                yield _Judged(place, due, name, "")
            elif self.every:
                yield _Judged(place, due, "", reason)

    def _candidates(self, read: _Read, sentence: Sentence, judged: _Judged) -> Iterator[Candidate]:
        """Give a candidate for each indicator joined and each set that a promise is made to."""
        sets = [] if judged.reason else sets_of(sentence, judged.place)
        each = not judged.reason and is_said_of_each(sentence, judged.place)
        for name in each_of(judged.phrase) if each else joined(judged.phrase):
            candidate = self._candidate(read, sentence, judged, name)
            for whose in sets:
                population = population_in(whose, self.codebook) or whose
                yield candidate._replace(population=population)
            if not sets:
                yield candidate

    def _candidate(self, read: _Read, sentence: Sentence, judged: _Judged, name: str) -> Candidate:
        statement, text = sentence.statements[judged.place], sentence.text
        clause = sentence.clause(statement.start)
        start, end = _trimmed(text, min(clause[0], statement.start), max(clause[1], statement.end))
        doubts = [doubt for position, doubt in read.mended.doubts if start <= position < end]
        doubts.append(sentence.doubts[judged.place])
        doubt = "；".join(dict.fromkeys(each for each in doubts if each))
        subject = Subject(name)
        if not judged.reason:
            codes = code_for(name, statement.unit, self.codebook)
            whole = text[statement.start : statement.end] == "全覆盖"
            if whole and (not codes[0] or names_people(name)):  # 脱贫人口签约服务全覆盖: a rate
                rate = code_for(f"{name}覆盖率", "%", self.codebook)
                codes = rate if rate[0] else codes
            own = population_in(name, self.codebook) if name != judged.phrase else ""
            whose = own or population_in(text[start:end], self.codebook)
            subject = Subject(name, *codes, whose)
        place, to = read.passage.place, read.passage.end
        value = text[statement.start : statement.end]
        if lost := sentence.lost[judged.place]:
            value = with_unit(value, lost)
        reading = f"{text[start : statement.start]}{value}{text[statement.end : end]}"
        found = candidate_of(
            self.source,
            statement,
            Printed(
                read.passage.section,
                *(place(start), to(end)),
                *(place(statement.start), to(statement.end)),
                reading if doubt else "",
                doubt,
            ),
            judged.due,
            subject,
            modality=modality(text[sentence.start : statement.end], self.grammar),
            left_out=judged.reason,
        )
        said = with_bracket(text, sentence.start, statement.end)
        return scoped(found, said, self.codebook) if found.indicator else found

    def _copied(self, passage: Passage, sentence: Sentence, place: int) -> bool:
        """Tell a statement that stood there before by the letters around it."""
        statement = sentence.statements[place]
        start, end = passage.place(statement.start), passage.end(statement.end)
        value = (statement.op, statement.low, statement.high, statement.unit)
        before = letters(self.source[max(0, start - 2 * _BEFORE) : start])[-_BEFORE:]
        after = letters(self.source[end : end + 2 * _AFTER])[:_AFTER]
        key = hash((before, value, after, statement.kind))
        again = key in self.seen
        self.seen.add(key)
        return again


def _is_no_measure(sentence: Sentence, place: int) -> bool:
    statement, text = sentence.statements[place], sentence.text
    first, last = sentence.clause(statement.start)
    start, end = statement.start, statement.end
    return is_no_measure(statement, text[first:start], text[start:end], text[end:last])


def _touches(statement: Statement, places: tuple[int, ...]) -> bool:
    return any(statement.start - 2 <= place < statement.end for place in places)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return end - len(part.lstrip()), start + len(part.rstrip())


def _is_of_years(sentence: Sentence, first: int, read: _Read) -> bool:
    """Tell a list with a value for each year: 比例2023年和2025年分别达到90%和95%."""
    return _due(sentence, first, read).year != _due(sentence, first + 1, read).year


def _due(sentence: Sentence, place: int, read: _Read) -> Deadline:
    statement = sentence.statements[place]
    span, value = (sentence.start, sentence.end), (statement.start, statement.end)
    clause = sentence.clause(statement.start)
    due = deadline_of(sentence.text, read.years, span, clause, value, read.horizon)
    listed = sentence.lists[place]
    year = respectively(sentence.text, span, statement.start, listed, due.start)
    begins, ends = read.horizon.period_start, read.horizon.period_end
    if not year and begins and ends and due.basis != "stated":
        first = sentence.statements[place - listed[0]].start
        year = of_period(sentence.text, clause[0], first, listed, (begins, ends))
    if not year:
        return due
    return due._replace(year=year, basis="carried" if due.year is None else due.basis)
