"""What was looked at goes in; one frozen check, worded in Chinese or English, comes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from policycompare.errors import PolicycompareError, taken_apart
from policycompare.model import Language

Status = Literal["passed", "failed", "not_checked"]

STATUSES: dict[Status, dict[Language, str]] = {
    "passed": {"zh": "通过  ", "en": "passed     "},
    "failed": {"zh": "失败  ", "en": "FAILED     "},
    "not_checked": {"zh": "未核对", "en": "NOT CHECKED"},
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was asked, whether it holds, and each thing that breaks it.

    `detail` says how much was looked at, or why nothing was.
    """

    name: str
    status: Status
    offenders: tuple[str, ...] = ()
    detail: str = ""

    def lines(self, lang: Language) -> str:
        """Give one line, and one indented line per offender."""
        between = "：" if lang == "zh" else ": "
        said = f"{self.name}{between}{self.detail}" if self.detail else self.name
        head = f"{STATUSES[self.status][lang]}  {said}"
        return "\n".join([head, *(f"    - {offender}" for offender in self.offenders)])


def checked(name: str, offenders: Iterable[str], detail: str = "") -> Check:
    """Pass where nothing offends, fail otherwise.

    Examples
    --------
    >>> checked("rows", []).status, checked("rows", ["row 3"]).status
    ('passed', 'failed')
    """
    found = tuple(offenders)
    return Check(name, "failed" if found else "passed", found, detail)


def not_checked(name: str, why: str) -> Check:
    """Say plainly that nothing was looked at, and why."""
    return Check(name, "not_checked", (), why)


def lines_of(error: PolicycompareError) -> list[str]:
    r"""Give the lines of a refusal: what it is about, each offender, what to do.

    Examples
    --------
    >>> lines_of(PolicycompareError("2 rows:\n  - row 3\n  - row 4\nMend them."))
    ['2 rows:', 'row 3', 'row 4', 'Mend them.']
    """
    what, offenders, remedy = taken_apart(error)
    return [line for line in (what and f"{what}:", *offenders, remedy) if line]
