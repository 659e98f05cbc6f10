"""What was found at a place goes in; a row that proposes what to do with it comes out."""

from dataclasses import dataclass, replace

from policycompare.constraints import Tables
from policycompare.denominators import Denominator, Denominators
from policycompare.draft_files import CANDIDATES, Cells
from policycompare.draft_titles import title
from policycompare.draft_words import Words, reads
from policycompare.excerpt import CARRIED_FROM, Excerpt, prints_year
from policycompare.model import Candidate, Grammar
from policycompare.normalise import PROPORTIONS
from policycompare.periods import DocumentYears
from policycompare.resemblance import bare, is_loose, similar
from policycompare.scopes import scoped, with_bracket
from policycompare.stating import Statement
from policycompare.wordlists import read_codebook

ACCEPT, LEAVE_OUT = "采纳", "舍弃"
OF_TABLE = "表格一行：指标、现状、数值、单位连读"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row of a draft at its place in the text: its clause, its value, and the cells.

    A target has what was `found`, the statement that its clause makes alone, and the denominator
    that was proposed.
    """

    start: int
    end: int
    value_start: int
    value_end: int
    cells: Cells
    headings: tuple[str, ...] = ()
    found: Candidate | None = None
    stated: Statement | None = None
    denominator: Denominator | None = None

    @property
    def suggested(self) -> bool:
        """Whether it is proposed as a target on an indicator."""
        return self.cells["suggestion"] == ACCEPT and bool(self.cells["indicator"])


class RowWriter:
    """Writes the cells of the rows of one document."""

    def __init__(
        self,
        text: str,
        years: DocumentYears,
        tables: Tables,
        grammar: Grammar,
        words: Words,
        denominators: Denominators,
    ) -> None:
        self.text, self.years = text, years
        self.tables, self.grammar, self.words = tables, grammar, words
        self.denominators = denominators
        self.codebook = read_codebook(tables)

    def target(self, found: Candidate, place: Excerpt) -> Proposal:
        """Propose a target."""
        found = self._known(found)
        name = self.words.name("indicators", found.indicator) if found.indicator else ""
        denominator = self.denominators.of(found, self.text[: found.start])
        doubts = [found.doubt or (OF_TABLE if found.reading else "")]
        if found.indicator and is_loose(found, self.tables):
            doubts.append(f"条文作“{found.indicator_printed}”，未必是同一指标，请核对")
        if not place.alike:
            doubts.append("条文单独读不出同样的值，请改原文或补修复后读作")
        if len(range(place.start, place.end)) > 60:
            doubts.append("条文超过60字，请截短")
        named = name or title(found, denominator.printed)
        if not named:
            doubts.append("原文没有写是什么指标；是目标就写上，不是就舍弃")
        year, basis, doubtful = self._dated(found, place)
        doubts += doubtful
        reading = self._reading(found, place)
        row = self.row(
            (place.start, place.end),
            (found.value_start, found.value_end),
            suggestion=ACCEPT if place.alike and named else "",
            reads=reads(
                place.stated or found,
                self.tables,
                reading or self.text[place.start : place.end],
            ),
            indicator=named,
            similar="、".join(similar(found.indicator_printed, self.tables, name)),
            population=denominator.population,
            population_grounds=denominator.grounds,
            year=str(year or ""),
            year_basis=self.words.name("year_basis", basis) if year else "",
            reading=reading,
            doubt="；".join(filter(None, doubts)),
            section=found.section,
        )
        return replace(row, found=found, stated=place.stated, denominator=denominator)

    def _reading(self, found: Candidate, place: Excerpt) -> str:
        """Give how the clause of a target is to be read, where not as it is printed."""
        if not found.reading:
            return ""
        before = self.text[place.start : max(place.start, found.start)]
        return f"{before}{found.reading}{self.text[min(found.end, place.end) : place.end]}"

    def _dated(self, found: Candidate, place: Excerpt) -> tuple[int | None, str, list[str]]:
        """Give the year of a target with its basis, and what is doubtful in it."""
        doubts: list[str] = []
        year, basis = found.year, found.year_basis
        if place.year is not None:
            if year not in (None, place.year):
                doubts.append(f"条文写明{place.year}年，通读全句作{year}年")
            year, basis = place.year, "stated"
        elif basis == "stated":
            basis = "carried"
        if basis == "carried" and year and not prints_year(self.text, year):
            doubts.append(f"推算为{year}年，文件里没有印出；要写明年份，条文须含期限（如三年内）")
            return None, "", doubts
        if (
            basis == "carried"
            and year
            and not prints_year(self.text[max(0, place.start - CARRIED_FROM) : place.start], year)
        ):
            doubts.append(f"前文{CARRIED_FROM}字内没有印出{year}年；请核对年份，没有期限则清空")
        return year, basis, doubts

    def _known(self, found: Candidate) -> Candidate:
        """Know an indicator by its name that these data hold, and the packaged ones do not.

        Of several that are printed alike it is the one whose qualifier is printed as well.
        """
        if found.indicator:
            first = max(self.text.rfind(stop, 0, found.value_start) for stop in "。；;\n") + 1
            said = with_bracket(self.text, min(first, found.start), found.value_end)
            return scoped(found, said, self.codebook)
        rows = self.tables["indicators"]
        printed = bare(found.indicator_printed)
        for code, name, unit, synonyms in zip(
            rows["indicator"], rows["name_zh"], rows["unit"], rows["synonyms"], strict=True
        ):
            fits = unit in ("", found.unit) or {unit, found.unit} <= PROPORTIONS.keys()
            if fits and printed and printed in map(bare, (name, *synonyms.split(";"))):
                return found._replace(indicator=code)
        return found

    def row(self, clause: tuple[int, int], span: tuple[int, int], **cells: str) -> Proposal:
        """Write a row for the value at a span within a clause; cells not given are empty."""
        blank = dict.fromkeys(CANDIDATES.columns, "")
        placed = {
            "decision": "待定",
            "quote": self.text[slice(*clause)],
            "value": self.text[slice(*span)],
            "place": str(span[0]),
        }
        return Proposal(*clause, *span, blank | placed | cells)
