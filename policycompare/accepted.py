"""What a draft adds to the data goes in; what to say of it, and of its new names, comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FEW = 3
"""Names of a list that a message shows."""

IN_DRAFT = {
    "redirect": "write a line for it in 3_indicators.csv",
    "correct": "correct it in the draft",
    "english": "column 英文名 name_en of 3_indicators.csv and 4_populations.csv",
}
IN_DATA = {
    "redirect": "correct its line in indicators.csv",
    "correct": "correct it in populations.csv or indicators.csv, and in codings.csv",
    "english": "column name_en of indicators.csv and populations.csv",
}
"""Where a new name is mended, before and after it is in the data."""


@dataclass(frozen=True, slots=True)
class NewNames:
    """Names that a draft brings: denominators, and those to be checked or translated."""

    populations: tuple[str, ...] = ()
    by_words: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()

    def lines(self, where: Mapping[str, str]) -> list[str]:
        """Say which names are new, may be slips or have no English; where each is mended."""
        lines = []
        if self.populations:
            lines.append(f"new in populations.csv: {'、'.join(self.populations)}")
        if self.by_words:
            said = "、".join(self.by_words)
            what = "new indicators, theme and direction by their words, please check"
            lines.append(f"{what}: {said}; to change one, {where['redirect']}")
        if self.alike:
            said = "、".join(self.alike)
            lines.append(
                f"one sign off a known name: {said}; if that is a slip, {where['correct']}"
            )
        if self.unnamed:
            names = "、".join(self.unnamed[:FEW]) + ("…" if len(self.unnamed) > FEW else "")
            what = f'{len(self.unnamed)} names have no English, so lang="en" shows the Chinese'
            lines.append(f"{what}; {where['english']}: {names}")
        return lines


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was taken into the data: rows by table."""

    document_id: str
    folder: Path
    added: dict[str, int]
    names: NewNames = NewNames()

    def __str__(self) -> str:
        """Say what came in, which denominators are new, and what has no English name yet."""
        counted = " · ".join(f"{name} +{count}" for name, count in self.added.items() if count)
        head = f"{self.document_id} is in {self.folder}: {counted}"
        return "\n".join([head, *self.names.lines(IN_DATA)])
