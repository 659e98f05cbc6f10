"""Scanning files and folders: which are read, in what order, what is printed, and the status."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from policycompare.cli import main
from policycompare.delivery import deliver
from policycompare.folder import Document, Found, find_documents
from policycompare.model import Candidate, Language
from policycompare.scan import scan_frame
from policycompare.scan_files import Scanned
from policycompare.scan_lines import lines, opening
from policycompare.workers import bounded, in_order

SIGNING = "到2020年，签约服务覆盖率达到30%以上。"
COLUMNS = (
    "file,target_id,region,document_id,section,also_in,theme,indicator,population,kind,commitment,"
    "op,low,high,measure,baseline,base_year,unit,year,year_basis,modality,quote,reading,start,end,"
    "indicator_printed,value_start,value_end,doubt"
)


SIGNED = Candidate(
    section="二/（三）", quote="", start=0, end=0, value_start=0, value_end=0, kind="quantified",
    op=">=", low=Decimal(30), high=None, measure="level", baseline=None, base_year=None, unit="%",
    year=2020, year_basis="stated", modality="must", indicator_printed="签约服务覆盖率",
    indicator="", theme="", population="", reading="", doubt="", left_out="",
)  # fmt: skip


def stating(quote: str, value: str, like: Candidate = SIGNED) -> Candidate:
    """Set a quote that begins its text, and the place of its value."""
    start = quote.index(value)
    end = start + len(value)
    return like._replace(quote=quote, end=len(quote), value_start=start, value_end=end)


def exactly(number: int, like: Candidate = SIGNED) -> Candidate:
    return like._replace(op="=", low=Decimal(number), high=Decimal(number))


def shown(*found: Candidate, lang: Language = "zh") -> list[str]:
    return lines(scan_frame(list(found), "plan"), "plan.txt", "table", lang).splitlines()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fill a folder: five documents, of which one is damaged and one empty, and other files."""
    place = tmp_path / "plans"
    (place / "b" / ".hidden").mkdir(parents=True)
    (place / "b.txt").write_text("加强组织领导。", "utf-8")
    (place / "a.txt").write_text(SIGNING, "utf-8")
    (place / "b" / "县 方案.TXT").write_text("首诊率不低于70%，签约率达到40%。", "utf-8")
    (place / "b" / "damaged.txt").write_bytes(b"\x80\x00\xff\xff")
    (place / "c.txt").write_bytes(b"")
    for other in ("~$a.docx", ".a.txt", "picture.png", "b/.hidden/a.txt"):
        (place / other).write_text(SIGNING, "utf-8")
    monkeypatch.chdir(tmp_path)
    return place


def test_a_folder_is_walked_in_order_without_hidden_temporary_and_other_files(
    folder: Path,
) -> None:
    found = find_documents([Path("plans"), folder])
    assert [each.path.as_posix() for each in found.documents] == [
        "plans/a.txt",
        "plans/b/damaged.txt",
        "plans/b/县 方案.TXT",
        "plans/b.txt",
        "plans/c.txt",
    ]
    assert found.problems == ()
    assert found.others == {".png": 1}


def test_a_file_named_twice_is_read_once_in_its_first_place(folder: Path) -> None:
    named = [Path("plans/b.txt"), Path("plans"), folder / "a.txt", Path("plans/../plans/c.txt")]
    names = [each.path.name for each in find_documents(named).documents]
    assert names == ["b.txt", "a.txt", "damaged.txt", "县 方案.TXT", "c.txt"]


def test_ids_are_safe_names_and_never_repeat() -> None:
    named = [
        "一/plan.txt",
        "二/plan.txt",
        "plan-2.txt",
        "某市（2021）, 方案/3.docx",
        "…….pdf",
        "=1.txt",
    ]
    ids = [each.document_id for each in find_documents(list(map(Path, named))).documents]
    assert ids == ["plan", "plan-2", "plan-2-2", "3", "document", "1"]


def test_a_folder_without_documents_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", str(tmp_path), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"policycompare: {tmp_path} holds no document "
        "(.docx .htm .html .pdf .txt .xhtml); name another folder or a file.\n"
    )


def test_bad_files_are_a_line_each_and_the_others_go_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", "plans", "nowhere.txt", "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["file"], row["target_id"], row["low"]) for row in rows] == [
        ("plans/a.txt", "a/001", 30.0),
        ("plans/b/县 方案.TXT", "县-方案/001", 70.0),
        ("plans/b/县 方案.TXT", "县-方案/002", 40.0),
    ]
    starts = [
        f"policycompare: {Path('plans/b/damaged.txt')} ",
        "plans/b.txt：没有找到目标",
        f"policycompare: {Path('plans/c.txt')} ",
        "policycompare: nowhere.txt ",
        "读了 3 份文件，3 份未能读取，找到 3 个目标",
        "文件夹中其他类型的文件没有读：.png 1",
    ]
    said = err.splitlines()
    assert len(said) == len(starts)
    assert all(line.startswith(start) for line, start in zip(said, starts, strict=True))


def test_a_readable_file_without_a_target_is_said_and_no_failure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", "plans/b.txt", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert out == "plans/b.txt  0 targets\n"
    assert err == "plans/b.txt: no target found\n"


def test_a_fault_in_one_document_is_named_and_the_others_go_on(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(text: str, *, every: bool) -> Iterator[Candidate]:
        if "组织" in text:
            raise ZeroDivisionError("by\nzero")
        return iter([stating("签约率30%以上", "30%以上")])

    monkeypatch.setattr("policycompare.scan_files.candidates", faulty)
    assert main(["scan", "plans/b.txt", "plans/a.txt", "--format", "csv"]) == 1
    out, err = capsys.readouterr()
    assert out.count("\n") == 2
    assert err.startswith(
        "policycompare: plans/b.txt cannot be scanned (ZeroDivisionError: by zero;"
    )


def printed_by(*arguments: str) -> bytes:
    """Run a scan whose output goes to a pipe, on a console that knows no Chinese."""
    return subprocess.run(
        [sys.executable, "-m", "policycompare.cli", "scan", *arguments],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        check=True,
    ).stdout


def test_csv_is_utf8_with_a_mark_for_excel_one_header_and_guarded_cells(folder: Path) -> None:
    (folder / "=a.txt").write_text("@签约率达到30%以上。", "utf-8")
    printed = printed_by("plans/a.txt", "plans/=a.txt", "--format", "csv")
    assert printed.startswith(b"\xef\xbb\xbffile,")
    assert b"\r" not in printed
    table = printed.decode("utf-8-sig")
    assert table.splitlines()[0] == COLUMNS
    first, second = csv.DictReader(io.StringIO(table))
    cells = [first[name] for name in ("file", "low", "high", "year")]
    assert cells == ["plans/a.txt", "30.0", "", "2020"]
    assert second["quote"].startswith("'@签约率")


def test_json_lines_are_utf8_without_a_mark(folder: Path) -> None:
    printed = printed_by("plans/a.txt", "--format", "jsonl").decode()
    assert printed.startswith('{"file": "plans/a.txt", "target_id": "a/001", ')
    assert "签约服务覆盖率达到30%以上" in printed


def test_csv_in_a_terminal_has_no_mark(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["scan", "plans/a.txt", "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("file,target_id,")


def test_json_lines_hold_numbers_null_and_chinese_as_they_are() -> None:
    like = SIGNED._replace(base_year=2015, year=None)
    frame = scan_frame([stating("签约率30%以上", "30%以上", like)], "plan")
    [line] = lines(frame, "plan.txt", "jsonl").splitlines()
    assert '"low": 30.0, "high": null' in line
    assert '"base_year": 2015, "unit": "%", "year": null' in line
    assert '"quote": "签约率30%以上", "reading": "", "start": 0, "end": 8' in line
    assert list(json.loads(line)) == COLUMNS.split(",")


def test_the_table_shows_value_year_section_place_and_doubt() -> None:
    coded = SIGNED._replace(indicator="signing_rate")
    doubtful = exactly(30)._replace(
        op="~", year=None, year_basis="none", indicator_printed="个人支出",
        reading="个人支出30%左右", doubt="“。”读作“%”",
    )  # fmt: skip
    assert shown(
        stating("到2020年签约服务覆盖率达到30%以上", "30%以上", coded),
        stating("个人支出30。左右", "30。左右", doubtful),
    ) == [
        "plan.txt  2 个目标",
        "序号  指标                    目标值       年份              章节       字符",
        "----  ----------------------  -----------  ----------------  ---------  ----",
        "001   家庭医生签约服务覆盖率  ≥30%         2020（条文写明）  二/（三）  0–20",
        "",
        "002   个人支出                约30%（？）  未写年份          二/（三）  0–9",
        "      读作：个人支出30%左右",
        "      存疑：“。”读作“%”",
    ]


def test_the_table_in_english_keeps_printed_words_chinese() -> None:
    visits = exactly(5)._replace(measure="change", indicator_printed="上门服务")
    heading, *_, row = shown(stating("上门服务降低5%", "5%", visits), lang="en")
    assert heading == "plan.txt  1 target"
    assert row.split("  ")[:3] == ["001", "上门服务", " fall by 5%"]
    assert row.split()[-4:] == ["2020", "(stated)", "二/（三）", "0–8"]


def test_each_value_of_a_clause_is_shown_with_its_own_verb_and_word() -> None:
    quote = "药占比降低5%，签约率提高10%，实现全覆盖、全额保障"
    rows = shown(
        stating(quote, "5%", exactly(5)._replace(measure="change")),
        stating(quote, "10%", exactly(10)._replace(measure="change")),
        stating(quote, "全覆盖", exactly(100)._replace(kind="universal")),
    )
    assert [row.split()[2] for row in rows[-3:]] == ["降低5%", "提高10%", "全覆盖"]


def test_a_unit_that_no_codelist_holds_is_shown_as_printed() -> None:
    printed = stating("配备30贯以上", "30贯以上", SIGNED._replace(unit="贯"))
    assert "≥30贯" in shown(printed)[-1]


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    unnamed = SIGNED._replace(indicator_printed="")
    text = "\n".join(shown(stating("签约\x1b[31m率\r30%以上", "30%以上", unnamed)))
    assert "\x1b" not in text
    assert "签约 [31m率 30%以上" in text


def files(number: int) -> Found:
    return Found((Document(Path("a.txt"), "a"),) * number)


def test_rows_are_printed_before_the_next_document_is_scanned(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed = []

    def scanned() -> Iterator[Scanned]:
        for name in "甲乙丙":
            printed.append(capsys.readouterr().out)
            yield Scanned(name, 1, f"{name}的行\n", "")

    assert deliver(scanned(), files(3))
    assert printed == ["", "甲的行\n", "\n乙的行\n"]


def test_several_processes_print_what_one_prints(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", "plans"]) == 1
    run = [sys.executable, "-m", "policycompare.cli", "scan", "plans", "--jobs", "2"]
    several = subprocess.run(run, capture_output=True, encoding="utf-8", check=False)
    assert several.returncode == 1
    assert (several.stdout, several.stderr) == capsys.readouterr()
    assert "县 方案.TXT  2 个目标" in several.stdout


def test_no_more_tasks_are_handed_out_than_the_window_holds() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(50):
            taken += 1
            yield number

    ahead = []
    with ThreadPoolExecutor(2) as pool:
        for place, outcome in enumerate(bounded(pool, abs, tasks(), 8)):
            assert outcome == place
            ahead.append(taken - place)
    assert max(ahead) == 8
    assert len(ahead) == 50


def squared_unless_deadly(number: int) -> int:
    if number == 1:
        os._exit(9)  # as the system ends a process that takes all memory
    return number * number


def test_a_process_that_dies_costs_only_its_own_task() -> None:
    found = list(in_order(squared_unless_deadly, range(3), 2, lost=lambda number: -number))
    assert found == [0, -1, 4]


INTERRUPTIBLE = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("policycompare.cli", run_name="__main__", alter_sys=True)
"""
"""The command, also where the tests themselves run with Ctrl-C ignored, as in the background."""


@pytest.mark.skipif(sys.platform == "win32", reason="a signal to one process needs POSIX")
def test_an_interruption_ends_every_process_at_once_with_status_130(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SIGNING, "utf-8")
    os.mkfifo(tmp_path / "endless.txt")  # never read to its end, so the command waits
    run = [sys.executable, "-c", INTERRUPTIBLE, "scan", "a.txt", "endless.txt", "--jobs", "2"]
    with subprocess.Popen(
        run, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "a.txt  1 个目标\n"
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        try:
            _, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 130
    assert err == "policycompare: interrupted; earlier output is as it was\n"
    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform == "win32", reason="head is not there")
def test_a_reader_that_goes_away_is_no_traceback(folder: Path) -> None:
    command = f"{sys.executable} -m policycompare.cli scan plans --format csv --jobs 2 | true"
    run = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("total", "bar"), [(1, False), (2, True)])
def test_a_bar_is_shown_in_a_terminal_for_several_files(
    monkeypatch: pytest.MonkeyPatch, total: int, bar: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    deliver([Scanned("a", 1, "a\n", "")] * total, files(total))
    assert ("0/2" in terminal.getvalue()) is bar


def test_without_tqdm_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("policycompare.delivery.find_spec", lambda name: None)
    assert deliver([Scanned("a", 1, "a\n", "")] * 2, files(2), lang="en")
    assert terminal.getvalue() == "files read: 2; not read: 0; targets found: 2\n"


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "1.5"])
def test_a_wrong_number_of_jobs_is_one_line(capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["scan", "a.txt", f"--jobs={jobs}"])
    assert stop.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_header_is_that_of_csv_alone() -> None:
    assert opening("csv") == f"{COLUMNS}\n"
    assert opening("table") == opening("jsonl") == ""
    assert pd.read_csv(io.StringIO(opening("csv"))).empty
