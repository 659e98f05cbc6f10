"""What the explorer shows comes in; the comparison by region and the list go out as HTML."""

import html
from urllib.parse import quote

from policycompare.explorer import Explorer, Indicator, Region, Theme
from policycompare.explorer_signs import scale, sign
from policycompare.records import Record

LISTED = {
    "region": "region_name", "theme": "theme_name", "indicator": "indicator_name",
    "population": "population_name", "value": "value_label", "year": "deadline",
    "modality": "modality_name", "": "address",
}  # fmt: skip
"""Columns of the list: what it is sorted by, and the word in its head."""


def link(target_id: str) -> str:
    """Address a target within the page.

    Examples
    --------
    >>> link("ziyang-2017/032")
    '#ziyang-2017/032'
    """
    return "#" + quote(target_id, safe="/")


def comparison(explorer: Explorer) -> str:
    """Compose a table with a row an indicator and a column a region."""
    heads = "".join(
        f'<th scope="col" data-region="{html.escape(region.code)}">{_named(region)}</th>'
        for region in explorer.regions
    )
    indicator = html.escape(explorer.words["indicator_name"])
    bodies = "\n".join(_theme(theme, explorer) for theme in explorer.themes)
    return (
        f'<table class="compare"><thead><tr><th scope="col">{indicator}</th>{heads}</tr></thead>\n'
        f"{bodies}\n</table>"
    )


def _named(region: Region) -> str:
    name = html.escape(region.name)
    if not region.draft:
        return name
    return f'{name} <em class="draft">{html.escape(region.draft)}</em>'


def _plainly_named(region: Region, explorer: Explorer) -> str:
    return region.name + (explorer.words["brackets"].format(region.draft) if region.draft else "")


def _theme(theme: Theme, explorer: Explorer) -> str:
    span = len(explorer.regions) + 1
    rows = [_indicator(indicator, explorer) for indicator in theme.indicators]
    head = f'<tr><th scope="rowgroup" colspan="{span}">{html.escape(theme.name)}</th></tr>'
    return "\n".join(["<tbody>", head, *rows, "</tbody>"])


def _indicator(indicator: Indicator, explorer: Explorer) -> str:
    cells = []
    for region in explorer.regions:
        marks = "".join(
            _mark(target, indicator, explorer, draft_column=bool(region.draft))
            for target in indicator.targets
            if target["region"] == region.code
        )
        code = html.escape(region.code)
        name = html.escape(_plainly_named(region, explorer))
        cells.append(f'<td data-region="{code}" data-name="{name}">{marks}</td>')
    shared = ' class="shared"' if indicator.shared else ""
    whom = f"<small>{html.escape(indicator.population)}</small>" if indicator.population else ""
    name = html.escape(indicator.name) + _unlike(indicator)
    return f'<tr{shared}><th scope="row">{name}{whom}</th>{"".join(cells)}</tr>'


def _unlike(indicator: Indicator) -> str:
    """Mark an indicator whose targets do not compare as they stand, and say why."""
    if not indicator.unlike:
        return ""
    return f' <em class="unlike">≠ {html.escape(" · ".join(indicator.unlike))}</em>'


def _mark(target: Record, indicator: Indicator, explorer: Explorer, *, draft_column: bool) -> str:
    """Compose one target as a link; below it what tells it from its neighbours."""
    beside = [
        "" if indicator.population else target["population_name"],
        "" if target["modality"] == "must" else target["modality_name"],
        "" if draft_column else target["draft"],
    ]
    small = "".join(f"<small>{html.escape(text)}</small>" for text in beside if text)
    return (
        f'<a class="mark" href="{link(target["target_id"])}" '
        f'data-id="{html.escape(target["target_id"])}">{sign(target["kind"], explorer.kinds)}'
        f"<b>{html.escape(target['label'])}</b>{scale(target)}{small}</a>"
    )


def listing(explorer: Explorer) -> str:
    """Compose a table of all targets with their words and addresses, complete without scripts."""
    words = {word: html.escape(text) for word, text in explorer.words.items()}
    heads = "".join(
        f'<th scope="col" class="{key or "address"}"'
        + (
            f'><button type="button" data-sort="{key}" title="{words["sort hint"]}">'
            f"{words[word]}</button></th>"
            if key
            else f">{words[word]}</th>"
        )
        for key, word in LISTED.items()
    )
    rows = "\n".join(
        _row(target, indicator, explorer)
        for theme in explorer.themes
        for indicator in theme.indicators
        for target in indicator.targets
    )
    return (
        f'<table class="list"><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>'
    )


def _row(target: Record, indicator: Indicator, explorer: Explorer) -> str:
    text = {key: html.escape(value) for key, value in target.items()}
    href = link(target["target_id"])
    draft = f'<em class="draft">{text["draft"]}</em>' if target["draft"] else ""
    cells = {
        "region_name": text["region_name"] + draft,
        "theme_name": text["theme_name"],
        "population_name": text["population_name"],
        "value_label": (
            f"<span>{sign(target['kind'], explorer.kinds)}<b>{text['value_label']}</b></span>"
            + scale(target)
        ),
        "deadline": text["deadline"],
        "modality_name": (
            f"<small>{text['modality_name']}</small>"
            if target["modality"] == "must"
            else text["modality_name"]
        ),
        "address": _address(target, explorer),
    }
    filled = {
        word: f'<td data-name="{html.escape(explorer.words[word])}">{cell}</td>'
        for word, cell in cells.items()
    }
    filled["indicator_name"] = (
        f'<th scope="row"><a href="{href}" data-id="{text["target_id"]}">'
        f"{text['indicator_name']}</a>{_unlike(indicator)}</th>"
    )
    row = "".join(filled[word] for word in LISTED.values())
    return f'<tr id="{text["target_id"]}">{row}</tr>'


def _address(target: Record, explorer: Explorer) -> str:
    """Quote a target's words and say where they stand; a reading or note follows."""
    words = explorer.words
    parts = [f'<q lang="zh-CN">{html.escape(target["quote"])}</q>']
    for field in ("reading", "note"):
        if target[field]:
            said = html.escape(words[field] + words["colon"] + target[field])
            parts.append(f"<small>{said}</small>")
    permalink = html.escape(words["permalink"])
    parts.append(
        f"<small>{html.escape(target['place'])} "
        f'<a class="permalink" href="{link(target["target_id"])}" title="{permalink}">'
        f"¶ {html.escape(target['target_id'])}</a></small>"
    )
    return "".join(parts)
