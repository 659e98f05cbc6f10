"""What nbval does not check: cells run in order, prose before code, short cells."""

import json
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
LONGEST_CELL = 10
MOST_CODE_CELLS = 20


class Output(TypedDict, total=False):
    """An output of a cell, as far as it matters here."""

    name: str
    output_type: str


class Cell(TypedDict, total=False):
    """A cell, as far as it matters here."""

    cell_type: str
    execution_count: int | None
    outputs: list[Output]
    source: list[str]


def cells(path: Path) -> list[Cell]:
    """Read the cells of a notebook."""
    found: list[Cell] = json.loads(path.read_text("utf-8"))["cells"]
    return found


def code_cells(path: Path) -> list[Cell]:
    """Read the code cells of a notebook."""
    return [cell for cell in cells(path) if cell["cell_type"] == "code"]


def test_there_are_notebooks() -> None:
    names = [path.stem for path in NOTEBOOKS]
    assert names[:3] == ["00_start_here", "01_from_clause_to_row", "02_headline_matrix"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
class TestNotebook:
    def test_cells_were_run_once_and_in_order(self, path: Path) -> None:
        counts = [cell["execution_count"] for cell in code_cells(path)]
        assert counts == list(range(1, len(counts) + 1))

    def test_nothing_went_to_stderr_and_nothing_failed(self, path: Path) -> None:
        for cell in code_cells(path):
            for output in cell["outputs"]:
                assert output.get("name") != "stderr"
                assert output["output_type"] != "error"

    def test_the_title_asks_and_the_text_below_answers(self, path: Path) -> None:
        first = "".join(cells(path)[0]["source"])
        assert first.startswith("# ")
        assert len(first.splitlines()) > 2

    def test_prose_stands_before_every_code_cell(self, path: Path) -> None:
        kinds = [cell["cell_type"] for cell in cells(path)]
        for before, kind in pairwise(kinds):
            assert not (kind == "code" and before == "code")

    def test_cells_are_short_and_few(self, path: Path) -> None:
        lengths = [len(cell["source"]) for cell in code_cells(path)]
        assert max(lengths) <= LONGEST_CELL
        assert len(lengths) <= MOST_CODE_CELLS

    def test_the_first_code_cell_imports_and_loads(self, path: Path) -> None:
        first = "".join(code_cells(path)[0]["source"])
        assert "import policycompare as pc" in first
        assert "targets = pc.load_targets()" in first

    def test_the_kernel_starts_anywhere(self, path: Path) -> None:
        kernel = json.loads(path.read_text("utf-8"))["metadata"]["kernelspec"]["name"]
        assert kernel == "python3"

    def test_no_output_is_excused(self, path: Path) -> None:
        text = path.read_text("utf-8").upper()
        assert "NBVAL_" not in text
