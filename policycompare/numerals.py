"""Numerals as printed, Chinese or Arabic, go in; exact `Decimal` values come out."""

import re
from decimal import Decimal

from policycompare.errors import UnreadableClauseError

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
DIGITS |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}

CHINESE = f"[{''.join(DIGITS)}十][{''.join(DIGITS)}{''.join(PLACES)}{''.join(MYRIADS)}]*"
"""Pattern of a Chinese numeral; 百元 and 每千人 hold none, a numeral begins with a digit or 十."""

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""Pattern of an Arabic numeral in ASCII; see `to_ascii`."""

NUMERAL = rf"(?:{ARABIC}(?: ?[十百千]?[万亿]| ?[百千](?![万亿]))?|{CHINESE}(?:点{CHINESE})?)"
"""Pattern of one numeral, Arabic (with a Chinese multiplier or without) or Chinese."""

_FULLWIDTH = {ord("\u3000"): " ", ord("／"): "/", ord("％"): "%"} | {
    code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？（）"
}
_DIGIT = "[一二两三四五六七八九]"
_BELOW_MYRIAD = re.compile(
    rf"(?:(?P<千>{_DIGIT})千)?(?:零?(?P<百>{_DIGIT})百)?(?P<tens>零?(?P<十>{_DIGIT})?十)?"
    rf"(?P<zero>零)?(?P<one>{_DIGIT})?"
)
_ARABIC = re.compile(rf"({ARABIC}) ?([十百千万亿]*)")


def to_ascii(text: str) -> str:
    """Write fullwidth digits, letters and signs in ASCII, one character for one.

    Chinese punctuation (，：；！？（）) stays, so that offsets and sentence ends hold.

    Examples
    --------
    >>> to_ascii("不低于５０％，２０．５‰")
    '不低于50%，20.5‰'
    """
    return text.translate(_FULLWIDTH)


def numeral(text: str) -> Decimal:
    """Read one numeral exactly.

    Parameters
    ----------
    text : str
        `1,234.5`, `50万`, `三百二十`, `二〇二〇`, `一点五`, fullwidth or ASCII.

    Raises
    ------
    UnreadableClauseError
        When the text is not one numeral.

    Examples
    --------
    >>> numeral("50万"), numeral("二十三"), numeral("１.5")
    (Decimal('500000'), Decimal('23'), Decimal('1.5'))
    """
    plain = to_ascii(text).strip()
    if found := _ARABIC.fullmatch(plain):
        return Decimal(found[1].replace(",", "")) * _multiplier(found[2])
    whole, point, fraction = plain.partition("点")
    if point:
        return Decimal(f"{_whole(whole, text)}.{_digits(fraction, text)}")
    return Decimal(_whole(whole, text))


def _multiplier(places: str) -> int:
    value = 1
    for place in places:
        value *= (PLACES | MYRIADS)[place]
    return value


def _digits(text: str, whole: str) -> str:
    if not text or any(character not in DIGITS for character in text):
        raise _unreadable(whole)
    return "".join(str(DIGITS[character]) for character in text)


def _whole(text: str, whole: str) -> int:
    if text and all(character in DIGITS for character in text):
        if len(text) in (2, 3) and not set(text) & set("零〇○"):
            raise _unreadable(whole)  # 三五个 is three to five, not 35
        return int(_digits(text, whole))
    for myriad, step in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.rpartition(myriad)
        if found:
            return _whole(head, whole) * step + _after_myriad(tail, step, whole)
    return _below_myriad(text, whole)


def _after_myriad(tail: str, step: int, whole: str) -> int:
    if not tail:
        return 0
    if len(tail) == 1 and tail in DIGITS:  # 一万二 is 12,000: the next place down is left unsaid
        return DIGITS[tail] * step // 10
    return _whole(tail.removeprefix("零").removeprefix("〇"), whole)


def _below_myriad(text: str, whole: str) -> int:
    found = _BELOW_MYRIAD.fullmatch(text)
    if not text or not found:
        raise _unreadable(whole)
    value = sum(DIGITS[found[place] or "零"] * PLACES[place] for place in ("千", "百"))
    if found["tens"]:
        value += DIGITS[found["十"] or "一"] * 10
    if found["one"]:
        unsaid = not found["zero"] and not found["tens"]  # 三百二 is 320, 三百零二 is 302
        value += DIGITS[found["one"]] * (
            (100 if found["千"] and not found["百"] else 10) if unsaid else 1
        )
    return value


def _unreadable(text: str) -> UnreadableClauseError:
    return UnreadableClauseError(
        f"{text!r} is not one numeral; write it as 123, 1.5, 50万 or 一百二十三."
    )
