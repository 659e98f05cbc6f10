"""A folder that the project wrote goes in; its manifest and the rows of its tables come out.

Also the other way: files just written and their rows go in, and their manifest comes out.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import get_args

import pandas as pd

from policycompare.cells import unguarded
from policycompare.choice import HEADLINE, KINDS, Choice
from policycompare.errors import DamagedFileError, refusal
from policycompare.files import MANIFEST
from policycompare.model import Language
from policycompare.sources import data_files, data_folder

TARGETS = "targets.csv"
WRITERS = ("build", "report")
"""The commands that write a folder with a manifest."""
LONGEST_PATH = 255
"""Bytes; what is longer is no path of the project's, and some systems cannot open it."""

UNSOUND = (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError)
"""What reading a manifest of another shape, or nested too deep, raises."""

Written = tuple[str, list[str]]
"""A file's path in the folder and the ids of the targets it shows."""

Fact = str | int | None
"""What a manifest may say of a target or of what was asked for."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of the folder, its checksum and the targets it shows."""

    path: str
    sha256: str
    target_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds, by which command and from which data, in the manifest's order.

    `chosen` is what a report is about, as far as the manifest says it.
    """

    command: str
    chosen: Choice | None
    lang: Language
    data: Mapping[str, str]
    files: tuple[Listed, ...]


def write_manifest(
    folder: Path,
    written: Sequence[Written],
    *,
    command: str,
    lang: Language,
    data: Path | None,
    chosen: Mapping[str, Fact] | None = None,
    targets: Mapping[str, Mapping[str, Fact]] | None = None,
) -> str:
    """Write `manifest.json` and return its name.

    Parameters
    ----------
    folder : Path
        The folder that holds the files.
    written : sequence of (path, target ids)
        Every file, in the order in which they were written.
    command : str
        The command that wrote them; only the same command replaces them.
    data : Path, optional
        Data folder; by default the one that came with the package.
    chosen : mapping, optional
        What the command was asked for.
    targets : mapping of target id to facts, optional
        What each target says and where it is printed.
    """
    data = data_folder() if data is None else data
    manifest: dict[str, object] = {
        "policycompare": version("policycompare"),
        "command": command,
        "lang": lang,
        "data": {path.relative_to(data).as_posix(): sha256_of(path) for path in data_files(data)},
    }
    if chosen is not None:
        manifest["chosen"] = dict(chosen)
    manifest["files"] = [
        {"path": path, "sha256": sha256_of(folder / path), "target_ids": target_ids}
        for path, target_ids in written
    ]
    if targets is not None:
        manifest["targets"] = {target_id: dict(facts) for target_id, facts in targets.items()}
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    return MANIFEST


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder that `build` or `report` wrote.

    Raises
    ------
    DamagedFileError
        The folder or its manifest is missing, damaged or foreign, or names files outside it.
    """
    path = folder / MANIFEST
    try:
        manifest = _parsed(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise DamagedFileError(
            f"{path} cannot be read ({error.strerror}); name a folder that `build` wrote."
        ) from error
    except UNSOUND as error:
        raise DamagedFileError(f"{path} is no sound manifest; build the folder again.") from error
    if faults := list(_faults(manifest)):
        raise DamagedFileError(refusal(f"{path} is not followed", faults, "Build it again."))
    return manifest


def _parsed(text: str) -> Manifest:
    read = json.loads(text)
    files = tuple(
        Listed(str(entry["path"]), str(entry["sha256"]), tuple(map(str, entry["target_ids"])))
        for entry in read["files"]
    )
    data = {str(name): str(digest) for name, digest in read["data"].items()}
    lang = next(lang for lang in get_args(Language) if lang == read["lang"])
    chosen = _chosen(read["chosen"]) if "chosen" in read else None
    return Manifest(str(read.get("command", "build")), chosen, lang, data, files)


def _chosen(read: Mapping[str, Fact]) -> Choice:
    if read["kind"] == HEADLINE:
        return Choice("headline", HEADLINE)
    return Choice(next(kind for kind in KINDS if kind == read["kind"]), str(read["code"]))


def _faults(manifest: Manifest) -> Iterator[str]:
    """Say what no manifest of the project holds, before any file that it names is opened."""
    if manifest.command not in WRITERS:
        yield f"command {manifest.command!r}: only {' and '.join(WRITERS)} write a manifest"
    if manifest.command == "report" and manifest.chosen is None:
        yield "chosen: it does not say what the report is about"
    seen = set()
    for listed in manifest.files:
        if not _is_within(listed.path):
            yield f"{listed.path!r}: no path of a file within the folder"
        elif listed.path in seen:
            yield f"{listed.path!r}: listed twice"
        seen.add(listed.path)


def _is_within(path: str) -> bool:
    """Tell whether a path is written as the project writes it: relative, downwards, with `/`."""
    parts = PurePosixPath(path)
    return (
        path.isprintable()
        and not set(path) & set('\\:*?"<>|')  # drives, and what Windows cannot open
        and len(path.encode()) <= LONGEST_PATH
        and not parts.is_absolute()
        and bool(parts.parts)
        and ".." not in parts.parts
        and str(parts) == path
    )


def read_rows(path: Path) -> pd.DataFrame:
    """Read a table of targets that the project wrote, every cell as its text.

    Raises
    ------
    DamagedFileError
        The file is missing, not UTF-8, not a table, or not one of targets.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    except OSError as error:
        raise DamagedFileError(
            f"{path} cannot be read ({error.strerror}); build the folder again."
        ) from error
    except (ValueError, csv.Error) as error:
        raise DamagedFileError(f"{path} is no sound CSV in UTF-8; build it again.") from error
    if "target_id" not in header or any(len(line) != len(header) for line in lines):
        raise DamagedFileError(f"{path} is no table of targets, row by row; build it again.")
    rows = [[unguarded(cell) for cell in line] for line in lines]
    table = pd.DataFrame(rows, columns=header, dtype="str")
    if len(set(header)) < len(header) or table["target_id"].duplicated().any():
        raise DamagedFileError(f"{path} repeats a column or a target_id; build it again.")
    return table


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes as hexadecimal digits.

    Raises
    ------
    DamagedFileError
        The file cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DamagedFileError(
            f"{path} cannot be read ({error.strerror}); allow it, or build the folder again."
        ) from error
