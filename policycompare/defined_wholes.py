"""An indicator goes in; the population that the codebook defines it by comes out."""

import re

from policycompare.constraints import Tables
from policycompare.model import UNSTATED


class Definitions:
    """What the definitions of the codebook say that an indicator is a share of, or is a head.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> Definitions(read_tables()).whole_of("oop_share")
    '卫生总费用'
    """

    def __init__(self, tables: Tables) -> None:
        indicators = tables["indicators"]
        self._told = dict(zip(indicators["indicator"], indicators["definition"], strict=True))
        names = sorted(tables["populations"]["population"], key=len, reverse=True)
        known = "|".join(map(re.escape, names))
        self._whole = re.compile(
            rf"占({known})的?(?:比例|比重)|^({known})(?=的|由|人均)|的({known})(?:比重|占比)$"
            rf"|^每(?:[百千万]|10万)名({known})的"
        )

    def whole_of(self, indicator: str) -> str:
        """Take the population that an indicator is defined by, whatever the region; or none."""
        told = self._told.get(indicator, "")
        match = None if UNSTATED in told else self._whole.search(told)
        return next(filter(None, match.groups()), "") if match else ""
