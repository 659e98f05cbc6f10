"""A folder that the project wrote goes in; what in it differs from data and manifest comes out."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from policycompare.build import build
from policycompare.checks import Check, checked, lines_of, not_checked
from policycompare.errors import DamagedFileError, PolicycompareError
from policycompare.evidence import WORDS as EVIDENCE_WORDS
from policycompare.evidence import Truth
from policycompare.labels import labelled
from policycompare.manifest import TARGETS, Manifest, read_manifest, read_rows, sha256_of
from policycompare.model import Language
from policycompare.provenance import CARRYING, plotted, read_plotted
from policycompare.sources import data_files
from policycompare.tally import unlike_plots, unlike_rows

Say = Callable[[str], None]

WORDS: dict[str, dict[Language, str]] = {
    "manifest": {"zh": "成果有完好的清单", "en": "The output has a sound manifest"},
    "files": {"zh": "成果文件与清单的校验和一致", "en": "Output files match their checksums"},
    "rows": {"zh": "targets.csv 与总表逐值相等", "en": "targets.csv equals the table"},
    "figures": {"zh": "图中所带数据与总表逐值相等", "en": "Figures' data equal the table"},
    "data": {"zh": "成果出自现在的数据", "en": "The output was made from these data"},
    "again": {"zh": "重新生成，逐字节相同", "en": "A fresh build is byte-identical"},
    "files_counted": {"zh": "{count} 个文件", "en": "{count} files"},
    "rows_counted": {"zh": "{count} 行", "en": "{count} rows"},
    "figures_counted": {"zh": "{count} 个图形文件", "en": "{count} picture files"},
    "no_rows": {"zh": "这个目录没有 targets.csv", "en": "this folder holds no targets.csv"},
    "fresh": {"zh": "成果就是刚刚生成的", "en": "the output was built just now"},
    "report": {
        "zh": "这个目录由 {command} 写成，不重新生成",
        "en": "`{command}` wrote this folder, it is not built again",
    },
    "building": {"zh": "正在临时目录中生成成果……", "en": "building in a temporary folder …"},
    "missing": {"zh": "{path} 不见了", "en": "{path} is missing"},
    "changed": {"zh": "{path} 的内容改过", "en": "{path} was changed"},
    "bare": {"zh": "{path} 不带数据，或已损坏", "en": "{path} carries no data or is damaged"},
    "unlisted": {
        "zh": "{path} 所带的目标与清单不同",
        "en": "{path} carries other targets than the manifest lists",
    },
    "other_data": {
        "zh": "{path} 与生成成果时不同",
        "en": "{path} is not what the output was made from",
    },
    "differs": {"zh": "{path} 与重新生成的不同", "en": "{path} differs from a fresh build"},
}


def output_checks(
    folder: Path | None, truth: Truth | None, lang: Language = "zh", say: Say = lambda said: None
) -> list[Check]:
    """Check an output folder, or without one a fresh build.

    Parameters
    ----------
    folder : Path or None
        A folder that `build` or `report` wrote; by default a build is made to be checked.
    truth : Truth or None
        The data; without them only the files' checksums can be checked.
    lang : {"zh", "en"}
        Language of the checks.
    say : callable, optional
        Told before a build, which takes some seconds.
    """
    if folder is not None:
        return _checks(folder, truth, lang, say, fresh=False)
    if truth is None:
        return [not_checked(WORDS["manifest"][lang], EVIDENCE_WORDS["no_data"][lang])]
    with tempfile.TemporaryDirectory() as place:
        say(WORDS["building"][lang])
        try:
            built = build(Path(place) / "output", lang=lang, folder=truth.data)
        except PolicycompareError as error:
            return [checked(WORDS["again"][lang], lines_of(error))]
        return _checks(built.out, truth, lang, say, fresh=True)


def _checks(
    folder: Path, truth: Truth | None, lang: Language, say: Say, *, fresh: bool
) -> list[Check]:
    try:
        manifest = read_manifest(folder)
    except DamagedFileError as error:
        return [checked(WORDS["manifest"][lang], lines_of(error))]
    files = _files(folder, manifest, lang)
    if truth is None:
        why = EVIDENCE_WORDS["no_data"][lang]
        names = ("rows", "figures", "data", "again")
        return [files, *(not_checked(WORDS[name][lang], why) for name in names)]
    return [
        files,
        _rows(folder, manifest, truth, lang),
        _figures(folder, manifest, truth, lang),
        _data(manifest, truth, lang),
        _again(folder, manifest, truth, lang, say, fresh=fresh),
    ]


def _files(folder: Path, manifest: Manifest, lang: Language) -> Check:
    offenders = []
    for listed in manifest.files:
        if not (folder / listed.path).is_file():
            offenders.append(WORDS["missing"][lang].format(path=listed.path))
        elif sha256_of(folder / listed.path) != listed.sha256:
            offenders.append(WORDS["changed"][lang].format(path=listed.path))
    counted = WORDS["files_counted"][lang].format(count=len(manifest.files))
    return checked(WORDS["files"][lang], offenders, counted)


def _rows(folder: Path, manifest: Manifest, truth: Truth, lang: Language) -> Check:
    name = WORDS["rows"][lang]
    if TARGETS not in {listed.path for listed in manifest.files}:
        return not_checked(name, WORDS["no_rows"][lang])
    try:
        found = read_rows(folder / TARGETS)
    except DamagedFileError as error:
        return checked(name, lines_of(error))
    known = labelled(truth.targets, manifest.lang, truth.tables)
    counted = WORDS["rows_counted"][lang].format(count=len(found))
    return checked(name, unlike_rows(TARGETS, found, known, lang), counted)


def _figures(folder: Path, manifest: Manifest, truth: Truth, lang: Language) -> Check:
    known = {str(row["target_id"]): row for row in plotted(truth.targets)}
    figures = [
        listed
        for listed in manifest.files
        if Path(listed.path).suffix in CARRYING and listed.target_ids
    ]
    offenders: list[str] = []
    for listed in figures:
        try:
            rows = read_plotted(folder / listed.path)
        except DamagedFileError:
            offenders.append(WORDS["bare"][lang].format(path=listed.path))
            continue
        if tuple(row["target_id"] for row in rows) != listed.target_ids:
            offenders.append(WORDS["unlisted"][lang].format(path=listed.path))
        offenders += unlike_plots(listed.path, rows, known, lang)
    counted = WORDS["figures_counted"][lang].format(count=len(figures))
    return checked(WORDS["figures"][lang], offenders, counted)


def _data(manifest: Manifest, truth: Truth, lang: Language) -> Check:
    now = {path.relative_to(truth.data).as_posix(): path for path in data_files(truth.data)}
    changed = [
        path
        for path in sorted(now.keys() | manifest.data.keys())
        if path not in now or sha256_of(now[path]) != manifest.data.get(path)
    ]
    counted = WORDS["files_counted"][lang].format(count=len(now))
    offenders = [WORDS["other_data"][lang].format(path=path) for path in changed]
    return checked(WORDS["data"][lang], offenders, counted)


def _again(
    folder: Path, manifest: Manifest, truth: Truth, lang: Language, say: Say, *, fresh: bool
) -> Check:
    name = WORDS["again"][lang]
    if fresh:
        return not_checked(name, WORDS["fresh"][lang])
    if manifest.command != "build":
        return not_checked(name, WORDS["report"][lang].format(command=manifest.command))
    with tempfile.TemporaryDirectory() as place:
        say(WORDS["building"][lang])
        try:
            built = build(Path(place) / "output", lang=manifest.lang, folder=truth.data)
        except PolicycompareError as error:
            return checked(name, lines_of(error))
        paths = dict.fromkeys([*built.files, *(listed.path for listed in manifest.files)])
        unlike = [path for path in paths if _bytes(folder / path) != _bytes(built.out / path)]
    offenders = [WORDS["differs"][lang].format(path=path) for path in unlike]
    return checked(name, offenders, WORDS["files_counted"][lang].format(count=len(paths)))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
