"""Data, texts, notebooks and output go in; a line for every check, and one verdict, come out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from policycompare.checks import Check
from policycompare.environment import environment_checks, find_checkout
from policycompare.evidence import data_checks, fingerprints_check, read_truth
from policycompare.files import MANIFEST
from policycompare.model import Language
from policycompare.notebooks import committed_check
from policycompare.outputs import output_checks
from policycompare.rerun import Watch, rerun_check
from policycompare.sources import data_folder

Say = Callable[[str], None]

WORDS: dict[str, dict[Language, str]] = {
    "passed": {
        "zh": "结论：通过 {passed} 项，失败 0 项，未核对 {not_checked} 项",
        "en": "Verdict: {passed} passed, 0 failed, {not_checked} not checked",
    },
    "failed": {
        "zh": "结论：失败 {failed} 项，通过 {passed} 项，未核对 {not_checked} 项",
        "en": "Verdict: {failed} FAILED, {passed} passed, {not_checked} not checked",
    },
    "data": {"zh": "数据  ", "en": "data     "},
    "sources": {"zh": "原文  ", "en": "documents"},
    "notebooks": {"zh": "笔记本", "en": "notebooks"},
    "output": {"zh": "成果  ", "en": "output   "},
    "none": {"zh": "（没有）", "en": "(none)"},
    "fresh": {"zh": "（现生成）", "en": "(built now)"},
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is audited: folders, and the project's own folder where there is one."""

    data: Path = field(default_factory=data_folder)
    sources: Path | None = None
    notebooks: Path | None = None
    output: Path | None = None
    checkout: Path | None = None
    lang: Language = "zh"

    def __str__(self) -> str:
        """Name the folders, so that nobody takes one copy of the project for another."""
        folders = {
            "data": (self.data, ""),
            "sources": (self.sources, "none"),
            "notebooks": (self.notebooks, "none"),
            "output": (self.output, "fresh"),
        }
        return "\n".join(
            f"{WORDS[name][self.lang]}  "
            + (WORDS[instead][self.lang] if folder is None else str(folder.resolve()))
            for name, (folder, instead) in folders.items()
        )


def find_subject(
    *,
    data: Path | None = None,
    sources: Path | None = None,
    notebooks: Path | None = None,
    output: Path | None = None,
    lang: Language = "zh",
) -> Subject:
    """Fill in what is not named: packaged data, the checkout's notebooks, a built `output`."""
    checkout = find_checkout()
    if notebooks is None and checkout is not None and (checkout / "notebooks").is_dir():
        notebooks = checkout / "notebooks"
    if output is None and (Path("output") / MANIFEST).is_file():
        output = Path("output")
    return Subject(data or data_folder(), sources, notebooks, output, checkout, lang)


def audit(
    subject: Subject,
    *,
    say: Say = lambda said: None,
    watch: Watch = lambda paths: paths,
) -> Iterator[Check]:
    """Check everything that can be checked about the project, one thing after the other.

    Parameters
    ----------
    subject : Subject
        What is audited, see `find_subject`.
    say : callable, optional
        Told what takes long.
    watch : callable, optional
        Wraps the list of notebooks to show how far the work is.

    Yields
    ------
    Check
        Each as soon as it is known. No fault hides another: what cannot be checked because of
        one is said to be not checked.

    Examples
    --------
    >>> first = next(audit(Subject()))
    >>> first.name, first.status
    ('数据表完好，代码都有出处', 'passed')
    """
    lang, notebooks = subject.lang, subject.notebooks
    truth = read_truth(subject.data)
    yield from data_checks(subject.data, subject.sources, lang)
    yield fingerprints_check(truth, notebooks, lang)
    yield from environment_checks(subject.checkout, lang)
    yield from output_checks(subject.output, truth, lang, say)
    yield committed_check(notebooks, lang)
    yield rerun_check(notebooks, truth, lang, checkout=subject.checkout, watch=watch)


def verdict(checks: Sequence[Check], lang: Language = "zh") -> str:
    """Count the checks in one sentence.

    Examples
    --------
    >>> verdict([Check("rows", "passed"), Check("texts", "not_checked")], "en")
    'Verdict: 1 passed, 0 failed, 1 not checked'
    """
    counts = {
        status: sum(check.status == status for check in checks)
        for status in ("passed", "failed", "not_checked")
    }
    return WORDS["failed" if counts["failed"] else "passed"][lang].format(**counts)
