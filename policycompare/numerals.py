"""Numerals and shares as printed, Chinese or Arabic, go in; exact `Decimal` values come out."""

import re
from decimal import Decimal

from policycompare.errors import UnreadableClauseError

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
DIGITS |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}

CHINESE = f"[{''.join(DIGITS)}十][{''.join(DIGITS)}{''.join(PLACES)}{''.join(MYRIADS)}]*"
"""Pattern of a Chinese numeral; 百元 and 每千人 hold none, a numeral begins with a digit or 十."""

_SPACED = r"(?<![\d.])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?= ?[名人张份个例所家户元万台间对辆])"
ARABIC = rf"(?>{_SPACED}|(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?)"
"""Pattern of an Arabic numeral in ASCII, whole: 50 never matches as a 5; see `to_ascii`.

A blank between thousands is read before a unit only (5 000名), for in a table two cells stand so.
"""

PLACE = r"(?: ?(?:[十百千]?万?亿|[十百千]?万|[百千](?![分克米瓦])))"
"""Pattern of a Chinese multiplier after an Arabic numeral; 5百分点 and 5千克 have none."""

NUMERAL = rf"(?:{ARABIC}{PLACE}?|{CHINESE}(?:点{CHINESE})?)"
"""Pattern of one numeral, Arabic (with a Chinese multiplier or without) or Chinese."""

TO = r" ?(?:-|—{1,2}|–|~|至|到) ?"
"""Pattern of what joins the two ends of a range."""

_WHOLES = {"百": "%", "千": "‰", "万": "/万", "十万": "/10万", "10万": "/10万"}
_WHOLE = rf"(?:百|千|(?<![十百千万亿])万|十万|10 ?万|{CHINESE})"
_PARTS = rf"(?:{NUMERAL}|百)"
FRACTION = rf"(?:{_WHOLE}分之{_PARTS}(?:{TO}(?:{_WHOLE}分之)?{_PARTS})?)"
"""Pattern of a fraction or a range of fractions: 百分之三十至四十, 三分之二."""

_TENTH = "[一二两三四五六七八九1-9]"
TENTHS = (
    rf"(?:(?<![\d.]){_TENTH}(?: ?成?{TO}{_TENTH})? ?成(?:半|[一二三四五六七八九](?!年|个|家|所))?)"
)
"""Pattern of tenths: 九成, 7成半, 六至七成."""

_RATIOS = "|".join(f"{over}/{under}" for under in range(10, 1, -1) for over in range(1, under))
RATIO = rf"(?:(?<![A-Za-z\d./])(?:{_RATIOS})(?![\d./%‰]| ?万))"
"""Pattern of a small fraction in Arabic digits: 1/3; 11/10万 is a rate."""

_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_FULLWIDTH = (
    dict.fromkeys(map(ord, _SPACES), " ")
    | {ord("／"): "/", ord("％"): "%", ord("―"): "—", ord("〜"): "~"}
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012"), "-")
    | dict.fromkeys(map(ord, "≧⩾≮"), "≥")
    | dict.fromkeys(map(ord, "≦⩽≯"), "≤")
    | {
        code: chr(code - 0xFEE0)
        for code in range(0xFF01, 0xFF5F)
        if chr(code) not in "，：；！？（）"
    }
)
_WIDE = re.compile(f"[{''.join(map(chr, _FULLWIDTH))}]")
_TYPED_YEAR = re.compile("二[0OoΟО][0OoΟО一二三四五六七八九]{2}(?= ?年)")
"""A year whose noughts were typed as a digit or a letter: 二0二五年, 二O二五年."""
_TYPED = str.maketrans("0OoΟО", "〇〇〇〇〇")
_YEAR = re.compile("[一二][九〇○零][一二三四五六七八九〇○零]{2}(?= ?年)")
_IN_ARABIC = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DIGIT = "[一二两三四五六七八九]"
_BELOW_MYRIAD = re.compile(
    rf"(?:(?P<千>{_DIGIT})千)?(?:零?(?P<百>{_DIGIT})百)?(?P<tens>零?(?P<十>{_DIGIT})?十)?"
    rf"(?P<zero>零)?(?P<one>{_DIGIT})?"
)
_ONE_FRACTION = re.compile(
    rf"(?P<whole>{_WHOLE})分之(?P<parts>{_PARTS})"
    rf"(?:{TO}(?:(?P<whole_to>{_WHOLE})分之)?(?P<parts_to>{_PARTS}))?"
)
_ARABIC = re.compile(rf"({ARABIC})({PLACE}?)")
_BLANK = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_PLAIN = re.compile(r"[0-9]{1,16}(?:\.[0-9]{1,8})?")
_WORDS = {
    **dict.fromkeys(("一半", "半数", "半"), Decimal(50)),
    **dict.fromkeys(("百分百", "翻番", "翻一番", "翻1番"), Decimal(100)),
    **dict.fromkeys(("翻两番", "翻二番", "翻2番"), Decimal(300)),
}
SHARES_IN_WORDS = "一半|半数|(?<=过)半(?![天日年月个夜小百路途场程掌])|百分百|翻[一两二12]?番"
"""Pattern of shares written as words; of 翻一番 it is by how much a thing grows."""
_LONGEST = 28
"""Characters of the longest numeral: as many digits as `Decimal` keeps exactly."""


def to_ascii(text: str) -> str:
    """Write fullwidth digits, letters and signs in ASCII, one character for one.

    Chinese punctuation (，：；！？（）) stays, so that offsets and sentence ends hold. The noughts
    of a Chinese year are written as such.

    Examples
    --------
    >>> to_ascii("不低于５０％，２０．５‰"), to_ascii("二０二五年")
    ('不低于50%，20.5‰', '二〇二五年')
    """
    if text.isascii():
        return text
    plain = _WIDE.sub(lambda sign: _FULLWIDTH[ord(sign[0])], text)
    return _TYPED_YEAR.sub(lambda year: year[0].translate(_TYPED), plain)


def years_in_arabic(text: str) -> str:
    """Write Chinese years in Arabic digits, one character for one.

    Examples
    --------
    >>> years_in_arabic("二〇一一年三月二日")
    '2011年三月二日'
    """
    return _YEAR.sub(lambda year: year[0].translate(_IN_ARABIC), text)


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
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    plain = _BLANK.sub("", to_ascii(text).strip())
    if len(plain) > _LONGEST:
        raise _unreadable(text)
    if found := _ARABIC.fullmatch(plain):
        return Decimal(found[1].replace(",", "")) * _multiplier(found[2])
    whole, point, fraction = plain.partition("点")
    if point:
        return Decimal(f"{_whole(whole, text)}.{_digits(fraction, text)}")
    return Decimal(_whole(whole, text))


def share(text: str) -> tuple[Decimal, Decimal, str]:
    """Read one share or one range of shares: its ends, alike or in order, and its unit.

    Parameters
    ----------
    text : str
        What `FRACTION`, `TENTHS` or `RATIO` matches, in ASCII; or `SHARES_IN_WORDS`.

    Raises
    ------
    UnreadableClauseError
        When it divides by zero, runs downwards or mixes units.

    Examples
    --------
    >>> share("百分之三十至四十"), share("九成"), share("千分之五")[2]
    ((Decimal('30'), Decimal('40'), '%'), (Decimal('90'), Decimal('90'), '%'), '‰')
    """
    if text in _WORDS:
        return _WORDS[text], _WORDS[text], "%"
    if found := _ONE_FRACTION.fullmatch(text):
        low, unit = _part(found["whole"], found["parts"], text)
        whole_to = found["whole_to"] or found["whole"]
        high, unit_to = _part(whole_to, found["parts_to"] or found["parts"], text)
    elif "/" in text:
        over, under = text.split("/")
        low = high = Decimal(over) * 100 / Decimal(under)
        unit = unit_to = "%"
    else:
        last = text[-1:]
        half = 5 if last == "半" else DIGITS.get(last, 0)
        whole = text.rstrip(last) if half else text
        tenths = [numeral(tenth) * 10 + half for tenth in re.findall(_TENTH, whole)]
        low, high, unit, unit_to = tenths[0], tenths[-1], "%", "%"
    if low > high or unit != unit_to:
        raise UnreadableClauseError(
            f"{text!r} does not run from low to high in one unit; correct the clause."
        )
    return low, high, unit


def _part(whole: str, parts: str, text: str) -> tuple[Decimal, str]:
    value = Decimal(100) if parts == "百" else numeral(parts)
    if unit := _WHOLES.get(whole.replace(" ", "")):
        return value, unit
    if not (of := numeral(whole)):
        raise UnreadableClauseError(f"{text!r} divides by zero; correct the clause.")
    return value * 100 / of, "%"


def _multiplier(places: str) -> int:
    value = 1
    for place in places.strip():
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
        if found and myriad not in head:
            return _whole(head, whole) * step + _after_myriad(tail, step, whole)
    return _below_myriad(text, whole)


def _after_myriad(tail: str, step: int, whole: str) -> int:
    if not tail:
        return 0
    if len(tail) == 1 and tail in DIGITS:  # 一万二 is 12,000: the next place down is left unsaid
        return DIGITS[tail] * step // 10
    return _whole(tail.lstrip("零〇○"), whole)


def _below_myriad(text: str, whole: str) -> int:
    found = _BELOW_MYRIAD.fullmatch(text.replace("〇", "零").replace("○", "零"))
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
