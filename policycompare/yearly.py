"""A text and a place go in; whether the value there is said of every year comes out."""

import re

YEARLY = "原文说的是每年，不是到期时的总数或总变化"
"""The doubt of a value that is said of every year."""
NEAR = 24
"""How far before a value what says that it is of every year may stand, in characters."""

_YEARLY = re.compile("(?:每年|年均|每学年)[^，。；]{0,16}$")


def is_yearly(text: str, start: int) -> bool:
    """Tell a value at a place of a text that is said of every year: 每年提高2个百分点.

    Examples
    --------
    >>> is_yearly("签约率每年提高2个百分点", 7), is_yearly("签约率提高2个百分点", 5)
    (True, False)
    """
    return bool(_YEARLY.search(text, max(0, start - NEAR), start))
