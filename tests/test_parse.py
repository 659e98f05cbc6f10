"""Clauses and the targets they state: the golden table of every real clause, and the rules."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policycompare.errors import UnreadableClauseError
from policycompare.normalise import in_unit
from policycompare.parse import WrittenTarget, parse
from policycompare.sources import read_tables
from policycompare.stating import Statement, statements
from policycompare.table import read_clauses

with (Path(__file__).parent / "golden_clauses.csv").open(encoding="utf-8", newline="") as file:
    GOLDEN = list(csv.DictReader(file))

DOCUMENT_YEARS = {
    "ziyang-2017": 2017,
    "liaoning-2017": 2017,
    "hanzhong-2021": 2021,
    "zongyang-2020": 2020,
    "xinhui-2017": 2017,
}


def as_golden(target: WrittenTarget) -> dict[str, str]:
    """Write a parsed target in the cells of the golden table."""
    common = {
        "modality": target.modality,
        "year": "" if target.year is None else str(target.year),
        "commitment": target.commitment or "",
    }
    statement = target.statement
    if statement is None:
        return (
            common
            | dict.fromkeys(("op", "low", "high", "unit", "measure"), "")
            | {"kind": "qualitative"}
        )
    return common | {
        "kind": statement.kind,
        "op": statement.op,
        "low": "" if statement.low is None else str(statement.low),
        "high": "" if statement.high is None else str(statement.high),
        "unit": statement.unit,
        "measure": statement.measure,
    }


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda row: row["target_id"])
def test_a_real_clause_means_what_a_reader_wrote_down(golden: dict[str, str]) -> None:
    year = DOCUMENT_YEARS[golden["target_id"].split("/")[0]]
    target = parse(golden["reading"], int(golden["nth"]), document_year=year)
    expected = {
        name: cell for name, cell in golden.items() if name not in ("target_id", "reading", "nth")
    }
    assert as_golden(target) == expected
    assert target.statement is None or target.statement.baseline is None
    assert target.statement is None or target.statement.base_year is None


def test_every_coded_target_has_a_golden_row_with_its_clause_as_read() -> None:
    tables = read_tables()
    readings = read_clauses(tables)
    codings = tables["codings"].to_dict("records")
    coded = [(c["target_id"], readings[str(c["clause_id"])], c["nth"]) for c in codings]
    assert [(row["target_id"], row["reading"], row["nth"]) for row in GOLDEN] == coded


# Kind and words of each statement of a clause, in order.
STATEMENTS = [
    ("签约服务制度全覆盖", [("universal", "全覆盖")]),
    ("乡镇卫生院全部达标", [("universal", "全部")]),
    ("覆盖所有公立医疗机构", [("universal", "所有")]),
    ("综合性医院均设立精神科门诊", [("universal", "均")]),
    ("陪护人员一律核酸检测", [("universal", "一律")]),
    ("由政府预算全额安排", [("universal", "全额")]),
    ("各统筹地区基本实现", [("universal", "各统筹地区")]),
    ("使每名医务人员都有机会", [("universal", "每名")]),
    (
        "所有乡镇卫生院和70%的村卫生室",
        [("universal", "所有"), ("quantified", "70%")],
    ),
    (
        "社区卫生服务机构、乡镇卫生院和70%的村卫生室",
        [("universal", "和"), ("quantified", "70%")],
    ),
    ("不超过全部医疗服务的10%", [("quantified", "不超过全部医疗服务的10%")]),
    ("不低于全省平均水平", [("relative", "不低于全省平均")]),
    ("保持下降", [("relative", "保持下降")]),
    ("到2020年，健全制度", []),
    ("平均住院日", []),
    ("人均预期寿命", []),
    ("基本公共卫生服务均等化", []),
    ("资源均衡布局", []),
    ("所有制形式", []),
    ("所有权归政府", []),
    ("健全覆盖城乡的制度", []),
    ("次均费用和均次费用", []),
]

RELATIVES = [
    ("低于全省平均值", "<", "level"),
    ("不低于全省平均水平", ">=", "level"),
    ("不得低于全省平均水平", ">=", "level"),
    ("不应低于全省平均水平", ">=", "level"),
    ("高于全省平均水平", ">", "level"),
    ("不高于全省平均水平", "<=", "level"),
    ("达到全省中上水平", ">=", "level"),
    ("控制在目标以内", "<=", "level"),
    ("发病率保持下降", "<", "change"),
    ("保持发病率下降趋势", "<", "change"),
    ("占比明显下降", "<", "change"),
    ("满意度明显提高", ">", "change"),
]

MODALITIES = [
    ("药占比控制在30%以下", "must"),
    ("力争达到30%", "strive"),
    ("争取达到30%", "strive"),
    ("努力达到30%", "strive"),
    ("原则上不超过3种", "strive"),
    ("推动30%的医院", "strive"),
    ("鼓励30%的医院", "strive"),
    ("探索在30%的医院", "explore"),
    ("推动和探索在30%的医院", "explore"),
]

COMMITMENTS = [
    ("鼓励按病种付费", "encourage"),
    ("支持按病种付费", "encourage"),
    ("探索按病种付费", "encourage"),
    ("推进按病种付费", "advance"),
    ("推动按病种付费", "advance"),
    ("完善按病种付费", "advance"),
    ("做细做实签约服务", "advance"),
    ("实行按病种付费", "implement"),
    ("推行按病种付费", "implement"),
    ("实施按病种付费", "implement"),
    ("严控药占比", "implement"),
    ("开展按病种付费试点", "pilot"),
    ("实施按病种付费省级试点", "pilot"),
    ("鼓励实行按病种付费", "encourage"),
    ("探索和推进按病种付费", "advance"),
    ("推进并实施按病种付费", "implement"),
]


@pytest.mark.parametrize(("clause", "expected"), STATEMENTS)
def test_a_clause_makes_statements_in_order(clause: str, expected: list[tuple[str, str]]) -> None:
    found = statements(clause)
    assert [(each.kind, clause[each.start : each.end]) for each in found] == expected


def test_a_universal_promise_is_a_hundred_percent() -> None:
    (found,) = statements("实现签约服务全覆盖")
    assert (found.op, found.low, found.high, found.unit, found.measure) == (
        "=",
        Decimal(100),
        Decimal(100),
        "%",
        "level",
    )


@pytest.mark.parametrize(("clause", "op", "measure"), RELATIVES)
def test_a_moving_reference_has_a_direction_and_no_number(
    clause: str, op: str, measure: str
) -> None:
    (found,) = statements(clause)
    assert (found.kind, found.op, found.measure) == ("relative", op, measure)
    assert (found.low, found.high, found.unit) == (None, None, "")


@pytest.mark.parametrize(("clause", "modality"), MODALITIES)
def test_modality_is_read_from_the_clause(clause: str, modality: str) -> None:
    assert parse(clause).modality == modality


@pytest.mark.parametrize(("clause", "commitment"), COMMITMENTS)
def test_commitment_is_read_from_the_governing_verb(clause: str, commitment: str) -> None:
    target = parse(clause, 0)
    assert (target.statement, target.commitment) == (None, commitment)


def test_a_value_takes_the_deadline_in_front_of_it() -> None:
    clause = "2017年覆盖率达到82%，2020年达到95%"
    assert [parse(clause, nth).year for nth in (1, 2)] == [2017, 2020]


def test_a_target_keeps_where_it_starts_from_and_by_when_it_ends() -> None:
    target = parse("药占比由2015年的45%降到2020年的30%以下")
    assert target.statement is not None
    assert (target.statement.baseline, target.statement.base_year) == (Decimal(45), 2015)
    assert (target.statement.op, target.statement.high, target.year) == ("<=", Decimal(30), 2020)


@pytest.mark.parametrize(
    ("clause", "nth"),
    [("健全制度", 1), ("不低于70%", 2), ("不低于70%", -1), ("药占比", 0), ("不低于30%以下", 1)],
)
def test_what_cannot_be_read_is_an_error_that_names_the_clause(clause: str, nth: int) -> None:
    with pytest.raises(UnreadableClauseError, match=clause):
        parse(clause, nth)


def test_the_error_says_what_to_do() -> None:
    with pytest.raises(UnreadableClauseError) as refused:
        parse("健全制度")
    assert str(refused.value) == (
        "Statement 1 of the clause '健全制度' cannot be read; it states 0. Correct `nth`, add the "
        "missing word to data/codelists/terms.csv or a repair."
    )


@pytest.mark.parametrize(
    ("clause", "unit", "low", "high"),
    [
        ("55‰以下", "%", None, "5.5"),
        ("5.5%以下", "‰", None, "55"),
        ("不低于百分之三十", "%", "30", None),
        ("11/10万", "‰", "0.11", "0.11"),
        ("提高5个百分点", "%", "5", "5"),
        ("每千人口1.5张", "张/千人", "1.5", "1.5"),
        ("保持下降", "%", None, None),
    ],
)
def test_a_share_is_expressed_exactly_in_its_indicators_unit(
    clause: str, unit: str, low: str | None, high: str | None
) -> None:
    (found,) = statements(clause)
    canonical = in_unit(found, unit)
    assert canonical.low == (None if low is None else Decimal(low))
    assert canonical.high == (None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("clause", "unit"), [("3个", "%"), ("30%", "个"), ("每万人3名", "名/千人"), ("30", "%")]
)
def test_a_unit_that_does_not_fit_is_an_error(clause: str, unit: str) -> None:
    with pytest.raises(UnreadableClauseError, match="its indicator has"):
        in_unit(statements(clause)[0], unit)


fragments = st.lists(
    st.sampled_from(
        [
            *(
                "所有",
                "全部",
                "均",
                "全覆盖",
                "不得低于",
                "低于全省平均",
                "保持下降",
                "平均",
                "所有制",
            ),
            *(
                "到2020年",
                "“十三五”期间",
                "年底前",
                "力争",
                "鼓励",
                "推进",
                "试点",
                "和",
                "，",
                "。",
                "的",
            ),
            *(
                "不低于",
                "30%",
                "5.5‰",
                "两个",
                "以上",
                "左右",
                "由45%降到",
                "比2015年降低",
                "三五家",
            ),
        ]
    ),
    max_size=10,
).map("".join)


@settings(deadline=None)
@given(fragments, st.integers(-1, 5))
def test_any_clause_is_read_or_refused_and_nothing_else(clause: str, nth: int) -> None:
    try:
        target = parse(clause, nth, document_year=2021)
    except UnreadableClauseError:
        return
    assert (target.statement is None) == (nth == 0)


@settings(deadline=None)
@given(fragments)
def test_statements_stand_in_order_and_inside_the_clause(clause: str) -> None:
    try:
        found: list[Statement] = statements(clause)
    except UnreadableClauseError:
        return
    places = [(each.start, each.end) for each in found]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(clause) for start, end in places)
    for each in found:
        if each.kind == "relative":
            assert (each.low, each.high) == (None, None)
        else:
            assert (each.low, each.high) != (None, None)


def test_a_hedge_holds_for_what_follows_it_and_not_for_what_stands_before() -> None:
    clause = "2017年达到30%，力争2020年达到60%"
    assert [parse(clause, nth).modality for nth in (1, 2)] == ["must", "strive"]
    assert [parse("原则上70%由财政、20%由医保承担", nth).modality for nth in (1, 2)] == [
        "strive"
    ] * 2


@pytest.mark.parametrize(
    "clause",
    [
        "85%的社区卫生服务中心和70%的乡镇卫生院具备服务能力",
        "财政承担70%和30%的费用",
        "建立健全部门协调机制",
        "全额拨款事业单位",
        "公共卫生服务均等化",
    ],
)
def test_what_only_looks_like_all_is_no_universal_target(clause: str) -> None:
    assert [s.kind for s in statements(clause) if s.kind == "universal"] == []


def test_all_and_each_of_one_clause_are_one_statement() -> None:
    assert len(statements("所有新进医师均接受培训")) == 1


def test_a_share_by_which_a_rate_falls_is_never_converted_to_the_unit_of_the_rate() -> None:
    fallen = in_unit(statements("肺结核发病率比2020年下降15%")[0], "/10万")
    assert (fallen.measure, fallen.low, fallen.unit) == ("change", Decimal("15"), "%")
    reached = in_unit(statements("控制在0.5%以下")[0], "‰")
    assert (reached.measure, reached.high, reached.unit) == ("level", Decimal("5.0"), "‰")
