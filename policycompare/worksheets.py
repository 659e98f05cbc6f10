"""A labelled frame and an empty sheet come in; the sheet is filled as people read it.

A table has two header rows: the columns' names for programs, small and grey, and their names for
readers, which carry the filter. Codes stand as words and, further right, once more as codes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from policycompare.sheets import EXPLAINED, MATRIX_TOP, Layout, Words
from policycompare.xlsx import TONES, height_of, lines_of, link_to, measure, put, set_up_page, split

WIDEST = {
    "quote": 46, "note": 50, "meaning": 60, "reasons_zh": 60, "reasons_en": 60,
    "title": 60, "document_title": 60, "synonyms": 36, "section": 18, "reason": 60,
}  # fmt: skip
"""Widest a column may grow, in digits of the default font, where 30 is not right."""


@dataclass(frozen=True)
class Links:
    """The rows of the targets on their sheet, and the words to show when a link is pointed at."""

    sheet: str
    rows: Mapping[str, int]
    tips: Mapping[str, str]

    def to(self, target_ids: str) -> Hyperlink | None:
        """Link to the first of some targets, none to none."""
        first = target_ids.split(";", maxsplit=1)[0]
        if not first:
            return None
        return link_to(self.sheet, self.rows[first], self.tips[first])


def write_table(
    sheet: Worksheet, frame: pd.DataFrame, layout: Layout, words: Words, links: Links
) -> None:
    """Write a frame under its two header rows, with widths and heights that show every word."""
    shown = layout.shown.split()
    columns = shown + [column for column in frame.columns if column not in shown]
    lines = [1] * len(frame)
    for number, column in enumerate(columns, start=1):
        header, values = words.header(column, columns), frame[column].tolist()
        width = _width(column, [f"{header}  ", *values])
        put(sheet, (layout.top, number), column, "machine")
        put(sheet, (layout.top + 1, number), header, "header")
        code = column.removesuffix("_name")
        toned = code != column and code in layout.toned.split()
        tones = frame[code].tolist() if toned else [""] * len(frame)
        for row, (value, tone) in enumerate(zip(values, tones, strict=True)):
            link = links.to(value) if column in layout.linked.split() else None
            style = tone if tone in TONES else "text"
            put(sheet, (layout.top + 2 + row, number), value, style, link)
            if column in shown:
                lines[row] = max(lines[row], lines_of(value, width))
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.outline_level = width, int(column not in shown)
    for row, count in enumerate(lines, start=layout.top + 2):
        sheet.row_dimensions[row].height = height_of(count)
    sheet.column_dimensions.max_outline = 1  # openpyxl would find it out after writing it
    _set_up(sheet, layout, len(columns), layout.top + 1 + len(frame))


def _width(column: str, texts: Sequence[object]) -> float:
    """Fit the longest line, up to the column's limit."""
    longest = max(measure(line) for text in texts for line in split(text))
    return min(longest + 2, WIDEST.get(re.sub("_[ab]$", "", column), 30))


def _set_up(sheet: Worksheet, layout: Layout, width: int, bottom: int) -> None:
    """Set the filter, the frozen cells and the printed columns."""
    sheet.auto_filter.ref = f"A{layout.top + 1}:{get_column_letter(width)}{bottom}"
    if layout.frozen:
        sheet.freeze_panes = f"{get_column_letter(layout.frozen + 1)}{layout.top + 2}"
    last = get_column_letter(len(layout.printed.split()))
    set_up_page(sheet, f"A{2 if layout.top == 1 else 1}:{last}{bottom}", layout.top + 1)


def write_matrix(sheet: Worksheet, matrix: pd.DataFrame, words: Words, links: Links) -> None:
    """Write regions by themes above the long table; fill and second line both tell the stance."""
    put(sheet, (1, 1), words.of["headline"], "title")
    put(sheet, (2, 1), words.of["matrix hint"], "hint")
    regions, themes = matrix["region"].unique().tolist(), matrix["theme"].unique().tolist()
    edges = {(0, 0): words.name("column", "region")}
    edges |= {(0, n): words.name("theme", theme) for n, theme in enumerate(themes, start=1)}
    edges |= {(n, 0): words.name("region", region) for n, region in enumerate(regions, start=1)}
    for (down, across), text in edges.items():
        put(sheet, (MATRIX_TOP + down, 1 + across), text, "border")
    for finding in matrix.to_dict("records"):
        down, across = regions.index(finding["region"]), themes.index(finding["theme"])
        label, stance = finding["label"], finding["stance_name"]
        text = label if label == stance else f"{label} \n[{stance}]"
        link = links.to(finding["target_ids"])
        style = f"{finding['stance']} cell"
        put(sheet, (MATRIX_TOP + 1 + down, 2 + across), text, style, link)
    sheet.row_dimensions[1].height = height_of(2)
    for down in range(len(regions)):
        sheet.row_dimensions[MATRIX_TOP + 1 + down].height = height_of(3)
    for across in range(len(themes)):
        sheet.column_dimensions[get_column_letter(2 + across)].width = 30


def write_about(
    sheet: Worksheet,
    frames: Mapping[str, pd.DataFrame],
    words: Words,
    given: Mapping[str, str],
) -> None:
    """Write what the workbook is, what its sheets hold and how to read numbers and words."""
    of = words.of
    sections: dict[str, list[tuple[str, str, int | None, Hyperlink | None]]] = {
        "title": [(of[key], text, None, None) for key, text in given.items()],
        "sheets": [
            (of[key], of[f"{key} holds"], len(frame), link_to(of[key], 1))
            for key, frame in frames.items()
        ],
        "codes": [(*line, None) for line in _explained(frames, words)],
        "hints": [(str(number), of[f"hint {number}"], None, None) for number in range(1, 5)],
    }
    row = 1
    for section, lines in sections.items():
        put(sheet, (row, 1), of[section], "title" if row == 1 else "heading")
        sheet.row_dimensions[row].height = height_of(2 if row == 1 else 1)
        for label, text, count, link in lines:
            row += 1
            put(sheet, (row, 1), label, "text" if link or label.startswith(" ") else "bold", link)
            put(sheet, (row, 2), text)
            put(sheet, (row, 3), count)
            sheet.row_dimensions[row].height = height_of(lines_of(text, 96))
        row += 2
    for letter, width in (("A", 26), ("B", 96), ("C", 8)):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    set_up_page(sheet, f"A1:C{row - 2}", 1)


def _explained(
    frames: Mapping[str, pd.DataFrame], words: Words
) -> list[tuple[str, str, int | None]]:
    """Explain the columns that need it, each followed by its codes and how often they stand."""
    lines: list[tuple[str, str, int | None]] = []
    for column, key in EXPLAINED.items():
        lines.append(
            (words.name("column", column), words.meanings.get(("column", column), ""), None)
        )
        for (codelist, code), meaning in words.meanings.items():
            if codelist == column:
                count = int((frames[key][column] == code).sum())
                lines.append((f"    {words.name(column, code)}", meaning, count))
    return lines
