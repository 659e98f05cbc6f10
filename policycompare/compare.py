"""Targets go in; verdicts on their pairs and the coverage of indicators by regions come out."""

from itertools import combinations, groupby

import pandas as pd

from policycompare.constraints import Tables
from policycompare.errors import UnknownCodeError
from policycompare.labels import labelled, names
from policycompare.model import Language
from policycompare.sources import read_tables
from policycompare.verdicts import PAIR_COLUMNS, judge_from

KINDS = ("quantified", "universal", "relative", "qualitative")
"""From the strongest kind of target to the weakest."""


def comparability(
    targets: pd.DataFrame, indicator_or_theme: str, *, tables: Tables | None = None
) -> pd.DataFrame:
    """Judge every pair of targets within an indicator or a theme.

    Comparable only when indicator, unit, measure and population agree; with caution when they do
    but year, operator, level, modality or the document's status differ, or when one population
    contains the other; else not comparable.

    Parameters
    ----------
    targets : DataFrame
        Rows of `load_targets`.
    indicator_or_theme : str
        A code of `data/codelists/indicators.csv` or `themes.csv`.
    tables : dict of DataFrame, optional
        The data that `targets` came from; by default those that came with the package.

    Returns
    -------
    DataFrame
        One row per pair with `verdict`, `reasons_zh` and `reasons_en`.

    Raises
    ------
    UnknownCodeError
        No indicator or theme has that code.

    Examples
    --------
    >>> from policycompare import load_targets
    >>> pairs = comparability(load_targets(), "private_beds")
    >>> pairs[["verdict", "reasons_zh"]].values.tolist()
    [['caution', '比较词不同：= / ≥；层级不同：地级市 / 省']]
    """
    tables = read_tables() if tables is None else tables
    column = (
        "indicator" if indicator_or_theme in set(tables["indicators"]["indicator"]) else "theme"
    )
    if column == "theme" and indicator_or_theme not in set(tables["themes"]["theme"]):
        raise UnknownCodeError(
            f"{indicator_or_theme!r} is no indicator or theme; "
            "choose a code of data/codelists/indicators.csv or themes.csv."
        )
    return _judged(targets[targets[column] == indicator_or_theme], tables)


def all_comparability(targets: pd.DataFrame, *, tables: Tables | None = None) -> pd.DataFrame:
    """Judge every pair of targets within every theme; see `comparability`."""
    tables = read_tables() if tables is None else tables
    order = {theme: place for place, theme in enumerate(tables["themes"]["theme"])}
    by_theme = targets.sort_values("theme", key=lambda theme: theme.map(order), kind="stable")
    return _judged(by_theme, tables)


def _judged(targets: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Judge the pairs of targets that share a theme."""
    judge = judge_from(tables)
    both = zip(
        labelled(targets, "zh", tables).to_dict("records"),
        labelled(targets, "en", tables).to_dict("records"),
        strict=True,
    )
    rows = [
        judge.pair(first, second)
        for _, alike in groupby(both, key=lambda row: str(row[0]["theme"]))
        for first, second in combinations(alike, 2)
    ]
    return pd.DataFrame(rows, columns=list(PAIR_COLUMNS))


def coverage(
    targets: pd.DataFrame, lang: Language = "zh", *, tables: Tables | None = None
) -> pd.DataFrame:
    """Show which region states which indicator.

    Parameters
    ----------
    targets : DataFrame
        Rows of `load_targets`.
    lang : {"zh", "en"}
        Language of the names.
    tables : dict of DataFrame, optional
        The data that `targets` came from; by default those that came with the package.

    Returns
    -------
    DataFrame
        One row per indicator in the order of the codebook: `theme`, `theme_name`, `indicator`,
        `indicator_name`, one column per region with the strongest kind of target it states
        (empty: no target), and `regions`, how many state one.

    Examples
    --------
    >>> from policycompare import load_targets
    >>> shared = coverage(load_targets()).query("regions >= 2")
    >>> shared.loc[shared["indicator"] == "gp_density", ["liaoning", "xinhui"]].values.tolist()
    [['quantified', 'quantified']]
    """
    tables = read_tables() if tables is None else tables
    regions = tables["regions"]["region"].tolist()
    indicators = tables["indicators"]
    rank = targets.assign(rank=targets["kind"].map(KINDS.index))
    strongest = rank.groupby(["indicator", "region"])["rank"].min()
    frame = pd.DataFrame(
        {
            "theme": indicators["theme"],
            "theme_name": indicators["theme"].map(names(tables, "themes", "theme", lang)),
            "indicator": indicators["indicator"],
            "indicator_name": indicators[f"name_{lang}"],
        }
    )
    for region in regions:
        frame[region] = [
            KINDS[int(strongest[indicator, region])]
            if (indicator, region) in strongest.index
            else ""
            for indicator in frame["indicator"]
        ]
    frame["regions"] = (frame[regions] != "").sum(axis=1)
    order = {theme: place for place, theme in enumerate(tables["themes"]["theme"])}
    return frame.sort_values(
        "theme", key=lambda theme: theme.map(order), kind="stable"
    ).reset_index(drop=True)
