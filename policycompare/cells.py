"""Cells of a CSV file go in; they come out guarded against a spreadsheet, or as the text again."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


def guarded(cell: object) -> object:
    """Keep a spreadsheet from reading text as a formula; a sign alone, the operator =, is none.

    Examples
    --------
    >>> guarded("=1+1"), guarded("="), guarded(30.0)
    ("'=1+1", '=', 30.0)
    """
    return f"'{cell}" if isinstance(cell, str) and _looks_like_formula(cell) else cell


def unguarded(text: str) -> str:
    """Read a guarded cell back as the text that was written.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("="), unguarded("'quoted'"), unguarded(guarded("'=1"))
    ('=1+1', '=', "'quoted'", "'=1")
    """
    return text.removeprefix("'") if _looks_like_formula(text) else text


def _looks_like_formula(text: str) -> bool:
    """Tell a formula, also one behind apostrophes, which would else not be read back."""
    bare = text.lstrip("'")
    return len(bare) > 1 and bare.startswith(FORMULA_SIGNS)
