"""Options come in; speed, flatness, memory and worst inputs, measured in one run, are printed."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import policycompare as pc
from benchmarks.folder_memory import CHARACTERS, peaks
from benchmarks.measure import Cost, cost_of, timed
from benchmarks.ordinary import ordinary
from benchmarks.peer import NoPeerError, peer_costs
from benchmarks.worst import WORST

MEGABYTE = 1_000_000
FILES = (20, 200)
PEER_CHARACTERS = 6_000
TOO_SLOW = 25
"""Times the ordinary cost after which a worst case is given up."""


def main() -> int:
    """Print every part that was asked for."""
    options = _options()
    parts = {
        "speed": _speed(options.largest),
        "worst": _worst(options.worst, options.samples),
        "memory": _memory(),
        "peer": _peer(options.recognizers),
    }
    for name in options.only:
        for line in parts[name]:
            print(line, flush=True)
        print(flush=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = ("speed", "worst", "memory", "peer")
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="default: all")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--largest", type=float, default=10, metavar="MB", help="default: 10")
    size.add_argument("--full", dest="largest", action="store_const", const=100, help="100 MB")
    parser.add_argument("--worst", type=int, default=MEGABYTE, metavar="CHARACTERS",
                        help="length of each worst case (default: 1,000,000)")  # fmt: skip
    parser.add_argument("--samples", type=int, default=3, help="of which the median is taken")
    parser.add_argument("--recognizers", type=Path, metavar="PYTHON",
                        help="a Python with recognizers-text-suite and emoji==1.1.0")  # fmt: skip
    return parser.parse_args()


def _speed(largest: float) -> Iterator[str]:
    yield "Ordinary text, one core; ratios are to one compiled expression over the same text"
    heads = ("MB", "characters", "targets", "char/s", "to regex", "to first")
    yield "".join(f"{head:>12}" for head in heads)
    first: Cost | None = None
    megabytes = 0.01
    while megabytes <= largest:
        cost = cost_of("", int(megabytes * MEGABYTE / 2.9), 5 if megabytes <= 1 else 3)
        if cost is None:
            yield f"{megabytes:12g} failed"
            return
        first = first or cost
        yield (
            f"{cost.size / MEGABYTE:12.3g}{cost.characters:12,}{cost.targets:12,}"
            f"{1 / cost.scan:12,.0f}{cost.scan / cost.yardstick:11.1f}×"
            f"{cost.scan / first.scan:11.2f}×"
        )
        megabytes *= 10


def _worst(length: int, samples: int) -> Iterator[str]:
    usual = cost_of("", length, samples)
    if usual is None:
        yield "Worst inputs: ordinary text failed"
        return
    yield f"Worst inputs of {length:,} characters; cost as multiples of ordinary text's"
    yield f"{'a character':>12}{'a target':>12}"
    limit = max(20.0, TOO_SLOW * usual.scan * length * samples)
    found: dict[str, tuple[float, float]] = {}
    for name in WORST:
        if sys.stderr.isatty():
            print(f"\r{name:40}\r", end="", file=sys.stderr, flush=True)
        cost = cost_of(name, length, samples, limit)
        found[name] = _against(usual, cost)
    for name, (times, target) in sorted(found.items(), key=lambda pair: -pair[1][0]):
        said = f"{times:11.2f}×" if times < float("inf") else f"  > {TOO_SLOW}× or failed"
        yield f"{said}{f'{target:11.2f}×' if target else ' ' * 12}  {name}"
    slow = sum(times > 2 for times, _ in found.values())
    dense = sum(times > 2 and 0 < target < 1 for times, target in found.values())
    yield (
        f"{slow} of {len(found)} are more than twice as slow a character as ordinary text; "
        f"{dense} of these are made of targets, each of which costs less than in ordinary text"
    )


def _against(usual: Cost, cost: Cost | None) -> tuple[float, float]:
    """Give the cost a character, and that a target where they stand closer than usual."""
    if cost is None:
        return float("inf"), 0.0
    times = cost.scan / usual.scan
    denser = cost.targets * usual.characters / (usual.targets * cost.characters)
    return times, times / denser if denser > 1 else 0.0


def _memory() -> Iterator[str]:
    yield f"A folder of files of {CHARACTERS:,} characters; peaks of resident memory"
    for jobs in (1, 2):
        found = [peaks(files, jobs) for files in FILES]
        few, many = found
        if few is None or many is None:
            yield "not measured: this system does not tell"
            return
        for files, (own, largest) in zip(FILES, (few, many), strict=True):
            worker = f", its largest process {largest:.0f} MB" if jobs > 1 else ""
            yield f"--jobs {jobs}, {files:4} files: command {own:.0f} MB{worker}"
        growth = max(many) / max(few)
        yield f"--jobs {jobs}, {FILES[1] // FILES[0]}× the files: {growth:.2f}× the memory"


def _peer(python: Path | None) -> Iterator[str]:
    text = ordinary(PEER_CHARACTERS)
    sentences = [sentence for sentence in text.replace("\n", "").split("。") if sentence]
    yield "recognizers-text-suite, sentence by sentence, as multiples of a scan of the same text"
    try:
        costs = peer_costs(sentences, python)
    except NoPeerError as error:
        yield f"not measured: {error}"
        return
    pc.scan(text)  # what is read and compiled once
    own = timed(lambda: len(pc.scan(text)))[0] / len(text)
    for name, cost in costs.items():
        yield f"{cost / own:7.1f}×  {name} ({1 / cost:,.0f} char/s; scan {1 / own:,.0f})"


if __name__ == "__main__":
    sys.exit(main())
