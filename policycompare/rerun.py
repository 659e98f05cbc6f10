"""Notebooks go in and are run again in a copy of the project; cells that differ now come out."""

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from policycompare.checks import Check, checked, not_checked
from policycompare.errors import DamagedFileError
from policycompare.evidence import WORDS as EVIDENCE_WORDS
from policycompare.evidence import Truth
from policycompare.likeness import first_difference
from policycompare.model import Language
from policycompare.notebooks import WORDS as NOTEBOOK_WORDS
from policycompare.notebooks import (
    cell_name,
    notebook_paths,
    read_cells,
    read_notebook,
)

if TYPE_CHECKING:
    from nbclient import NotebookClient

CELL_SECONDS = 120
"""How long one cell may take; the project's own take a few seconds."""
NEEDED = ("nbclient", "ipykernel")
SETTINGS = ("pyproject.toml", "environment.yml")

Watch = Callable[[Sequence[Path]], Iterable[Path]]
"""Hands the paths on one by one, and may show how far it is."""

WORDS: dict[str, dict[Language, str]] = {
    "name": {
        "zh": "笔记本重跑，输出相同（提交的 → 重跑的）",
        "en": "Notebooks run again give the same outputs (committed → again)",
    },
    "tools": {
        "zh": "无法重跑，缺少 {missing}；请安装：pip install nbclient ipykernel",
        "en": "cannot be run again without {missing}; install: pip install nbclient ipykernel",
    },
    "differs": {"zh": "{cell}：{said}", "en": "{cell}: {said}"},
    "slow": {
        "zh": "{cell}：{seconds} 秒还没有结束",
        "en": "{cell}: not done after {seconds} seconds",
    },
    "fails": {"zh": "{cell}：重跑报错 {error}", "en": "{cell}: fails when run again, {error}"},
    "kernel": {"zh": "{cell}：Python 内核中断", "en": "{cell}: the Python kernel stopped"},
}


def rerun_check(
    folder: Path | None,
    truth: Truth | None,
    lang: Language = "zh",
    *,
    checkout: Path | None = None,
    watch: Watch = lambda paths: paths,
    seconds: int = CELL_SECONDS,
) -> Check:
    """Run every notebook of a folder again and compare its outputs with the committed ones.

    The notebooks run in a temporary copy of the project, with this package and these data.

    Parameters
    ----------
    folder : Path or None
        Folder of notebooks.
    truth : Truth or None
        The data that the notebooks are to load.
    checkout : Path, optional
        The project's folder, whose settings are copied beside the notebooks.
    watch : callable, optional
        Wraps the list of notebooks to show how far the work is.
    seconds : int
        How long one cell may take.
    """
    name = WORDS["name"][lang]
    if folder is None:
        return not_checked(name, NOTEBOOK_WORDS["none"][lang])
    if truth is None:
        return not_checked(name, EVIDENCE_WORDS["no_data"][lang])
    if missing := [tool for tool in NEEDED if find_spec(tool) is None]:
        return checked(name, [WORDS["tools"][lang].format(missing=", ".join(missing))])
    if not (paths := notebook_paths(folder)):
        return not_checked(name, NOTEBOOK_WORDS["empty"][lang].format(folder=folder))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        copy = _copy_project(Path(place), folder, truth.data, checkout)
        offenders = [fault for path in watch(paths) for fault in _faults(path, copy, lang, seconds)]
    return checked(name, offenders, NOTEBOOK_WORDS["counted"][lang].format(count=len(paths)))


def _copy_project(place: Path, notebooks: Path, data: Path, checkout: Path | None) -> Path:
    """Lay out package, data and notebooks as in a checkout, and a kernel that imports from it."""
    from ipykernel.kernelspec import write_kernel_spec

    package = Path(__file__).resolve().parent
    leave = shutil.ignore_patterns("data", "__pycache__")
    shutil.copytree(package, place / package.name, ignore=leave)
    shutil.copytree(data, place / "data")
    (place / "notebooks").mkdir()
    for path in notebook_paths(notebooks):
        shutil.copy(path, place / "notebooks")
    for settings in SETTINGS:
        if checkout is not None and (checkout / settings).is_file():
            shutil.copy(checkout / settings, place)
    imports = os.pathsep.join(filter(None, [str(place), os.environ.get("PYTHONPATH")]))
    env = {"PYTHONPATH": imports, "IPYTHONDIR": str(place / "ipython"), "MPLBACKEND": ""}
    write_kernel_spec(
        place / "kernels" / "python3",
        overrides={"env": env},
        extra_arguments=["--log-level=ERROR"],
    )
    return place


def _faults(path: Path, copy: Path, lang: Language, seconds: int) -> Iterator[str]:
    try:
        committed = read_notebook(path)
        client = _client(path, copy, seconds)
    except DamagedFileError:
        yield NOTEBOOK_WORDS["damaged"][lang].format(name=path.name)
        return
    whole, failure = _run(client, path, lang)
    pairs = list(zip(committed, read_cells(json.dumps(client.nb)), strict=True))
    for nth, (old, new) in enumerate(pairs[:whole], start=1):
        if said := first_difference(old.outputs, new.outputs, lang):
            yield WORDS["differs"][lang].format(cell=cell_name(path, nth, lang), said=said)
    if failure:
        yield failure


def _client(path: Path, copy: Path, seconds: int) -> "NotebookClient":
    """Prepare a stripped copy of a notebook for a run with a kernel of this very Python."""
    import nbformat
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    text = path.read_bytes().decode("utf-8")
    try:
        nbformat.validate(json.loads(text))
    except (nbformat.ValidationError, RecursionError) as error:
        raise DamagedFileError(f"{path} is no notebook; restore the file.") from error
    notebook = nbformat.reads(text, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    kernels = KernelSpecManager(kernel_dirs=[str(copy / "kernels")])
    silent = logging.Logger(__name__, logging.CRITICAL)
    return NotebookClient(
        notebook,
        km=AsyncKernelManager(kernel_name="python3", kernel_spec_manager=kernels),
        resources={"metadata": {"path": str(copy / "notebooks")}},
        timeout=seconds,
        shutdown_kernel="immediate",
        log=silent,
    )


def _run(client: "NotebookClient", path: Path, lang: Language) -> tuple[int, str]:
    """Run all cells in order; say how many ran whole, and what became of the next one."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    nth = 0
    try:
        with client.setup_kernel(cleanup_kc=True):  # else the kernel lives on, even an endless one
            for index, cell in enumerate(client.nb.cells):
                nth += cell.cell_type == "code" and bool(cell.source.strip())
                client.execute_cell(cell, index)
    except CellTimeoutError:
        facts = {"cell": cell_name(path, nth, lang), "seconds": client.timeout}
        return nth - 1, WORDS["slow"][lang].format(**facts)
    except CellExecutionError as error:
        said = f"{error.ename}: {error.evalue}".splitlines()[0]
        facts = {"cell": cell_name(path, nth, lang), "error": said}
        return nth - 1, WORDS["fails"][lang].format(**facts)
    except (RuntimeError, OSError):  # the kernel did not start, or died
        return max(0, nth - 1), WORDS["kernel"][lang].format(cell=cell_name(path, nth, lang))
    return nth, ""
