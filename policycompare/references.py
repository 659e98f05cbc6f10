"""The register of documents comes in; a numbered list of references in GB/T 7714 form goes out.

A government document with a number is `主要责任者. 题名: 发文字号[Z]. 日期.`: the number is what
GB/T 7714 calls further title information, as a report's or a standard's number is. The list of
types has none for government documents, and [A] is for what an archive holds under a call number,
so [Z], other. A document without an issuer begins with its title; a year that the document does
not print is estimated and stands in square brackets; nothing else is filled in.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Reference:
    """A document's number in the list and its entry."""

    number: int
    document_id: str
    text: str

    @property
    def mark(self) -> str:
        """What stands in the text: [1]."""
        return f"[{self.number}]"


def references(documents: pd.DataFrame, used: Iterable[str], *, draft: str) -> dict[str, Reference]:
    """List the documents that are used, numbered in the order of the register.

    Parameters
    ----------
    documents : DataFrame
        The register, as `read_tables` returns it.
    used : iterable of str
        Ids of the documents to list.
    draft : str
        What a draft is called, to be added to a title that does not say it.

    Returns
    -------
    dict of Reference
        By document id.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> documents = read_tables()["documents"]
    >>> listed = references(documents, ["xinhui-2017"], draft="征求意见稿")
    >>> print(listed["xinhui-2017"].text)
    新会区医疗卫生强基创优行动方案（2017—2018年）[Z]. [2017].
    """
    wanted = set(used)
    listed = documents[documents["document_id"].isin(wanted)].to_dict("records")
    return {
        row["document_id"]: Reference(number, row["document_id"], entry(row, draft))
        for number, row in enumerate(listed, start=1)
    }


def citation(behind: Sequence[Reference]) -> str:
    """Write a citation of one document or several; numbers in a row are joined, as GB/T 7714 asks.

    Examples
    --------
    >>> citation([Reference(number, "", "") for number in (1, 2, 3, 5)])
    '[1-3,5]'
    """
    spans: list[list[int]] = []
    for number in sorted(reference.number for reference in behind):
        if spans and spans[-1][-1] == number - 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return "[" + ",".join("-".join(str(end) for end in span) for span in spans) + "]"


def entry(document: Mapping[Hashable, str], draft: str) -> str:
    """Write one entry without its number; fields the document does not give are left out."""
    title = document["title"]
    if document["status"] == "draft" and draft not in title:
        title += f"（{draft}）"
    if document["number"]:
        title += f": {document['number']}"
    date = document["date"] or (f"[{document['year']}]" if document["year"] else "")
    return ". ".join(part for part in (document["issuer"], f"{title}[Z]", date) if part) + "."
