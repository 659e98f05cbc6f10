"""The main job: what lies in the folder, that it is whole, deterministic and traceable."""

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE

import pandas as pd
import pytest

import policycompare.build
from policycompare.build import build
from policycompare.cli import main
from policycompare.errors import DataError, OutputError
from policycompare.files import replacing
from policycompare.findings import findings
from policycompare.table import load_targets

from .conftest import Edit, MadeUp

EXPECTED = {
    "targets.csv",
    "headline_matrix.csv",
    "comparability.csv",
    "policycompare.xlsx",
    "explorer.html",
    "manifest.json",
    "charts/headline_matrix.png",
    "charts/headline_matrix.svg",
    "charts/coverage.png",
    "charts/coverage.svg",
    "charts/coverage.pdf",
    "charts/signing.png",
    "charts/case_payment.png",
    "charts/oop_share.png",
    "charts/gp_density.png",
    "charts/private_beds.png",
    "charts/tcm_capacity.png",
    "charts/liability_insurance.png",
    "charts/markup_finance.png",
    "charts/standardised_institutions.png",
    "charts/payment_reform_coverage.png",
}


def contents(folder: Path) -> dict[str, str]:
    """Path and checksum of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


BUILD = (
    "import sys; from policycompare.cli import main; status = main(sys.argv[1:]);"
    "print('matplotlib.pyplot' in sys.modules); sys.exit(status)"
)


@dataclass(frozen=True, slots=True)
class Twice:
    """Two builds of the same data, the second by another process, and what that one said."""

    here: Path
    there: Path
    said: str
    told: str


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """Build in this process and in another one at the same time."""
    place = tmp_path_factory.mktemp("build")
    command = [sys.executable, "-c", BUILD, "build", "--out", str(place / "b")]
    with subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True) as other:
        build(place / "output")
        said, told = other.communicate()
    assert other.returncode == 0, told
    return Twice(place / "output", place / "b", said, told)


@pytest.fixture(scope="module")
def output(twice: Twice) -> Path:
    return twice.here


def test_everything_is_there(output: Path) -> None:
    assert set(contents(output)) >= EXPECTED


def test_the_manifest_lists_every_file_with_checksum_and_rows(output: Path) -> None:
    manifest = json.loads((output / "manifest.json").read_text("utf-8"))
    listed = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    found = contents(output)
    del found["manifest.json"]
    assert listed == found
    assert "codelists/terms.csv" in manifest["data"]
    rows = {entry["path"]: entry["target_ids"] for entry in manifest["files"]}
    assert len(rows["targets.csv"]) == len(pd.read_csv(output / "targets.csv"))
    assert rows["charts/oop_share.png"] == ["ziyang-2017/001", "liaoning-2017/004"]


def test_csv_opens_in_excel_as_chinese(output: Path) -> None:
    for name in ("targets.csv", "headline_matrix.csv", "comparability.csv"):
        assert (output / name).read_bytes().startswith(b"\xef\xbb\xbf")
    targets = pd.read_csv(output / "targets.csv", encoding="utf-8-sig")
    assert "个人卫生支出占卫生总费用的比例控制在30%以下" in set(targets["quote"])


def test_a_second_build_in_another_process_is_byte_identical(twice: Twice) -> None:
    assert contents(twice.there) == contents(twice.here)
    assert "四个主题 20 格：5 格可量化，10 格只有无数值承诺，5 格未提及" in twice.told


def test_a_build_prints_nothing_and_never_loads_pyplot(twice: Twice) -> None:
    assert twice.said == "False\n"


def test_csv_holds_the_table_value_for_value(output: Path) -> None:
    written = pd.read_csv(output / "targets.csv", encoding="utf-8-sig", keep_default_na=False)
    table = load_targets()
    for column in ("target_id", "op", "unit", "kind", "population", "quote", "start"):
        assert written[column].tolist() == table[column].tolist(), column
    for column in ("low", "high", "year"):
        numbers = pd.to_numeric(written[column]).astype("Float64")
        assert numbers.equals(table[column].astype("Float64")), column
    assert (written["op"] == "=").sum() == 59


def test_text_that_looks_like_a_formula_stays_text(
    tmp_path: Path, made_up: tuple[Path, Path]
) -> None:
    codings = made_up[0] / "codings.csv"
    codings.write_text(codings.read_text("utf-8").replace(",,,,\n", ",,,=1+1,\n", 1), "utf-8")
    build(tmp_path / "out", folder=made_up[0])
    notes = pd.read_csv(tmp_path / "out" / "targets.csv", encoding="utf-8-sig")["note"]
    assert notes.dropna().tolist() == ["'=1+1"]


def test_english_labels(tmp_path: Path, made_up: tuple[Path, Path]) -> None:
    report = build(tmp_path / "out", lang="en", folder=made_up[0])
    assert report.findings == (
        "Of 4 headline cells: 3 measurable, 1 with a commitment only, 0 with nothing; "
        "no region puts a number on DRG payment.",
        "Values that different regions state on one indicator make 0 pairs: 0 comparable, "
        "0 with caution, 0 not comparable.",
        "Stated by two regions or more: none of 4 indicators.",
    )


def test_one_of_a_kind_stands_in_the_singular() -> None:
    targets = pd.DataFrame({"target_id": ["a", "b"], "kind": ["quantified", "universal"]})
    matrix = pd.DataFrame({"stance": ["quantified"], "theme_name": ["Signing"]})
    pair = {"region_a": ["x"], "region_b": ["y"], "indicator_a": ["i"], "indicator_b": ["i"]}
    pair |= {"target_a": ["a"], "target_b": ["b"], "verdict": ["caution"]}
    coverage = pd.DataFrame({"regions": [2]})
    assert findings(targets, matrix, pd.DataFrame(pair), coverage, "en") == [
        "Of 1 headline cell: 1 measurable, 0 with a commitment only, 0 with nothing.",
        "Values that different regions state on one indicator make 1 pair: 0 comparable, "
        "1 with caution, 0 not comparable.",
        "Stated by two regions or more: only 1 of 1 indicator, none by more than 2.",
    ]


def test_a_failed_build_leaves_the_earlier_output_whole(
    tmp_path: Path, shared: MadeUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    shutil.copytree(shared.build.out, out)
    before = contents(out)

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(policycompare.build, "write_explorer", fail)
    assert main(["build", "--out", str(out), "--data", str(shared.data)]) == 130
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError])
def test_a_swap_that_fails_puts_the_earlier_output_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException]
) -> None:
    out = tmp_path / "out"
    with replacing(out) as staged:
        (staged / "manifest.json").write_text('{"files": []}')
    rename = Path.rename

    def fail_for_staged(self: Path, target: Path) -> Path:
        if self.name.endswith("-staged"):
            raise fault
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_staged)
    with pytest.raises((fault, OutputError)), replacing(out) as staged:
        (staged / "new.txt").write_text("new")
    assert contents(out).keys() == {"manifest.json"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_folder_one_stands_in_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for out in (Path(), Path("..")):
        with pytest.raises(OutputError, match="is the folder you are in"), replacing(out):
            pass


def test_a_damaged_manifest_is_no_leave_to_overwrite(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(OutputError, match="no sound manifest"), replacing(tmp_path):
        pass


def test_a_stale_repair_stops_the_build_before_it_writes(
    tmp_path: Path, data_copy: Path, edit: Edit
) -> None:
    edit("repairs.csv", "30,左右", "31,左右")
    with pytest.raises(DataError, match="stale"):
        build(tmp_path / "out", folder=data_copy)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_no_build_made_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_text("mine")
    with pytest.raises(OutputError, match="holds files that no build wrote"):
        build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["report.docx"]


def test_a_users_file_beside_the_output_stays(tmp_path: Path, shared: MadeUp) -> None:
    out = tmp_path / "out"
    shutil.copytree(shared.build.out, out)
    (out / "charts" / "mine.txt").write_text("mine")
    build(out, folder=shared.data)
    assert (out / "charts" / "mine.txt").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["build", "--out", str(tmp_path / "file")]) == 1
    assert "is a file; choose a folder with --out" in capsys.readouterr().err
    assert main(["build", "--out", str(tmp_path / "file" / "out")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_region_more_is_built_without_code(shared: MadeUp) -> None:
    matrix = pd.read_csv(shared.build.out / "headline_matrix.csv", encoding="utf-8-sig")
    assert matrix["region_name"].tolist() == ["某市"] * 4
    assert matrix["label"].tolist() == [
        "≤28%（2022）",
        "鼓励",
        "城乡居民全覆盖（规划期末2025）",
        "≥80个（2022）",
    ]
    assert shared.build.targets == 4
