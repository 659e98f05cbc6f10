"""Pages' lines go in; they come out without page numbers and lines that run from page to page."""

import re
from collections import Counter

NUMBER = re.compile(
    r"[\s\-—–―－·•]*第?\s*(\d{1,4})\s*页?(?:\s*[/／共,，]+\s*\d+\s*页?)?[\s\-—–―－·•]*"
)
"""A page's number: 3, — 3 —, 第3页, 3/12, 第 3 页 共 12 页."""
LEAST = 3
"""On so many pages, and on a third of all, a line must stand to be a running one."""
DEEPEST = 3
"""So many running lines may stand at one edge of a page."""


def without_running_lines(pages: list[list[str]]) -> list[str]:
    """Drop page numbers, which count up with the pages, and repeats of running heads and feet.

    A running line stands at the edge of a third of the pages, word for word. Its outermost
    occurrence is kept, the first of a head and the last of a foot: nothing is lost that was said.

    Examples
    --------
    >>> pages = [["某市方案", "到2020年，药占比", "1"], ["某市方案", "降到30%以下", "2"]]
    >>> without_running_lines([*pages, ["某市方案", "。", "3"]])
    ['某市方案', '到2020年，药占比', '降到30%以下', '。']
    """
    kept, seen = [list(page) for page in pages], set[str]()
    for edge in (0, -1) * DEEPEST:
        ends = [(index, page) for index, page in enumerate(kept) if page]
        counted = Counter(_key(page[edge], index) for index, page in ends)
        for index, page in ends if edge == 0 else reversed(ends):
            key = _key(page[edge], index)
            if counted[key] < max(LEAST, len(pages) / 3):
                continue
            if isinstance(key, int) or key in seen:
                del page[edge]
            else:
                seen.add(key)
    return [line for page in kept for line in page]


def _key(line: str, index: int) -> str | int:
    """Give what stays the same from page to page: a number's distance to the page, or the line."""
    match = NUMBER.fullmatch(line)
    return int(match[1]) - index if match else line
