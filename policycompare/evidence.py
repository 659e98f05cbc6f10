"""A data folder and documents' texts go in; whether they hold, check by check, comes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from policycompare.checks import Check, checked, lines_of, not_checked
from policycompare.constraints import Tables
from policycompare.errors import DataError, EvidenceError
from policycompare.fingerprint import fingerprints_of
from policycompare.model import Language
from policycompare.notebooks import shown_text
from policycompare.sources import read_tables
from policycompare.table import read_clauses, targets_from
from policycompare.verify import verify

WORDS: dict[str, dict[Language, str]] = {
    "tables": {
        "zh": "数据表完好，代码都有出处",
        "en": "Data tables are sound, codes known",
    },
    "repairs": {"zh": "修复都还有据", "en": "No repair is stale"},
    "targets": {
        "zh": "目标都由原句读出，没有重复和遗漏",
        "en": "Targets are read from their clauses, none twice, none passed over",
    },
    "sources": {
        "zh": "与文件原文一致：引文在其位、每个数有着落、未提及属实",
        "en": "True to the documents: quotes in place, numbers accounted for, silence proved",
    },
    "fingerprints": {
        "zh": "值和原文与笔记本列出的指纹相符",
        "en": "Values and quotes match the fingerprints in the notebooks",
    },
    "tables_counted": {"zh": "{count} 张表", "en": "{count} tables"},
    "repairs_counted": {"zh": "{count} 处", "en": "{count} repairs"},
    "targets_counted": {
        "zh": "{targets} 个目标，{clauses} 条原句",
        "en": "{targets} targets, {clauses} clauses",
    },
    "sources_counted": {
        "zh": "{documents} 份文件，{mentions} 处数字和总括词、比较词",
        "en": "{documents} documents, {mentions} numbers, universal and comparative words",
    },
    "documents_counted": {"zh": "{count} 份文件", "en": "{count} documents"},
    "unlisted_counted": {
        "zh": "；另有 {count} 份没有笔记本列出",
        "en": "; {count} more listed in no notebook",
    },
    "no_data": {"zh": "数据读不出来", "en": "the data cannot be read"},
    "no_sources": {
        "zh": "没有给出原文目录（--sources）",
        "en": "no folder of documents was given (--sources)",
    },
    "no_fingerprints": {"zh": "没有笔记本列出指纹", "en": "no notebook shows fingerprints"},
    "changed": {
        "zh": "{document_id} 的值或原文改过：现在的指纹 {fingerprint} 不在笔记本里",
        "en": "{document_id}: a value or quote was changed, its fingerprint {fingerprint} is in no "
        "notebook",
    },
    "gone": {
        "zh": "{document_id} 的指纹在笔记本里，数据里却没有这份文件",
        "en": "{document_id}: a notebook shows its fingerprint, the data have no such document",
    },
}

_SHOWN = re.compile(r"^\s*(?:\d+\s+)?(\S+-\d{4})\s[\s\d]*\s[0-9a-f]{12}\s*$", re.MULTILINE)
"""A printed row of `fingerprints()`: the document, its numbers and its fingerprint."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What everything else is held against: a data folder that could be read."""

    data: Path
    tables: Tables
    targets: pd.DataFrame


def read_truth(data: Path) -> Truth | None:
    """Read a data folder, or give nothing where it cannot be read; `data_checks` says why."""
    try:
        tables = read_tables(data)
        return Truth(data, tables, targets_from(tables))
    except DataError:
        return None


def data_checks(data: Path, sources: Path | None, lang: Language = "zh") -> Iterator[Check]:
    """Check a data folder against itself and, when given, against the documents' texts.

    Parameters
    ----------
    data : Path
        The data folder.
    sources : Path or None
        Folder with one `<document_id>.txt` a document.
    lang : {"zh", "en"}
        Language of the checks.
    """
    words = {key: said[lang] for key, said in WORDS.items()}
    try:
        tables = read_tables(data)
    except DataError as error:
        yield checked(words["tables"], lines_of(error))
        for name in ("repairs", "targets", "sources"):
            yield not_checked(words[name], words["no_data"])
        return
    yield checked(words["tables"], [], words["tables_counted"].format(count=len(tables)))
    yield _repairs(tables, words)
    own = _targets(data, words)
    yield own
    yield _sources(data, sources, set(own.offenders), words)


def fingerprints_check(truth: Truth | None, notebooks: Path | None, lang: Language = "zh") -> Check:
    """Check that the notebooks' committed outputs remember these values and quotes, and no more.

    A document that no notebook lists, as one that was just accepted, is counted and not held
    against anything.
    """
    words = {key: said[lang] for key, said in WORDS.items()}
    if truth is None:
        return not_checked(words["fingerprints"], words["no_data"])
    shown = "" if notebooks is None else shown_text(notebooks)
    if "fingerprint" not in shown:
        return not_checked(words["fingerprints"], words["no_fingerprints"])
    prints = fingerprints_of(truth.tables, truth.targets)
    listed = set(_SHOWN.findall(shown))
    known = prints[prints["document_id"].isin(listed)]
    offenders = [
        words["changed"].format(document_id=document_id, fingerprint=fingerprint)
        for document_id, fingerprint in zip(known["document_id"], known["fingerprint"], strict=True)
        if fingerprint not in shown
    ]
    gone = sorted(listed - set(prints["document_id"]))
    offenders += [words["gone"].format(document_id=document_id) for document_id in gone]
    if not listed:
        return not_checked(words["fingerprints"], words["no_fingerprints"])
    counted = words["documents_counted"].format(count=len(known))
    if unlisted := len(prints) - len(known):
        counted += words["unlisted_counted"].format(count=unlisted)
    return checked(words["fingerprints"], offenders, counted)


def _repairs(tables: Tables, words: dict[str, str]) -> Check:
    try:
        read_clauses(tables)
    except DataError as error:
        return checked(words["repairs"], lines_of(error))
    return checked(
        words["repairs"], [], words["repairs_counted"].format(count=len(tables["repairs"]))
    )


def _targets(data: Path, words: dict[str, str]) -> Check:
    try:
        found = verify(folder=data)
    except (DataError, EvidenceError) as error:
        return checked(words["targets"], lines_of(error))
    counted = words["targets_counted"].format(targets=found.targets, clauses=found.clauses)
    return checked(words["targets"], [], counted)


def _sources(data: Path, sources: Path | None, known: set[str], words: dict[str, str]) -> Check:
    """Hold the data against the texts; what is wrong without them is not said twice."""
    name = words["sources"]
    if sources is None:
        return not_checked(name, words["no_sources"])
    try:
        accounts = verify(sources, folder=data).accounts
    except DataError:
        return not_checked(name, words["no_data"])
    except EvidenceError as error:
        return checked(name, [line for line in lines_of(error) if line not in known])
    mentions = sum(sum(account.counts.values()) for account in accounts)
    counted = words["sources_counted"].format(documents=len(accounts), mentions=mentions)
    return checked(name, [], counted)
