"""Names that no codelist holds go in with a draft's lists; rows for the codelists come out."""

import re
from collections.abc import Sequence

from policycompare.draft_files import Entry
from policycompare.draft_words import Words
from policycompare.placement import RowError
from policycompare.sources import Tables

Record = dict[str, str]


class Newcomers:
    """Gathers the new indicators and populations that accepted rows use.

    `faults` names the cells of the lists that are still empty or not understood.
    """

    def __init__(
        self,
        indicators: Sequence[Entry],
        populations: Sequence[Entry],
        tables: Tables,
        words: Words,
    ) -> None:
        self._indicators = {entry["name_zh"]: entry for entry in indicators}
        self._populations = {entry["population"]: entry for entry in populations}
        self._known = set(tables["populations"]["population"])
        self._words = words
        self.indicators: dict[str, Record] = {}
        self.populations: dict[str, Record] = {}
        self.faults: list[str] = []

    def indicator(self, name: str, unit: str) -> Record:
        """Give the row of a new indicator, whose unit is that of its first value if none is given.

        Raises
        ------
        RowError
            The list of new indicators does not hold it.
        """
        if name not in self._indicators:
            raise RowError(f"the indicator {name!r} is in no list; add it to 3_indicators.csv")
        if name not in self.indicators:
            self.indicators[name] = self._described(self._indicators[name], unit)
        return self.indicators[name]

    def _described(self, entry: Entry, unit: str) -> Record:
        codes = {
            column: self._words.code(listed, entry[column]) if entry[column] else None
            for listed, column in (("themes", "theme"), ("direction", "direction"))
        }
        for column, known in {"name_en": entry["name_en"] or None, **codes}.items():
            if known is None:
                what = f"{entry[column]!r} is not known" if entry[column] else "is empty"
                self.faults.append(f"{entry.at(column)}: {what}; {entry['name_zh']}")
        code = re.sub(r"[^a-z0-9]+", "_", entry["name_en"].lower()).strip("_")
        return {
            "indicator": entry["code"] or code,
            "theme": codes["theme"] or "",
            "name_zh": entry["name_zh"],
            "name_en": entry["name_en"],
            "definition": entry["definition"] or entry["name_zh"],
            "definition_en": entry["definition_en"] or entry["name_en"],
            "unit": entry["unit"] or unit.replace("个百分点", "%"),
            "direction": codes["direction"] or "",
            "synonyms": entry["synonyms"],
        }

    def population(self, name: str) -> None:
        """Take note of a population, which is known or in the list of new ones.

        Raises
        ------
        RowError
            It is empty, or in neither.
        """
        if not name:
            raise RowError("分母或对象 population is empty")
        if name in self._known or name in self.populations:
            return
        if name not in self._populations:
            raise RowError(f"the population {name!r} is in no list; add it to 4_populations.csv")
        entry = self._populations[name]
        if not entry["name_en"]:
            self.faults.append(f"{entry.at('name_en')}: is empty; {name}")
        columns = ("population", "name_en", "part_of")
        self.populations[name] = {column: entry[column] for column in columns}
