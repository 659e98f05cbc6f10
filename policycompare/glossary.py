"""Tables go in; the names, labelled targets and misprints to show in one language come out."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from policycompare.constraints import Tables
from policycompare.errors import DataError, refusal
from policycompare.grouping import COLON
from policycompare.labels import code_names, labelled, names
from policycompare.model import TARGET_DTYPES, Language
from policycompare.table import targets_from

Row = Mapping[Hashable, object]

WORDS = {
    "one": ("目标一", "One target"),
    "other": ("目标二", "The other"),
    "also": ("另：{}", "Also: {}"),
    "more": ("另有 {} 行", "{} more rows"),
    "none": ("没有一行", "No rows"),
    "why": ("理由", "Reasons"),
}
"""What a table itself says, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The data that a frame came from, in the language that is asked for."""

    tables: Tables
    lang: Language

    def word(self, key: str) -> str:
        """Look up what the table itself says."""
        return WORDS[key][self.lang == "en"]

    def head(self, column: str) -> str:
        """Look up the name of a column."""
        return names(self.tables, "columns", "column", self.lang)[column.removesuffix("_name")]

    def named(self, code_list: str, code: object) -> str:
        """Look up the name of a code; no code has none, and `=` is its own."""
        return code_names(self.tables, code_list, self.lang)[str(code)] or str(code) if code else ""

    def said(self, column: str, text: object) -> str:
        """Write a text with what it is: 读作：…."""
        return f"{self.head(column)}{COLON[self.lang]}{text}"

    def counted(self, target: Row, value: str = "") -> str:
        """Say what a target counts, and of whom."""
        what = f"{target['indicator_name']} {value}".rstrip()
        return f"{what}{COLON[self.lang]}{target['population_name']}"

    def labelled(self, targets: pd.DataFrame) -> pd.DataFrame:
        """Name what targets hold; refuse those of other data."""
        self.refuse_foreign(targets["target_id"])
        return labelled(targets[list(TARGET_DTYPES)], self.lang, self.tables)

    def targets(self, target_ids: Iterable[str]) -> dict[str, Row]:
        """Fetch the targets that a frame only names."""
        wanted = list(target_ids)
        self.refuse_foreign(wanted)
        every = targets_from(self.tables)
        shown = self.labelled(every[every["target_id"].isin(wanted)])
        return {str(row["target_id"]): row for row in shown.to_dict("records")}

    def refuse_foreign(self, target_ids: Iterable[str]) -> None:
        """Refuse ids that the data do not hold."""
        own = set(self.tables["codings"]["target_id"])
        if foreign := [target for target in dict.fromkeys(target_ids) if target not in own]:
            remedy = "Pass the data they came from: tables=read_tables(folder)."
            raise DataError(refusal("Targets that are not in the data", foreign, remedy))

    def misprints(self, target_id: object) -> "pd.DataFrame":
        """Fetch the repairs of a target's clause."""
        codings, repairs = self.tables["codings"], self.tables["repairs"]
        clause = codings.loc[codings["target_id"] == target_id, "clause_id"]
        return repairs[repairs["clause_id"].isin(clause)]
