"""A folder and its manifest go in; it is written anew, and each file that is unlike comes out."""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from policycompare.build import build
from policycompare.contents import same_content
from policycompare.files import MANIFEST
from policycompare.manifest import Manifest
from policycompare.report import report

_CHECKSUM = re.compile(rb'"sha256": "[0-9a-f]{64}"')
"""Of a file as it is packed; it is held against the file itself."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a folder compares with the same one written anew.

    `unlike` are the files that hold something else, `repacked` those that only differ in how
    they are compressed.
    """

    files: int
    unlike: tuple[str, ...]
    repacked: tuple[str, ...]


def written_anew(folder: Path, manifest: Manifest, data: Path) -> Likeness:
    """Write a folder again, as its manifest says, and compare it with what stands there.

    Parameters
    ----------
    folder : Path
        What `build` or `report` once wrote.
    manifest : Manifest
        Its manifest: the command, the language and what was asked for.
    data : Path
        The data folder to write from.

    Raises
    ------
    PolicycompareError
        It cannot be written from these data.
    """
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place) / "output"
        files = _write(fresh, manifest, data)
        paths = list(dict.fromkeys([*files, *(listed.path for listed in manifest.files)]))
        pairs = {path: (_bytes(folder / path), _bytes(fresh / path)) for path in paths}
    other = {path: pair for path, pair in pairs.items() if pair[0] != pair[1]}
    unlike = tuple(path for path, pair in other.items() if not _alike(path, *pair))
    repacked = tuple(path for path in other if path not in (*unlike, MANIFEST))
    return Likeness(len(paths), unlike, repacked)


def _write(out: Path, manifest: Manifest, data: Path) -> tuple[str, ...]:
    if manifest.command == "build":
        return build(out, lang=manifest.lang, folder=data).files
    kind, code = (manifest.chosen.kind, manifest.chosen.code) if manifest.chosen else ("", "")
    return report(
        out,
        theme=code if kind == "theme" else None,
        indicator=code if kind == "indicator" else None,
        region=code if kind == "region" else None,
        lang=manifest.lang,
        word=any(listed.path.endswith(".docx") for listed in manifest.files),
        folder=data,
    )


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _alike(path: str, old: bytes | None, new: bytes | None) -> bool:
    if old is None or new is None:
        return False
    if path == MANIFEST:
        return _CHECKSUM.sub(b"", old) == _CHECKSUM.sub(b"", new)
    return same_content(path, old, new)
