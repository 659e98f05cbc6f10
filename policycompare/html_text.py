"""A web page's bytes go in; the text that a reader sees comes out, a line a block or table row."""

import re
from collections.abc import Iterator

from policycompare.decoding import decode
from policycompare.errors import UnreadableFileError
from policycompare.layout import Mark, laid_out

PASSED_OVER = (
    *("head", "script", "style", "noscript", "template", "nav", "footer", "rt", "rp"),
    *("select", "button", "textarea", "iframe", "object", "svg", "math", "audio", "video"),
)
"""What is not text, or not the document's own."""

BLOCKS = (
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd"),
    *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "ol", "p"),
    *("pre", "section", "summary", "ul"),
)
"""Elements before and after which a line ends."""

OPENS = {"table": Mark.TABLE, "tr": Mark.ROW, "td": Mark.CELL, "th": Mark.CELL}
CLOSES = {"table": Mark.END, "tr": Mark.LINE, "td": Mark.LINE, "th": Mark.LINE}

WRAPPED = re.compile(r"(?<=[\u2e80-\uffef])[ \t\r\f]*\n\s*(?=[\u2e80-\uffef])")
"""A line's end between Chinese characters: the source is wrapped, the text is not."""
SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
EDGE = re.compile(r" *([\n\t]) *")


def html_text(raw: bytes, name: str) -> str:
    r"""Give a page's text; scripts, styles, forms, navigation and footers are left out.

    The encoding is told by the bytes, as of any text: what a page declares is often wrong.

    Raises
    ------
    UnreadableFileError
        The page is in no known encoding, or nested or long beyond what a parser takes.

    Examples
    --------
    >>> html_text("<h1>目标</h1>药占<b>比</b>&le;30%".encode(), "plan.html")
    '目标\n药占比≤30%'
    """
    lines = re.sub(" {2,}", " ", laid_out(_tokens(decode(raw, name), name)))
    return EDGE.sub(r"\1", lines).strip(" ")


def _tokens(text: str, name: str) -> Iterator[str | Mark]:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise _unsound(name) from error
    if root is None:  # nothing but a declaration
        return
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise _unsound(name)
    walk = etree.iterwalk(root, events=("start", "end"))
    kept_lines = 0
    for event, node in walk:
        begins = event == "start"
        kept_lines += (node.tag == "pre") * (1 if begins else -1)
        yield from filter(None, [_mark(node.tag, OPENS if begins else CLOSES)])
        if begins and node.tag in PASSED_OVER:
            walk.skip_subtree()
        else:
            yield from _words((node.text if begins else node.tail) or "", kept_lines > 0)


def _mark(tag: str, marks: dict[str, Mark]) -> Mark | None:
    return Mark.LINE if tag in BLOCKS else marks.get(tag)


def _words(text: str, keeps_lines: bool) -> Iterator[str | Mark]:
    """Set white space as a browser does: one space, or as it stands in a `pre` element."""
    if not keeps_lines:
        yield SPACE.sub(" ", WRAPPED.sub("", text))
        return
    for line in text.splitlines(keepends=True):
        yield line.rstrip("\r\n")
        if line.endswith(("\n", "\r")):
            yield Mark.LINE


def _unsound(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} is no sound web page (its elements are nested without end, or it is cut); "
        "open it in a browser and save its text."
    )
