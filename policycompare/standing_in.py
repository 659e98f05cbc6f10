"""Rows of a draft with open cells go in; they come out whole, for a trial that is never written."""

from policycompare.allocation import Decided
from policycompare.constraints import Tables
from policycompare.register_cells import Fields
from policycompare.schema import cell_fault, year_faults


def stand_in(decided: Decided, text: str, tables: Tables, fields: Fields) -> None:
    """Put something into the register's cells that are named as open already.

    So the other rows can be held against the data in the same run.
    """
    for name in ("documents", "regions"):
        example = dict(tables[name].iloc[0]) | {"copies": "1", "chars": len(text)}
        for row in decided.rows[name]:
            for field in fields[name]:
                column = field["name"]
                if cell_fault(row.get(column, ""), field):
                    unique = field.get("constraints", {}).get("unique")
                    row[column] = row["region"] if unique else str(example[column])
    for row in decided.rows["documents"]:
        if any(year_faults(row)):
            row.update(date="", period_start=row.get("period_end", ""))
    theme = str(tables["themes"]["theme"].iloc[0])
    for row in decided.rows["indicators"]:
        row["theme"], row["direction"] = row["theme"] or theme, row["direction"] or "none"
