"""A value as stated goes in; the one bound that it names comes out."""

from decimal import Decimal
from typing import Protocol


class Bounded(Protocol):
    """What has a lower and an upper bound: a quantity, a statement, a candidate."""

    @property
    def low(self) -> Decimal | None:
        """The lower bound, if any."""

    @property
    def high(self) -> Decimal | None:
        """The upper bound, if any."""


def bound(stated: Bounded) -> Decimal | None:
    """Give the number that a value names, of a range the lower end.

    Examples
    --------
    >>> from policycompare.stating import statements
    >>> [str(bound(each)) for each in statements("30%以上、40%以下、2至3名")]
    ['30', '40', '2']
    """
    return stated.high if stated.low is None else stated.low
