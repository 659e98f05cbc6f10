"""A folder that the project wrote goes in; what in it differs from data and manifest comes out."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from policycompare.build import build
from policycompare.checks import Check, checked, lines_of, not_checked
from policycompare.errors import DamagedFileError, PolicycompareError
from policycompare.evidence import WORDS as EVIDENCE_WORDS
from policycompare.evidence import Truth
from policycompare.files import MANIFEST
from policycompare.labels import labelled
from policycompare.manifest import TARGETS, Listed, Manifest, read_manifest, read_rows, sha256_of
from policycompare.model import Language
from policycompare.provenance import CARRYING, plotted, read_plotted
from policycompare.rebuild import written_anew
from policycompare.sources import data_files
from policycompare.tally import unlike_plots, unlike_rows

Say = Callable[[str], None]

SHOWING = (".png", ".svg", ".pdf", ".jpg", ".jpeg", ".gif", ".csv", ".xlsx", ".xls", ".html")
"""Endings of pictures and tables, which a reader takes for the project's where its own stand."""
TEXTS = {"report": (".docx",)}
"""Endings of the texts that a command writes, for which the same holds."""

WORDS: dict[str, dict[Language, str]] = {
    "manifest": {"zh": "成果有完好的清单", "en": "The output has a sound manifest"},
    "files": {
        "zh": "成果文件与清单一致，不多不少，校验和相符",
        "en": "Output files are those listed, with their checksums",
    },
    "rows": {"zh": "targets.csv 与总表逐值相等", "en": "targets.csv equals the table"},
    "figures": {"zh": "图中所带数据与总表逐值相等", "en": "Figures' data equal the table"},
    "data": {"zh": "成果出自现在的数据", "en": "The output was made from these data"},
    "again": {"zh": "重新生成，内容相同", "en": "Written again, the content is the same"},
    "files_counted": {"zh": "{count} 个文件", "en": "{count} files"},
    "rows_counted": {"zh": "{count} 行", "en": "{count} rows"},
    "figures_counted": {"zh": "{count} 个图形文件", "en": "{count} picture files"},
    "no_rows": {"zh": "这个目录没有 targets.csv", "en": "this folder holds no targets.csv"},
    "fresh": {"zh": "成果就是刚刚生成的", "en": "the output was built just now"},
    "repacked": {
        "zh": "{count} 个文件，其中 {repacked} 个只是压缩方式不同",
        "en": "{count} files, {repacked} of them differ only in how they are compressed",
    },
    "others": {
        "zh": "{count} 个文件；另有不是本项目写的：{paths}",
        "en": "{count} files; not written by the project: {paths}",
    },
    "none_listed": {"zh": "清单里没有文件", "en": "the manifest lists no file"},
    "extra": {
        "zh": "{path} 不在清单里，不是本项目写的；请移到别的目录",
        "en": "{path} is not listed, the project did not write it; move it elsewhere",
    },
    "no_targets": {
        "zh": "{path} 在清单里没有目标",
        "en": "{path}: the manifest lists no target of it",
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
    offenders = [fault for listed in manifest.files for fault in _unlike(folder, listed, lang)]
    if not manifest.files:
        offenders.append(WORDS["none_listed"][lang])
    others = _unlisted(folder, manifest)
    taken = [path for path in others if _passes_for_ours(path, manifest)]
    offenders += [WORDS["extra"][lang].format(path=path) for path in taken]
    aside = "、".join(path for path in others if path not in taken)
    counted = WORDS["others" if aside else "files_counted"][lang]
    detail = counted.format(count=len(manifest.files), paths=aside)
    return checked(WORDS["files"][lang], offenders, detail)


def _unlike(folder: Path, listed: Listed, lang: Language) -> Iterator[str]:
    try:
        if not (folder / listed.path).is_file():
            yield WORDS["missing"][lang].format(path=listed.path)
        elif sha256_of(folder / listed.path) != listed.sha256:
            yield WORDS["changed"][lang].format(path=listed.path)
    except DamagedFileError as error:
        yield from lines_of(error)


def _unlisted(folder: Path, manifest: Manifest) -> list[str]:
    """List what stands in the folder beside the files of the manifest."""
    own = {MANIFEST, *(listed.path for listed in manifest.files)}
    found = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted({path.relative_to(folder).as_posix() for path in found} - own)


def _passes_for_ours(path: str, manifest: Manifest) -> bool:
    """Tell whether a reader would take a file that is not listed for one of the project's.

    It would have to lie in a folder where the project writes, and be a picture, a table or a text
    such as the command writes. Anything else, and what the system or an editor hides there, is
    the user's own, which `build` carries over.
    """
    name = PurePosixPath(path)
    if name.name.startswith((".", "~$")):
        return False
    folders = {listed.path.split("/")[0] for listed in manifest.files if "/" in listed.path}
    kinds = (*SHOWING, *TEXTS.get(manifest.command, ()))
    return name.suffix.lower() in kinds and (len(name.parts) == 1 or name.parts[0] in folders)


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
    figures = [one for one in manifest.files if Path(one.path).suffix.lower() in CARRYING]
    bare = [one.path for one in figures if not one.target_ids]
    offenders = [WORDS["no_targets"][lang].format(path=path) for path in bare]
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
    say(WORDS["building"][lang])
    try:
        found = written_anew(folder, manifest, truth.data)
    except PolicycompareError as error:
        return checked(name, lines_of(error))
    counted = WORDS["repacked" if found.repacked else "files_counted"][lang]
    detail = counted.format(count=found.files, repacked=len(found.repacked))
    return checked(name, (WORDS["differs"][lang].format(path=p) for p in found.unlike), detail)
