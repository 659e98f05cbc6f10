"""A list of years before a list of values goes in; the year of one of the values comes out."""

import re

from policycompare.numerals import numeral

_NEAR = 600
_JOINTS = re.compile("、|和(?!谐)|(?<!普)及(?!时)|(?<!参)与")
_YEARS = re.compile(r"(?:\d{4} ?年?(?:底|末)?前?(?:、|和|及|与|以及)(?:到|至)?){1,4}\d{4} ?年")
_YEARS_OF_STAGES = re.compile(
    r"(?:\d{4} ?年?(?:、|和|及|与|以及)){1,4}\d{4} ?年[^。，\d]{0,6}(?:进度|安排)[^。，\d]{0,6}。$"
)
"""按2022年、2023年、2024年三年进度安排。 before a sentence with 分别."""
_STAGES = 60
_PASSED = re.compile(r"\d[^，；。、]{0,12}[，；]")

_PAIRED = re.compile(
    r"[^，。；\d]{0,6}\d[\d.]*(?:/10万)?[%‰\u4e00-\u9fff/]{0,6}(?:、|和|及)[^，。；\d]{0,4}\d"
)
_RUN = re.compile(
    r"(?<!\d)((?:19|20)\d\d) ?年? ?[-—–~至到]{1,2} ?((?:19|20)\d\d) ?年?"
    r"(?:[^，。；\d]{0,8}(?:分别|依次|逐年)|[^。；\d]{0,60}?(?:分别|依次))"
)
"""2022年至2024年分别: one value for each year."""

_EACH = re.compile(
    r"(?:([两三四五2-5]) ?年|每年|逐年|各年度?)内?(?:[应须要均]|分别|依次)*[^，。；\d]{0,4}$"
)
"""三年分别达到, 每年不低于: one value for each year of a plan that has as many."""


def respectively(
    text: str, sentence: tuple[int, int], position: int, listed: tuple[int, int], chosen: int
) -> int | None:
    """Give the n-th year of 到2022年和2030年…20%和30% to the n-th value of its list.

    Parameters
    ----------
    text : str
        The passage.
    sentence : tuple of int
        Where the sentence begins and ends.
    position : int
        Where the value begins.
    listed : tuple of int
        Its place in its list, and how many values stand in it.
    chosen : int
        Where the deadline stands that was chosen without regard to the list; one that is printed
        behind the list holds instead.

    Examples
    --------
    >>> text = "2022年至2024年分别达到30%、50%、70%"
    >>> [respectively(text, (0, len(text)), text.index(v), (n, 3), 0) for n, v in enumerate("357")]
    [2022, 2023, 2024]
    """
    begin, nth = max(0, sentence[0] - _NEAR, position - _NEAR), listed[0]
    if text.count("20", begin, position) < 2:
        return None  # no two years
    if listed[1] > 1 and "20" not in text[sentence[0] : position]:
        if _names(text, sentence[0], position) == listed[1]:
            return None  # a value for each name
        return _of_sentence_before(text, sentence[0], listed)
    runs = list(_RUN.finditer(text, max(begin, sentence[0]), position))
    if runs and chosen < runs[-1].end():
        first, last = int(runs[-1][1]), int(runs[-1][2])
        if last - first + 1 == listed[1] != _names(text, runs[-1].end(2), position):
            return first + nth
    years = list(_YEARS.finditer(text, max(begin, sentence[0]), position))
    if not years and "分别" in text[sentence[0] : position]:
        years = list(_YEARS_OF_STAGES.finditer(text, max(0, sentence[0] - _STAGES), sentence[0]))
    if not years or chosen >= years[-1].end():
        return None
    return _nth_year(text, sentence[0], position, nth, years[-1])


def _of_sentence_before(text: str, sentence: int, listed: tuple[int, int]) -> int | None:
    """到2022年和2030年，…。检测率不低于27%和35%。: the years of the sentence before."""
    begin = max(sentence - _NEAR, text.rfind("。", 0, max(0, sentence - 1)) + 1)
    found = list(_YEARS.finditer(text, begin, sentence))
    years = re.findall(r"\d{4}", found[-1][0]) if found else []
    return int(years[listed[0]]) if len(years) == listed[1] else None


def of_period(
    text: str, clause: int, first: int, listed: tuple[int, int], period: tuple[int, int]
) -> int | None:
    """Give the n-th year of a plan to the n-th value of a list that has one for each.

    Parameters
    ----------
    text : str
        The passage.
    clause, first : int
        Where the clause and the first value of the list begin.
    listed : tuple of int
        The value's place in the list, and how many values stand in it.
    period : tuple of int
        The first and the last year of the plan.

    Examples
    --------
    >>> of_period("三年分别不低于75%、85%、92%", 0, 4, (1, 3), (2022, 2024))
    2023
    """
    each = _EACH.search(text, clause, first)
    count = int(numeral(each[1])) if each and each[1] else listed[1]
    whole = listed[1] > 1 and period[1] - period[0] + 1 == listed[1] == count
    if not (each and whole) or _names(text, clause, first) == listed[1]:
        return None
    return period[0] + listed[0]


def _names(text: str, start: int, position: int) -> int:
    """Count the names that stand between a year and a value: 高血压、糖尿病患者管理率 are two."""
    before = re.split(r"\d", text[start:position])[0]
    return 1 + len(_JOINTS.findall(before))


def _nth_year(
    text: str, sentence: int, position: int, nth: int, listed: re.Match[str]
) -> int | None:
    years = [int(year) for year in re.findall(r"\d{4}", listed[0])]
    since, opening = listed.end(), sentence
    for passed in _PASSED.finditer(text, since, position):
        opening = passed.end()  # 到2023年和2025年分别达到19%、22%，…提高到20%: another value
    told_apart = nth or "分别" in text[opening:position] or _PAIRED.match(text, position)
    return years[nth] if nth < len(years) and told_apart else None
