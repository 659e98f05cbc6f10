"""Where the system's own Chromium is, for checks that need a real browser."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def find_chromium() -> Path | None:
    """Find a Chromium: the one that the environment variable CHROMIUM names, or one on the path."""
    named = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else []
    found = (shutil.which(name) for name in [*named, *NAMES])
    return next((Path(path) for path in found if path), None)
