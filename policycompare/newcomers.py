"""Names that no codelist holds go in with a draft's lists; rows for the codelists come out."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from policycompare.constraints import Tables, wholes_in
from policycompare.describing import Describer
from policycompare.draft_files import INDICATORS, Entry
from policycompare.draft_words import ENGLISH, Words
from policycompare.placement import RowError
from policycompare.stating import Statement

Record = dict[str, str]

MOST = 3
"""How many known names are named that a new one is like."""

SIGNS = ("=", "+", "-", "@")
NO_NAME = "is no name: a spreadsheet takes it for a formula or a number; write it in words"


class Newcomers:
    """Gathers the new indicators and populations that accepted rows use.

    `faults` names the cells of the lists that are still empty or not understood, `by_words`
    the indicators that no line describes, with what their words tell, `alike` the names that
    differ from a known one by one sign, with that one.
    """

    def __init__(
        self,
        document_id: str,
        indicators: Sequence[Entry],
        populations: Sequence[Entry],
        tables: Tables,
        words: Words,
    ) -> None:
        self._prefix = document_id.replace("-", "_")
        self._indicators = {entry["name_zh"]: entry for entry in indicators}
        self._drafted_for = {
            number: entry for entry in indicators for number in re.findall(r"\d+", entry["used_in"])
        }
        self._populations = {entry["population"]: entry for entry in populations}
        self._known = set(tables["populations"]["population"])
        self._codes = set(tables["indicators"]["indicator"])
        self._tables, self._words = tables, words
        self.indicators: dict[str, Record] = {}
        self.populations: dict[str, Record] = {}
        self.by_words: list[str] = []
        self.alike: list[str] = []
        self.faults: list[str] = []
        self._describer = Describer(tables)

    def indicator(self, row: Entry, stated: Statement | None) -> Record:
        """Give the row of a new indicator, whose unit is that of its first value if none is given.

        A name that was changed in the row alone is described by the line drafted for that row,
        one that no line was drafted for by its words.

        Raises
        ------
        RowError
            No list holds it, and nothing tells its theme.
        """
        name = row["indicator"]
        _refuse_formula(name, "indicator")
        if name not in self.indicators:
            entry = self._indicators.get(name) or self._drafted_for.get(row["no"])
            entry = entry or self._by_words(row, stated)
            unit = stated.unit if stated else ""
            self.indicators[name] = self._described(name, entry, unit)
        return self.indicators[name]

    def _by_words(self, row: Entry, stated: Statement | None) -> Entry:
        name = row["indicator"]
        self._compare(name, [*self._tables["indicators"]["name_zh"], *self._indicators])
        printed = [row["reading"] or row["quote"]]
        described = self._describer.of(name, [stated] if stated else [], [], [], printed)
        if not described.theme:
            raise RowError(
                f"{name!r} is in no list; write a line for it in 3_indicators.csv "
                "(中文名, 主题, 单位, 进取方向)",
                "indicator",
            )
        codes = {"theme": described.theme, "direction": described.direction}
        theme, direction = self._words.name("themes", codes["theme"]), codes["direction"]
        said = f"{name}（{theme}，{self._words.name('direction', direction)}）"
        self.by_words.append(said)
        return Entry(row.file, row.line, dict.fromkeys(INDICATORS.columns, "") | codes)

    def _compare(self, name: str, names: Iterable[str]) -> None:
        """Take note of known names that a new one is like; it may be a slip, or another thing."""
        if near := [each for each in names if _one_sign_apart(name, each)][:MOST]:
            self.alike.append(f"{name}（{'、'.join(near)}）")

    def _described(self, name: str, entry: Entry, unit: str) -> Record:
        codes: dict[str, str] = {}
        for listed, column in (("themes", "theme"), ("direction", "direction")):
            code = self._words.code(listed, entry[column]) if entry[column] else None
            if code is None:
                what = f"{entry[column]!r} is not known" if entry[column] else "is empty"
                choice = "、".join(self._words.names(listed))
                self.faults.append(f"{entry.at(column)}: {what}, write one of {choice}; {name}")
            codes[column] = code or ""
        english = (entry["name_en"] if name == entry["name_zh"] else "") or name
        if english.startswith(SIGNS):
            self.faults.append(f"{entry.at('name_en')}: {english!r} {NO_NAME}; {name}")
        return {
            "indicator": self._code(entry, name, english),
            "theme": codes["theme"],
            "name_zh": name,
            "name_en": english,
            "definition": entry["definition"] or name,
            "definition_en": entry["definition_en"] or english,
            "unit": entry["unit"] or unit.replace("个百分点", "%"),
            "direction": codes["direction"],
            "synonyms": entry["synonyms"],
        }

    def _code(self, entry: Entry, name: str, english: str) -> str:
        """Make a code of the English name; without one of the document and a number."""
        own = entry["code"] if name == entry["name_zh"] else ""
        if own and not re.fullmatch(r"[a-z0-9_]+", own):
            self.faults.append(
                f"{entry.at('code')}: {own!r} is not of small letters, digits and _; write such a "
                f"code, or clear the cell; {name}"
            )
        taken = self._codes | {row["indicator"] for row in self.indicators.values()}
        code = own or re.sub(r"[^a-z0-9]+", "_", english.lower()).strip("_")
        if code and english != name and code not in taken:
            return code
        return own or f"{self._prefix}_{len(self.indicators) + 1:02d}"

    def population(self, name: str) -> None:
        """Take note of a population: a known one, one of the list, or one that only this row names.

        Raises
        ------
        RowError
            It is empty, or no name.
        """
        if not name:
            raise RowError(
                "is empty; write whose share, or of what, the value is; 未写明 if the document "
                "does not say",
                "population",
            )
        if name in self._known or name in self.populations:
            return
        _refuse_formula(name, "population")
        entry = self._populations.get(name)
        if entry is None and name not in ENGLISH:
            self._compare(name, [*self._known, *self._populations])
        part_of = self._whole(entry) if entry else ""
        if entry and entry["name_en"].startswith(SIGNS):
            self.faults.append(f"{entry.at('name_en')}: {entry['name_en']!r} {NO_NAME}")
        english = (entry["name_en"] if entry else "") or ENGLISH.get(name, name)
        self.populations[name] = {"population": name, "name_en": english, "part_of": part_of}
        if part_of in self._populations:
            self.population(part_of)

    def _whole(self, entry: Entry) -> str:
        """Give what a new population is part of, if it can be; a circle is named once."""
        whole, listed = entry["part_of"], self._populations
        if whole and whole not in {*self._known, *listed}:
            said = f"{whole!r} is no known population; clear the cell, or write one that is"
            self.faults.append(f"{entry.at('part_of')}: {said}")
            return ""
        part_of = {
            name: each["part_of"] for name, each in listed.items() if name not in self._known
        }
        part_of |= {name: row["part_of"] for name, row in self.populations.items()}
        name = entry["population"]
        those = wholes_in(part_of, name)
        if name in those:
            said = f"{' → '.join((name, *those))} is a circle; clear one of these cells"
            self.faults.append(f"{entry.at('part_of')}: {said}")
            return ""
        return whole


def _refuse_formula(name: str, column: str) -> None:
    if name.startswith(SIGNS):
        raise RowError(f"{name!r} {NO_NAME}", column)


def _one_sign_apart(name: str, other: str) -> bool:
    """Tell names that differ by one sign which is no numeral, neither of which holds the other."""
    if abs(len(name) - len(other)) > 1 or name in other or other in name:
        return False
    steps = SequenceMatcher(None, name, other, autojunk=False).get_opcodes()
    changed = [(name[a:b], other[c:d]) for step, a, b, c, d in steps if step != "equal"]
    signs = "".join("".join(pair) for pair in changed)
    apart = len(changed) == 1 and max(map(len, changed[0])) == 1
    return apart and not re.search(r"[\d一二三四五六七八九十省市县区乡镇村男女上下]", signs)
