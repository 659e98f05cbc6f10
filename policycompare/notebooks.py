"""Notebook files go in; their code cells, and what shows that they were not run whole, come out."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from policycompare.checks import Check, checked, not_checked
from policycompare.errors import DamagedFileError
from policycompare.model import Language

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Output = Mapping[str, Json]

WORDS: dict[str, dict[Language, str]] = {
    "name": {
        "zh": "笔记本按顺序运行过、输出齐全、没有报错",
        "en": "Notebooks were run in order, outputs whole, nothing on stderr",
    },
    "counted": {"zh": "{count} 本", "en": "{count} notebooks"},
    "none": {"zh": "没有找到笔记本目录", "en": "no folder of notebooks was found"},
    "empty": {"zh": "{folder} 里没有 .ipynb 文件", "en": "{folder} holds no .ipynb file"},
    "gap": {
        "zh": "编号 {number} 的笔记本不见了",
        "en": "the notebook with the number {number} is missing",
    },
    "no_code": {"zh": "{name} 没有代码格", "en": "{name} has no code cell"},
    "damaged": {"zh": "{name} 不是完好的笔记本文件", "en": "{name} is no sound notebook"},
    "cell": {"zh": "{name} 第 {nth} 个代码格", "en": "{name} code cell {nth}"},
    "not_run": {
        "zh": "{name} 没有运行过，或运行记录已清空",
        "en": "{name} was never run, or was stripped",
    },
    "stripped": {"zh": "{name} 的输出已清空", "en": "{name} has no outputs, it was stripped"},
    "order": {
        "zh": "{cell}：运行序号是 {count}，应为 {nth}",
        "en": "{cell}: run as number {count}, should be {nth}",
    },
    "stderr": {"zh": "{cell}：输出里有 stderr：{line}", "en": "{cell}: stderr says {line}"},
    "error": {"zh": "{cell}：输出是报错 {line}", "en": "{cell}: the output is an error, {line}"},
}

_NUMBERED = re.compile(r"[0-9]{2}_")


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A code cell that has something to run, with the outputs of its last run."""

    count: int | None
    outputs: tuple[Output, ...]


def notebook_paths(folder: Path) -> list[Path]:
    """List the notebooks of a folder by name."""
    return sorted(folder.glob("*.ipynb"))


def read_cells(text: str) -> tuple[CodeCell, ...]:
    """Read the code cells of a notebook's text, empty ones left out.

    Raises
    ------
    DamagedFileError
        The text is no notebook of format 4.

    Examples
    --------
    >>> cell = {"cell_type": "code", "source": "1", "execution_count": 1, "outputs": []}
    >>> read_cells(json.dumps({"nbformat": 4, "cells": [cell]}))
    (CodeCell(count=1, outputs=()),)
    """
    try:
        notebook = json.loads(text)
        sound = notebook["nbformat"] == 4
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        found = tuple(
            CodeCell(cell["execution_count"], tuple(dict(output) for output in cell["outputs"]))
            for cell in cells
            if joined(cell["source"]).strip()
        )
        sound = sound and all("output_type" in output for cell in found for output in cell.outputs)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedFileError("This is no notebook; restore the file.") from error
    if not sound:
        raise DamagedFileError("This is no notebook of format 4; save it again in JupyterLab.")
    return found


def joined(text: Json) -> str:
    """Join a text that notebooks store as a list of lines."""
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def shown_text(folder: Path) -> str:
    """Gather all text that the sound notebooks of a folder show as output."""
    texts = []
    for path in notebook_paths(folder):
        try:
            cells = read_notebook(path)
        except DamagedFileError:
            continue  # `committed_check` names it
        for output in (output for cell in cells for output in cell.outputs):
            data = output.get("data")
            texts.append(joined(output.get("text", "")))
            texts.append(joined(data.get("text/plain", "")) if isinstance(data, dict) else "")
    return "\n".join(texts)


def committed_check(folder: Path | None, lang: Language = "zh") -> Check:
    """Check, without running anything, that notebooks were run whole and in order."""
    name = WORDS["name"][lang]
    if folder is None:
        return not_checked(name, WORDS["none"][lang])
    paths = notebook_paths(folder)
    if not paths:
        return checked(name, [WORDS["empty"][lang].format(folder=folder)])
    offenders = [fault for path in paths for fault in _faults(path, lang)]
    offenders += [WORDS["gap"][lang].format(number=number) for number in _gaps(paths)]
    return checked(name, offenders, WORDS["counted"][lang].format(count=len(paths)))


def cell_name(path: Path, nth: int, lang: Language) -> str:
    """Name a code cell by its notebook and its place among the code cells."""
    return WORDS["cell"][lang].format(name=path.name, nth=nth)


def read_notebook(path: Path) -> tuple[CodeCell, ...]:
    """Read the code cells of a notebook file.

    Raises
    ------
    DamagedFileError
        The file is missing or no notebook.
    """
    try:
        return read_cells(path.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedFileError(f"{path} cannot be read; restore the file.") from error


def _gaps(paths: Sequence[Path]) -> list[str]:
    """Give the numbers that lack a notebook, from 00 to the highest, where any has a number."""
    numbers = {int(path.name[:2]) for path in paths if _NUMBERED.match(path.name)}
    return [f"{number:02}" for number in range(max(numbers, default=0)) if number not in numbers]


def _faults(path: Path, lang: Language) -> Iterator[str]:
    try:
        cells = read_notebook(path)
    except DamagedFileError:
        yield WORDS["damaged"][lang].format(name=path.name)
        return
    if not cells:
        yield WORDS["no_code"][lang].format(name=path.name)
        return
    if all(cell.count is None for cell in cells):
        yield WORDS["not_run"][lang].format(name=path.name)
    else:
        yield from _out_of_order(path, cells, lang)
    if not any(cell.outputs for cell in cells):
        yield WORDS["stripped"][lang].format(name=path.name)
    for nth, cell in enumerate(cells, start=1):
        for output in cell.outputs:
            if said := _complaint(output, lang):
                yield said.format(cell=cell_name(path, nth, lang), line=_first_line(output))


def _out_of_order(path: Path, cells: Sequence[CodeCell], lang: Language) -> Iterator[str]:
    for nth, cell in enumerate(cells, start=1):
        if cell.count != nth:
            count = "–" if cell.count is None else cell.count
            facts = {"cell": cell_name(path, nth, lang), "count": count, "nth": nth}
            yield WORDS["order"][lang].format(**facts)


def _complaint(output: Output, lang: Language) -> str:
    if output["output_type"] == "error":
        return WORDS["error"][lang]
    return WORDS["stderr"][lang] if output.get("name") == "stderr" else ""


def _first_line(output: Output) -> str:
    text = (
        joined(output.get("text", "")).strip() or f"{output.get('ename')}: {output.get('evalue')}"
    )
    return text.splitlines()[0]
