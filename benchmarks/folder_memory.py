"""Numbers of files and processes go in; how much memory a scan of such a folder takes comes out."""

import os
import sys
import tempfile
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.ordinary import ordinary
from policycompare.cli import main

CHARACTERS = 20_000
"""Of each file: as long as a plan of a province."""


def peaks(files: int, jobs: int) -> tuple[float, float] | None:
    """Scan a folder of new files; give the peaks in MB of the command and of its largest process.

    `None` on Windows, which does not tell.
    """
    if sys.platform == "win32":
        return None
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory() as place:
        for number in range(files):
            text = ordinary(CHARACTERS, seed=number)
            Path(place, f"{number:04d}.txt").write_text(text, "utf-8")
        process = context.Process(target=_scan, args=(theirs, place, jobs))
        process.start()
        theirs.close()
        found: tuple[float, float] = ours.recv()
        process.join()
    return found


def _scan(sink: Connection, folder: str, jobs: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    with Path(os.devnull).open("w", encoding="utf-8") as sys.stdout, \
         Path(os.devnull).open("w", encoding="utf-8") as sys.stderr:  # fmt: skip
        main(["scan", folder, "--format", "csv", "--jobs", str(jobs)])
    unit = 2**20 if sys.platform == "darwin" else 2**10
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, largest = (resource.getrusage(who).ru_maxrss / unit for who in whose)
    sink.send((own, largest))
