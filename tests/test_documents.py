"""Reading of users' files: the text comes out as stored, or one line says what to do."""

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from policycompare.documents import read_document
from policycompare.errors import PolicycompareError, UnreadableFileError
from policycompare.page_edges import without_running_lines

Write = Callable[[str, bytes], Path]

CLAUSE = "到2020年，药占比控制在30%以下。"
BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r"), min_size=1
).filter(lambda text: bool(text.strip()) and text[0] not in "\ufeff<%{")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return put


def read(name: str, content: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return read_document(path)


def zipped(**parts: str) -> bytes:
    """Pack parts, their names with two underscores for a slash and one more for a dot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("___", ".").replace("__", "/"), content)
    return packed.getvalue()


def word(body: str) -> bytes:
    return zipped(word__document___xml=BODY.format(body))


def pdf(*pages: bytes, trailer: bytes = b"", encoding: bytes = b"UniGB-UCS2-H") -> bytes:
    """Write a PDF by hand: pages of drawing commands, one Chinese font that is not embedded."""
    first = 7
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        b"<</Font<</F 4 0 R>>/XObject<</I 6 0 R>>>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%s/DescendantFonts[5 0 R]>>"
        % encoding,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(%s)/Supplement 0>>>>"
        % (b"Identity" if encoding == b"Identity-H" else b"GB1"),
        b"<</Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream",
    ]
    for number, content in enumerate(pages):
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources 3 0 R/Contents %d 0 R>>"
            % (first + 2 * number + 1),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\n"
        % (
            size,
            table,
            size,
            trailer,
        )
        + b"startxref\n%d\n%%%%EOF\n" % len(out)
    )


def shown(text: str, x: int = 50, y: int = 700) -> bytes:
    """Give the commands that print words of 10 points at a place."""
    return b"BT /F 10 Tf %d %d Td <%s> Tj ET\n" % (x, y, text.encode("utf-16-be").hex().encode())


PICTURE = b"q 500 0 0 700 0 0 cm /I Do Q\n"


# Text


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff一、目标\r\n  药占比\t30%\n\n".encode(),
        "一、目标\r\n  药占比\t30%\n\n".encode(),
        "一、目标\r\n  药占比\t30%\n\n".encode("gb18030"),
        "一、目标\r\n  药占比\t30%\n\n".encode("gbk"),
        b"\xff\xfe" + "一、目标\r\n  药占比\t30%\n\n".encode("utf-16-le"),
        b"\xfe\xff" + "一、目标\r\n  药占比\t30%\n\n".encode("utf-16-be"),
        "一、目标\r\n  药占比\t30%\n\n".encode("utf-16-le"),
        "一、目标\r\n  药占比\t30%\n\n".encode("utf-16-be"),
    ],
    ids=["utf-8-bom", "utf-8", "gb18030", "gbk", "utf-16-le-bom", "utf-16-be-bom", "le", "be"],
)
@pytest.mark.parametrize("name", ["plan.txt", "plan.md", "plan.csv", "plan"])
def test_a_text_comes_out_as_stored(write: Write, name: str, content: bytes) -> None:
    assert read_document(write(name, content)) == "一、目标\r\n  药占比\t30%\n\n"


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_without_controls_comes_back(text: str, codec: str) -> None:
    assert read("any.txt", text.encode(codec)) == text


@settings(max_examples=150, deadline=None)
@given(
    head=st.sampled_from([b"", b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"\xff\xfe", OLE]),
    tail=st.binary(max_size=200),
    end=st.sampled_from([b"", b"\n%%EOF"]),
)
def test_random_bytes_give_a_text_or_one_refusal(head: bytes, tail: bytes, end: bytes) -> None:
    try:
        assert read("any.bin", head + tail + end).strip()
    except PolicycompareError as error:
        assert "any.bin" in str(error)
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no text"),
        (b" \r\n\t\n", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b"30%\x00\x01", "is binary"),
        ("药占比\x1b30%".encode(), "character 3 is the control U\\+001B"),
        (bytes(range(256)), "is binary"),
        (b"\xff\xfe\x00\x00\x30\x00\x00\x00", "character 0 is the control U\\+0000"),
        ("臺灣醫療改革計畫達到百分之三十以上".encode("big5"), "neither UTF-8, UTF-16 nor GB18030"),
        ("日本の医療制度改革".encode("shift_jis"), "neither UTF-8, UTF-16 nor GB18030"),
        ("Größe für die Prüfung".encode("latin-1"), "neither UTF-8, UTF-16 nor GB18030"),
        (CLAUSE.encode()[:-1], "neither UTF-8, UTF-16 nor GB18030"),
    ],
)
def test_what_is_no_text_is_refused(write: Write, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_document(write("plan.txt", content))


# Files


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"plan\.txt is not there; check the name"):
        read_document(tmp_path / "plan.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="is a folder; name the files in it"):
        read_document(tmp_path)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="is no file's name"):
        read_document(Path("a\x00b"))
    with pytest.raises(UnreadableFileError, match="File name too long"):
        read_document(Path("a" * 5000))


def test_a_file_without_the_right_to_read_is_named(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = write("plan.txt", CLAUSE.encode())
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFileError, match=r"plan\.txt may not be read"):
        read_document(path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), r"\(\.doc\).*save it as \.docx"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), r"\(\.xls\).*save the sheet as CSV UTF-8"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.wps", OLE, "an old Office file"),
        ("a.xlsx", zipped(xl__workbook___xml="<a/>"), "an Excel workbook"),
        ("a.pptx", zipped(ppt__presentation___xml="<a/>"), "a presentation"),
        ("a.ofd", zipped(OFD___xml="<a/>"), "an OFD document.*print it as PDF"),
        ("a.odt", zipped(content___xml="<a/>"), "an OpenDocument file"),
        ("a.zip", zipped(plan___txt="30%"), "an archive; unpack it"),
        ("a.rtf", b"{\\rtf1 30%}", "an RTF document"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a picture; it needs OCR first"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "a picture; it needs OCR first"),
        ("a.caj", b"HN\x00\x00\xc8", "a CAJ file"),
        ("a.rar", b"Rar!\x1a\x07\x00", "an archive"),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", "a web archive"),
    ],
)
def test_what_is_not_read_is_told_by_its_content(
    write: Write, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_document(write(f"{name}.txt", content))


def test_the_content_says_the_format_and_not_the_name(write: Write) -> None:
    assert read_document(write("a.doc", b"<html><p>30%</p></html>")) == "30%"
    assert read_document(write("b.pdf", CLAUSE.encode())) == CLAUSE
    assert read_document(write("c.txt", word("<w:p><w:r><w:t>30%</w:t></w:r></w:p>"))) == "30%"
    assert read_document(write("d.html", pdf(shown(CLAUSE)))) == CLAUSE


# Word


def test_paragraphs_and_tables_come_in_their_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_paragraph("一、").add_run("目标")
    table = document.add_table(rows=3, cols=3)
    for place, words in enumerate(["指标", "", "2020年", "药占比", "≤30%", "甲", "", "≤28%", "乙"]):
        table.cell(*divmod(place, 3)).text = words
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    inner = table.cell(2, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "内一", "内二"
    document.add_paragraph("二、\t任务")
    document.save(str(tmp_path / "plan.docx"))
    assert read_document(tmp_path / "plan.docx").split("\n") == [
        "一、目标",
        "指标\t2020年",
        "药占比\t≤30%\t甲",
        "\t≤28%\t乙",
        "内一\t内二",
        "二、\t任务",
    ]


def test_smart_tags_insertions_controls_and_symbols_are_read(tmp_path: Path) -> None:
    document, spaces = docx.Document(), nsdecls("w")
    paragraph = document.add_paragraph("到")._p
    for xml in (
        f"<w:smartTag {spaces}><w:r><w:t>2020年12月31日</w:t></w:r></w:smartTag>",
        f"<w:ins {spaces} w:id='1'><w:r><w:t>，药占比</w:t></w:r></w:ins>",
        f"<w:del {spaces} w:id='2'><w:r><w:delText>旧的</w:delText></w:r></w:del>",
        f"<w:r {spaces}><w:sym w:font='Symbol' w:char='F0A3'/><w:t>30%</w:t></w:r>",
        f"<w:r {spaces}><w:br/><w:t>2016</w:t><w:noBreakHyphen/><w:t>2020年</w:t></w:r>",
    ):
        paragraph.append(parse_xml(xml))
    control = "<w:sdtContent><w:p><w:r><w:t>标题</w:t></w:r></w:p></w:sdtContent>"
    document.element.body.insert(0, parse_xml(f"<w:sdt {spaces}>{control}</w:sdt>"))
    document.save(str(tmp_path / "plan.docx"))
    text = read_document(tmp_path / "plan.docx")
    assert text == "标题\n到2020年12月31日，药占比≤30%\n2016-2020年"


def test_a_text_box_is_read_once(write: Write) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    body = f"<w:p><w:r><w:t>文</w:t>{box}<w:Fallback>{box}</w:Fallback></w:r></w:p>"
    assert read_document(write("plan.docx", word(body))) == "文\n框"


def test_inside_a_cell_a_line_ends_where_a_sentence_does(write: Write) -> None:
    words = ("个人卫生", "支出占比。", "28%", "左右")
    lines = [f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p>" for word in words]
    cells = f"<w:tc>{''.join(lines)}</w:tc><w:tc>{lines[2]}</w:tc>"
    text = read_document(write("plan.docx", word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")))
    assert text == "个人卫生 支出占比。\n28% 左右\t28%"


ENTITIES = '<!DOCTYPE a [<!ENTITY b "药药"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (word("<w:p/>"), "holds no text"),
        (word("<w:p/>" * 2_000_000), "unpacks to more text than any document holds"),
        (zipped(word__document___xml=ENTITIES + BODY.format("&c;")), "damaged Word document"),
        (zipped(word__document___xml="hello"), "damaged Word document"),
        (word("<w:p>" * 3000 + "</w:p>" * 3000), "damaged Word document"),
        (word("<w:p/>")[:150], "a broken archive"),
        (word("<w:p/>").replace(b"<", b">").replace(b"\x08\x00", b"\x63\x00"), "damaged|broken"),
    ],
    ids=["blank", "bomb", "entities", "no-xml", "nested", "cut", "method"],
)
def test_a_word_document_that_gives_no_text_is_refused(
    write: Write, content: bytes, said: str
) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_document(write("plan.docx", content))


# Web pages


def test_a_page_gives_the_lines_that_a_reader_sees() -> None:
    page = """<!DOCTYPE html><html><head><title>网站</title><style>p {}</style></head><body>
    <nav>首页</nav><script>var a = "30%";</script><!-- 注 -->
    <h1>某市&nbsp;方案</h1><p>到<b>2020</b>年，药占
    比&le;30%&#12290;<br>In the
    year 2020</p>
    <div>A&amp;B <select><option>选</option></select></div>
    <table><caption>附表</caption><tr><th>指标<th>目标</tr>
    <tr><td><p>签约</p></td><td><p>30%。</p><p>以上</p></td></tr></table>
    <pre>一
  二</pre><footer>备案号</footer></body></html>"""
    assert read("page.html", page.encode()).split("\n") == [
        "某市 方案",
        "到2020年，药占比≤30%。",
        "In the year 2020",
        "A&B",
        "附表",
        "指标\t目标",
        "签约\t30%。",
        "以上",
        "一",
        "二",
    ]


def test_a_page_framed_by_tables_keeps_its_lines() -> None:
    page = "<table><tr><td><h1>标题</h1><p>甲</p><table><tr><td>乙<td>丙</table></table>"
    assert read("page.htm", page.encode()) == "标题\n甲\n乙\t丙"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["", "<meta charset='utf-8'>", "<meta charset='gb2312'>"])
def test_a_page_is_read_in_the_encoding_that_it_is_in(codec: str, declared: str) -> None:
    page = f"<html>{declared}<body><p>{CLAUSE}</p></body></html>"
    assert read("page.html", page.encode(codec)) == CLAUSE


def test_a_page_with_an_xml_declaration_is_read() -> None:
    page = f"<?xml version='1.0' encoding='gb2312'?><!DOCTYPE html><p>{CLAUSE}"
    assert read("page.txt", page.encode("gb18030")) == CLAUSE


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (b"<html>" + b"<div>" * 100_000 + b"30%", "no sound web page"),
        (b"<html><script>30%</script></html>", "holds no text"),
        (b"<!DOCTYPE html>", "no text|no sound web page"),
    ],
)
def test_a_page_without_text_or_without_end_is_refused(page: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read("page.html", page)


# PDF


def test_a_pdf_gives_a_line_a_printed_line_page_by_page() -> None:
    first = shown("一、目标", y=720) + shown("到2020年，药占比", y=700) + shown("降到", y=685)
    assert read("plan.pdf", pdf(first, shown("30%以下"))) == (
        "一、目标\n到2020年，药占比\n降到\n30%以下"
    )


def test_gaps_between_words_of_a_pdf_are_told_by_their_width() -> None:
    set_apart = shown("到") + shown("2020年", x=62) + shown("药占比", x=118) + shown("30%", x=180)
    assert read("plan.pdf", pdf(set_apart)) == "到2020年 药占比\t30%"


def test_words_printed_out_of_order_are_read_in_place() -> None:
    words = shown("建设") + shown("健康", x=80) + shown("城市", x=110)
    quotes_of_another_font = shown("“", x=70) + shown("”", x=100)
    assert read("plan.pdf", pdf(words + quotes_of_another_font)) == "建设“健康”城市"


@pytest.mark.parametrize("sign", list("“”—…·，。%30㎡℃①≥≤±×年𠮷"))
def test_a_lone_sign_in_a_font_that_is_not_in_the_file_is_read(sign: str) -> None:
    assert read("plan.pdf", pdf(shown("建设") + shown(sign, x=90))) == f"建设\t{sign}"


def test_turned_words_are_read_along_their_line() -> None:
    turned = b"BT /F 10 Tf 0 1 -1 0 300 100 Tm <%s> Tj ET" % (
        CLAUSE.encode("utf-16-be").hex().encode()
    )
    assert read("plan.pdf", pdf(turned)) == CLAUSE


def test_a_hyphen_at_a_line_s_end_stays() -> None:
    assert read("plan.pdf", pdf(shown("2016-") + shown("2020年", y=685))) == "2016-\n2020年"


def test_radicals_are_read_as_the_characters_they_look_like() -> None:
    assert read("plan.pdf", pdf(shown("⼀名⼈⺠⻓"))) == "一名人民长"


def test_page_numbers_and_running_lines_do_not_cut_a_sentence() -> None:
    lines = ["到2020年", "药占比", "降到", "30%以下"]
    pages = [
        shown("某市方案", y=780) + shown(line) + shown(f"— {number} —", y=20)
        for number, line in enumerate(lines, start=1)
    ]
    assert read("plan.pdf", pdf(*pages)) == "某市方案\n到2020年\n药占比\n降到\n30%以下"


def test_numbers_that_do_not_count_the_pages_stay() -> None:
    pages = [["药占比", "30"], ["签约率", "30"], ["床位", "6"], ["医师", "12"]]
    assert without_running_lines(pages) == [
        *("药占比", "30", "签约率", "30", "床位", "6", "医师", "12")
    ]


LOCK = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
    b"00" * 32,
    b"00" * 32,
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf(PICTURE), "without a text layer.*it needs OCR first"),
        (pdf(PICTURE + shown("扫描全能王", y=20)), "without a text layer"),
        (pdf(b"0 0 m 9 9 l S"), "without a text layer"),
        (pdf(shown(CLAUSE), encoding=b"Identity-H"), "do not say which characters.*OCR first"),
        (pdf(shown(CLAUSE), trailer=LOCK), "protected by a password; open it, print it as PDF"),
        (pdf(shown(CLAUSE))[:700], "a damaged PDF or was cut short"),
        (b"%PDF-1.7\n\x00\x01%%EOF", "a damaged PDF or was cut short"),
    ],
    ids=["scan", "scanner", "drawing", "nameless", "locked", "cut", "junk"],
)
def test_a_pdf_that_gives_no_text_is_refused(write: Write, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_document(write("plan.pdf", content))


def test_without_the_library_a_pdf_says_what_to_install(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UnreadableFileError, match=r"pip install 'policycompare\[scan\]'"):
        read_document(write("plan.pdf", pdf(shown(CLAUSE))))


def test_libraries_say_nothing_of_their_own(capfd: pytest.CaptureFixture[str]) -> None:
    for content in (
        pdf(shown(CLAUSE)).replace(b"endstream", b"endstraem"),
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>\ntrailer<</Root 1 0 R>>%%EOF",
        word("<w:p><w:r><w:t>30%</w:p>"),
        b"<html><p>30%</b></i></table></html>",
        b"PK\x03\x04" + bytes(99),
    ):
        try:
            read("plan", content)
        except PolicycompareError:
            continue
    assert capfd.readouterr() == ("", "")
