"""A number that nothing has read goes in; why to leave it out comes out, where its place tells."""

import re
from collections.abc import Sequence

from policycompare.accounts import Mention
from policycompare.draft_words import Words

NEAR = 16
"""How many characters behind a number that moves the one stands which it moves to."""

_ORDINAL = re.compile("第 ?$")
_TIME = re.compile(" ?(?:个?工作日|日|天|小时|分钟|个月|周)(?:内|之内|以内)")
_MOVES = re.compile(r"[%‰个百分点万人张]{0,4}[^，。；\d]{0,3}[下上降提升增减][^，。；\d]{0,5}")


def leftover_reason(
    text: str, mention: Mention, beside: Sequence[tuple[int, str]], words: Words
) -> str:
    """Say what a number is that nothing read: 第12次 a name, 30日内 a time.

    In 由31%下降到28% the first is left out for the reason of the second.

    Parameters
    ----------
    text : str
        The document's text.
    mention : Mention
        The number.
    beside : sequence of tuple
        Where the values of other rows stand, and for what reason they are left out, by name.
    words : Words
        The names of reasons.

    Returns
    -------
    str
        The code of a reason; empty where a person has to choose.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> text, words = "应在交货后30日内结清", Words(read_tables())
    >>> leftover_reason(text, Mention("30", 5, 7), [], words)
    'duration'
    """
    for start, reason in beside:
        near = reason and mention.end <= start < mention.end + NEAR
        if near and _MOVES.fullmatch(text, mention.end, start):
            return words.code("reason", reason) or ""
    if _ORDINAL.search(text, max(0, mention.start - 2), mention.start):
        return "name"
    return "duration" if _TIME.match(text, mention.end) else ""
