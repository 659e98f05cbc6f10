"""A printed name and the codelists go in; the known indicators that it may mean come out."""

import re
from difflib import SequenceMatcher, get_close_matches

from policycompare.constraints import Tables
from policycompare.joining import names_whose
from policycompare.model import Candidate
from policycompare.normalise import PROPORTIONS

NEAR = 0.65
"""Of 1: how alike two names are that may mean the same thing; measured on drafts, where it marks
some one row in fifty."""

_COMMON = re.compile("[率的均]|比[例重]|占比|覆盖|达到|全部|所有|实行|开展|实施")
_LOOSE = 6
"""Letters besides a known name and words that most names have, above which it may be another."""

_ASIDE = re.compile(r"（[^（）]*）")


def bare(name: str) -> str:
    """Give a name without what is printed in one document and not in another.

    Examples
    --------
    >>> bare("公立医院医疗服务收入（不含药品）占医疗收入的比例"), bare("医疗服务收入占医疗收入比重")
    ('医疗服务收入占医疗收入比重', '医疗服务收入占医疗收入比重')
    """
    plain = _ASIDE.sub("", name).removeprefix("全部").removeprefix("县级").removeprefix("公立医院")
    return re.sub("的?(?:比例|占比|比重)$", "比重", plain)


def similar(name: str, tables: Tables, chosen: str = "") -> list[str]:
    """Name at most three indicators of the codebook that a printed name may mean besides.

    With one `chosen` these are the others that are printed so.

    Examples
    --------
    >>> from policycompare.sources import read_tables
    >>> similar("药占比", read_tables())
    ['药占比（不含中药饮片）', '药占比（口径未写明）']
    >>> similar("药占比", read_tables(), "药占比（不含中药饮片）")
    ['药占比（口径未写明）']
    """
    rows = tables["indicators"]
    named = {
        zh: [zh, *filter(None, synonyms.split(";"))]
        for zh, synonyms in zip(rows["name_zh"], rows["synonyms"], strict=True)
    }
    if chosen:
        return [zh for zh, terms in named.items() if name in terms and zh != chosen][:3]
    if not name or name in named:
        return []
    name = _ASIDE.sub("", name)
    within = [zh for zh, terms in named.items() if any(t in name or name in t for t in terms)]
    of_term = {term: zh for zh, terms in named.items() for term in terms}
    close = [of_term[term] for term in get_close_matches(name, of_term, n=3, cutoff=0.6)]
    return list(dict.fromkeys([*within, *close]))[:3]


def is_near(name: str, known: str) -> bool:
    """Tell two names so like that they may mean the same thing, or are easily taken to.

    Names that are one without what `bare` drops (a bracket, 全部, 县级, 公立医院, 比例 for 比重)
    are told apart by what is printed, and are not meant.

    Examples
    --------
    >>> is_near("县域内住院率", "县域内就诊率"), is_near("全科医生", "每万人口全科医生数")
    (True, False)
    """
    return NEAR <= SequenceMatcher(None, bare(name), bare(known)).ratio() < 1


def is_loose(found: Candidate, tables: Tables) -> bool:
    """Tell a share whose printed name holds a known one among words that may make it another.

    Whose share it is, people or institutions, makes it no other.

    Examples
    --------
    >>> from policycompare.scan import candidates
    >>> from policycompare.sources import read_tables
    >>> clauses = "糖尿病等慢性病门诊用药报销比例达到50%", "农村低收入人口签约率达到95%"
    >>> [is_loose(next(candidates(clause)), read_tables()) for clause in clauses]
    [True, False]
    """
    if found.kind != "quantified" or "/" in found.unit or found.unit not in PROPORTIONS:
        return False
    rows = tables["indicators"].set_index("indicator")
    terms = (rows["name_zh"][found.indicator], *rows["synonyms"][found.indicator].split(";"))
    printed = bare(found.indicator_printed)
    held = max((name for name in map(bare, terms) if name and name in printed), key=len, default="")
    rest = _COMMON.sub("", printed.replace(held, "", 1))
    return len(rest) > _LOOSE and ("占" in rest or not names_whose(rest))
