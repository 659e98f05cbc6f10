"""What the explorer shows comes in; the form that filters it goes out as HTML."""

import html
from collections.abc import Mapping

from policycompare.explorer import Explorer
from policycompare.explorer_signs import sign
from policycompare.explorer_words import Words


def controls(explorer: Explorer) -> str:
    """Compose search, theme, regions, kinds, view, the count and the buttons."""
    words = {word: html.escape(text) for word, text in explorer.words.items()}
    return "\n".join(
        [
            '<div class="filters">',
            _search(words),
            '<button type="button" id="more" aria-expanded="false" aria-controls="facets">'
            f"{words['more']}</button>",
            '<div id="facets">',
            _themes(explorer, words),
            _chips(
                "region",
                words["region_name"],
                {region.code: html.escape(region.name) for region in explorer.regions},
            ),
            _chips(
                "kind",
                words["kind_name"],
                {
                    kind: sign(kind, explorer.kinds) + html.escape(name)
                    for kind, name in explorer.kinds.items()
                },
            ),
            "</div></div>",
            _results_line(explorer, words),
        ]
    )


def _search(words: Words) -> str:
    return (
        f'<label class="search">{words["search"]}'
        f'<input type="search" name="q" placeholder="{words["search hint"]}" '
        'autocomplete="off" spellcheck="false" enterkeyhint="search"></label>'
    )


def _themes(explorer: Explorer, words: Words) -> str:
    options = "".join(
        f'<option value="{html.escape(theme.code)}">{html.escape(theme.name)}</option>'
        for theme in explorer.themes
    )
    return (
        f'<label class="theme">{words["theme_name"]}<select name="theme">'
        f'<option value="">{words["every theme"]}</option>{options}</select></label>'
    )


def _chips(name: str, legend: str, choices: Mapping[str, str]) -> str:
    """Compose boxes to tick; none ticked is no restriction. The labels are HTML."""
    boxes = "".join(
        f'<label class="chip"><input type="checkbox" name="{name}" value="{html.escape(code)}">'
        f"<span><i>{label}</i> <output></output></span></label>"
        for code, label in choices.items()
    )
    return f'<fieldset class="{name}"><legend>{legend}</legend>{boxes}</fieldset>'


def _results_line(explorer: Explorer, words: Words) -> str:
    total = len(explorer.targets)
    count = words["count"].format(shown=total, all=total)
    views = "".join(
        f'<label class="chip"><input type="radio" name="view" value="{view}"'
        f"{' checked' if view == 'compare' else ''}><span>{words[view]}</span></label>"
        for view in ("compare", "list")
    )
    shared = _chips("shared", words["shared_name"], {"1": words["shared"]})
    buttons = "".join(
        f'<button type="{kind}" id="{name}">{words[word]}</button>'
        for name, word, kind in (
            ("clear", "reset", "reset"),
            ("copy", "copy view", "button"),
            ("download", "download", "button"),
        )
    )
    return (
        f'<div class="results"><fieldset class="view"><legend>{words["view"]}</legend>{views}'
        f'</fieldset>{shared}<p id="status" role="status" aria-live="polite">'
        f'<b id="count">{count}</b> <span id="remark"></span></p>'
        f'<p class="buttons">{buttons}</p></div>'
    )
