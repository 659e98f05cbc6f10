"""Targets go in; for each the one number to chart comes out; an amount and its unit as written."""

import pandas as pd

CHARTED: dict[str, str] = {
    ">=": "low", ">": "low", "<=": "high", "<": "high", "=": "low", "~": "low", "range": "low",
}  # fmt: skip
"""The bound that stands for a target in a bar chart, by operator."""


RATIOS = ("1:x", "x:1")
"""Units of one number beside another: 医护比1∶1.25, 护床比0.4∶1."""


def as_written(amount: str, unit: str) -> str:
    """Put an amount and its unit together as a reader writes them.

    Examples
    --------
    >>> as_written("70", "%"), as_written("1.25", "1:x"), as_written("0.4", "x:1")
    ('70%', '1:1.25', '0.4:1')
    """
    return unit.replace("x", amount) if unit in RATIOS else amount + unit


def chart_values(targets: pd.DataFrame) -> "pd.Series[float]":
    """Return one number a target: the bound it states, of a range the lower end.

    Nothing is invented: a middle of a range is printed nowhere, and a target without a number
    has none here either. The upper end of a range stays in `high`.

    Parameters
    ----------
    targets : DataFrame
        Rows of `load_targets`.

    Examples
    --------
    >>> bounds = {"op": ["<=", "range", "<"], "low": [None, 2.0, None], "high": [30.0, 3.0, None]}
    >>> chart_values(pd.DataFrame(bounds, dtype=object)).tolist()
    [30.0, 2.0, nan]
    """
    stated = [
        row[CHARTED[row["op"]]] if row["op"] in CHARTED else None
        for row in targets[["op", "low", "high"]].to_dict("records")
    ]
    return pd.Series(pd.to_numeric(pd.Series(stated, dtype=object)).to_numpy(), targets.index)
