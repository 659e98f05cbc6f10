"""Scanned documents go in; rows go to stdout, messages to stderr, and whether all were read out."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from importlib.util import find_spec
from io import TextIOWrapper
from typing import TYPE_CHECKING

from policycompare.folder import Found
from policycompare.model import Language
from policycompare.scan_files import Scanned
from policycompare.scan_lines import Form, opening, printable

if TYPE_CHECKING:
    from tqdm import tqdm

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel and WPS know a CSV file for UTF-8."""

WORDS: dict[str, dict[Language, str]] = {
    "none": {"zh": "{file}：没有找到目标", "en": "{file}: no target found"},
    "sum": {
        "zh": "读了 {read} 份文件，{failed} 份未能读取，找到 {targets} 个目标",
        "en": "files read: {read}; not read: {failed}; targets found: {targets}",
    },
    "others": {
        "zh": "文件夹中其他类型的文件没有读：{listed}",
        "en": "files of other types in the folders, left alone: {listed}",
    },
}


def deliver(
    scanned: Iterable[Scanned], found: Found, form: Form = "table", lang: Language = "zh"
) -> bool:
    """Print rows as they come; messages, and a bar if `stderr` is a terminal, stand beside them.

    Parameters
    ----------
    scanned : iterable of Scanned
        See `scan_files`.
    found : Found
        What they come from.
    form : {"table", "csv", "jsonl"}
        As their rows are written. CSV and JSON are UTF-8 whatever the console's encoding; CSV
        that goes to a file or a pipe begins with a byte-order mark, as `build` writes it.
    lang : {"zh", "en"}
        Language of the messages.

    Returns
    -------
    bool
        Whether everything that was named could be read.
    """
    total = len(found.documents)
    targets = failed = 0
    gap = ""
    with _console(total) as console:
        for problem in found.problems:
            console.say(f"policycompare: {printable(problem)}")
        console.write(_prepared(form) + opening(form))
        for each in scanned:
            targets, failed = targets + each.targets, failed + bool(each.problem)
            if each.problem:
                console.say(f"policycompare: {each.problem}")
            elif not each.targets:
                console.say(WORDS["none"][lang].format(file=printable(each.file)))
            if each.text:
                console.write(gap + each.text)
                gap = "\n" if form == "table" else ""
            console.step()
        if total > 1:
            facts = {"read": total - failed, "failed": failed, "targets": targets}
            console.say(WORDS["sum"][lang].format(**facts))
        if found.others:
            listed = ", ".join(
                f"{suffix or '*'} {number}" for suffix, number in found.others.items()
            )
            console.say(WORDS["others"][lang].format(listed=printable(listed)))
    return not (failed or found.problems)


def _prepared(form: Form) -> str:
    """Set the encoding of stdout, and give the mark that such a file begins with."""
    if form == "table" or sys.stdout.isatty():
        return ""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return BYTE_ORDER_MARK if form == "csv" else ""


@dataclass(frozen=True, slots=True)
class _Console:
    """Output and messages that leave a bar alone."""

    bar: "tqdm[None] | None"

    def write(self, text: str) -> None:
        """Write rows; where they go to a file the bar is not in their way."""
        if text:
            with self._aside() if sys.stdout.isatty() else nullcontext():
                sys.stdout.write(text)
                sys.stdout.flush()

    def say(self, line: str) -> None:
        """Write a line of its own to stderr."""
        with self._aside():
            print(line, file=sys.stderr, flush=True)

    def step(self) -> None:
        """Count one document."""
        if self.bar is not None:
            self.bar.update()

    @contextmanager
    def _aside(self) -> Iterator[None]:
        if self.bar is None:
            yield
            return
        self.bar.clear()
        yield
        self.bar.refresh()


@contextmanager
def _console(total: int) -> Iterator[_Console]:
    """Show a bar where somebody sees it, there is more than one file, and tqdm is installed."""
    if total < 2 or not sys.stderr.isatty() or find_spec("tqdm") is None:
        yield _Console(None)
        return
    from tqdm import tqdm

    with tqdm(total=total, file=sys.stderr, leave=False, unit="file") as bar:
        yield _Console(bar)
