"""What Excel, WPS and editors do to the data files: harmless is read, damage is named by line."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from policycompare.errors import DataError, OutputError
from policycompare.files import write_together
from policycompare.sources import data_folder, read_tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage") / "data"
    shutil.copytree(data_folder(), folder)
    return folder


@pytest.fixture
def data(folder: Path) -> Iterator[Path]:
    """One copy for all tests; each finds the registers as they were."""
    names = ("documents.csv", "regions.csv", "left_out.csv")
    before = {name: (folder / name).read_bytes() for name in names}
    yield folder
    for name, raw in before.items():
        (folder / name).write_bytes(raw)


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    raw = path.read_bytes()
    assert old in raw
    path.write_bytes(raw.replace(old, new))


def test_a_byte_order_mark_and_windows_line_ends_are_read(data: Path) -> None:
    path = data / "regions.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_tables(data)["regions"].iloc[0].tolist() == [
        "ziyang", "资阳", "Ziyang", "512000", "prefecture", "四川省", "Sichuan",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("gb18030", "is not UTF-8 but GBK (ANSI), see line 2"), ("utf-16", "is not UTF-8 but UTF-16")],
)
def test_another_encoding_is_named_with_the_way_out(data: Path, encoding: str, said: str) -> None:
    path = data / "regions.csv"
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    with pytest.raises(DataError) as refusal:
        read_tables(data)
    assert f"regions.csv {said}" in str(refusal.value)
    assert "另存为 → CSV UTF-8" in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("documents.csv", "2017-06-21", "2017/6/21", "documents.csv line 2, date: '2017/6/21'"),
        ("documents.csv", "2017-06-21", "2017/6/21", "is not a date as 2017-06-21"),
        ("documents.csv", "2017-06-21", "2017/6/21", "a spreadsheet rewrote it as a date"),
        ("regions.csv", "210000", "2.10E+05", "regions.csv line 3, code: '2.10E+05'"),
        ("regions.csv", "210000", "2.10E+05", "a spreadsheet rounded the number"),
        ("regions.csv", "210000", "21000", "is not six digits, leading zeros included"),
        ("regions.csv", "Liaoning,2", "#NAME?,2", "took the text for a formula"),
        ("regions.csv", "辽宁,", "辽\ufffd,", "a character was lost"),
        ("regions.csv", "\n", ",,\n", "has 2 empty columns after province_en; delete them"),
        ("regions.csv", "Guangdong\n", "Guangdong\n,,,,,,\n", "line 7: empty; delete the line"),
        ("regions.csv", "Guangdong\n", "Guangdong\n\n", "line 7: empty; delete the line"),
        ("regions.csv", "辽宁,", "“辽宁,省”,", 'do not enclose a cell, write "'),
        ("regions.csv", ",", ";", "is separated by semicolons; save it with commas"),
        ("regions.csv", ",", "\t", "is separated by tabs; save it with commas"),
    ],
)
def test_what_a_spreadsheet_did_is_named_by_line(
    data: Path, name: str, old: str, new: str, said: str
) -> None:
    rewrite(data / name, old.encode(), new.encode())
    with pytest.raises(DataError) as refusal:
        read_tables(data)
    assert said in str(refusal.value)


def test_lines_are_counted_where_cells_hold_line_breaks(data: Path) -> None:
    path = data / "left_out.csv"
    rows = path.read_text("utf-8").splitlines()
    rows[1:1] = ['hanzhong-2021/x900,hanzhong-2021,"五\n个\n一",1,5,name,活动', "x"]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    with pytest.raises(DataError, match="line 5: 1 cells"):
        read_tables(data)


def test_several_files_are_written_all_or_none(tmp_path: Path) -> None:
    first, second, third = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"
    first.write_bytes(b"before")
    third.mkdir()
    with pytest.raises(OutputError):
        write_together({first: b"after", second: b"new", third: b"cannot be a file"})
    assert first.read_bytes() == b"before"
    assert not second.exists()
