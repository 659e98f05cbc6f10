"""A title and a language come in; an empty A4 Word document with its styles goes out."""

from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from policycompare.model import Language
from policycompare.packing import EPOCH

TEXT_WIDTH = 17.0
"""Centimetres between the margins of an A4 page, as wide as the A4 figures."""

INK = RGBColor(0x1A, 0x1A, 0x1A)
LOCALES: dict[Language, str] = {"zh": "zh-CN", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Face:
    """How a paragraph style is set: typefaces, size, space around it and indent of its first line.

    `size`, `before`, `after` are points, `indent` counts characters.
    """

    latin: str
    east: str
    size: float
    before: float = 0
    after: float = 0
    line: float = 1.0
    indent: int = 0
    centred: bool = False
    kept: bool = False


SERIF, SANS = ("Times New Roman", "宋体"), ("Arial", "黑体")
FACES: dict[str, Face] = {
    "Normal": Face(*SERIF, 10.5, after=4, line=1.35),
    "Body Text": Face(*SERIF, 10.5, after=4, line=1.35, indent=2),
    "Title": Face(*SANS, 18, before=6, after=4, centred=True, kept=True),
    "Subtitle": Face(*SERIF, 10.5, after=12, centred=True),
    "Heading 1": Face(*SANS, 14, before=14, after=6, kept=True),
    "Caption": Face(*SANS, 9, before=4, after=6, centred=True),
    "Table Text": Face(*SERIF, 9, line=1.1),
    "Table Head": Face(*SANS, 9, line=1.1),
    "Table Note": Face(*SERIF, 8, before=3, after=8, line=1.1),
    "Reference": Face(*SERIF, 9, after=2, line=1.2),
}
"""The paragraph styles that the document uses, by their names in Word."""


def new_document(title: str, lang: Language) -> Document:
    """Open an A4 document with styles and page numbers, and without a trace of the clock."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21.0 - TEXT_WIDTH) / 2)
    section.top_margin = section.bottom_margin = Cm(2.4)
    for name, face in FACES.items():
        _set_style(_style(document, name), face, lang)
    core = document.core_properties
    core.title, core.author, core.language = title, "policycompare", LOCALES[lang]
    core.created = core.modified = EPOCH
    core.comments, core.last_modified_by, core.revision = "", "policycompare", 1
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(footer, "PAGE", "1")
    return document


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field that Word computes anew, with what it shows until then."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {instruction} ")
    field.append(paragraph.add_run(shown)._r)
    paragraph._p.append(field)


def _style(document: Document, name: str) -> ParagraphStyle:
    if name in document.styles:
        found = document.styles[name]
    else:
        found = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        found.base_style = document.styles["Normal"]
    if not isinstance(found, ParagraphStyle):
        raise TypeError(f"the template's style {name} is no style of paragraphs")
    return found


def _set_style(style: ParagraphStyle, face: Face, lang: Language) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(face.size), False, False
    style.font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # the template's theme fonts would win
    for slot in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{slot}"), face.latin)
    fonts.set(qn("w:eastAsia"), face.east)
    if lang == "zh":
        fonts.set(qn("w:hint"), "eastAsia")  # “” and – belong to the Chinese face
    _set_language(style.element.get_or_add_rPr(), lang)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(face.before), Pt(face.after)
    shape.line_spacing, shape.keep_with_next = face.line, face.kept
    shape.first_line_indent = Pt(face.indent * face.size) if lang == "zh" else Pt(0)
    shape.alignment = WD_ALIGN_PARAGRAPH.CENTER if face.centred else None
    for slot in ("w:pPr/w:pBdr", "w:rPr/w:spacing"):  # the template rules and spaces its titles
        for unwanted in style.element.xpath(f"./{slot}"):
            unwanted.getparent().remove(unwanted)


def _set_language(properties: BaseOxmlElement, lang: Language) -> None:
    known = properties.find(qn("w:lang"))
    mark = OxmlElement("w:lang") if known is None else known
    mark.set(qn("w:val"), "en-GB")
    mark.set(qn("w:eastAsia"), "zh-CN")
    if known is None:
        properties.append(mark)
