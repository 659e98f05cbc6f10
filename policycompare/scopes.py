"""A target and its sentence go in; of indicators printed alike the one it means comes out."""

import re
from dataclasses import dataclass
from functools import lru_cache

from policycompare.model import UNSTATED, Candidate, Codebook

WITHOUT = re.compile("(?:不含|不包括|不包含|不计|扣除|剔除)")
"""What opens a qualifier of what is not in a value: 药占比（不含中药饮片）."""

UNSAID = "条文写明含什么、不含什么，指标名没有这样写，请核对口径"
"""What is doubtful in a name that does not say the scope that its clause prints."""

_WITH = re.compile("(?:(?<![不未包])含|(?<![不未])包[括含])")
_EXCEPT = re.compile("除[^，,。；;（）()]{2,12}外|除外")
_QUALIFIER = re.compile(r"（([^）]+)）$")
_NO_VALUE = "无数值"
_WHAT = 2
"""中药饮片 is also printed 饮片."""

_ANY = r"[^，,。；;（）()含包]"
_BEFORE = re.compile("除[^，,。；;（）()]{2,12}外[，,]?[^，,。；;（）()]{0,12}$")
_BEHIND = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class _Alike:
    """An indicator with the synonyms that it shares with others, and its name's qualifier."""

    code: str
    synonyms: frozenset[str]
    qualifier: str


def scoped(found: Candidate, text: str, codebook: Codebook) -> Candidate:
    """Code a target by the scope that its sentence prints; a scope that no name says is doubted."""
    if found.indicator not in _alike(codebook):
        return found
    name, kept = found.indicator_printed, found.doubt.split("；")
    code = as_printed(found.indicator, name, text, codebook)
    doubts = [*(doubt for doubt in kept if doubt != UNSAID), unsaid(code, name, text, codebook)]
    return found._replace(indicator=code, doubt="；".join(filter(None, doubts)))


def as_printed(indicator: str, name: str, text: str, codebook: Codebook) -> str:
    """Choose among indicators that share a printed synonym the one whose qualifier is printed.

    Without its qualifier the one is chosen that has none, or says that it is not stated.

    Parameters
    ----------
    indicator : str
        The code that the name alone gives.
    name : str
        The indicator as printed. What it says goes before what its sentence says.
    text : str
        The sentence up to the value, with a bracket behind it.
    codebook : Codebook
        The indicators.

    Examples
    --------
    >>> from policycompare.wordlists import packaged_codebook
    >>> for name in "药占比（不含中药饮片）", "药占比", "药占比（含饮片）":
    ...     as_printed("drug_share_no_herbal", name, f"{name}降到30%", packaged_codebook())
    'drug_share_no_herbal'
    'drug_share_unspecified'
    'drug_share_unspecified'
    """
    alike = _printed_alike(indicator, f"{name}\n{text}", codebook)
    if not alike:
        return indicator
    own = next(each for each in alike if each.code == indicator)
    return min([own, *alike], key=lambda each: _rank(each, name, text)).code


def unsaid(indicator: str, name: str, text: str, codebook: Codebook) -> str:
    """Say that a clause prints a scope which the name of its indicator does not say."""
    alike = _printed_alike(indicator, f"{name}\n{text}", codebook)
    if not any(_scope_of(each.qualifier) for each in alike):
        return ""
    own = next(each for each in alike if each.code == indicator)
    if _rank(own, name, text) == 0:
        return ""
    said = [name, *_around(own.synonyms, text)]
    printed = any(each.search(words) for each in (WITHOUT, _WITH, _EXCEPT) for words in said)
    return UNSAID if printed else ""


def with_bracket(text: str, start: int, end: int) -> str:
    """Cut out a sentence up to its value, and a bracket right behind that: 30%（不含饮片）."""
    behind = _BEHIND.match(text, end)
    return text[start : behind.end() if behind else end]


def _printed_alike(indicator: str, words: str, codebook: Codebook) -> list[_Alike]:
    """Give the indicators that share a synonym with one, which is printed; itself among them."""
    groups = _alike(codebook)
    own = groups.get(indicator)
    printed = {term for term in own.synonyms if term in words} if own else set()
    return [each for each in groups.values() if each.synonyms & printed]


@lru_cache(maxsize=8)
def _alike(codebook: Codebook) -> dict[str, _Alike]:
    """Gather the indicators of one theme and unit that share synonyms."""
    codes: dict[tuple[str, ...], list[str]] = {}
    for synonym, indicator, *theme_and_unit in codebook.indicators:
        codes.setdefault((synonym, *theme_and_unit), []).append(indicator)
    shared: dict[str, set[str]] = {}
    for (synonym, *_), those in codes.items():
        for code in those if len(those) > 1 else ():
            shared.setdefault(code, set()).add(synonym)
    names = dict(codebook.names)
    return {
        code: _Alike(code, frozenset(synonyms), _qualifier(names[code]))
        for code, synonyms in shared.items()
    }


def _qualifier(name: str) -> str:
    found = _QUALIFIER.search(name)
    said = found[1] if found else ""
    return "" if UNSTATED in said or said == _NO_VALUE else said


def _rank(alike: _Alike, name: str, text: str) -> int:
    """Rank an indicator by its qualifier: 0 printed, 1 none or not stated, 2 not printed."""
    qualifier = alike.qualifier
    if not qualifier:
        return 1
    if scope := _scope_of(qualifier):
        what = qualifier[-_WHAT:]
        own = _scope_printed(what, name) or _scope_in(alike.synonyms, what, text)
        return 0 if own == scope else 2
    return 0 if qualifier in name or qualifier in text else 2


def _scope_of(qualifier: str) -> str:
    """Tell a qualifier of what is in a value, or not in it."""
    if WITHOUT.match(qualifier):
        return "without"
    return "with" if _WITH.match(qualifier) else ""


def _scope_in(synonyms: frozenset[str], what: str, text: str) -> str:
    """Tell what a sentence says of its last such name, behind it or right before."""
    said = (_scope_printed(what, words) for words in _around(synonyms, text))
    return next(filter(None, said), "")


def _around(synonyms: frozenset[str], text: str) -> tuple[str, str]:
    """Give what stands behind the last such name of a text, and 除…外 right before it."""
    place = max(text.rfind(synonym) for synonym in synonyms)
    if place < 0:
        return "", ""
    before = _BEFORE.search(text[:place])
    return text[place:], before[0] if before else ""


def _scope_printed(what: str, words: str) -> str:
    """Tell whether words say that something is in a value, or not in it: （中药饮片除外）."""
    if re.search(
        rf"{WITHOUT.pattern}{_ANY}*{what}|除{_ANY}{{0,10}}{what}{_ANY}{{0,8}}外"
        rf"|{what}{_ANY}{{0,6}}(?:除外|不计|不纳入|不包[括含]|剔除|扣除)",
        words,
    ):
        return "without"
    return "with" if re.search(rf"{_WITH.pattern}{_ANY}*{what}", words) else ""
