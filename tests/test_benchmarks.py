"""The benchmarks measure what they say: fair text, texts of the length asked for, a real run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.ordinary import ordinary
from benchmarks.worst import WORST

ROOT = Path(__file__).parent.parent


def test_ordinary_text_has_a_target_in_about_300_characters_and_hardly_repeats_itself() -> None:
    text = ordinary(60_000)
    assert len(text) == 60_000
    assert ordinary(60_000) == text
    assert ordinary(60_000, seed=5) != text
    assert 180 <= text.count("%") <= 240
    sentences = [sentence for sentence in re.split("[。\n]+", text) if len(sentence) > 20]
    assert len(sentences) > 900
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("name", WORST)
def test_a_worst_case_is_as_long_as_asked(name: str) -> None:
    assert len(WORST[name](1000)) == 1000


def test_the_speed_is_printed_as_a_ratio() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--only", "speed", "--largest", "0.01"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    heads, row = run.stdout.strip().splitlines()[1:]
    assert heads.split("  ")[-1] == "to first"
    assert re.search(r"3,448 +\d+ +[\d,]+ +[\d.]+× +1\.00×$", row)
