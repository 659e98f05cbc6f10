"""Targets and verdicts come in; groups that may share an axis, and why they part, come out."""

from itertools import combinations

import pandas as pd

from policycompare.model import Language
from policycompare.verdicts import grounds

STOP: dict[Language, str] = {"zh": "；", "en": "; "}
COLON: dict[Language, str] = {"zh": "：", "en": ": "}
TRAITS = ["indicator", "unit", "measure"]


def comparable_groups(targets: pd.DataFrame, verdicts: pd.DataFrame) -> list[pd.DataFrame]:
    """Part targets into groups in which every pair is `comparable` or `caution`.

    Targets of different indicator, unit or measure never share a group. Those without a number
    share no axis and are gathered by indicator.

    Parameters
    ----------
    targets
        What `labelled` returns, or some of its rows.
    verdicts
        What `comparability` returns for them: one row per pair.

    Returns
    -------
    list of DataFrame
        Percentages first, then other units, then targets without a number; rows by region and year.

    Examples
    --------
    >>> from policycompare import comparability, labelled, load_targets
    >>> targets = load_targets().query("indicator == 'signing_rate'")
    >>> groups = comparable_groups(labelled(targets), comparability(targets, "signing_rate"))
    >>> [len(group) for group in groups]
    [3]
    """
    leader = {target: target for target in targets["target_id"]}
    trait = dict(zip(leader, targets[TRAITS].itertuples(index=False), strict=True))
    silent = targets[without_number(targets)]
    leader |= dict(
        zip(
            silent["target_id"], silent.groupby(TRAITS)["target_id"].transform("first"), strict=True
        )
    )
    links = verdicts[verdicts["verdict"] != "not_comparable"]
    linked = {frozenset(pair) for pair in zip(links["target_a"], links["target_b"], strict=True)}
    for one, other in zip(links["target_a"], links["target_b"], strict=True):
        if one in leader and other in leader and trait[one] == trait[other]:
            old, new = leader[other], leader[one]
            joined = [target for target, led in leader.items() if led in (old, new)]
            if all(frozenset(pair) in linked for pair in combinations(joined, 2)):
                leader = {target: new if led == old else led for target, led in leader.items()}
    ordered = _by_region_and_year(targets)
    groups = [group for _, group in ordered.groupby(ordered["target_id"].map(leader), sort=False)]
    indicators = list(targets["indicator"].unique())
    return sorted(groups, key=lambda group: _place(group, indicators))


def without_number(targets: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which targets state no number: commitments, and values against a moving reference."""
    return targets["low"].isna() & targets["high"].isna()


def _by_region_and_year(targets: pd.DataFrame) -> pd.DataFrame:
    regions = {region: place for place, region in enumerate(targets["region"].unique())}
    place = targets["region"].map(regions)
    return targets.assign(place=place).sort_values(["place", "year"]).drop(columns="place")


def _place(group: pd.DataFrame, indicators: list[str]) -> tuple[bool, bool, int]:
    first = group.iloc[0]
    silent = bool(without_number(group).all())
    return silent, first["unit"] != "%", indicators.index(first["indicator"])


def why_apart(
    one: pd.DataFrame, other: pd.DataFrame, verdicts: pd.DataFrame, *, lang: Language, most: int
) -> str:
    """Return why two groups are kept apart: what forbids their first pair that must not compare."""
    pairs = verdicts[_joins(verdicts, one) & _joins(verdicts, other)]
    pairs = pairs[pairs["verdict"] == "not_comparable"]
    reasons = grounds(pairs[f"reasons_{lang}"].iloc[0], lang) if len(pairs) else []
    return STOP[lang].join(reasons[:most])


def why_careful(group: pd.DataFrame, verdicts: pd.DataFrame, *, lang: Language) -> str:
    """Return in what the members of a group differ, each point once and without its values."""
    inside = verdicts[["target_a", "target_b"]].isin(list(group["target_id"])).all(axis=1)
    cautions = verdicts[inside & (verdicts["verdict"] == "caution")][f"reasons_{lang}"]
    reasons = [reason for reasons in cautions for reason in reasons.split(STOP[lang])]
    return STOP[lang].join(dict.fromkeys(reason.split(COLON[lang])[0] for reason in reasons))


def _joins(verdicts: pd.DataFrame, group: pd.DataFrame) -> "pd.Series[bool]":
    return verdicts[["target_a", "target_b"]].isin(list(group["target_id"])).any(axis=1)
