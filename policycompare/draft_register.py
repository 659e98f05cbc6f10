"""A document's text and its region go in; the rows of the draft's register come out."""

import hashlib
import re

from policycompare.constraints import Tables
from policycompare.divisions import SUFFIX, level_of_name
from policycompare.draft_files import Cells
from policycompare.draft_words import Words
from policycompare.scan import document_facts

_UNISSUED = re.compile(r"征求意见|送审稿|讨论稿|草案")


def level_of(region: str, code: str, tables: Tables) -> str:
    """Give the administrative level of a region: as registered, else as its name ends.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> level_of("资阳", "ziyang", read_tables()), level_of("青芦县", "qinglu", read_tables())
    ('prefecture', 'county')
    """
    known = dict(zip(tables["regions"]["region"], tables["regions"]["level"], strict=True))
    return str(known.get(code, level_of_name(region)))


def register_rows(
    text: str, copies: int, document_id: str, region: str, code: str, tables: Tables
) -> list[Cells]:
    """Ask for what the register holds of a document, and of a region that is new.

    Parameters
    ----------
    text : str
        The document's text.
    copies : int
        How many times it stands there.
    document_id, region, code : str
        The document, its region as it was named, and that region's code.
    tables : dict of DataFrame
        The data.

    Returns
    -------
    list of dict
        A row a field, filled in as far as the document tells.
    """
    words = Words(tables)
    facts = document_facts(text)
    found = facts | {"year": facts.get("year") or document_id[-4:]}
    if _UNISSUED.search(facts.get("title", "") + text[:200]):
        found["status"] = words.name("status", "draft")
    elif "number" in facts:  # only what is issued has a number
        found["status"] = words.name("status", "issued")
    asked = [("document", *row, found.get(row[0], "")) for row in _document_fields(words)]
    new = code not in set(tables["regions"]["region"])
    if new:
        own = _of_new_region(region, document_id, words)
        asked += [("region", *row, own.get(row[0], "")) for row in _region_fields(words)]
    digest = hashlib.sha256(text.encode()).hexdigest()
    asked += [
        ("fixed", "document_id", "文件编号", "不改", document_id),
        ("fixed", "region", "地区代码", "不改", code),
        *([("fixed", "named", "地区全名", "不改", region)] if new else []),
        ("fixed", "copies", "全文重复的遍数", "不改", str(copies)),
        ("fixed", "chars", "字符数", "不改", str(len(text))),
        ("fixed", "sha256", "SHA-256", "不改", digest),
    ]
    columns = ("table", "field", "name", "expected", "value")
    return [dict(zip(columns, row, strict=True)) for row in asked]


def _of_new_region(region: str, document_id: str, words: Words) -> dict[str, str]:
    """Fill in what the name says; a 市 may be of two levels, which its code tells apart."""
    level = "" if region.endswith("市") else level_of_name(region)
    return {
        "name_zh": SUFFIX.sub("", region) or region,
        "name_en": document_id.split("-", maxsplit=1)[0].capitalize(),
        "level": words.name("level", level) if level else "",
    }


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
        ("level", "行政层级", f"留空则按代码：{'、'.join(words.names('level'))}"),
        ("province_zh", "省份", "留空则按代码，如 四川省"),
        ("province_en", "省份英文名", "留空则按代码，如 Sichuan"),
    ]
