"""The command line: what it prints, and every refusal in one clear message without a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from policycompare.cli import main

from .conftest import Edit


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must fail, and return its message."""
    assert main(arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert err.startswith("policycompare: ")
    return err


def test_trace_prints_the_way_back_to_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "liaoning-2017/031"]) == 0
    out, err = capsys.readouterr()
    assert "“2,3名”读作“2-3名”" in out
    assert err == ""


def test_verify_prints_its_account(
    capsys: pytest.CaptureFixture[str], made_up: tuple[Path, Path]
) -> None:
    assert main(["verify", "--sources", str(made_up[1]), "--data", str(made_up[0])]) == 0
    assert capsys.readouterr().out.endswith("0 unaccounted\n")


def test_an_unknown_target_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "No target has the id 'x/1'" in refused(capsys, "trace", "x/1")


def test_a_missing_folder_of_texts_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "nowhere" in refused(capsys, "verify", "--sources", "nowhere")


@pytest.mark.parametrize("arguments", [["--fast"], ["build", "--fast"], ["bild"], []])
def test_wrong_usage_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "--help" in err


@pytest.mark.parametrize(
    "name",
    [
        "datapackage.json",
        "clauses.csv",
        "codings.csv",
        "documents.csv",
        "repairs.csv",
        "codelists/terms.csv",
        "codelists/indicators.csv",
    ],
)
def test_a_missing_or_empty_data_file_is_named(
    capsys: pytest.CaptureFixture[str], data_copy: Path, name: str
) -> None:
    (data_copy / name).write_bytes(b"")
    assert f"{data_copy / name} is empty" in refused(capsys, "verify", "--data", str(data_copy))
    (data_copy / name).unlink()
    assert f"{data_copy / name} cannot be read" in refused(
        capsys, "verify", "--data", str(data_copy)
    )


def test_a_wrong_encoding_is_named(capsys: pytest.CaptureFixture[str], data_copy: Path) -> None:
    path = data_copy / "codings.csv"
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    assert "codings.csv is not UTF-8" in refused(capsys, "verify", "--data", str(data_copy))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("target_id,clause_id", "target,clause_id", "lacks the columns target_id and has target"),
        ("ziyang-2017/001,", "ziyang-2017/001,,", "line 2: 11 cells"),
        ("oop_share", "oop_shares", "1 indicator is not in data/codelists/indicators.csv"),
        ("carried,,,\n", 'carried,,,"\n', "codings.csv line"),
        ("ziyang-2017/002,", "ziyang-2017/001,", "the key ziyang-2017/001 stands there twice"),
        ("ziyang-2017/001,", "zizhong-2017/001,", "zizhong-2017/001 and the clause's document"),
    ],
)
def test_a_damaged_table_is_named_with_its_line(
    capsys: pytest.CaptureFixture[str], data_copy: Path, edit: Edit, old: str, new: str, said: str
) -> None:
    edit("codings.csv", old, new)
    message = refused(capsys, "build", "--data", str(data_copy), "--out", str(data_copy / "out"))
    assert said in message
    assert not (data_copy / "out").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("codelists/terms.csv", "不低于,before,>=", "不低于,before,=>", "不低于 (before): '=>'"),
        ("documents.csv", ",1,13235,", ",0,13235,", "0 is not from 1 to 9"),
        ("documents.csv", "2017-06-21", "2017-06-31", "line 2, date: '2017-06-31' is no day of"),
        ("documents.csv", "06-21,2017", "06-21,2018", "line 2, year: 2018 is not the year of the"),
        ("documents.csv", "2016,2020", "2026,2020", "period_end: 2020 is before the first year"),
        ("regions.csv", "辽宁,Liaoning", "资阳,Liaoning", "the key 资阳 stands there twice"),
        (
            "codelists/populations.csv",
            "health institutions,",
            "health institutions,公立医院",
            "公立医院 is part of itself: 公立医院 → 公立医疗机构 → 医疗机构 → 医疗卫生机构 → 公",
        ),
        ("datapackage.json", '"name": "terms"', '"name": "term"', "lacks tables:\n  - terms"),
        ("clauses.csv", ",243,", ",2430000000000,", "is not a whole number"),
        ("codings.csv", ",oop_share,", ",gp_density,", "the clause prints %"),
    ],
)
def test_data_that_cannot_be_true_are_refused(
    capsys: pytest.CaptureFixture[str],
    data_copy: Path,
    edit: Edit,
    name: str,
    old: str,
    new: str,
    said: str,
) -> None:
    if name == "clauses.csv":
        first = (data_copy / name).read_text("utf-8").splitlines()[1].split(",")
        old, new = f",{first[-2]},", ",2430000000000,"
    edit(name, old, new)
    assert said in refused(capsys, "verify", "--data", str(data_copy))


def test_a_closed_pipe_is_no_traceback() -> None:
    command = f"{sys.executable} -m policycompare.cli verify | true"
    run = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr


def test_a_console_without_chinese_gets_escapes_not_a_traceback() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "policycompare", "trace", "ziyang-2017/001"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        check=False,
    )
    assert run.returncode == 0
    assert b"\\u2264" in run.stdout
