"""A clause that commits without a measure goes in; the row that proposes it comes out."""

from collections.abc import Sequence

from policycompare.constraints import Tables
from policycompare.draft_rows import ACCEPT, LEAVE_OUT, Proposal, RowWriter
from policycompare.parse import parse
from policycompare.placement import PROMISED
from policycompare.promises import Promise

NO_VERB = "这一句没有承诺动词，读不出力度；另选一句，或舍弃（全文只这样提到，才要理由）"
MEASURED, PROMISED_BEFORE = "该主题已有数值", "该主题已有承诺"
OTHER = "原文写的是“{term}”，与“{name}”不尽相同；若作同一承诺，改为采纳"


def promise_row(promise: Promise, rows: Sequence[Proposal], writer: RowWriter) -> Proposal:
    """Propose a commitment without a measure to a headline theme.

    It is to be accepted where it says how firm it is, the rows before say nothing of the theme,
    and what it names is what the theme's indicators are called: 病种分值 is searched for beside
    DRG, and is another way to pay.
    """
    of_theme = writer.tables["indicators"].query("theme == @promise.theme")
    names = set(of_theme["name_zh"])
    of_rows = [row for row in rows if row.cells["indicator"] in names]
    measured = any(row.cells["reads"] != PROMISED for row in of_rows)
    indicator = _unmeasured(promise.theme, writer.tables)
    name = writer.words.name("indicators", indicator)
    called = ";".join((*names, *of_theme["synonyms"], *of_theme["definition"])).lower()
    other = OTHER.format(term=promise.term, name=name) if promise.term not in called else ""
    firm = promise.level is not None
    denominator = writer.denominators.unstated(indicator, measured=False)
    year = _year(promise, writer) if firm else ""
    doubt = (not firm and NO_VERB) or (measured and MEASURED) or (of_rows and PROMISED_BEFORE)
    mentioned = not measured and (not firm or (other and not of_rows))
    return writer.row(
        (promise.start, promise.end),
        (promise.place, promise.place),
        suggestion=ACCEPT if firm and not of_rows and not other else LEAVE_OUT,
        reads=PROMISED,
        indicator=name,
        population=denominator.population,
        population_grounds=denominator.grounds,
        year=year,
        year_basis=writer.words.name("year_basis", "stated") if year else "",
        reason=writer.words.name("reason", "principle") if mentioned else "",
        doubt=doubt or other,
    )


def _year(promise: Promise, writer: RowWriter) -> str:
    quote = writer.text[promise.start : promise.end]
    year = parse(quote, 0, grammar=writer.grammar, **writer.years._asdict()).year
    return str(year or "")


def _unmeasured(theme: str, tables: Tables) -> str:
    """Choose the indicator of a theme that commitments without a measure are coded by most."""
    indicators, used = tables["indicators"], tables["codings"]
    codes = indicators.loc[indicators["theme"] == theme, "indicator"]
    promised = (used["nth"] == "0") & used["indicator"].isin(codes)
    counts = used.loc[promised, "indicator"].value_counts()
    return str(counts.index[0]) if len(counts) else str(codes.iloc[0])
