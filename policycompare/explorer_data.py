"""What the explorer page shows comes in; the JSON that the page's script reads goes out."""

import json

import pandas as pd

from policycompare.constraints import Tables
from policycompare.explorer import Explorer
from policycompare.labels import code_names
from policycompare.records import Record, records_of

SEARCHED = (
    "target_id", "region_name", "theme_name", "indicator_name", "population_name", "label",
    "quote", "reading", "place", "document", "note",
)  # fmt: skip
"""Fields in which the page's search looks."""
TOLD = (
    "population_name", "deadline", "modality_name", "kind_name", "reading", "place", "document",
    "note", "target_id",
)  # fmt: skip
"""Fields that the details of a target list below its quote, in this order."""
SAVED = (
    "target_id", "region_name", "theme_name", "indicator_name", "population_name", "value_label",
    "deadline", "modality_name", "kind_name", "quote", "reading", "place", "document", "note",
)  # fmt: skip
"""Columns of the CSV file that the page offers."""
PAIRED = ("target_a", "target_b", "verdict")
SAID = (
    "count", "besides", "unknown", "copy", "copied", "not copied", "close", "group",
    "group wordless", "others",
)  # fmt: skip
"""Words that the script writes."""
DANGEROUS = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could end a script element, open a comment in it, or break a line of it."""

Verdicts = dict[str, list[dict[str, str]]]


def page_data(explorer: Explorer, pairs: pd.DataFrame | None, tables: Tables) -> str:
    """Write the targets, with the verdicts on their pairs, as JSON that is safe inside HTML."""
    verdicts = _verdicts(explorer, pairs, tables)
    shared = {
        target["target_id"]
        for theme in explorer.themes
        for indicator in theme.indicators
        for target in indicator.targets
        if indicator.shared
    }
    places = explorer.ranking.places
    measured = {places[t["target_id"]][0] for t in explorer.targets if t["kind"] == "quantified"}
    words = explorer.words
    data = {
        "words": {word: words[word] for word in SAID},
        "groups": [
            {"name": name, "measured": number in measured}
            for number, name in enumerate(explorer.ranking.groups)
        ],
        "names": {field: words[field] for field in dict.fromkeys((*SAVED, *TOLD))},
        "searched": SEARCHED,
        "told": TOLD,
        "saved": SAVED,
        "targets": [
            _entry(target, explorer)
            | {"shared": "1" if target["target_id"] in shared else ""}
            | {"others": verdicts.get(target["target_id"], [])}
            for target in explorer.targets
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(DANGEROUS.get(character, character) for character in text)


def _entry(target: Record, explorer: Explorer) -> dict[str, object]:
    """Choose what the script needs of a target: text, filters, and what it is sorted by."""
    group, place = explorer.ranking.places[target["target_id"]]
    regions = [region.code for region in explorer.regions]
    themes = [theme.code for theme in explorer.themes]
    fields = dict.fromkeys((*SEARCHED, *SAVED, "region", "theme", "kind"))
    return {field: target[field] for field in fields} | {
        "group": group,
        "sort": {
            "region": regions.index(target["region"]),
            "theme": themes.index(target["theme"]),
            "indicator": target["indicator_name"],
            "population": target["population_name"],
            "value": place,
            "year": int(target["year"]) if target["year"] else None,
            "modality": target["modality_name"],
        },
    }


def _verdicts(explorer: Explorer, pairs: pd.DataFrame | None, tables: Tables) -> Verdicts:
    """List, for every target, those it may be thought to compare with, and what comes of it.

    These are the targets of its indicator and, in a headline theme, of its theme.
    """
    if pairs is None:
        return {}
    reasons = f"reasons_{explorer.lang}"
    names = code_names(tables, "verdict", explorer.lang)
    known = {target["target_id"]: target for target in explorer.targets}
    headlines = {theme.code for theme in explorer.themes if theme.headline}
    verdicts: Verdicts = {}
    for pair in records_of(pairs, (*PAIRED, reasons)):
        a, b = (known.get(pair[side]) for side in ("target_a", "target_b"))
        if not a or not b or not (a["indicator"] == b["indicator"] or a["theme"] in headlines):
            continue
        for one, other in ((a, b), (b, a)):
            verdicts.setdefault(one["target_id"], []).append(
                {
                    "id": other["target_id"],
                    "verdict": pair["verdict"],
                    "name": names[pair["verdict"]],
                    "reasons": pair[reasons],
                }
            )
    order = list(names)
    return {
        target_id: sorted(others, key=lambda other: order.index(other["verdict"]))
        for target_id, others in verdicts.items()
    }
