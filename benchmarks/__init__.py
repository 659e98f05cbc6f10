"""How fast a scan is, how flat in time and memory, and what slows it; no part of the package."""
