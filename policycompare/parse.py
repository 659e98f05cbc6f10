"""A clause goes in; the target it states comes out as written: value, modality, year."""

from dataclasses import dataclass

from policycompare.binding import commitment, modality
from policycompare.errors import UnreadableClauseError
from policycompare.model import Commitment, Grammar, Modality
from policycompare.periods import deadline
from policycompare.stating import Statement, statements
from policycompare.wordlists import packaged_grammar


@dataclass(frozen=True, slots=True)
class WrittenTarget:
    """A target as its clause writes it; `statement` is `None` for a commitment without measure."""

    statement: Statement | None
    commitment: Commitment | None
    modality: Modality
    year: int | None


def parse(
    text: str,
    nth: int = 1,
    *,
    document_year: int | None = None,
    plan_end: int | None = None,
    grammar: Grammar | None = None,
) -> WrittenTarget:
    """Read the n-th statement of a clause with its modality and stated year.

    Parameters
    ----------
    text : str
        The clause, repaired where a misprint was.
    nth : int
        Which of the clause's `statements`, from 1; 0 reads a commitment without a measure.
    document_year : int, optional
        The year that 年底前 and 年内 refer to.
    plan_end : int, optional
        What `periods.planned_end` says: the year that 五年内 of a plan of five years ends with.
    grammar : Grammar, optional
        The words to know; by default those of the packaged codelists.

    Raises
    ------
    UnreadableClauseError
        When the clause has no such statement, or no commitment verb where `nth` is 0.

    Examples
    --------
    >>> target = parse("2017年，按病种付费的病种原则上不少于100个")
    >>> target.statement.op, target.statement.low, target.modality, target.year
    ('>=', Decimal('100'), 'strive', 2017)
    """
    grammar = packaged_grammar() if grammar is None else grammar
    if nth == 0:
        level, _ = commitment(text, grammar)
        year = deadline(text, 0, document_year, plan_end)
        return WrittenTarget(None, level, modality(text, grammar), year)
    found = statements(text, grammar)
    if not 0 < nth <= len(found):
        raise UnreadableClauseError(
            f"Statement {nth} of the clause {text!r} cannot be read; it states {len(found)}. "
            "Correct `nth`, add the missing word to data/codelists/terms.csv or a repair."
        )
    statement = found[nth - 1]
    year = deadline(text, statement.start, document_year, plan_end)
    return WrittenTarget(statement, None, modality(text[: statement.end], grammar), year)
