"""Sentences go in; what Recognizers-Text, in its own environment, takes for them comes out."""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PACKAGES = ("recognizers-text-suite", "emoji==1.1.0")
"""The suite asks for any emoji and runs with this one."""

SCRIPT = r"""
import json, sys, time, warnings
warnings.filterwarnings("ignore")
from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_number, recognize_percentage
from recognizers_text import Culture

sentences = json.load(sys.stdin)
groups = {
    "numbers, percentages": (recognize_number, recognize_percentage),
    "numbers, percentages, dates": (recognize_number, recognize_percentage, recognize_datetime),
}
costs = {}
for name, models in groups.items():
    for model in models:
        model(sentences[0], Culture.Chinese)
    began = time.process_time()
    for sentence in sentences:
        for model in models:
            model(sentence, Culture.Chinese)
    costs[name] = (time.process_time() - began) / sum(map(len, sentences))
print(json.dumps(costs))
"""


class NoPeerError(Exception):
    """Recognizers-Text cannot be had here."""


def peer_costs(sentences: list[str], python: Path | None) -> dict[str, float]:
    """Give the processor seconds a character of its models, sentence by sentence.

    Parameters
    ----------
    sentences : list of str
        What both read.
    python : Path or None
        A Python that has the packages; by default one in a temporary environment.

    Raises
    ------
    NoPeerError
        It cannot be installed or run; the last line of what pip or Python said.
    """
    if python is not None:
        return _costs(sentences, python)
    with tempfile.TemporaryDirectory() as place:
        venv.create(place, with_pip=True)
        own = Path(
            place, *(("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python"))
        )
        _run([str(own), "-m", "pip", "install", "--quiet", *PACKAGES])
        return _costs(sentences, own)


def _costs(sentences: list[str], python: Path) -> dict[str, float]:
    costs: dict[str, float] = json.loads(_run([str(python), "-c", SCRIPT], json.dumps(sentences)))
    return costs


def _run(command: list[str], given: str = "") -> str:
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, encoding="utf-8", check=False, timeout=600
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoPeerError(str(error)) from error
    if done.returncode:
        raise NoPeerError((done.stderr.strip().splitlines() or ["no message"])[-1])
    return done.stdout
