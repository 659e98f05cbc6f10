"""Every notebook runs and shows itself well in a real JupyterLab; a faulty one is found out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import find_chromium
from tests.lab_check import NOTEBOOKS, Lab, check, lab, main, missing

needs_a_lab = pytest.mark.skipif(bool(missing()), reason=missing())

FAULTY = (
    "import sys; print('watch out', file=sys.stderr)",
    "from IPython.display import HTML; HTML('<div style=\"width:9000px\">wide</div>')",
    "from IPython.display import Image; Image(data=b'no picture', format='png')",
    "import plotly.graph_objects as go\n"
    "go.Figure(go.Heatmap(z=[[1]], hovertext=[['one']], hoverinfo='text'))",
    "from IPython.display import Javascript; Javascript('console.error(\"boom\")')",
    "1 / 0",
    "2",
)


@pytest.fixture(scope="module")
def opened() -> Iterator[Lab]:
    with lab() as running:
        yield running


@needs_a_lab
@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_everything(opened: Lab, path: Path) -> None:
    before = path.read_bytes()
    assert check(opened, path) == []
    assert path.read_bytes() == before


@needs_a_lab
def test_every_fault_of_a_notebook_is_found(opened: Lab, tmp_path: Path) -> None:
    path = tmp_path / "faulty.ipynb"
    empty: dict[str, object] = {
        "cell_type": "code",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    cells = [empty | {"id": f"c{place}", "source": text} for place, text in enumerate(FAULTY)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), "utf-8")
    picture = tmp_path / "faulty.png"
    faults = check(opened, path, picture)
    assert faults == [
        "its cells were not run once and in order: [1, 2, 3, 4, 5, 6, None]",
        "code cell 1 writes to stderr: watch out",
        "code cell 6 fails: ZeroDivisionError: division by zero",
        "0 of 1 pictures are shown",
        "figure 1 shows no Chinese when it is pointed at: 'one'",
        "1 outputs are wider than the notebook",
        "the browser complains: boom",
    ]
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_without_a_browser_the_check_says_so_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert find_chromium() is None
    assert main([]) == 1
    assert capsys.readouterr().err.startswith("cannot check: ")


def test_a_notebook_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.lab_check.missing", lambda: "")
    assert main(["nowhere.ipynb"]) == 1
    assert capsys.readouterr().err == "no such notebook: nowhere.ipynb\n"


def test_a_browser_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    browser = tmp_path / "my-browser"
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(browser))
    assert find_chromium() == browser
