"""Fixtures: data that a test may damage, a made-up document and its build, a real browser."""

import csv
import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policycompare.build import BuildReport, build
from policycompare.frames import Frames, collect
from policycompare.model import Language
from policycompare.sources import data_folder, read_tables
from policycompare.table import targets_from

from .browser import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Edit = Callable[[str, str, str], None]

PLAN = (
    "某市医改方案\n一、目标\n到2022年，药占比控制在28%以下，按病种付费的病种不少于80个。\n"
    "二、任务\n实现家庭医生签约服务全覆盖。鼓励发展DRG付费。\n"
)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Start the system's own Chromium, and end it before another module starts one.

    Skips where there is none.
    """
    reason = "install playwright with pip install -e .[test]"
    playwright = pytest.importorskip("playwright.sync_api", reason=reason)
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no Chromium on the path; name one in the environment variable CHROMIUM")
    with playwright.sync_playwright() as started:
        running: Browser = started.chromium.launch(executable_path=chromium)
        yield running
        running.close()


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder)
    return folder


@pytest.fixture
def edit(data_copy: Path) -> Edit:
    """Replace a text, which must be there, in one file of the copy."""

    def replace(name: str, old: str, new: str) -> None:
        path = data_copy / name
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())

    return replace


@pytest.fixture
def made_up(data_copy: Path, tmp_path: Path) -> tuple[Path, Path]:
    """One made-up document with its data: the data folder and the folder of texts."""
    return make_up(data_copy, tmp_path / "sources")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The made-up document's data and text, and what a build made of them."""

    data: Path
    sources: Path
    build: BuildReport


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> MadeUp:
    """Build the made-up document once for all tests, which read or copy it and never change it."""
    place = tmp_path_factory.mktemp("shared")
    shutil.copytree(data_folder(), place / "data")
    data, sources = make_up(place / "data", place / "sources")
    return MadeUp(data, sources, build(place / "output", folder=data))


@cache
def all_frames(lang: Language) -> Frames:
    """Derive the frames of the project's own data once for all tests, which never change them."""
    tables = read_tables()
    return collect(targets_from(tables), tables, lang)


def make_up(data: Path, sources: Path) -> tuple[Path, Path]:
    """Write one made-up document into a copy of the data and into a new folder of texts."""
    sources.mkdir()
    (sources / "mou-2021.txt").write_bytes(PLAN.encode())
    digest = hashlib.sha256(PLAN.encode()).hexdigest()
    rows: dict[str, list[list[object]]] = {
        "regions.csv": [["mou", "某市", "Mou", "999900", "prefecture", "某省", "Mou Province"]],
        "documents.csv": [
            [
                "mou-2021",
                "mou",
                "某市医改方案",
                "",
                "",
                "",
                2021,
                "",
                2025,
                "issued",
                "prefecture",
                1,
                len(PLAN),
                digest,
                "",
            ],
        ],
        "clauses.csv": [
            ["mou-2021/c001", "mou-2021", "一", *_quote("到2022年，药占比控制在28%以下")],
            ["mou-2021/c002", "mou-2021", "一", *_quote("按病种付费的病种不少于80个")],
            ["mou-2021/c003", "mou-2021", "二", *_quote("实现家庭医生签约服务全覆盖")],
            ["mou-2021/c004", "mou-2021", "二", *_quote("鼓励发展DRG付费")],
        ],
        "codings.csv": [
            _coding(1, 1, "drug_share_unspecified", "公立医院", "", ""),
            _coding(2, 1, "case_payment_diseases", "医保支付病种", "2022", "carried"),
            _coding(3, 1, "signing_rate", "城乡居民", "", "period"),
            _coding(4, 0, "drg_payment", "住院医疗服务", "", "none"),
        ],
        "left_out.csv": [],
        "repairs.csv": [],
    }
    for name, table in rows.items():
        _write(data / name, table)
    return data, sources


def _coding(
    number: int, nth: int, indicator: str, population: str, year: str, basis: str
) -> list[object]:
    ids = [f"mou-2021/{number:03d}", f"mou-2021/c{number:03d}"]
    return [*ids, nth, indicator, population, year, basis, "", "", ""]


def _quote(text: str) -> tuple[str, int, int]:
    start = PLAN.index(text)
    return text, start, start + len(text)


def _write(path: Path, rows: list[list[object]]) -> None:
    header = path.read_text("utf-8").splitlines()[0]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(header + "\n")
        csv.writer(file, lineterminator="\n").writerows(rows)
