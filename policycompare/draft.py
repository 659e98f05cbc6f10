"""A document goes in; a folder of draft rows for a person to decide upon comes out."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from policycompare.documents import read_document
from policycompare.draft_files import (
    CANDIDATES,
    DRAFTS,
    FORMS,
    INDICATORS,
    POPULATIONS,
    REGISTER,
    Cells,
    form_bytes,
)
from policycompare.draft_guide import GUIDE, guide
from policycompare.draft_rows import Proposal
from policycompare.draft_words import Words
from policycompare.errors import DraftError
from policycompare.files import write_new_folder, write_whole
from policycompare.proposals import copies_of, propose
from policycompare.scan import document_facts
from policycompare.sources import Tables, data_folder, read_grammar, read_tables

DIRECTIONS = {">=": "higher", ">": "higher", "<=": "lower", "<": "lower"}
"""Which way is ambitious where a comparator says so; proposed for a person to confirm."""

_SUFFIX = re.compile(r"(?:省|市|县|区|自治区|自治州|自治县)$")


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was drafted: the folder, the text that its places count in, and how many rows."""

    folder: Path
    text: Path
    targets: int
    left_out: int
    doubtful: int

    def __str__(self) -> str:
        """Say what there is to do."""
        return (
            f"{self.folder}: {self.targets} targets proposed, {self.left_out} passages to leave "
            f"out, {self.doubtful} rows in doubt; read {GUIDE} there\n"
            f"{self.text}: the document's text, to which all places refer; keep it"
        )


def draft(
    path: Path | str,
    document_id: str,
    region: str,
    *,
    folder: Path | None = None,
    out: Path | None = None,
) -> Drafted:
    """Draft the rows of a document for a person to accept, edit or leave out.

    Parameters
    ----------
    path : path
        The document.
    document_id : str
        Letters, a hyphen and the document's year, as ziyang-2017; the letters become the code
        of a new region.
    region : str
        Code or name of a region; a name that the data do not hold is a new region.
    folder : Path, optional
        Data folder; by default the one that came with the package.
    out : Path, optional
        The folder to write; by default `drafts/<document_id>` in the data folder.

    Returns
    -------
    Drafted
        What was written. The document's text stands beside the document as `<document_id>.txt`.

    Raises
    ------
    DraftError
        The document is registered or drafted already, or id and region do not fit.

    Examples
    --------
    >>> try:
    ...     draft("plan.txt", "ziyang-2017", "资阳")
    ... except DraftError as error:
    ...     print(error)
    ziyang-2017 is in documents.csv already; edit its rows in the data.
    """
    path = Path(path)
    folder = data_folder() if folder is None else folder
    out = folder / DRAFTS / document_id if out is None else out
    tables = read_tables(folder)
    code = _region(document_id, region, tables)
    _refuse_known(document_id, out, tables)
    text = read_document(path)
    copies = copies_of(text)
    year = int(document_facts(text).get("year") or document_id[-4:])
    proposals = propose(text, copies, year, tables, read_grammar(tables))
    rows = [row.cells for row in proposals]
    contents = {
        REGISTER.name: form_bytes(
            REGISTER, _register(text, copies, document_id, region, code, tables)
        ),
        CANDIDATES.name: form_bytes(CANDIDATES, rows),
        INDICATORS.name: form_bytes(INDICATORS, _new_indicators(proposals, tables)),
        POPULATIONS.name: form_bytes(POPULATIONS, _new_populations(proposals, tables)),
        GUIDE: guide(document_id, tables).encode("utf-8-sig"),
    }
    written = _write_text(path, document_id, text)
    write_new_folder(out, contents)
    return Drafted(
        out,
        written,
        sum(row["suggestion"] != "舍弃" for row in rows),
        sum(row["suggestion"] == "舍弃" for row in rows),
        sum(bool(row.get("doubt")) for row in rows),
    )


def _region(document_id: str, region: str, tables: Tables) -> str:
    """Find the code of a region, or take that of a new one from the document's id."""
    if not re.fullmatch(r"[a-z]+-\d{4}", document_id):
        raise DraftError(
            f"{document_id!r} is no document id; write small letters, a hyphen and the document's "
            "year, as ziyang-2017."
        )
    words = Words(tables)
    for written in (region, _SUFFIX.sub("", region)):
        if code := words.code("regions", written):
            return code
    code = document_id.split("-", maxsplit=1)[0]
    if words.name("regions", code) != code:
        raise DraftError(
            f"The code {code} is the region {words.name('regions', code)}, not {region!r}; choose "
            "another document id, or name that region."
        )
    return code


def _refuse_known(document_id: str, out: Path, tables: Tables) -> None:
    if document_id in set(tables["documents"]["document_id"]):
        raise DraftError(f"{document_id} is in documents.csv already; edit its rows in the data.")
    if any((out / form.name).exists() for form in FORMS):
        raise DraftError(
            f"{out} holds a draft already, perhaps with your decisions; go on with it, or rename "
            "or delete the folder to draft afresh."
        )


def _write_text(path: Path, document_id: str, text: str) -> Path:
    """Keep the text that the places count in, as `verify --sources` wants it."""
    kept = path.with_name(f"{document_id}.txt")
    if not kept.exists():
        return write_whole(kept, text.encode())
    if kept.read_bytes() != text.encode():
        what = "is not plain UTF-8 text" if kept.samefile(path) else f"is another text than {path}"
        raise DraftError(f"{kept} is there and {what}; give it another name.")
    return kept


def _register(
    text: str, copies: int, document_id: str, region: str, code: str, tables: Tables
) -> list[Cells]:
    words = Words(tables)
    facts = document_facts(text)
    found = facts | {"year": facts.get("year") or document_id[-4:]}
    if "status" in facts:
        found["status"] = words.name("status", facts["status"])
    asked = [("document", *row, found.get(row[0], "")) for row in _document_fields(words)]
    if code not in set(tables["regions"]["region"]):
        short = {"name_zh": _SUFFIX.sub("", region) or region}
        asked += [("region", *row, short.get(row[0], "")) for row in _region_fields(words)]
    digest = hashlib.sha256(text.encode()).hexdigest()
    asked += [
        ("fixed", "document_id", "文件编号", "不改", document_id),
        ("fixed", "region", "地区代码", "不改", code),
        ("fixed", "copies", "全文重复的遍数", "不改", str(copies)),
        ("fixed", "chars", "字符数", "不改", str(len(text))),
        ("fixed", "sha256", "SHA-256", "不改", digest),
    ]
    columns = ("table", "field", "name", "expected", "value")
    return [dict(zip(columns, row, strict=True)) for row in asked]


def _document_fields(words: Words) -> list[tuple[str, str, str]]:
    return [
        ("title", "标题", "必填"),
        ("number", "文号", "没有则留空"),
        ("issuer", "发文机关", "没有则留空"),
        ("date", "成文日期", "如 2017-06-21，没有则留空"),
        ("year", "文件年份", "必填，四位数"),
        ("period_start", "规划期第一年", "没有则留空"),
        ("period_end", "规划期最后一年", "没有则留空"),
        ("status", "状态", f"必填：{'、'.join(words.names('status'))}"),
        ("level", "发文层级", f"留空则同地区：{'、'.join(words.names('level'))}"),
        ("note", "说明", "没有则留空"),
    ]


def _region_fields(words: Words) -> list[tuple[str, str, str]]:
    return [
        ("name_zh", "地区短名", "必填，图表上用"),
        ("name_en", "地区英文名", "必填，如 Ziyang"),
        ("code", "行政区划代码", "必填，GB/T 2260 的六位数"),
        ("level", "行政层级", f"必填：{'、'.join(words.names('level'))}"),
        ("province_zh", "省份", "必填，如 四川省"),
        ("province_en", "省份英文名", "必填，如 Sichuan"),
    ]


def _used(proposals: list[Proposal], column: str, known: set[str]) -> dict[str, list[Cells]]:
    """Gather the rows that use a name which no codelist holds."""
    used: dict[str, list[Cells]] = {}
    for row in proposals:
        if row.cells[column] and row.cells[column] not in known:
            used.setdefault(row.cells[column], []).append(row.cells)
    return used


def _new_indicators(proposals: list[Proposal], tables: Tables) -> list[Cells]:
    used = _used(proposals, "indicator", set(tables["indicators"]["name_zh"]))
    return [
        {
            "name_zh": name,
            "unit": rows[0].get("unit", "").replace("个百分点", "%"),
            "direction": Words(tables).name("direction", DIRECTIONS.get(rows[0].get("op", ""), "")),
            "synonyms": name,
            "used_in": "、".join(cells["no"] for cells in rows),
        }
        for name, rows in used.items()
    ]


def _new_populations(proposals: list[Proposal], tables: Tables) -> list[Cells]:
    used = _used(proposals, "population", set(tables["populations"]["population"]))
    return [
        {"population": name, "used_in": "、".join(cells["no"] for cells in rows)}
        for name, rows in used.items()
    ]
