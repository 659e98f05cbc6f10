"""How right a scan is, how fast and flat, and what slows it; no part of the package."""
