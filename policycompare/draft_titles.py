"""A target that no codelist names goes in; the name proposed for its indicator comes out."""

import re

from policycompare.joining import INSTITUTION
from policycompare.model import Candidate
from policycompare.tokens import PEOPLE, PERSONS

_A_HEAD = re.compile(rf"每 ?(?:{PEOPLE}){PERSONS}")
_SHARED = re.compile("^(?:所有|全部|各)")
DOING = re.compile(
    r"(?:均|都|全部|要|应|须)*(?:至少)?(?:能够?|可以?|开展|提供|设立|设置|设有|开设|配备|配置|配齐|建成|"
    r"建立|建有|组建|实施|实行|执行|推行|启动|落实|完成|达到|纳入|参与|加入|取消|具备|拥有|持有?(?!续)|通过|接入|应用|使用|"
    "制定|制订|出台)"
)
_REACHED = re.compile("(?:基本)?实现(?=[^，。；、]{0,12}$)")
"""“五大中心”实现县级全覆盖: the coverage of the centres by county."""

_SPREAD = re.compile(r"(.{2,20}?)覆盖(?:到)?(?:所有|全部|全体)([^，。；、的]{0,10})")
_AND_OTHERS = re.compile(
    rf"(?:以上|左右)?的?[^，。；、]{{0,14}}?(?:(?:、|和|以及|及)\d[\d.]*%(?:以上|左右)?的?"
    rf"[^，。；、\d]{{0,12}}?{INSTITUTION})+(?={DOING.pattern})"
)
"""70%的三级医院和30%的二级医院完成…: what the second does, the first does too."""

_JOINED = re.compile(f"(?:(?:、|和|以及|及)[^，。；、和]{{0,10}}?{INSTITUTION})+")
_ONLY_DOING = re.compile(f"(?:{DOING.pattern})+")
_DOERS = re.compile(
    f"[^，。；、的]{{0,10}}?(?:{INSTITUTION}|[县市区省州]|乡镇|社区|村)(?={DOING.pattern})"
)
_ADDED = re.compile("(新增|净增|新建|新设)([^，。；\\d]{1,16})$")
_ALL = re.compile("^(?:均|都|全部|要|应|须)+(?!等)")
_NUMBER_OF = re.compile(r"^\d+[个所家](?!工作日|月)")
"""How many there are: 17家乡镇卫生院."""
_MEASURED = re.compile(r"(?:率|比例|比重|占比|水平|覆盖|面|度|数)$")


def title(found: Candidate, those: str) -> str:
    """Propose what to call the indicator of a target, from what is printed of it.

    A value a head keeps its head (每千人口…床位数), a share of those that do something is named
    after both (建成医共体的县比例), and what is to cover all is a rate (签约服务覆盖率).

    Parameters
    ----------
    found : Candidate
        The target.
    those : str
        Whose share it is, as printed in the clause.

    Returns
    -------
    str
        The printed phrase where it is a name already; empty where nothing is printed.

    Examples
    --------
    >>> from policycompare.scan import candidates
    >>> clauses = "每千人口床位数达到7张", "所有县建成医共体", "签约率达到70%"
    >>> [title(next(candidates(clause)), "县") for clause in clauses]
    ['每千人口床位数', '建成医共体的县比例', '签约率']
    """
    name = _NUMBER_OF.sub("", found.indicator_printed)
    if "/" in found.unit and not _A_HEAD.search(name):
        counted = _A_HEAD.search(found.quote)
        return f"{counted[0]}{name}" if counted and name else name
    if found.kind == "universal" and found.quote.endswith("全覆盖"):
        name = _REACHED.sub("", name)
        return name if _MEASURED.search(name) or not name else f"{name}覆盖率"
    before, after = _around(found)
    if before.endswith("将") and after.startswith("的") and name:  # 医院将30%的号源向基层开放
        return f"{after[1:]}比例" if after[1:].startswith(name) else f"{name}{after[1:]}比例"
    if found.unit == "%" and found.measure == "level":
        spread = _SPREAD.fullmatch(name)
        reached = f"{spread[1]}覆盖的{spread[2]}比例" if spread and spread[2] else name
        return _of_share(found, name, those) if those else reached
    added = _ADDED.search(_around(found)[0])
    if added and added[2] == name:  # 新增床位300张 is no stock of beds
        return f"{added[1]}{name}"
    doers = _DOERS.match(name) if found.kind == "quantified" else None
    doing = name[doers.end() :] if doers else ""
    return f"{doing}的{doers[0]}数" if doers and not _ONLY_DOING.fullmatch(doing) else name


def _around(found: Candidate) -> tuple[str, str]:
    """Give what stands in the clause before the value and behind it."""
    quote, start = found.quote, found.start
    return quote[: found.value_start - start], quote[found.value_end - start :]


def _of_share(found: Candidate, name: str, those: str) -> str:
    """Name the share of those that do something: what they do, and of whom it is."""
    if spread := _SPREAD.match(name):
        return f"{spread[1]}覆盖的{those}比例"
    if found.kind == "quantified" and _around(found)[0].endswith("覆盖"):  # 覆盖80%的医院
        return f"{name.removesuffix(those).removesuffix('覆盖')}覆盖的{those}比例"
    before, head, doing = _SHARED.sub("", name, count=1).partition(those)
    if head and not doing:  # 各学校100%配备教师
        _, doing = _around(found)
        others = _AND_OTHERS.match(doing)
        doing = doing[others.end() :] if others else doing
        return f"{doing}的{those}比例" if DOING.match(doing) else name
    joined = _JOINED.match(doing)
    if joined or before.endswith(("、", "和", "以及", "及")):  # 所有卫生院和服务中心设置…
        those, doing = "机构", doing[joined.end() if joined else 0 :]
    named = name.endswith(doing) and DOING.match(doing) and not _MEASURED.search(doing)
    return f"{_ALL.sub('', doing)}的{those}比例" if head and named else name
