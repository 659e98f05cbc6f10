"""The house: imports point only to a lower floor, and the door costs no more than pandas."""

import ast
import subprocess
import sys
from pathlib import Path

import policycompare

PACKAGE = Path(policycompare.__file__).parent
FLOORS = {
    "accepted": 0,
    "bounds": 0,
    "cells": 0,
    "contents": 0,
    "errors": 0,
    "folder": 0,
    "grid_cells": 0,
    "grid_lines": 0,
    "joining": 0,
    "lettering": 0,
    "model": 0,
    "packing": 0,
    "page_edges": 0,
    "pdf_fonts": 0,
    "references": 0,
    "schema": 0,
    "sheet_words": 0,
    "tabular": 0,
    "torn_words": 0,
    "values": 0,
    "workers": 0,
    "yearly": 0,
    "chart_words": 1,
    "checks": 1,
    "constraints": 1,
    "coverage_words": 1,
    "csvfile": 1,
    "decoding": 1,
    "explorer_words": 1,
    "figures": 1,
    "files": 1,
    "findings": 1,
    "formats": 1,
    "grid_heads": 1,
    "narrative_words": 1,
    "numbered_grids": 1,
    "numerals": 1,
    "outline": 1,
    "provenance": 1,
    "quota_grids": 1,
    "records": 1,
    "saved_workbook": 1,
    "sheets": 1,
    "tile_texts": 1,
    "typeset": 1,
    "word_styles": 1,
    "xlsx": 1,
    "chart_parts": 2,
    "charts": 2,
    "choice": 2,
    "coverage_chart": 2,
    "dated_grids": 2,
    "defined_wholes": 2,
    "divisions": 2,
    "draft_files": 2,
    "environment": 2,
    "explorer_signs": 2,
    "figure_files": 2,
    "flat_grids": 2,
    "interactive": 2,
    "layout": 2,
    "listed_years": 2,
    "mentions": 2,
    "notebooks": 2,
    "pdf_text": 2,
    "periods": 2,
    "ranking": 2,
    "scopes": 2,
    "sections": 2,
    "sources": 2,
    "spaced_grids": 2,
    "tally": 2,
    "tokens": 2,
    "value_marks": 2,
    "worksheets": 2,
    "accounts": 3,
    "comparators": 3,
    "draft_titles": 3,
    "framing": 3,
    "html_text": 3,
    "known_names": 3,
    "likeness": 3,
    "lost_units": 3,
    "manifest": 3,
    "passage_years": 3,
    "plan_period": 3,
    "word_text": 3,
    "wordlists": 3,
    "binding": 4,
    "cues": 4,
    "deadline_cells": 4,
    "documents": 4,
    "grids": 4,
    "listed_values": 4,
    "mending": 4,
    "printed_wholes": 4,
    "relatives": 4,
    "told_plans": 4,
    "facts": 5,
    "line_frames": 5,
    "quantities": 5,
    "stating": 6,
    "completing": 7,
    "labels": 7,
    "normalise": 7,
    "parse": 7,
    "printed": 7,
    "situation": 7,
    "coded": 8,
    "draft_words": 8,
    "durations": 8,
    "excerpt": 8,
    "explorer": 8,
    "governing": 8,
    "gridding": 8,
    "matrix": 8,
    "resemblance": 8,
    "scan_lines": 8,
    "sentences": 8,
    "shares": 8,
    "surroundings": 8,
    "universals": 8,
    "verdicts": 8,
    "which_ones": 8,
    "allocation": 9,
    "baselines": 9,
    "compare": 9,
    "conditions": 9,
    "denominators": 9,
    "describing": 9,
    "explorer_controls": 9,
    "explorer_data": 9,
    "explorer_views": 9,
    "grouping": 9,
    "headcounts": 9,
    "leftovers": 9,
    "naming": 9,
    "placement": 9,
    "promises": 9,
    "register_cells": 9,
    "reporting": 9,
    "table": 9,
    "agreement": 10,
    "changes": 10,
    "counts": 10,
    "dating": 10,
    "draft_rows": 10,
    "faults": 10,
    "fingerprint": 10,
    "frames": 10,
    "glossary": 10,
    "marks": 10,
    "newcomers": 10,
    "page": 10,
    "situating": 10,
    "standing_in": 10,
    "titles": 10,
    "trace": 10,
    "changelog": 11,
    "decisions": 11,
    "draft_guide": 11,
    "draft_left_out": 11,
    "draft_names": 11,
    "draft_promises": 11,
    "judging": 11,
    "native_charts": 11,
    "panels": 11,
    "readable": 11,
    "reader_tables": 11,
    "repeats": 11,
    "workbook": 11,
    "accept": 12,
    "gallery": 12,
    "glancing": 12,
    "build": 13,
    "dossier": 13,
    "pending": 13,
    "reader": 13,
    "chartbook": 14,
    "guide": 14,
    "narrative": 14,
    "scan": 14,
    "verdict_lines": 14,
    "verify": 14,
    "draft_register": 15,
    "evidence": 15,
    "proposals": 15,
    "scan_files": 15,
    "table_lines": 15,
    "delivery": 16,
    "draft": 16,
    "rerun": 16,
    "word_parts": 16,
    "word": 17,
    "report": 18,
    "rebuild": 19,
    "outputs": 20,
    "audit": 21,
    "cli": 22,
    "__init__": 23,
    "__main__": 23,
}


def imports_of(path: Path) -> set[str]:
    """Rooms that a room imports, anywhere in its text."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            head, _, room = node.module.partition(".")
            if head == "policycompare":
                rooms |= {room} if room else {alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
            rooms |= {parts[1] for parts in names if parts[0] == "policycompare" and parts[1:]}
    return rooms


def test_every_room_has_a_floor() -> None:
    assert {path.stem for path in PACKAGE.glob("*.py")} == set(FLOORS)


def test_imports_point_only_to_a_lower_floor() -> None:
    upward = [
        f"{path.stem} (floor {FLOORS[path.stem]}) imports {room} (floor {FLOORS[room]})"
        for path in sorted(PACKAGE.glob("*.py"))
        for room in sorted(imports_of(path))
        if FLOORS[room] >= FLOORS[path.stem]
    ]
    assert upward == []


def test_every_room_opens_with_one_sentence() -> None:
    for path in PACKAGE.glob("*.py"):
        doc = ast.get_docstring(ast.parse(path.read_text("utf-8")))
        assert doc is not None, path.name
        assert doc.splitlines()[0].endswith((".", ":")), path.name


def test_importing_the_package_loads_no_drawing_excel_or_reading_library() -> None:
    code = (
        "import sys, policycompare; "
        "heavy = ('matplotlib', 'plotly', 'openpyxl', 'lxml', 'pypdfium2'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_every_public_verb_exists() -> None:
    verbs = "load_targets load_documents load_indicators load_regions headline_matrix comparability"
    verbs += " coverage labelled readable trace quantities verify write_workbook"
    verbs += " diff fingerprints draft accept"
    for verb in verbs.split():
        assert callable(getattr(policycompare, verb)), verb
        assert verb in dir(policycompare)
