"""Labelled targets come in; one offline page with the explorer and a table of all goes out."""

import html
from pathlib import Path

import pandas as pd
from plotly.io import to_html

from policycompare.explorer import by_theme, finding, shown_targets, target_explorer
from policycompare.files import write_whole
from policycompare.interactive import FONT, Record, Words, grouped, words_in
from policycompare.model import Language

TABLE = {
    "target_id": 13, "region_name": 7, "indicator_name": 17, "population_name": 14,
    "value_label": 10, "year": 10, "quote": 18, "section": 11,
}  # fmt: skip
"""The columns of the page's table with their widths in %."""
POLICY = "default-src 'none';script-src 'unsafe-inline';style-src 'unsafe-inline';img-src data:"
STYLE = """
body{margin:0 auto;max-width:1400px;padding:16px 24px;color:#222;font:15px/1.6 FONT}
h1{font-size:22px;line-height:1.35;margin:.4em 0}h2{font-size:18px;margin:1.6em 0 .4em}
.chart{overflow-x:auto;border:1px solid #ddd}.chart>div{min-width:960px}small{color:#555}
table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:4px 8px;border-bottom:1px solid #ddd;
font-weight:400;overflow-wrap:anywhere}thead th,tbody th[colspan]{font-weight:700}
th[colspan]{background:#e4e9ee}tr:target{background:#fff3bf}tr{scroll-margin-top:4em}
@media(max-width:760px){body{padding:8px 10px}thead,col{display:none}
table,tbody,tr,td,th{display:block}tr{border-bottom:2px solid #bbb}
td,th{border:0;padding:1px 6px}tr>::before{color:#555}
tbody th[scope=row]{font-weight:700}}
"""
CLICK = (
    "document.getElementById('{plot_id}').on('plotly_click',"
    "function(e){location.hash=e.points[0].customdata;});"
)


def _table(records: list[Record], words: Words) -> str:
    """Write every target as a row of an HTML table, in the order of the picture."""
    columns = "".join(f'<col style="width:{width}%">' for width in TABLE.values())
    heads = "".join(f'<th scope="col">{words[column]}</th>' for column in TABLE)
    parts = [f"<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>"]
    for theme in by_theme(records):
        name = html.escape(theme[0][0]["theme_name"])
        parts.append(f'<tbody><tr><th scope="rowgroup" colspan="{len(TABLE)}">{name}</th></tr>')
        parts += [_table_row(target, words) for group in theme for target in group]
        parts.append("</tbody>")
    return "\n".join([*parts, "</table>"])


def _table_row(target: Record, words: Words) -> str:
    cell = {key: html.escape(text) for key, text in target.items()}
    reading = f"<br><small>{words['reading']}{words['colon']}{cell['reading']}</small>"
    cell["quote"] = f'<span lang="zh-CN">{cell["quote"]}</span>'
    cell["quote"] += reading if cell["reading"] else ""
    head, *rest = TABLE
    cells = "".join(f"<td>{cell[column]}</td>" for column in rest)
    return f'<tr id="{cell[head]}"><th scope="row">{cell[head]}</th>{cells}</tr>'


def _page(targets: pd.DataFrame, lang: Language) -> str:
    """Compose the page: what it is, how to read it, the picture, the table, the sources."""
    words = words_in(lang)
    records = shown_targets(targets, words)
    figure = target_explorer(targets, lang=lang)
    figure.update_layout(title=None, margin_t=40, height=figure.layout.height - 82)
    config = {"displayModeBar": False, "showTips": False}
    chart = to_html(figure, config, full_html=False, div_id="targets", post_script=CLICK)
    title = finding(records, words)
    cards = "".join(
        f'tr>:nth-child({place}):not([colspan])::before{{content:"{words[column]}{words["colon"]}"}}'
        for place, column in enumerate(TABLE, start=1)
    )
    documents = [group[0] for group in grouped(records, "document_id").values()]
    sources = "".join(f"<li>{html.escape(first['document'])}</li>" for first in documents)
    return f"""<!doctype html>
<html lang="{"zh-CN" if lang == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{STYLE.replace("FONT", FONT)}@media(max-width:760px){{{cards}}}</style>
</head>
<body>
<h1>{title}</h1>
<p>{words["how"]}{words["more"]}</p>
<div class="chart" role="figure" aria-label="{title}" tabindex="0">{chart}</div>
<h2>{words["table"]}</h2>
{_table(records, words)}
<h2>{words["sources"]}</h2>
<ul>{sources}</ul>
</body>
</html>
"""


def write_explorer(targets: pd.DataFrame, path: str | Path, *, lang: Language = "zh") -> Path:
    """Write the explorer as one HTML page that needs no network, every target also in a table.

    Parameters
    ----------
    targets : pandas.DataFrame
        Labelled targets, in the language asked for; `DataError` where a column is missing.
    path : str or pathlib.Path
        Where to write 5 MB; `OutputError` where that fails, and what stood there stays.
    lang : {"zh", "en"}
        Language of what the page itself says.

    Returns
    -------
    pathlib.Path
        The page written; the same targets give the same bytes.

    Examples
    --------
    >>> from policycompare import labelled, load_targets
    >>> write_explorer(labelled(load_targets()), "build/targets.html")  # doctest: +SKIP
    PosixPath('build/targets.html')
    """
    return write_whole(Path(path), _page(targets, lang).encode())
