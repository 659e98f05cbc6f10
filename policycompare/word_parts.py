"""Pieces of text, rows and pictures come in; the parts of a Word document go out.

Tables are three-line tables with a repeated header, captions are fields that Word can number anew,
pictures carry a text for those who do not see them, and citations lead to their reference.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from policycompare.narrative import Piece
from policycompare.references import Reference, citation
from policycompare.table_lines import Line
from policycompare.word_styles import TEXT_WIDTH, add_field

TALLEST = 19.5
"""Centimetres that a picture may be high, so that its caption stays on the same page."""

THICK, THIN = "12", "6"
"""Rules of a three-line table, in eighths of a point."""


@dataclass
class Writer:
    """A document under way: what is cited in it, its words for figures, and how many it has."""

    document: Document
    cited: Mapping[str, Reference]
    figure: str
    table: str
    figures: int = 0
    tables: int = 0

    def heading(self, text: str) -> None:
        """Open a section."""
        self.document.add_heading(text, level=1)

    def paragraph(self, pieces: Iterable[Piece], style: str = "Body Text") -> Paragraph:
        """Add a paragraph of text with its citations."""
        return add_pieces(self.document.add_paragraph(style=style), pieces, self.cited)

    def captioned_table(
        self, caption: Sequence[Piece], header: Sequence[str], lines: Sequence[Line],
        widths: Sequence[float],
    ) -> None:  # fmt: skip
        """Add a numbered caption and under it a three-line table.

        Parameters
        ----------
        caption : sequence of Piece
            What the table shows.
        header : sequence of str
            Names of the columns, repeated on every page.
        lines : sequence of Line
            The rows.
        widths : sequence of float
            Widths of the columns in centimetres; together no more than `TEXT_WIDTH`.
        """
        self.tables += 1
        above = self._caption(self.table, self.tables, caption).paragraph_format
        above.keep_with_next, above.space_before = True, Pt(10)
        table = self.document.add_table(rows=1, cols=len(header))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        _rule_table(table)
        _fill(table.rows[0], [Piece(name) for name in header], widths, self.cited)
        _repeat(table.rows[0])
        for line in lines:
            row = table.add_row()
            _fill(row, line, widths, self.cited)
            _keep_whole(row)

    def captioned_picture(self, path: Path, caption: Sequence[Piece], seen: str) -> None:
        """Add a picture and under it its numbered caption; `seen` says what the picture shows."""
        self.figures += 1
        holder = self.document.add_paragraph(style="Caption")
        holder.paragraph_format.keep_with_next = True
        shape = holder.add_run().add_picture(str(path), width=Cm(TEXT_WIDTH))
        if shape.height > Cm(TALLEST):
            shape.width = Emu(shape.width * Cm(TALLEST) // shape.height)
            shape.height = Cm(TALLEST)
        named = shape._inline.docPr
        named.set("name", f"{self.figure} {self.figures}")
        named.set("descr", seen)
        self._caption(self.figure, self.figures, caption)

    def references(self) -> None:
        """List what is cited; every entry is where its citations lead."""
        for number, reference in enumerate(self.cited.values(), start=1):
            entry = self.document.add_paragraph(style="Reference")
            entry.paragraph_format.left_indent = Cm(0.75)
            entry.paragraph_format.first_line_indent = Cm(-0.75)
            # so that a note on them never stands alone on the last page
            entry.paragraph_format.keep_with_next = number >= len(self.cited) - 1
            mark = {qn("w:id"): str(number), qn("w:name"): _anchor(reference)}
            entry._p.append(_element("w:bookmarkStart", mark))
            entry.add_run(f"{reference.mark} {reference.text}")
            entry._p.append(_element("w:bookmarkEnd", {qn("w:id"): str(number)}))

    def _caption(self, label: str, number: int, pieces: Iterable[Piece]) -> Paragraph:
        caption = self.document.add_paragraph(label, style="Caption")
        add_field(caption, f"SEQ {label.strip()} \\* ARABIC", str(number))
        caption.add_run("　")
        return add_pieces(caption, pieces, self.cited)


def add_pieces(
    paragraph: Paragraph, pieces: Iterable[Piece], cited: Mapping[str, Reference]
) -> Paragraph:
    """Write pieces of text, each followed by raised citations that lead to their references."""
    for piece in pieces:
        if piece.text:
            paragraph.add_run(piece.text).bold = piece.strong or None
        if piece.documents:
            behind = [cited[document_id] for document_id in piece.documents]
            mark = paragraph.add_run(citation(behind))
            mark.font.superscript = True
            link = _element("w:hyperlink", {qn("w:anchor"): _anchor(behind[0])})
            link.append(mark._r)
            paragraph._p.append(link)
    return paragraph


def _anchor(reference: Reference) -> str:
    return f"reference_{reference.number}"


def _fill(row: _Row, line: Line, widths: Sequence[float], cited: Mapping[str, Reference]) -> None:
    """Write a row; a single piece stands across all columns and keeps with the row below."""
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Cm(width)
    across = len(line) == 1 < len(widths)
    cells = [row.cells[0].merge(row.cells[-1])] if across else list(row.cells)
    for cell, piece in zip(cells, line, strict=True):
        _write(cell, piece, cited, "Table Head" if across else "Table Text")
        cell.paragraphs[0].paragraph_format.keep_with_next = across


def _write(cell: _Cell, piece: Piece, cited: Mapping[str, Reference], style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    add_pieces(paragraph, [piece], cited)


def _rule_table(table: Table) -> None:
    """Rule a table at its top and bottom, and leave it without any other line."""
    borders = OxmlElement("w:tblBorders")
    for side, weight in (("top", THICK), ("bottom", THICK)):
        borders.append(_rule(side, weight))
    table._tbl.tblPr.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "40"), ("left", "70"), ("bottom", "40"), ("right", "70")):
        margins.append(_element(f"w:{side}", {qn("w:w"): width, qn("w:type"): "dxa"}))
    table._tbl.tblPr.append(margins)


def _repeat(row: _Row) -> None:
    """Make a row the header that every page repeats, with the middle rule under it."""
    _keep_whole(row)
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", {qn("w:val"): "true"}))
    for cell in row.cells:
        borders = OxmlElement("w:tcBorders")
        borders.append(_rule("bottom", THIN))
        cell._tc.get_or_add_tcPr().append(borders)
        cell.paragraphs[0].style = "Table Head"
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", {qn("w:val"): "true"}))


def _rule(side: str, weight: str) -> BaseOxmlElement:
    look = {"val": "single", "sz": weight, "space": "0", "color": "1A1A1A"}
    return _element(f"w:{side}", {qn(f"w:{key}"): value for key, value in look.items()})


def _element(tag: str, attributes: Mapping[str, str]) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(name, value)
    return element
