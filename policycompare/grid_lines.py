"""A text goes in; its lines come out one by one, the next one ahead, and where a table ends."""

import re
from itertools import islice

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_NO_CELL = re.compile(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+章|注[:：]")
NOTE = re.compile("(?:指标)?(?:说明|解释|计算方法)[:：]")
"""What explains an indicator below its row."""
_SHORT, _LONG = 40, 80
_MEASURED = re.compile("(?:率|比例|比重|占比|数)(?:[（(][^（()）]{1,8}[)）])?$")
"""How a long name of an indicator ends."""


class Lines:
    r"""The lines of a text from a place on, one ahead.

    Examples
    --------
    >>> lines = Lines("指标\n\n目标", 0)
    >>> lines.ahead, lines.advance(), lines.ahead
    ((0, '指标'), None, (4, '目标'))
    """

    def __init__(self, plain: str, start: int) -> None:
        self._plain = plain
        self._found = (line for line in _LINE.finditer(plain, start) if line[0].strip())
        self.place = start
        self.before = plain[max(0, start - 8) : start]
        self.ahead: tuple[int, str] | None = None
        self.advance()

    def advance(self) -> None:
        """Go to the next line."""
        if self.ahead:
            self.place = self.ahead[0] + len(self.ahead[1])
        line = next(self._found, None)
        self.ahead = (line.start(), line[0]) if line else None

    def coming(self, count: int) -> list[str]:
        """Give the next lines, the one ahead first, and stay."""
        if not self.ahead:
            return []
        found = (line[0] for line in _LINE.finditer(self._plain, self.ahead[0]))
        return list(islice((line for line in found if line.strip()), count))


def ends_table(line: str) -> bool:
    """Tell a line that is no cell of a table with a cell a line: prose, or another kind of table.

    Examples
    --------
    >>> ends_table("人均预期寿命"), ends_table("二、重点任务")
    (False, True)
    """
    longest = _LONG if _MEASURED.search(line) and "，" not in line else _SHORT
    return (
        "\t" in line
        or bool(_NO_CELL.match(line))
        or (not NOTE.match(line) and (len(line) > longest or line.endswith(("。", "："))))
    )
