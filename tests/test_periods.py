"""Deadlines: which years a clause sets as its term, and which only as a starting point."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policycompare.periods import deadline, stated_years
from policycompare.quantities import quantities

STATED = [
    ("2017年", [2017]),
    ("2020 年，建成三级体系", [2020]),
    ("到2020年，基本建立", [2020]),
    ("在2018年底前完成", [2018]),
    ("2017 年底前实行", [2017]),
    ("2022年6月底前", [2022]),
    ("2022年年底前", [2022]),
    ("2022年12月31日前", [2022]),
    ("２０２０年", [2020]),
    ("二〇二〇年底前", [2020]),
    ("争取到2018年，签约服务全覆盖", [2018]),
    ("2016—2020年", [2020]),
    ("2016-2020年", [2020]),
    ("2017年至2018年", [2018]),
    ("2016年1月—2017年12月", [2017]),
    ("“十三五”期间", [2020]),
    ("十三五期间", [2020]),
    ("“十四五”末", [2025]),
    ("“十三五”期末", [2020]),
    ("2017年达到82%，2020年达到95%", [2017, 2020]),
    ("比2015年降低10%，到2020年", [2020]),
    ("由2015年的45%降到2020年的30%", [2020]),
    ("到2020年在2015年基础上降低10%", [2020]),
    ("到2020年以2015年为基期降低10%", [2020]),
]

NO_DEADLINE = [
    "不低于70%",
    "比2015年降低10%以上",
    "比 2015 年降低10%",
    "较2016年下降",
    "与2016年相比",
    "从2016年起",
    "自2018年起施行",
    "2018年起施行",
    "2018年1月1日起施行",
    "2016年以来",
    "截至2016年底",
    "由2015年的45%",
    "在2015年底的基础上",
    "2015年版基本药物目录",
    "资府发〔2017〕23号",
    "2017个",
    "“十三五”规划",
    "用3年左右时间",
    "未来三年",
    "每年开展一次",
]

RELATIVE_TO_THE_DOCUMENT = [
    ("年底前完成", [2021]),
    ("今年完成", [2021]),
    ("年内完成", [2021]),
    ("本年度完成", [2021]),
    ("一年内完成", [2022]),
    ("两年内完成", [2023]),
    ("三年内完成", [2024]),
    ("3年内完成", [2024]),
    ("3 年之内完成", [2024]),
    ("5年以内完成", [2026]),
    ("十年内完成", [2031]),
    ("十五年内完成", [2036]),
    ("15年内完成", [2036]),
    ("去年底已完成", []),
    ("每年底前考核", []),
    ("近三年内", []),
    ("每3年内轮训一次", []),
]


@pytest.mark.parametrize(("clause", "years"), STATED)
def test_a_clause_states_its_deadline(clause: str, years: list[int]) -> None:
    assert [stated.year for stated in stated_years(clause)] == years
    assert [stated.year for stated in stated_years(clause, 2017)] == years


@pytest.mark.parametrize("clause", NO_DEADLINE)
def test_a_starting_point_or_a_plain_number_is_no_deadline(clause: str) -> None:
    assert stated_years(clause, 2021) == []


@pytest.mark.parametrize(("clause", "years"), RELATIVE_TO_THE_DOCUMENT)
def test_a_term_without_a_year_counts_from_the_document(clause: str, years: list[int]) -> None:
    assert [stated.year for stated in stated_years(clause, 2021)] == years


@pytest.mark.parametrize(
    ("clause", "year"),
    [("五年内完成", 2025), ("三年内完成", 2024), ("六年内完成", 2027), ("到2026年完成", 2026)],
)
def test_as_many_years_as_the_plan_has_end_with_it(clause: str, year: int) -> None:
    assert [stated.year for stated in stated_years(clause, 2021, plan_end=2025)] == [year]


@pytest.mark.parametrize(("clause", "years"), RELATIVE_TO_THE_DOCUMENT)
def test_without_the_documents_year_such_a_term_is_no_deadline(
    clause: str, years: list[int]
) -> None:
    assert stated_years(clause) == []


@pytest.mark.parametrize(
    ("clause", "value", "year"),
    [
        ("2017年达到82%，2020年达到95%", "82", 2017),
        ("2017年达到82%，2020年达到95%", "95", 2020),
        ("达到80%（2020年）", "80", 2020),
        ("到2020年，覆盖率达到30%，满意度达到90%", "90", 2020),
        ("比2015年降低10%", "10", None),
        ("由2015年的45%降到2020年的30%", "30", 2020),
    ],
)
def test_a_value_takes_the_last_deadline_before_it_else_the_first(
    clause: str, value: str, year: int | None
) -> None:
    assert deadline(clause, clause.index(value)) == year


@pytest.mark.parametrize(
    ("clause", "printed"),
    [
        ("到2020年，基本建立", "2020年"),
        ("力争２０２０ 年完成", "２０２０ 年"),
        ("在三年内完成", "三年内"),
        ("须于年底前完成", "年底前"),
    ],
)
def test_a_deadline_has_the_place_where_it_is_printed(clause: str, printed: str) -> None:
    (stated,) = stated_years(clause, 2021)
    assert clause[stated.start : stated.end] == printed


@given(st.integers(1950, 2099))
def test_a_year_is_read_alike_in_ascii_fullwidth_and_chinese(year: int) -> None:
    digits = str(year)
    fullwidth = "".join("０１２３４５６７８９"[int(digit)] for digit in digits)
    chinese = "".join("〇一二三四五六七八九"[int(digit)] for digit in digits)
    for printed in (digits, fullwidth, chinese):
        clause = f"到{printed}年，达到30%"
        assert [stated.year for stated in stated_years(clause)] == [year]
        assert [quantity.text for quantity in quantities(clause)] == ["达到30%"]


@settings(deadline=None)
@given(
    st.text(
        alphabet="0123456789〇一二三十年月日底前内起到比从由自在“”五期间末-—至，。 ", max_size=40
    )
)
def test_any_text_has_deadlines_in_order_or_none(text: str) -> None:
    stated = stated_years(text, 2021)
    places = [place for each in stated for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(0 <= each.start < each.end <= len(text) for each in stated)
