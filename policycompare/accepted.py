"""What a draft added to the data goes in; what to say of it, and of its new names, comes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FEW = 3
"""Names of a list that a message shows."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was taken into the data: rows by table."""

    document_id: str
    folder: Path
    added: dict[str, int]
    new_populations: tuple[str, ...] = ()
    by_words: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say what came in, which denominators are new, and what has no English name yet."""
        counted = " · ".join(f"{name} +{count}" for name, count in self.added.items() if count)
        lines = [f"{self.document_id} is in {self.folder}: {counted}"]
        if self.new_populations:
            lines.append(f"new in populations.csv: {'、'.join(self.new_populations)}")
        lines += named_anew(
            self.by_words,
            self.alike,
            "correct its line in indicators.csv",
            "correct it in populations.csv or indicators.csv, and in codings.csv",
        )
        if self.unnamed:
            names = "、".join(self.unnamed[:FEW]) + ("…" if len(self.unnamed) > FEW else "")
            lines.append(
                f'{len(self.unnamed)} names have no English, so lang="en" shows the Chinese; '
                f"column name_en of indicators.csv and populations.csv: {names}"
            )
        return "\n".join(lines)


def named_anew(
    by_words: Sequence[str], alike: Sequence[str], redirect: str, correct: str
) -> list[str]:
    """Say which names are new by their words alone, and which may be slips; what to do of each."""
    lines = []
    if by_words:
        said = "、".join(by_words)
        what = "new indicators, theme and direction by their words, please check"
        lines.append(f"{what}: {said}; to change one, {redirect}")
    if alike:
        said = "、".join(alike)
        lines.append(f"one sign off a known name: {said}; if that is a slip, {correct}")
    return lines
