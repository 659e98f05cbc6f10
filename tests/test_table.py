"""The one table: its grain, its key, its values, and what it refuses."""

from pathlib import Path

import pandas as pd
import pytest

import policycompare as pc
from policycompare.errors import DataError, UnknownCodeError, UnknownTargetError
from policycompare.model import TARGET_DTYPES, TARGET_KEY

from .conftest import Edit


@pytest.fixture(scope="module")
def targets() -> pd.DataFrame:
    return pc.load_targets()


def test_columns_and_types_are_the_contract(targets: pd.DataFrame) -> None:
    assert {name: str(kind) for name, kind in targets.dtypes.items()} == TARGET_DTYPES


def test_the_key_never_repeats(targets: pd.DataFrame) -> None:
    assert not targets.duplicated(list(TARGET_KEY)).any()
    assert targets["target_id"].is_unique


def test_every_bound_fits_its_operator(targets: pd.DataFrame) -> None:
    low, high = targets["low"].notna(), targets["high"].notna()
    measured = targets["kind"].isin(["quantified", "universal"])
    expected = {">=": (1, 0), ">": (1, 0), "<=": (0, 1), "<": (0, 1)}
    for op, filled in expected.items():
        rows = measured & (targets["op"] == op)
        assert (low[rows] == bool(filled[0])).all()
        assert (high[rows] == bool(filled[1])).all()
    alike = targets[targets["op"].isin(["=", "~"])]
    assert (alike["low"] == alike["high"]).all()
    ranges = targets[targets["op"] == "range"]
    assert (ranges["low"] < ranges["high"]).all()
    assert not (low | high)[~measured].any()


def test_a_universal_share_is_a_hundred_percent(targets: pd.DataFrame) -> None:
    rows = targets[targets["kind"] == "universal"]
    assert (rows[["low", "high"]] == 100).all(axis=None)
    assert (rows["unit"] == "%").all()


def test_no_quote_is_longer_than_sixty_characters(targets: pd.DataFrame) -> None:
    assert targets["quote"].str.len().max() <= 60
    assert (targets["quote"].str.len() == targets["end"] - targets["start"]).all()


def test_a_clause_states_its_year_or_says_where_it_comes_from(targets: pd.DataFrame) -> None:
    assert (targets["year"].isna() == (targets["year_basis"] == "none")).all()


@pytest.mark.parametrize(
    ("name", "old", "new", "error", "said"),
    [
        ("codings.csv", "oop_share", "oop_shares", UnknownCodeError, "oop_shares"),
        ("codings.csv", "ziyang-2017/002,", "ziyang-2017/001,", DataError, "stands there twice"),
        (
            "codings.csv",
            "卫生总费用,2017,carried",
            "卫生总费用,,carried",
            DataError,
            "`year` is empty",
        ),
        ("codings.csv", "ziyang-2017/c001,1,", "ziyang-2017/c001,2,", DataError, "Statement 2"),
        ("codings.csv", ",oop_share,", ",gp_density,", DataError, "the clause prints %"),
        ("codings.csv", ",carried,,,", ",stated,,,", DataError, "is none of carried"),
        ("repairs.csv", '"11,10万",', '"12,10万",', DataError, "stale"),
        ("clauses.csv", "ziyang-2017/c001", "ziyang-2017/1", DataError, "is not a document, c"),
    ],
)
def test_damage_is_refused_by_name(
    data_copy: Path, edit: Edit, name: str, old: str, new: str, error: type[DataError], said: str
) -> None:
    edit(name, old, new)
    with pytest.raises(error, match=said):
        pc.load_targets(data_copy)


def test_a_table_without_targets_is_refused(data_copy: Path) -> None:
    path = data_copy / "codings.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    with pytest.raises(DataError, match="holds no target"):
        pc.load_targets(data_copy)


def test_a_year_out_of_reason_is_refused(data_copy: Path, edit: Edit) -> None:
    edit("codings.csv", "卫生总费用,2017,carried", "卫生总费用,17,carried")
    with pytest.raises(DataError, match="17 is not from 1990 to 2100"):
        pc.load_targets(data_copy)


def test_all_offenders_are_listed_at_once(data_copy: Path) -> None:
    path = data_copy / "codings.csv"
    text = path.read_text("utf-8").replace(",oop_share,", ",nothing,")
    path.write_text(text, "utf-8")
    with pytest.raises(UnknownCodeError) as refusal:
        pc.load_targets(data_copy)
    assert "1 indicator is not in data/codelists/indicators.csv" in str(refusal.value)
    assert "ziyang-2017/001" in str(refusal.value)
    assert "liaoning-2017/004" in str(refusal.value)


def test_a_target_stated_twice_without_joining_is_refused(data_copy: Path) -> None:
    path = data_copy / "codings.csv"
    row = "ziyang-2017/999,ziyang-2017/c001,1,oop_share,卫生总费用,2017,carried,,,\n"
    path.write_text(path.read_text("utf-8") + row, "utf-8")
    with pytest.raises(DataError, match="targets repeat the key"):
        pc.load_targets(data_copy)


def test_trace_walks_back_to_the_printed_words() -> None:
    steps = pc.trace("ziyang-2017/032")
    assert steps.quote == "2017年，医保定点医院50%以上的住院患者实现按病种付费"
    assert steps.section == "三/（二）/2"
    assert "资府发〔2017〕23号" in steps.document


def test_trace_of_an_unknown_target_says_which_there_are() -> None:
    with pytest.raises(UnknownTargetError, match="run from ziyang-2017/001 to ziyang-2017/041"):
        pc.trace("ziyang-2017/777")


def test_a_region_more_needs_rows_only(made_up: tuple[Path, Path]) -> None:
    targets = pc.load_targets(made_up[0])
    assert targets[["op", "high", "year", "year_basis"]].values.tolist()[0] == [
        "<=",
        28.0,
        2022,
        "stated",
    ]
    assert targets["kind"].tolist() == ["quantified", "quantified", "universal", "qualitative"]
    assert targets["year"].tolist()[:3] == [2022, 2022, 2025]
