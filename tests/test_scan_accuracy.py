"""A scan of the five documents against the curated table: at least 0.95 of every figure."""

import os
from pathlib import Path

import pytest

from benchmarks.accuracy import Score, Value, agree, in_all, main, report, score, scores

ROOT = Path(__file__).parent.parent
BESIDE = (ROOT.parent / "sources", ROOT.parent / "shared" / "sources")


@pytest.fixture(scope="module")
def sources() -> Path:
    """Find the documents' texts, which are no part of the project."""
    named = os.environ.get("POLICYCOMPARE_SOURCES")
    for folder in [Path(named)] if named else BESIDE:
        if folder.is_dir():
            return folder
    pytest.skip(
        "the documents' texts are not here; name their folder in the environment variable "
        "POLICYCOMPARE_SOURCES"
    )


@pytest.fixture(scope="module")
def five(sources: Path) -> Score:
    return in_all(scores(sources))


@pytest.mark.parametrize("figure", ["precision", "recall", "op", "unit", "year"])
def test_the_five_documents_are_read_right(five: Score, figure: str) -> None:
    assert (five.targets, figure in five.figures()) == (118, True)
    assert five.figures()[figure] >= 0.95


def value(name: str, text: str, spans: tuple[tuple[int, int], ...] = ((0, 9),)) -> Value:
    """Write a value: `>= 30 - % 2020`."""
    op, low, high, unit, year = text.split()
    at_least, at_most = (None if bound == "-" else float(bound) for bound in (low, high))
    due = None if year == "-" else int(year)
    quote = "覆盖率达到30%以上"
    return Value(name, "quantified", op, at_least, at_most, unit, due, quote, spans)


@pytest.fixture
def plan(made_up: tuple[Path, Path]) -> list[str]:
    """Give options that name a made-up document whose curated rows say what it says."""
    data, folder = made_up
    codings = data / "codings.csv"
    before, after = ",城乡居民,,period,", ",城乡居民,2022,restated,"
    assert before in codings.read_text("utf-8")
    codings.write_bytes(codings.read_bytes().replace(before.encode(), after.encode()))
    return ["--sources", str(folder), "--data", str(data)]


def test_each_figure_counts_what_its_name_says() -> None:
    targets = [
        value("t1", ">= 30 - % 2020", ((0, 9),)),
        value("t2", "<= - 28 % 2020", ((10, 19), (80, 90))),
        value("t3", ">= 50 - 个 2020", ((20, 29),)),
        value("t4", ">= 90 - % 2020", ((30, 39),)),
    ]
    rows = [
        value("r1", ">= 30 - % 2020", ((5, 8),)),
        value("r2", "= 28 28 % -", ((85, 88),)),
        value("r3", ">= 50 - % 2020", ((25, 28),)),
        value("r4", ">= 91 - % 2020", ((33, 36),)),
        value("r5", ">= 90 - % 2020", ((43, 46),)),
    ]
    found = score("made-up", targets, rows)
    assert (found.targets, found.rows, found.found, found.right, found.paired) == (4, 5, 3, 3, 3)
    assert found.figures() == {
        "precision": 0.6, "recall": 0.75, "op": 2 / 3, "unit": 2 / 3, "year": 2 / 3,
    }  # fmt: skip
    assert [line.split(":")[0] for line in found.complaints] == [
        "surplus r4",
        "surplus r5",
        "op =, not <=, t2",
        "year none, not 2020, t2",
        "unit %, not 个, t3",
        "miss t4",
    ]


def test_one_value_may_find_two_targets_but_not_one_to_one() -> None:
    targets = [value("t1", ">= 30 - % -"), value("t2", ">= 30 - % -")]
    found = score("made-up", targets, [value("r1", ">= 30 - % -", ((2, 5),))])
    assert (found.figures()["recall"], found.one_to_one()) == (1.0, 0.5)


def test_one_to_one_pairs_as_many_targets_as_can_be() -> None:
    targets = [
        value("t1", ">= 30 - % -", ((0, 9), (10, 19))),
        value("t2", ">= 30 - % -", ((0, 9),)),
    ]
    rows = [value("r1", ">= 30 - % -", ((2, 5),)), value("r2", ">= 30 - % -", ((12, 15),))]
    assert score("made-up", targets, rows).one_to_one() == 1.0


@pytest.mark.parametrize(
    ("row", "target", "same"),
    [
        (">= 30 - % -", "= 30 30 % -", True),
        (">= 30 - % -", "<= - 30 ‰ 2020", True),
        (">= 30 - % -", ">= 31 - % -", False),
        ("range 30 40 % -", "range 30 40 % -", True),
        ("range 30 40 % -", ">= 30 - % -", False),
        ("range 30 40 % -", "range 30 45 % -", False),
    ],
)
def test_a_value_agrees_by_its_number(row: str, target: str, same: bool) -> None:
    assert agree(value("r", row), value("t", target)) is same


def test_a_value_beside_the_clause_or_of_another_kind_does_not_agree() -> None:
    target = value("t", ">= 30 - % -", ((10, 19),))
    assert agree(value("r", ">= 30 - % -", ((18, 21),)), target)
    assert not agree(value("r", ">= 30 - % -", ((19, 22),)), target)
    assert not agree(value("r", ">= 30 - % -", ((7, 10),)), target)
    universal = Value("r", "universal", "=", 30, 30, "%", None, "全部", ((10, 12),))
    assert not agree(universal, target)


def test_a_made_up_document_is_scored_and_reported(
    plan: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(plan) == 0
    heads, row, total = capsys.readouterr().out.splitlines()
    assert heads.split() == [
        "targets", "rows", "precision", "recall", "op", "unit", "year", "one-to-one",
    ]  # fmt: skip
    assert row.split() == ["mou-2021", "3", "3", *["1.000"] * 6]
    assert total.split() == ["in", "all", "3", "3", *["1.000"] * 6]


def test_a_figure_below_the_least_fails_the_command(
    plan: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(plan[1], "mou-2021.txt")
    path.write_bytes(path.read_bytes().replace("28%以下".encode(), "29%以下".encode()))
    assert main(plan) == 1
    said = capsys.readouterr()
    assert said.err == "below 0.95: precision 0.667, recall 0.667\n"
    assert "surplus mou-2021/001: quantified <= 29% “药占比控制在29%以下”" in said.out
    assert "miss mou-2021/001: quantified <= 28% “到2022年，药占比控制在28%以下”" in said.out


def test_texts_that_are_not_there_are_named_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--sources", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"{tmp_path} lacks ziyang-2017.txt, liaoning-2017.txt, hanzhong-2021.txt, "
        "zongyang-2020.txt, xinhui-2017.txt; name the folder that holds the documents.\n"
    )


def test_a_report_of_several_documents_adds_them_up() -> None:
    one = score("one", [value("t1", ">= 30 - % -")], [value("r1", ">= 30 - % -", ((2, 5),))])
    two = score("two", [value("t2", ">= 40 - % -")], [])
    lines = report([one, two]).splitlines()
    assert [line.split()[:4] for line in lines[1:3]] == [
        ["one", "1", "1", "1.000"],
        ["two", "1", "0", "1.000"],
    ]
    assert lines[3].split() == [
        "in",
        "all",
        "2",
        "1",
        "1.000",
        "0.500",
        "1.000",
        "1.000",
        "1.000",
        "0.500",
    ]
    assert lines[4:] == ["miss t2: quantified >= 40% “覆盖率达到30%以上”"]
