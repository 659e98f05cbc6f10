"""Facts of a fault go in; one message that says what, where and what to do comes out."""

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


def refusal(what: str, offenders: Sequence[str], remedy: str) -> str:
    """Compose a message that lists every offender.

    Examples
    --------
    >>> print(refusal("1 unit is not in units.csv", ["斤 (clause x/001)"], "Add a row."))
    1 unit is not in units.csv:
      - 斤 (clause x/001)
    Add a row.
    """
    return "\n".join([f"{what}:", *(f"  - {offender}" for offender in offenders), remedy])
