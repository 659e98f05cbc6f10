"""A text's name and length go in; the cost of a scan, measured in a new process, comes out."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from statistics import median

import policycompare as pc
from benchmarks.ordinary import ordinary
from benchmarks.worst import WORST

YARDSTICK = re.compile(r"\d+(?:\.\d+)?%?")
"""One compiled expression over the same text: what the ratio is to."""
SHORTEST = 0.05
"""Seconds that a sample takes at least: a shorter text is scanned several times."""
START = 60
"""Seconds that a new process may take to start, on a machine with other work."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds a character, of a scan and of the yardstick, each the median of several."""

    characters: int
    size: int
    targets: int
    scan: float
    yardstick: float


def cost_of(name: str, length: int, samples: int, limit: float | None = None) -> Cost | None:
    """Measure a text in a new process; give `None` where it fails or takes too long.

    Parameters
    ----------
    name : str
        A key of `WORST`, or "" for ordinary text.
    length : int
        Characters of the text.
    samples : int
        How often each is measured; scan and yardstick take turns.
    limit : float, optional
        Seconds for all samples together.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(theirs, name, length, samples))
    process.start()
    theirs.close()
    found: Cost | None = None
    try:
        if not ours.poll(START):
            raise TimeoutError(f"no process started within {START} seconds; is the machine busy?")
        ours.recv()
        if ours.poll(limit):
            found = ours.recv()
    except EOFError:  # the scan failed: its traceback stands on stderr
        pass
    finally:
        process.terminate()
        process.join()
    return found


def _measure(sink: Connection, name: str, length: int, samples: int) -> None:
    text = WORST[name](length) if name else ordinary(length)
    pc.scan(ordinary(1000))  # what is read and compiled once
    sink.send("ready")
    scans, yardsticks, targets = [], [], 0
    for _ in range(samples):
        spent, targets = timed(partial(_scanned, text))
        scans.append(spent / length)
        yardsticks.append(timed(partial(_matched, text))[0] / length)
    size = len(text.encode("utf-8", "surrogatepass"))
    sink.send(Cost(length, size, targets, median(scans), median(yardsticks)))


def _scanned(text: str) -> int:
    return len(pc.scan(text))


def _matched(text: str) -> int:
    return sum(1 for _ in YARDSTICK.finditer(text))


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """Take the processor seconds of one run, in which other programs do not count, and its sum."""
    runs, began = 0, time.process_time()
    while True:
        found = work()
        runs += 1
        spent = time.process_time() - began
        if spent >= SHORTEST:
            return spent / runs, found
