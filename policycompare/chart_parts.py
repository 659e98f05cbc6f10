"""Texts, sizes and colours come in; titles, labels, lines and fills of an Excel chart go out."""

from collections.abc import Sequence
from typing import Literal
from xml.etree.ElementTree import Element

from openpyxl.chart.label import DataLabel
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from policycompare.xlsx import TYPEFACE


class Label(DataLabel):
    """A label whose number format is its own; unless told so, readers take that of the cell."""

    tagname = DataLabel.tagname

    def to_tree(
        self, tagname: str | None = None, idx: object = None, namespace: str | None = None
    ) -> Element:
        """Write the label, and that its number format is not that of the cell."""
        tree = super().to_tree(tagname, None, namespace)  # the place in the list is not used
        for number_format in tree.iter("numFmt"):
            number_format.set("sourceLinked", "0")
        return tree


# openpyxl gathers these from a class's own body only.
Label.__elements__, Label.__nested__ = DataLabel.__elements__, DataLabel.__nested__


def hatch(preset: Literal["wdUpDiag", "pct25"], colour: str) -> PatternFillProperties:
    """Fill with a pattern of a colour on white."""
    return PatternFillProperties(prst=preset, fgClr=_colour(colour), bgClr=_colour("#FFFFFF"))


def _colour(colour: str) -> ColorChoice:
    choice = ColorChoice()
    choice.RGB = colour[1:]
    return choice


def stroke(colour: str) -> LineProperties:
    """Draw a thin line."""
    return LineProperties(solidFill=colour[1:], w=9_525)


def _letters(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    face = Font(typeface=TYPEFACE)
    return CharacterProperties(sz=size, b=bold, latin=face, ea=face, solidFill=colour[1:])


def lettered(size: int, colour: str) -> RichText:
    """Set numbers or names; `size` counts hundredths of a point."""
    letters = _letters(size, colour)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[], endParaRPr=letters)
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def chart_title(text: str, size: int, colour: str, *, bold: bool = False) -> Title:
    """Set a title; what follows its first line is smaller."""
    paragraphs: Sequence[Paragraph] = [
        Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[RegularTextRun(rPr=letters, t=line)])
        for number, line in enumerate(text.split("\n"))
        if (letters := _letters(size - 200 * (number > 0), colour, bold=bold and not number))
    ]
    rich = RichText(bodyPr=RichTextProperties(), p=paragraphs)
    return Title(tx=Text(rich=rich), overlay=False)
