"""Facts of a fault go in; one message that says what, where and what to do comes out."""

import re
from collections.abc import Sequence


class PolicycompareError(Exception):
    """Base of all refusals: its message says what is wrong, where, and what to do.

    The command line prints the message and exits with status 1.

    Examples
    --------
    >>> from policycompare import trace
    >>> try:
    ...     trace("ziyang-2017/999")
    ... except PolicycompareError as error:
    ...     print(str(error).partition(";")[0])
    No target has the id 'ziyang-2017/999'
    """


class DataError(PolicycompareError):
    """The data folder is missing, damaged or contradicts itself."""


class UnknownCodeError(DataError):
    """A code is used that no codelist holds."""


class UnreadableClauseError(DataError):
    """A clause states no value that the grammar can read, or not the one that was asked for."""


class EvidenceError(PolicycompareError):
    """A document's text and the data do not agree."""


class UnreadableFileError(PolicycompareError):
    """A user's file gives no text; the next file may."""


class UnknownTargetError(PolicycompareError):
    """No target has the id that was asked for."""


class DraftError(PolicycompareError):
    """A document cannot be drafted, or its draft not be accepted."""


class OutputError(PolicycompareError):
    """A file or folder cannot be written."""


class DamagedFileError(PolicycompareError):
    """A file that the project once wrote is missing, damaged or of another origin."""


_LISTED = "\n  - "
"""How an offender stands in a message."""


def refusal(what: str, offenders: Sequence[str], remedy: str) -> str:
    """Compose a message that lists every offender.

    Examples
    --------
    >>> print(refusal("1 unit is not in units.csv", ["斤 (clause x/001)"], "Add a row."))
    1 unit is not in units.csv:
      - 斤 (clause x/001)
    Add a row.
    """
    return f"{_LISTED.join([f'{what}:', *offenders])}\n{remedy}"


def taken_apart(error: PolicycompareError) -> tuple[str, list[str], str]:
    r"""Take a refusal apart: what it is about, each offender, what to do.

    A message that lists nothing is one offender.

    Examples
    --------
    >>> taken_apart(PolicycompareError("2 rows:\n  - row 3\n  - row 4\nMend them."))
    ('2 rows', ['row 3', 'row 4'], 'Mend them.')
    >>> taken_apart(PolicycompareError("a.csv is empty; restore it."))
    ('', ['a.csv is empty; restore it.'], '')
    """
    what, *offenders = str(error).split(_LISTED)
    if not offenders:
        return "", [what], ""
    offenders[-1], _, remedy = offenders[-1].rpartition("\n")
    return what.removesuffix(":"), offenders, remedy


SHOWN = 20
"""Faults of a list that are shown; of every kind at least one."""

_OWN = re.compile(r"line \d+|'[^']*'|“[^”]*”|\d+|;.*")
"""What tells two faults of one kind apart."""


def few(faults: Sequence[str]) -> list[str]:
    r"""Shorten a long list of faults: all kinds, of each the first ones and how many more.

    Each fault is one line, and of the same one only the first is kept.

    Examples
    --------
    >>> few(["a.csv line 2: is empty", "a.csv line 3:\n  is empty"])
    ['a.csv line 2: is empty', 'a.csv line 3: is empty']
    >>> few([f"line {n}: is open; “x{n}”" for n in range(2, 30)] + ["line 9: no 年份"])[18:]
    ['line 20: is open; “x20”', '… and 9 more of this kind', 'line 9: no 年份']
    """
    lines = list(dict.fromkeys(" ".join(fault.split()) for fault in faults))
    if len(lines) <= SHOWN:
        return lines
    kinds: dict[str, list[str]] = {}
    for line in lines:
        kinds.setdefault(" ".join(_OWN.sub("", line).split()).strip(" :,"), []).append(line)
    count = _quota(kinds)
    return [line for of_it in kinds.values() for line in _first(of_it, count)]


def _quota(kinds: dict[str, list[str]]) -> int:
    """Give how many faults of each kind are shown, so that they are about `SHOWN` in all."""
    fitting = (
        count
        for count in range(SHOWN, 1, -1)
        if sum(min(count, len(of_it)) for of_it in kinds.values()) <= SHOWN
    )
    return next(fitting, 1)


def _first(lines: Sequence[str], count: int) -> list[str]:
    more = [f"… and {len(lines) - count} more of this kind"] if len(lines) > count else []
    return [*lines[:count], *more]
