"""A folder's name goes in; a staged folder comes out that replaces it whole, or not at all."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policycompare.errors import OutputError

MANIFEST = "manifest.json"


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """Stage a folder beside `out` and put it in its place when the block ends well.

    Files of the earlier folder that its manifest does not list are carried over.

    Raises
    ------
    OutputError
        `out` cannot be written, or is a folder that no build made.
    """
    out = out.resolve()
    staged = out.with_name(f".{out.name}-{os.getpid()}-staged")
    earlier = out.with_name(f".{out.name}-{os.getpid()}-earlier")
    try:
        _refuse_foreign(out)
        staged.mkdir(parents=True)
        yield staged
        _carry_over(out, staged)
        if out.exists():
            out.rename(earlier)
        try:
            staged.rename(out)
        except OSError:
            if earlier.exists():
                earlier.rename(out)
            raise
    except OSError as error:
        raise OutputError(
            f"{out} cannot be written ({error.strerror or error}); close files that are open in "
            "another program, or choose another folder with --out."
        ) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        shutil.rmtree(earlier, ignore_errors=True)


def _refuse_foreign(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise OutputError(f"{out} is a file; choose a folder with --out.")
    if any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise OutputError(
            f"{out} holds files that no build wrote (it has no {MANIFEST}); "
            "choose an empty or new folder with --out."
        )


def _carry_over(out: Path, staged: Path) -> None:
    if not out.exists():
        return
    try:
        listed = {
            str(entry["path"]) for entry in json.loads((out / MANIFEST).read_text("utf-8"))["files"]
        }
    except (OSError, ValueError, KeyError, TypeError):
        listed = set()
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and name not in listed | {MANIFEST} and not (staged / name).exists():
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, staged / name)
