"""Notebooks go in; what is wrong with them in a real JupyterLab comes out, a line a notebook.

python -m tests.lab_check [NOTEBOOK ...] [--screenshots DIR] opens each in a headless Chromium, runs
it from top to bottom and looks at it. JupyterLab runs on copies, with settings of its own.
"""

import argparse
import importlib.util
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from tests.browser import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
WIDTH, HEIGHT = 1400, 1000
PATIENCE = 120
"""Seconds that starting, and running one notebook, may take."""

SETTINGS: dict[str, dict[str, object]] = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},  # cells out of sight are drawn, too
    "docmanager-extension/plugin": {"autosave": False},
}
DARK: dict[str, dict[str, object]] = {
    "apputils-extension/themes": {"theme": "JupyterLab Dark", "adaptive-theme": False}
}
RUN = """async path => {
  const app = window.jupyterapp;
  await app.restored;
  await app.commands.execute('application:close-all');
  const panel = await app.commands.execute('docmanager:open', {path, factory: 'Notebook'});
  await panel.context.ready;
  await panel.sessionContext.ready;
  await panel.sessionContext.session.kernel.info;
  app.shell.collapseLeft();
  await app.commands.execute('notebook:run-all-cells');
  await panel.context.save();  // so that closing it asks nothing
  panel.content.activeCellIndex = 0;
}"""
CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter(cell => cell.model.type === 'code')
  .map(cell => ({count: cell.model.executionCount, outputs: cell.model.outputs.toJSON()}))"""
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
LOADED = "images => images.filter(image => image.complete && image.naturalWidth > 0).length"
WIDER = "outputs => outputs.filter(output => output.scrollWidth > output.clientWidth + 1).length"
PLOTLY = "application/vnd.plotly.v1+json"
MARK = ".overplot :is(image, path.point)"
HAN = re.compile(r"[\u4e00-\u9fff]")


class Output(TypedDict, total=False):
    """An output of a cell, as far as it matters here."""

    output_type: str
    name: str
    ename: str
    evalue: str
    text: str
    data: dict[str, object]


class Cell(TypedDict):
    """A code cell after it was run."""

    count: int | None
    outputs: list[Output]


@dataclass(frozen=True, slots=True)
class Lab:
    """A running JupyterLab with a page open on it; `folder` is where it looks for notebooks."""

    page: "Page"
    folder: Path
    complaints: list[str]


def missing() -> str:
    """Say what a check in a real JupyterLab lacks here; nothing when all is there."""
    packages = [name for name in ("jupyterlab", "playwright") if not importlib.util.find_spec(name)]
    if packages:
        return f'{" and ".join(packages)} not installed: pip install -e ".[test]"'
    if find_chromium() is None:
        return "no Chromium found: install one, or name it in the environment variable CHROMIUM"
    return ""


@contextmanager
def lab(*, dark: bool = False) -> Iterator[Lab]:
    """Start JupyterLab in a folder of its own and open it in Chromium; end both."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        folder = Path(home) / "notebooks"
        folder.mkdir()
        with (
            _server(Path(home), SETTINGS | (DARK if dark else {})) as url,
            sync_playwright() as tool,
        ):
            browser = tool.chromium.launch(executable_path=find_chromium())
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            complaints: list[str] = []
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "console",
                lambda said: complaints.append(said.text) if said.type == "error" else None,
            )
            page.goto(url)
            page.wait_for_function("window.jupyterapp !== undefined", timeout=PATIENCE * 1000)
            yield Lab(page, folder, complaints)
            browser.close()


@contextmanager
def _server(home: Path, settings: dict[str, dict[str, object]]) -> Iterator[str]:
    for name, values in settings.items():
        path = home / f"config/lab/user-settings/@jupyterlab/{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), "utf-8")
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "run"}
    own |= {"IPYTHONDIR": "ipython"}
    environment = os.environ | {name: str(home / part) for name, part in own.items()}
    for name in ("JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "JUPYTER_TOKEN"):
        environment.pop(name, None)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--expose-app-in-browser", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"]
    command += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    command += [f"--ServerApp.root_dir={home / 'notebooks'}"]
    with (home / "log.txt").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", process, home / "log.txt")
        yield f"http://127.0.0.1:{port}/lab?token={token}"
    finally:
        _ask(f"http://127.0.0.1:{port}/api/shutdown?token={token}", "POST")
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _ask(url: str, method: str = "GET") -> bool:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=10):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not _ask(url):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"JupyterLab did not start:\n{log.read_text('utf-8')[-2000:]}")
        time.sleep(0.2)


def check(lab: Lab, notebook: Path, screenshot: Path | None = None) -> list[str]:
    """Run a copy of a notebook without its outputs; say everything that is wrong with it."""
    page = lab.page
    lab.complaints.clear()
    (lab.folder / notebook.name).write_text(_stripped(notebook), "utf-8")
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.evaluate(RUN, notebook.name)
    cells: list[Cell] = page.evaluate(CELLS)
    faults = [*_unsound(cells), *_undrawn(page, cells)]
    if screenshot:
        _photograph(page, screenshot)
    return [*faults, *(f"the browser complains: {text}" for text in lab.complaints)]


def _photograph(page: "Page", path: Path) -> None:
    """Take the whole notebook, from its title to its last cell."""
    page.mouse.move(0, 0)
    for _ in range(3):  # pictures move when the window grows
        page.locator(f"{PANEL} .jp-WindowedPanel-outer").evaluate("area => { area.scrollTop = 0; }")
        last = page.locator(f"{PANEL} .jp-Cell").last.bounding_box()
        height = last["y"] + last["height"] if last else HEIGHT
        page.set_viewport_size({"width": WIDTH, "height": int(height) + 60})
        page.wait_for_timeout(400)
    page.screenshot(path=path)


def _stripped(notebook: Path) -> str:
    """Take the outputs out, so that none of an earlier run is mistaken for one of this."""
    content = json.loads(notebook.read_text("utf-8"))
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return json.dumps(content, ensure_ascii=False)


def _unsound(cells: Sequence[Cell]) -> Iterator[str]:
    """Say which cells were not run, failed or wrote to stderr."""
    counts = [cell["count"] for cell in cells]
    if counts != list(range(1, len(cells) + 1)):
        yield f"its cells were not run once and in order: {counts}"
    for place, cell in enumerate(cells, start=1):
        for output in cell["outputs"]:
            if output["output_type"] == "error":
                yield f"code cell {place} fails: {output['ename']}: {output['evalue']}"
            if output.get("name") == "stderr":
                yield f"code cell {place} writes to stderr: {output['text'].strip()}"


def _undrawn(page: "Page", cells: Sequence[Cell]) -> Iterator[str]:
    """Say which pictures and figures are not there, and what is wider than the notebook."""
    outputs = [output.get("data", {}) for cell in cells for output in cell["outputs"]]
    drawn = sum(PLOTLY in output for output in outputs)
    pictures = sum("image/png" in output and PLOTLY not in output for output in outputs)
    shown = page.locator(f"{PANEL} .jp-RenderedImage img").evaluate_all(LOADED)
    if shown != pictures:
        yield f"{shown} of {pictures} pictures are shown"
    figures = page.locator(f"{PANEL} .js-plotly-plot")
    for place in range(drawn):
        if fault := _unreadable(page, figures.nth(place)):
            yield f"figure {place + 1} {fault}"
    if wider := page.locator(f"{PANEL} .jp-OutputArea-output").evaluate_all(WIDER):
        yield f"{wider} outputs are wider than the notebook"


def _unreadable(page: "Page", figure: "Locator") -> str:
    """Point at a mark of a figure; say what keeps a reader from its words."""
    from playwright.sync_api import Error

    mark, words = figure.locator(MARK).first, figure.locator(".hoverlayer .hovertext")
    try:
        mark.wait_for(state="attached", timeout=20_000)
    except Error:
        return "is not drawn"
    figure.scroll_into_view_if_needed()
    inside = 0.5 if mark.evaluate("e => e.tagName") == "path" else 0.1  # an image holds many tiles
    end = time.monotonic() + 10
    while not words.count() and time.monotonic() < end:  # it may still move to its place
        box = mark.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
        x, y = box["x"] + inside * box["width"], box["y"] + inside * box["height"]
        page.mouse.move(x, y, steps=5)
        page.wait_for_timeout(200)
    text = "".join(words.all_text_contents())
    return "" if HAN.search(text) else f"shows no Chinese when it is pointed at: {text!r}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the notebooks that are named, or all; print one line each; 1 when one is at fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.lab_check", description=__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    parser.add_argument("--screenshots", type=Path, metavar="DIR", help="save a picture of each")
    parser.add_argument("--dark", action="store_true", help="use JupyterLab's dark theme")
    options = parser.parse_args(arguments)
    if lacking := missing():
        print(f"cannot check: {lacking}", file=sys.stderr)
        return 1
    notebooks = options.notebooks or sorted(NOTEBOOKS.glob("*.ipynb"))
    if absent := [str(path) for path in notebooks if not path.is_file()]:
        print(f"no such notebook: {', '.join(absent)}", file=sys.stderr)
        return 1
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    failed = False
    with lab(dark=options.dark) as opened:
        for notebook in notebooks:
            picture = options.screenshots and options.screenshots / f"{notebook.stem}.png"
            start = time.monotonic()
            faults = check(opened, notebook, picture)
            print(f"{notebook.name}  {'; '.join(faults) or 'ok'}  {time.monotonic() - start:.0f} s")
            failed |= bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
