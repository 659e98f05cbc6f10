"""A row of a draft and what its clause states go in; its year, with the basis, comes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policycompare.draft_files import Entry
from policycompare.draft_words import Words
from policycompare.excerpt import CARRIED_FROM, prints_year
from policycompare.placement import RowError


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a year is checked against: the document's text and the last year of its plan."""

    text: str
    period_end: str
    words: Words

    def dated(self, row: Entry, start: int, stated: int | None) -> tuple[str, str]:
        """Give the year and basis of a row as `codings.csv` wants them.

        The year is what a person decides; where its basis does not fit it, the first one that
        does stands: printed before the clause, the plan's end, printed elsewhere.

        Parameters
        ----------
        row : Entry
            A row that is accepted.
        start : int
            Where its clause begins.
        stated : int, optional
            The year that the clause states; it needs neither year nor basis.

        Raises
        ------
        RowError
            The clause states another year, or the document does not print the year anywhere.
        """
        year, basis = row["year"], self._basis(row)
        if year and not re.fullmatch(r"(?:19|20)\d\d", year):
            said = "is no year from 1900 to 2099; write one, or clear the cell (未写年份)"
            raise RowError(f"{year!r} {said}", "year")
        if stated is not None:
            if year != str(stated) and (year or basis):
                raise RowError(
                    f"the quote states the year {stated}, not {year or 'none'}; write it, or cut "
                    "the quote so that it does not hold that year",
                    "year",
                )
            return "", ""
        if not year and basis == "period":
            said = f"is empty, and 年份依据 says 规划期末; write {self.period_end}, or clear both"
            raise RowError(said, "year")
        if year and basis == "none":
            said = f"says {year}, and 年份依据 未写年份; clear one of the two"
            raise RowError(said, "year")
        if not year:
            return "", "none"
        fitting = list(self._fitting(year, start))
        if not fitting:
            where = f"the last year of the plan ({self.period_end or 'period_end is empty'})"
            raise RowError(
                f"{year} is neither printed in the document nor {where}; write a "
                "year that is, or clear the cell (未写年份)",
                "year",
            )
        chosen = basis if basis in fitting else fitting[0]
        return ("" if chosen == "period" else year), chosen

    def _basis(self, row: Entry) -> str:
        written = row["year_basis"]
        basis = self.words.code("year_basis", written) if written else ""
        if basis is None:
            known = "、".join(self.words.names("year_basis"))
            raise RowError(f"{written!r} is none of {known}", "year_basis")
        return basis

    def _fitting(self, year: str, start: int) -> Iterator[str]:
        if prints_year(self.text[max(0, start - CARRIED_FROM) : start], int(year)):
            yield "carried"
        if year == self.period_end:
            yield "period"
        if prints_year(self.text, int(year)):
            yield "restated"
