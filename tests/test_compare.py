"""The model cases of the design, and the laws of comparison."""

from pathlib import Path

import pandas as pd
import pytest

import policycompare as pc
from policycompare.compare import all_comparability
from policycompare.errors import DataError, UnknownCodeError
from policycompare.grouping import comparable_groups
from policycompare.sources import read_tables
from policycompare.verdicts import grounds, judge_from

from .conftest import Edit


@pytest.fixture(scope="module")
def targets() -> pd.DataFrame:
    return pc.load_targets()


def verdict(targets: pd.DataFrame, theme: str, first: str, second: str) -> dict[str, str]:
    pairs = pc.comparability(targets, theme)
    ids = {first, second}
    pair = pairs[pairs["target_a"].isin(ids) & pairs["target_b"].isin(ids)].iloc[0]
    return {str(column): str(value) for column, value in pair.items()}


def find(targets: pd.DataFrame, region: str, indicator: str, year: int | None = None) -> str:
    rows = targets[(targets["region"] == region) & (targets["indicator"] == indicator)]
    rows = rows if year is None else rows[rows["year"] == year]
    return str(rows["target_id"].iloc[0])


def test_fifty_and_seventy_percent_by_disease_are_not_one_scale(targets: pd.DataFrame) -> None:
    pair = verdict(
        targets,
        "case_payment",
        find(targets, "ziyang", "case_payment_share"),
        find(targets, "zongyang", "case_bedday_payment_share"),
    )
    assert pair["verdict"] == "not_comparable"
    assert "分母不同：医保定点医院住院患者 / 县级公立医院出院病例（含床日）" in pair["reasons_zh"]
    assert "指标不同：按病种付费占比 / 按病种（含床日）付费占比" in pair["reasons_zh"]
    assert (
        "different populations: inpatients of insurance-designated hospitals" in pair["reasons_en"]
    )


def test_clinics_offering_signing_are_never_beside_residents_signed(targets: pd.DataFrame) -> None:
    pair = verdict(
        targets,
        "signing",
        find(targets, "xinhui", "signing_institution_coverage"),
        find(targets, "liaoning", "signing_rate", 2017),
    )
    assert pair["verdict"] == "not_comparable"
    assert "村卫生站（室）" in pair["reasons_zh"]


def test_at_most_thirty_and_about_thirty_never_tie(targets: pd.DataFrame) -> None:
    pair = verdict(
        targets,
        "oop_share",
        find(targets, "ziyang", "oop_share"),
        find(targets, "liaoning", "oop_share"),
    )
    assert pair["verdict"] == "caution"
    assert "比较词不同：≤ / ~" in pair["reasons_zh"]


def test_draft_and_issued_documents_call_for_caution(targets: pd.DataFrame) -> None:
    pairs = pc.comparability(targets, "tcm_capacity")
    across = pairs[pairs["region_a"] != pairs["region_b"]]
    cautious = across[across["verdict"] == "caution"]
    assert len(cautious) == 3
    assert cautious["reasons_zh"].str.contains("文件状态不同：正式印发 / 征求意见稿").all()


def test_one_population_within_the_other_is_caution(targets: pd.DataFrame) -> None:
    pair = verdict(
        targets,
        "liability_insurance",
        find(targets, "ziyang", "liability_insurance"),
        find(targets, "liaoning", "liability_insurance"),
    )
    assert pair["verdict"] == "caution"
    assert "分母有包含关系：公立医疗机构 / 公立医院" in pair["reasons_zh"]


def test_targets_alike_in_everything_are_comparable(targets: pd.DataFrame) -> None:
    one = targets[targets["target_id"] == find(targets, "ziyang", "case_payment_share")]
    twin = one.assign(target_id="ziyang-2017/999", low=60.0)
    pairs = pc.comparability(pd.concat([one, twin]), "case_payment_share")
    assert pairs[["verdict", "reasons_zh", "reasons_en"]].values.tolist() == [
        ["comparable", "", ""]
    ]


@pytest.mark.parametrize(
    ("column", "value", "verdict", "reason"),
    [
        ("year", 2025, "caution", "年份不同：2017 / 2025"),
        ("modality", "strive", "caution", "语气不同：无缓和词 / 有缓和词"),
        ("op", "~", "caution", "比较词不同：≥ / ~"),
        ("unit", "‰", "not_comparable", "单位不同：% / ‰"),
        ("measure", "change", "not_comparable", "量度不同：水平 / 变化"),
        ("population", "城乡居民", "not_comparable", "分母不同：医保定点医院住院患者 / 城乡居民"),
        ("kind", "relative", "not_comparable", "至少一方相对于变动的参照"),
    ],
)
def test_one_difference_gives_one_reason(
    targets: pd.DataFrame, column: str, value: str | int, verdict: str, reason: str
) -> None:
    one = targets[targets["target_id"] == find(targets, "ziyang", "case_payment_share")]
    twin = one.assign(target_id="ziyang-2017/999", **{column: value})
    if column == "kind":
        twin = twin.assign(quote="低于全省平均")
    pair = pc.comparability(pd.concat([one, twin]), "case_payment_share").iloc[0]
    assert (pair["verdict"], pair["reasons_zh"]) == (verdict, reason)


@pytest.mark.parametrize(
    ("document", "verdict", "reason"),
    [
        ("ziyang-2017", "caution", "同一文件，分母均未写明；年份不同：2017 / 2020"),
        ("zongyang-2020", "not_comparable", "分母未写明；年份不同：2017 / 2020"),
    ],
)
def test_two_years_of_one_document_share_an_axis_though_it_states_no_population(
    targets: pd.DataFrame, document: str, verdict: str, reason: str
) -> None:
    one = targets[targets["target_id"] == find(targets, "ziyang", "case_payment_share")]
    one = one.assign(population="未写明")
    twin = one.assign(target_id=f"{document}/999", document_id=document, year=2020)
    pair = pc.comparability(pd.concat([one, twin]), "case_payment_share").iloc[0]
    assert pair["verdict"] == verdict
    assert pair["reasons_zh"].startswith(reason)


def test_two_values_of_one_year_are_of_two_populations(targets: pd.DataFrame) -> None:
    one = targets[targets["target_id"] == find(targets, "ziyang", "case_payment_share")]
    one = one.assign(population="未写明")
    twin = one.assign(target_id="ziyang-2017/999", low=60.0)
    pair = pc.comparability(pd.concat([one, twin]), "case_payment_share").iloc[0]
    assert (pair["verdict"], pair["reasons_zh"]) == ("not_comparable", "分母未写明")


def test_every_pair_of_every_theme_is_judged(targets: pd.DataFrame) -> None:
    sizes = targets["theme"].value_counts()
    pairs = all_comparability(targets)
    assert len(pairs) == sum(size * (size - 1) // 2 for size in sizes)
    unlike = pairs[pairs["verdict"] != "comparable"]
    assert (unlike["reasons_zh"] != "").all()
    assert (unlike["reasons_en"] != "").all()


def test_a_population_that_is_part_of_itself_is_refused(
    data_copy: Path, edit: Edit, targets: pd.DataFrame
) -> None:
    edit(
        "codelists/populations.csv",
        "医疗卫生机构,health institutions,",
        "医疗卫生机构,health institutions,公立医院",
    )
    with pytest.raises(DataError, match="is part of itself"):
        pc.comparability(targets, "drg", tables=read_tables(data_copy))


def test_a_matrix_of_some_targets_is_refused_for_silence_would_be_false(
    targets: pd.DataFrame,
) -> None:
    with pytest.raises(DataError, match="silence would be wrong"):
        pc.headline_matrix(targets[targets["kind"] == "quantified"])


def test_outer_ends_of_a_chain_of_populations_share_no_axis(targets: pd.DataFrame) -> None:
    one = targets[targets["target_id"] == find(targets, "liaoning", "green_channel", 2017)]
    chain = [
        one.assign(target_id=f"liaoning-2017/9{place}", population=population, low=80.0 + place)
        for place, population in enumerate(("公立医院", "医疗卫生机构", "基层医疗卫生机构"))
    ]
    rows = pd.concat(chain)
    groups = comparable_groups(pc.labelled(rows), pc.comparability(rows, "green_channel"))
    assert sorted(len(group) for group in groups) == [1, 2]


def test_no_code_names_both_an_indicator_and_a_theme(targets: pd.DataFrame) -> None:
    assert not set(targets["theme"]) & set(pc.load_indicators()["indicator"])


def test_an_unknown_theme_is_refused(targets: pd.DataFrame) -> None:
    with pytest.raises(UnknownCodeError, match="'drugs' is no indicator or theme"):
        pc.comparability(targets, "drugs")


HEADLINES = {
    "ziyang": ["严控", "探索和推进", "推进（2017）", "≥50%（2017），另1项"],
    "liaoning": ["约30%（2017）", "鼓励", "≥30%（2017），另3项", "推行"],
    "hanzhong": ["未提及", "未提及", "推动，另1项", "推进"],
    "zongyang": ["未提及", "试点", "做细做实（2020）", "≥70%（2020）"],
    "xinhui": ["未提及", "未提及", "村卫生站（室）全覆盖（2018），另2项", "推行"],
}


def test_the_headline_matrix_has_twenty_cells_none_blank(targets: pd.DataFrame) -> None:
    matrix = pc.headline_matrix(targets)
    labels = {
        region: rows["label"].tolist() for region, rows in matrix.groupby("region", sort=False)
    }
    assert labels == HEADLINES
    assert list(labels) == ["ziyang", "liaoning", "hanzhong", "zongyang", "xinhui"]


def test_a_cell_says_what_is_reached_before_by_how_much_something_changes(
    targets: pd.DataFrame,
) -> None:
    levels = (targets["indicator"] == "drug_share_no_herbal") & (targets["measure"] == "level")
    level = targets[levels].iloc[0]
    change = {"target_id": "ziyang-2017/000", "measure": "points", "op": "=", "low": 3.0}
    change |= {"high": 3.0, "unit": "个百分点", "year": level["year"]}
    changed = level.to_dict() | change
    both = pd.concat([pd.DataFrame([changed]).astype(targets.dtypes), targets], ignore_index=True)
    cell = pc.headline_matrix(both).query("region == @level.region and theme == 'drug_share'")
    assert cell["target_ids"].item().split(";")[0] == level["target_id"]


def test_a_cell_that_says_something_has_its_evidence_and_a_silent_one_its_search(
    targets: pd.DataFrame,
) -> None:
    matrix = pc.headline_matrix(targets)
    silent = matrix["stance"] == "not_mentioned"
    assert (matrix.loc[~silent, ["quote", "section", "target_ids", "note"]] != "").to_numpy().all()
    assert matrix.loc[silent, "note"].str.startswith("全文检索不到：").all()
    assert (matrix.loc[silent, ["quote", "target_ids"]] == "").all(axis=None)


def test_english_labels_hold_no_chinese(targets: pd.DataFrame) -> None:
    shown = pc.labelled(targets, "en")
    columns = ["region_name", "theme_name", "indicator_name", "population_name", "label", "note"]
    matrix = pc.headline_matrix(targets, "en")
    assert not shown[columns].apply(lambda text: text.str.contains("[一-龥]")).to_numpy().any()
    assert not matrix["label"].str.contains("[一-龥]").any()


def test_coverage_counts_regions_and_names_the_strongest_kind(targets: pd.DataFrame) -> None:
    rows = pc.coverage(targets).set_index("indicator")
    assert rows["liaoning"]["tcm_capacity"] == "quantified"
    assert rows["regions"]["tcm_capacity"] == 2
    assert rows["hanzhong"]["drg_payment"] == ""
    assert rows["zongyang"]["service_revenue_share"] == "relative"
    assert (rows["regions"] >= 1).all()


def test_different_units_are_named_in_both_languages(targets: pd.DataFrame) -> None:
    pair = verdict(targets, "case_payment", "ziyang-2017/017", "ziyang-2017/032")
    assert "单位不同：个 / %" in pair["reasons_zh"]
    assert "different units: count / %" in pair["reasons_en"]


@pytest.mark.parametrize(
    ("clause", "zh", "en"),
    [
        ("药占比比2015年降低10%左右", "降低约10%（2022）", "fall by ~10% (2022)"),
        ("药占比提高5个百分点", "提高5个百分点（2022）", "rise by 5 percentage points (2022)"),
        ("药占比增长不超过3%", "增长≤3%（2022）", "rise by ≤3% (2022)"),
    ],
)
def test_a_change_says_which_way_it_goes(
    made_up: tuple[Path, Path], clause: str, zh: str, en: str
) -> None:
    folder, _ = made_up
    clauses = folder / "clauses.csv"
    text = clauses.read_text("utf-8").replace(
        "到2022年，药占比控制在28%以下", f"到2022年，{clause}"
    )
    clauses.write_text(text, "utf-8", newline="\n")
    row, tables = pc.load_targets(folder).head(1), read_tables(folder)
    assert pc.labelled(row, "zh", tables)["label"].item() == zh
    assert pc.labelled(row, "en", tables)["label"].item() == en


def test_only_what_forbids_a_comparison_is_a_ground_against_it() -> None:
    said = "指标不同：甲 / 乙；分母有包含关系：丙 / 丁；年份不同：2017 / 2020；层级不同：省 / 县"
    assert grounds(said, "zh") == ["指标不同：甲 / 乙"]
    said = "different populations: a / b; different years: 2017 / 2020; different operators: = / ≥"
    assert grounds(said, "en") == ["different populations: a / b"]


def test_every_reason_that_only_warns_is_known_as_such(targets: pd.DataFrame) -> None:
    pairs = all_comparability(targets)
    forbidden = (pairs["verdict"] == "not_comparable").tolist()
    assert [bool(grounds(reasons, "zh")) for reasons in pairs["reasons_zh"]] == forbidden
    assert [bool(grounds(reasons, "en")) for reasons in pairs["reasons_en"]] == forbidden


def test_a_base_year_that_is_not_written_is_said_to_be_so(
    made_up: tuple[Path, Path],
) -> None:
    tables = read_tables(made_up[0])
    rows = pc.load_targets(made_up[0]).query("op == '<='")
    judge = judge_from(tables)
    zh = pc.labelled(rows, "zh", tables).to_dict("records")[0]
    en = pc.labelled(rows, "en", tables).to_dict("records")[0]
    pair = judge.pair((zh, en), (zh | {"base_year": 2015}, en | {"base_year": 2015}))
    assert (pair["reasons_zh"], pair["reasons_en"]) == (
        "基年不同：未写 / 2015",
        "different base years: none / 2015",
    )
