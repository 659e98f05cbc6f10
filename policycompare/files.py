"""The one writer of files: a file or a folder is replaced whole, or stays as it was."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from policycompare.errors import OutputError

MANIFEST = "manifest.json"


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside the file, then put it in the file's place in one step.

    Raises
    ------
    OutputError
        The file cannot be written; what stood there stays.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise OutputError(
            f"{path} cannot be written ({error.strerror}); name a file in a folder that exists and "
            "is writable, and close it if it is open in another program."
        ) from error
    return path


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write several files, all or none: when one fails, those before it are put back.

    Raises
    ------
    OutputError
        A file cannot be written; all are as they were.
    """
    earlier = {path: path.read_bytes() for path in contents if path.is_file()}
    done: list[Path] = []
    try:
        for path, content in contents.items():
            done.append(write_whole(path, content))
    except BaseException:
        for path in done:
            write_whole(path, earlier[path]) if path in earlier else path.unlink()
        raise


def write_new_folder(out: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder that is not there yet, whole.

    Raises
    ------
    OutputError
        The folder is there and not empty, or cannot be written.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputError(f"{out} is there and not empty; name a new folder with --out.")
    staged = out.with_name(f".{out.name}-{os.getpid()}-staged")
    try:
        staged.mkdir(parents=True)
        for name, content in contents.items():
            (staged / name).write_bytes(content)
        if out.exists():
            out.rmdir()
        staged.rename(out)
    except OSError as error:
        raise OutputError(
            f"{out} cannot be written ({error.strerror}); name another folder with --out."
        ) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


@contextmanager
def replacing(out: Path, command: str = "build") -> Iterator[Path]:
    """Stage a folder beside `out` and put it in its place when the block ends well.

    Files of the earlier folder that its manifest does not list are carried over.

    Parameters
    ----------
    out : Path
        The folder to replace.
    command : str
        The command that writes it; what another command wrote there is not replaced.

    Raises
    ------
    OutputError
        `out` cannot be written, or is a folder that the command did not make.
    """
    out = out.resolve()
    if out == Path.cwd() or out in Path.cwd().parents:
        raise OutputError(f"{out} is the folder you are in, or above it; name another with --out.")
    staged = out.with_name(f".{out.name}-{os.getpid()}-staged")
    try:
        listed = _listed(out, command)
        staged.mkdir(parents=True)
        yield staged
        _carry_over(out, staged, listed)
        _swap(staged, out, out.with_name(f".{out.name}-{os.getpid()}-earlier"))
    except OSError as error:
        if error.filename and not str(error.filename).startswith(str(out.parent)):
            raise OutputError(
                f"{error.filename} cannot be read ({error.strerror}); restore it or install again."
            ) from error
        raise OutputError(
            f"{out} cannot be written ({error.strerror or error}); close files that are open in "
            "another program, or choose another folder with --out."
        ) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _listed(out: Path, command: str) -> set[str]:
    """Read what an earlier run wrote; refuse a folder that the command did not make."""
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out} is a file; choose a folder with --out.")
    if not out.exists() or not any(out.iterdir()):
        return set()
    try:
        manifest = json.loads((out / MANIFEST).read_text("utf-8"))
        listed = {MANIFEST, *(str(entry["path"]) for entry in manifest["files"])}
        writer = str(manifest.get("command", "build"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(
            f"{out} holds files that no build wrote (it has no sound {MANIFEST}); "
            "choose an empty or new folder with --out."
        ) from error
    if writer != command:
        raise OutputError(
            f"{out} holds what `policycompare {writer}` wrote; choose another folder with --out."
        )
    return listed


def _carry_over(out: Path, staged: Path, listed: set[str]) -> None:
    for path in sorted(out.rglob("*")) if out.exists() else []:
        name = path.relative_to(out).as_posix()
        if path.is_dir() and not path.is_symlink():
            (staged / name).mkdir(parents=True, exist_ok=True)
        elif name not in listed and not (staged / name).exists():
            shutil.copy2(path, staged / name, follow_symlinks=False)


def _swap(staged: Path, out: Path, earlier: Path) -> None:
    """Put the staged folder in place; whatever interrupts, the earlier one is back or named."""
    try:
        if out.exists():
            out.rename(earlier)
        staged.rename(out)
    except BaseException:
        if earlier.exists() and not out.exists():
            try:
                earlier.rename(out)
            except OSError as error:
                raise OutputError(
                    f"{out} could not be put back ({error.strerror}); the earlier output is whole "
                    f"in {earlier}, rename it."
                ) from error
        raise
    shutil.rmtree(earlier, ignore_errors=True)
