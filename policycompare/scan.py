"""A document's text goes in; every target in it comes out as a row, with its place and words."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from policycompare.documents import read_text
from policycompare.errors import UnreadableClauseError
from policycompare.facts import Facts, facts_of
from policycompare.framing import Deadline, Horizon, deadline_of, respectively, years_of
from policycompare.grids import GridRow, grid_rows
from policycompare.judging import Situation, judge
from policycompare.mending import lost_unit, mend
from policycompare.model import SCAN_DTYPES, Candidate, Grammar
from policycompare.naming import cut, made, phrase_after, phrase_before
from policycompare.numerals import to_ascii
from policycompare.outline import Passage, passages
from policycompare.parse import Statement, modality, statements
from policycompare.periods import StatedYear
from policycompare.sources import packaged_grammar

_TRIGGER = re.compile(
    r"\d|分之|成|全|所有|均|都|一律|每名|各统筹|平均|水平|下降|降低|提高|上升|增长|减少|增幅|增速|一半|半数|百分百"
    r"|[一二两三四五六七八九十百千万][个名所家张项类种条位人例户倍次支台间辆]"
)
_SENTENCE = re.compile(r"[^。！？]+")
_CLAUSE = re.compile(r"(?:[^，；：:\t,;]|[,:;](?=\d))+")
_TOLD = re.compile("(?:提高|下降|增长|完成|达到|增加|减少|降低|上升)(?:到|至)?了|，到\\d{4} ?年")
_NUMBERING = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|\d{1,2}[.．](?=\d{2,3}%)|[（(]\d{1,2}[)）])")
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
    rows = grid_rows(plain, facts.year)
    tables = iter([*rows, None])
    row, tabled = next(tables), 0
    frame_year: int | None = None
    for passage in passages(plain):
        last = passage.end(len(passage.text))
        if row and row.start < last:
            while row and row.start < last:
                yield from _of_grid(text, plain, row, facts, grammar, passage.section)
                tabled, row = row.end, next(tables)
            continue
        if passage.pieces[0][1] < tabled:
            continue
        if not passage.numbered:
            frame_year = None
        if _TRIGGER.search(passage.text):
            for candidate, *keys in _of_passage(text, passage, facts, grammar, frame_year):
                if seen.isdisjoint(keys):
                    yield candidate
                seen.update(keys)
            if passage.text.endswith(("：", ":")):
                framed = years_of(passage.text, facts.year)
                frame_year = framed[-1].year if framed else frame_year


def _of_grid(
    source: str, plain: str, row: GridRow, facts: Facts, grammar: Grammar, section: str
) -> Iterator[Candidate]:
    base = _cell_statement(row, row.current[1].text, grammar) if row.current else None
    for year, cell in row.values:
        statement = _cell_statement(row, cell.text, grammar)
        if statement is None:
            continue
        due = Deadline(year, "carried") if year else (
            Deadline(facts.period_end, "period") if facts.period_end else Deadline(None, "none")
        )
        first = min(row.indicator.start, cell.start)
        name = re.sub(r"[（(][^（()）]*[)）]$", "", row.indicator.text) if _BRACKETED_UNIT.search(row.indicator.text) else row.indicator.text
        level = statement.measure == "level"
        yield Candidate(
            section=f"{section}/表/{row.number}" if row.number else section,
            quote=source[first : cell.end],
            start=first,
            end=cell.end,
            value_start=cell.start,
            value_end=cell.end,
            kind=statement.kind,
            op=statement.op,
            low=statement.low,
            high=statement.high,
            measure=statement.measure,
            baseline=(base.low if base.low is not None else base.high) if base and level else statement.baseline,
            base_year=row.current[0] if base and level and row.current else statement.base_year,
            unit=statement.unit,
            year=due.year,
            year_basis=due.basis,
            modality="must",
            indicator_printed=name,
            indicator="",
            theme="",
            population="",
            reading="",
            doubt="" if statement.unit or statement.kind != "quantified" else "原文未写单位",
            left_out="",
        )


_BRACKETED_UNIT = re.compile(r"[（(](?:%|‰|1?/1?0? ?万?|[^（()）]{1,5})[)）]$")


def _cell_statement(row: GridRow, text: str, grammar: Grammar) -> Statement | None:
    """Read a cell as its row would print it: the indicator, the value, the unit."""
    unit = re.sub("^1/", "/", row.unit).replace("十万", "10万")
    value = re.sub(r"[（(]\d{4} ?年[)）]", "", text)
    if unit and not re.search(rf"\d ?(?:{re.escape(unit)}|%|‰)", value):
        value = re.sub(r"(\d[\d.,]*)(?!.*\d)", rf"\g<1>{unit}", value)
    if "年" in value and unit:
        value = text
    name = re.sub(r"[（(][^（()）]*[)）]$", "", row.indicator.text)
    try:
        found = statements(f"{name}{value}", grammar)
    except UnreadableClauseError:
        return None
    found = [each for each in found if each.end > len(name)]
    return found[-1] if found else None


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
    source: str, passage: Passage, facts: Facts, grammar: Grammar, frame_year: int | None
) -> Iterator[tuple[Candidate, int, int]]:
    mended = mend(passage.text)
    text = _NUMBERING.sub(lambda mark: " " * len(mark[0]), mended.text)
    years = years_of(text, facts.year)
    heading_years = [year for heading in passage.headings for year in years_of(heading, facts.year)]
    horizon = Horizon(
        facts.year, facts.period_end, heading_years[-1].year if heading_years else None, frame_year
    )
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
        runs = _runs(text, sentence)
        reason = phrase = ""
        floor = 0
        for place, statement in enumerate(sentence.statements):
            run = run + 1 if previous and _listed(text, sentence, previous, statement) else 0
            following = sentence.statements[place + 1] if place + 1 < len(sentence.statements) else None
            if not statement.unit and following and following.unit and _listed(text, sentence, statement, following):
                statement = replace(statement, unit=following.unit)  # 6.5万和1.8万人
            missing = ""
            if statement.kind == "quantified" and not statement.unit and not run:
                missing = lost_unit(text[max(0, sentence.start + statement.start - 30) : sentence.start + statement.start])
                statement = replace(statement, unit=missing)
            nameless = not re.search(
                "[\u4e00-\u9fff]{3}",
                re.sub(r"(?:到|至)?\d{4}年[底前末]*|达到|不低于", "", re.split("[，；]", text[sentence.start : sentence.start + statement.start])[-1]),
            )
            if previous and "/" in previous.unit and previous.unit.startswith(f"{statement.unit}/") and statement.unit and (
                nameless or (statement.low or statement.high or 0) % 1
            ):
                statement = replace(statement, unit=previous.unit)  # 每千人口…6张，其中…4.8张
            previous = statement
            candidate, key, other = _candidate(source, passage, text, years, horizon, facts, sentence, statement, run, floor, doubts)
            if not candidate.left_out:
                floor = sentence.start + statement.end
            reason = reason if run and reason else candidate.left_out
            candidate = replace(candidate, left_out=reason)
            if missing:
                candidate = replace(candidate, doubt=f"原文没有“{missing}”，按指标的单位补上", reading=candidate.reading or candidate.quote)
            if run and not candidate.indicator_printed:
                candidate = replace(candidate, indicator_printed=phrase)
            elif not candidate.indicator_printed and place:
                candidate = replace(candidate, indicator_printed=phrase)
            if not run:
                phrase = candidate.indicator_printed
            parts = _parts(phrase if runs[place] > 1 else candidate.indicator_printed)
            if runs[place] == len(parts) > 1:
                yield replace(candidate, indicator_printed=parts[run]), key, other
            elif runs[place] == 1 and not candidate.left_out and len(parts) > 1:
                for nth, part in enumerate(parts):
                    yield replace(candidate, indicator_printed=part), key + nth, other + nth
            else:
                yield candidate, key, other


def _runs(text: str, sentence: _Sentence) -> list[int]:
    """Give for each statement how many stand in its list: 分别达到82%、95%以上."""
    groups: list[int] = []
    for place, statement in enumerate(sentence.statements):
        if place and _listed(text, sentence, sentence.statements[place - 1], statement):
            groups.append(groups[-1])
        else:
            groups.append(place)
    return [groups.count(group) for group in groups]


_MEASURED = re.compile("(?:率|比例|比重|占比|水平|总?数量?|总?量|额|面积|费用|覆盖面|增幅|时间|标准|医院床日|住院日)$")


def _parts(phrase: str) -> list[str]:
    """Split indicators that are joined: A率和B率; what is no whole indicator joins the next."""
    parts: list[str] = []
    held = ""
    for piece in re.split("(以及|、|和|与|及)", phrase):
        held += piece
        if _MEASURED.search(held) and len(held.strip("以及、和与")) > 2:
            parts.append(held.removeprefix("以及").lstrip("、和与及"))
            held = ""
    if held.strip("以及、和与") or any(len(part) < 3 for part in parts):
        return [phrase]
    return parts


def _listed(text: str, sentence: _Sentence, first: Statement, second: Statement) -> bool:
    between = text[sentence.start + first.end : sentence.start + second.start]
    return first.kind == second.kind and bool(re.fullmatch("[、和及与以]{1,2}|以上和|以上、", between))


def _statements(sentence: str, grammar: Grammar) -> list[Statement]:
    try:
        return statements(sentence, grammar)
    except UnreadableClauseError:
        found = []
        for clause in _CLAUSE.finditer(sentence):
            with suppress(UnreadableClauseError):
                found += [
                    replace(each, start=each.start + clause.start(), end=each.end + clause.start())
                    for each in statements(clause[0], grammar)
                ]
        return found


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
    floor: int,
    doubts: dict[int, str],
) -> tuple[Candidate, int, int]:
    start, end = sentence.start + statement.start, sentence.start + statement.end
    clause = next(
        ((a, b) for a, b in sentence.clauses if a <= start < b), (sentence.start, sentence.end)
    )
    clause = (clause[0], max(clause[1], end))
    due = deadline_of(text, years, (sentence.start, sentence.end), clause, start, end, horizon)
    if year := respectively(text, (sentence.start, sentence.end), start, run, due.start):
        due = Deadline(year, due.basis, due.start, due.end)
    phrase = _phrase(text, sentence, clause, statement, start, end, floor)
    situation = _situation(passage, text, sentence, statement, clause, start, end, due, facts)
    quote = (min(clause[0], start), clause[1])
    while quote[0] < quote[1] and text[quote[0]] in " \t":
        quote = (quote[0] + 1, quote[1])
    doubt = "；".join(dict.fromkeys(doubts[p] for p in doubts if quote[0] <= p < quote[1]))
    at, until = passage.place(start), passage.end(end)
    context = _WORD.sub("", source[max(0, at - 48) : at])[-24:]
    value = _WORD.sub("", text[start:end])
    key = hash((context, value, _WORD.sub("", source[until : until + 16])[:8], statement.kind))
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
    whole = _WORD.sub("", text[sentence.start : sentence.end])
    other = hash((whole, _WORD.sub("", text[sentence.start : start]), value)) if len(whole) > 14 else key
    return candidate, key, other


def _phrase(
    text: str,
    sentence: _Sentence,
    clause: tuple[int, int],
    statement: Statement,
    start: int,
    end: int,
    floor: int,
) -> str:
    if statement.kind == "universal":
        stop = start if text[start:end] == "全覆盖" else clause[1]
        return cut(text[clause[0] : stop])
    after = phrase_after(text[end : clause[1]])
    own = phrase_before(text, clause[0], clause[0], start, floor)
    counted = statement.kind == "quantified" and "%" not in statement.unit
    if counted:
        own = made(own)
        if not own and after:
            return after
    if not own and re.match("的", text[end:]):
        return after
    return own or phrase_before(text, sentence.start, clause[0], start, floor)


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
        joined = text[start:end] in ("和", "以及", "及") or re.search("(?:和|以及|及|、|与)$", gap)
        beside = not joined and not (len(gap) > 2 and text[start:end] == "全部" and False)
    if statement.kind == "universal" and text[start:end] != "全覆盖" and "全覆盖" in text[clause[0] : clause[1]]:
        beside = True
    past_years = [
        int(y)
        for y in re.findall(r"(?<!\d)((?:19|20)\d\d) ?年", text[sentence.start : start])
    ]
    past = bool(
        past_years
        and facts.year
        and past_years[-1] < facts.year - (1 if statement.kind == "universal" else 0)
        and not re.search(rf"[比较到至与前从自由按（(] ?{past_years[-1]} ?年", text[sentence.start : start])
        and not re.search(rf"{past_years[-1]} ?年[底末]?(?:的|版|的?基础|为基)", text[sentence.start : start])
    )
    if not past and not past_years and facts.year and due.basis not in ("stated", "carried"):
        framed = [m for m in re.finditer(r"(?:^|[。！])(?:截至|截止)? ?((?:19|20)\d\d) ?年", text[: sentence.start])]
        past = bool(framed and int(framed[-1][1]) < facts.year and not re.search(r"到 ?$", text[: framed[-1].start(1)]) and not due.basis == "stated")
    dated_later = due.basis == "stated" and due.year is not None and (facts.year is None or due.year > facts.year)
    listed = any(
        _listed(text, sentence, other, statement) for other in sentence.statements if other.end <= statement.start
    )
    if re.search(rf"[到至由从] ?{(facts.year or 0) - 1} ?年的?$", text[clause[0] : start]):
        past = True  # 下降到2017年的19%, said in 2018
    opened = before.count("（") + before.count("(") - before.count("）") - before.count(")")
    return Situation(
        statement=statement,
        text=text[start:end],
        before=before,
        after=after,
        earlier=text[sentence.start : clause[0]],
        frame=text[max(frame_start, text.rfind("；", sentence.start, start) + 1) : start],
        headings=passage.headings,
        dated=due.year is not None and due.basis in ("stated", "carried"),
        past=past,
        beside=beside,
        bracket=opened > 0,
        listed=listed,
        undated_document=facts.year is None,
        told=bool(
            statement.kind == "quantified"
            and re.search("[为是达] ?$", text[clause[0] : start])
            and _TOLD.search(text, end, min(end + 30, sentence.end))
            and not (facts.year and dated_later)
        ),
    )
