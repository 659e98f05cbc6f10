"""Quantitative targets of Chinese regional health-reform documents, side by side and traceable."""

from typing import TYPE_CHECKING

from policycompare.accept import accept
from policycompare.changes import diff
from policycompare.compare import comparability, coverage
from policycompare.draft import draft
from policycompare.errors import PolicycompareError
from policycompare.fingerprint import fingerprints
from policycompare.labels import labelled
from policycompare.matrix import headline_matrix
from policycompare.quantities import quantities
from policycompare.readable import readable
from policycompare.scan import scan
from policycompare.table import load_documents, load_indicators, load_regions, load_targets
from policycompare.trace import trace
from policycompare.verify import verify

if TYPE_CHECKING:
    from policycompare.workbook import write_workbook

__all__ = [
    "PolicycompareError",
    "accept",
    "comparability",
    "coverage",
    "diff",
    "draft",
    "fingerprints",
    "headline_matrix",
    "labelled",
    "load_documents",
    "load_indicators",
    "load_regions",
    "load_targets",
    "quantities",
    "readable",
    "scan",
    "trace",
    "verify",
    "write_workbook",
]


def __dir__() -> list[str]:
    return __all__


def __getattr__(name: str) -> object:
    if name == "write_workbook":  # openpyxl loads only when a workbook is written
        from policycompare.workbook import write_workbook

        return write_workbook
    raise AttributeError(f"module 'policycompare' has no attribute {name!r}")
