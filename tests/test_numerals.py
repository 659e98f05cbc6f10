"""Numerals and shares: what a document prints, and the exact value it means."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policycompare.errors import UnreadableClauseError
from policycompare.numerals import numeral, share, to_ascii

VALUES = [
    ("0", "0"),
    ("7", "7"),
    ("30", "30"),
    ("5.5", "5.5"),
    ("0.1", "0.1"),
    ("1200", "1200"),
    ("1,200", "1200"),
    ("1,234,567.8", "1234567.8"),
    ("３０", "30"),
    ("１．５", "1.5"),
    ("50万", "500000"),
    ("50 万", "500000"),
    ("3千", "3000"),
    ("5百", "500"),
    ("3百万", "3000000"),
    ("2千万", "20000000"),
    ("1.2亿", "120000000"),
    ("5万亿", "5000000000000"),
    ("零", "0"),
    ("一", "1"),
    ("两", "2"),
    ("九", "9"),
    ("十", "10"),
    ("十二", "12"),
    ("二十", "20"),
    ("二十三", "23"),
    ("三十", "30"),
    ("九十九", "99"),
    ("一百", "100"),
    ("一百零五", "105"),
    ("一百〇五", "105"),
    ("一百一", "110"),
    ("一百一十", "110"),
    ("一百十二", "112"),
    ("三百二", "320"),
    ("三百二十", "320"),
    ("三百零二", "302"),
    ("五百六十七", "567"),
    ("一千零三", "1003"),
    ("一千零五十", "1050"),
    ("一千二", "1200"),
    ("两千三百", "2300"),
    ("五千三百二", "5320"),
    ("一万", "10000"),
    ("一万二", "12000"),
    ("一万零五", "10005"),
    ("一万〇五百", "10500"),
    ("两万五千", "25000"),
    ("十万", "100000"),
    ("三百二十万", "3200000"),
    ("一亿零三百万", "103000000"),
    ("一万亿", "1000000000000"),
    ("一点五", "1.5"),
    ("零点零五", "0.05"),
    ("三十五点五", "35.5"),
    ("二〇二〇", "2020"),
    ("二○一七", "2017"),
    ("一九九九", "1999"),
]

NOT_ONE_NUMERAL = [
    "",
    "万",
    "百",
    "若干",
    "三五",  # three to five, not 35
    "七八",
    "一二三",
    "一万万",
    "一亿一亿",
    "一百百",
    "五十十",
    "一点",
    "点五",
    "一点十",
    "1，200",
    "1,20",
    "12,00",
    "3%",
    "-5",
    "1.2.3",
    "5百分",
    "1" * 29,
    "一" * 5000,
    "一" + "万" * 3000,
]

SHARES = [
    ("百分之三十", "30", "30", "%"),
    ("百分之30", "30", "30", "%"),
    ("百分之百", "100", "100", "%"),
    ("百分之一百二十", "120", "120", "%"),
    ("百分之零点五", "0.5", "0.5", "%"),
    ("百分之三十五点五", "35.5", "35.5", "%"),
    ("百分之三十至四十", "30", "40", "%"),
    ("百分之三十至百分之四十", "30", "40", "%"),
    ("千分之五", "5", "5", "‰"),
    ("千分之五点五", "5.5", "5.5", "‰"),
    ("万分之三", "3", "3", "/万"),
    ("十万分之十一", "11", "11", "/10万"),
    ("10万分之11", "11", "11", "/10万"),
    ("四分之三", "75", "75", "%"),
    ("十分之一", "10", "10", "%"),
    ("二十分之一", "5", "5", "%"),
    ("三分之二", "66.66666666666666666666666667", "66.66666666666666666666666667", "%"),
    ("四分之一至二分之一", "25", "50", "%"),
    ("九成", "90", "90", "%"),
    ("两成", "20", "20", "%"),
    ("7成", "70", "70", "%"),
    ("八成半", "85", "85", "%"),
    ("六至七成", "60", "70", "%"),
    ("六成到七成", "60", "70", "%"),
    ("1/2", "50", "50", "%"),
    ("3/4", "75", "75", "%"),
]


@pytest.mark.parametrize(("printed", "value"), VALUES)
def test_a_numeral_has_the_value_a_reader_gives_it(printed: str, value: str) -> None:
    assert numeral(printed) == Decimal(value)


@pytest.mark.parametrize("printed", NOT_ONE_NUMERAL, ids=lambda printed: printed[:8] or "empty")
def test_what_is_not_one_numeral_is_refused(printed: str) -> None:
    with pytest.raises(UnreadableClauseError, match="is not one numeral"):
        numeral(printed)


@pytest.mark.parametrize(("printed", "low", "high", "unit"), SHARES)
def test_a_share_has_its_ends_and_unit(printed: str, low: str, high: str, unit: str) -> None:
    assert share(printed) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    "printed", ["零分之一", "百分之四十至三十", "百分之一至千分之五", "七至六成", "三五分之一"]
)
def test_a_share_that_means_nothing_is_refused(printed: str) -> None:
    with pytest.raises(UnreadableClauseError):
        share(printed)


def test_tenths_of_a_percent_are_exact() -> None:
    assert numeral("0.1") + numeral("0.2") == Decimal("0.3")


def test_fullwidth_is_written_in_ascii_and_chinese_punctuation_stays() -> None:
    assert (
        to_ascii("　ＤＲＧ不低于５０％，（２－３名）；１１／１０万。")
        == " DRG不低于50%，（2-3名）；11/10万。"
    )


DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Write a whole number below a million million in Chinese, by the schoolbook."""
    if number >= 10**8:
        return joined(number, 10**8, "亿")
    if number >= 10**4:
        return joined(number, 10**4, "万")
    if number >= 1000:
        return joined(number, 1000, "千")
    if number >= 100:
        return joined(number, 100, "百")
    if number >= 10:
        return joined(number, 10, "十")
    return DIGITS[number]


def joined(number: int, place: int, name: str) -> str:
    head, tail = divmod(number, place)
    zero = "零" if tail and tail < place // 10 else ""
    return chinese(head) + name + (zero + chinese(tail) if tail else "")


def test_the_schoolbook_writes_as_expected() -> None:
    numbers = (7, 10, 15, 30, 105, 110, 1003, 10005, 20500, 103000000)
    assert [chinese(number) for number in numbers] == [
        "七",
        "一十",
        "一十五",
        "三十",
        "一百零五",
        "一百一十",
        "一千零三",
        "一万零五",
        "二万零五百",
        "一亿零三百万",
    ]


@given(st.integers(0, 10**12 - 1) | st.integers(0, 20000))
def test_a_chinese_numeral_equals_the_arabic_one(number: int) -> None:
    assert numeral(chinese(number)) == numeral(str(number)) == Decimal(number)


@given(st.integers(10, 19))
def test_the_one_before_ten_may_be_left_out(number: int) -> None:
    assert numeral(chinese(number).removeprefix("一")) == Decimal(number)


@given(st.integers(0, 10**9), st.integers(0, 999))
def test_a_chinese_decimal_equals_the_arabic_one(whole: int, thousandths: int) -> None:
    fraction = f"{thousandths:03d}"
    printed = chinese(whole) + "点" + "".join(DIGITS[int(digit)] for digit in fraction)
    assert numeral(printed) == Decimal(f"{whole}.{fraction}")


@given(st.integers(1000, 9999).filter(lambda year: "0" not in str(year)[:1]))
def test_four_digits_in_a_row_are_read_digit_by_digit(year: int) -> None:
    assert numeral("".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))) == Decimal(
        year
    )


@given(st.integers(0, 10**15), st.sampled_from(["", "千", "万", "百万", "亿"]))
def test_commas_and_spaces_do_not_change_a_value(number: int, place: str) -> None:
    assert numeral(f"{number:,}{place}") == numeral(f" {number} {place} ")


@given(st.text(alphabet=[chr(code) for code in range(0x21, 0x7F)], max_size=20))
def test_fullwidth_is_undone_character_for_character(text: str) -> None:
    kept = set(",:;!?()")
    wide = "".join(each if each in kept else chr(ord(each) + 0xFEE0) for each in text)
    assert to_ascii(wide) == text == unicodedata.normalize("NFKC", wide)


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,一二两三十百千万亿零〇点 半", max_size=40))
def test_a_numeral_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        value = numeral(text)
    except UnreadableClauseError:
        return
    assert value >= 0
