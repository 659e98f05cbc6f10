"""What changed between two builds or data folders: every kind of change, and nothing else."""

import json
import shutil
from pathlib import Path

import pytest

from policycompare.changes import diff
from policycompare.cli import main

from .conftest import MadeUp

HEADER = "target_id,region_name,indicator_name,label,op,low,high,year,quote,note"
ROWS = (
    "mou-2021/001,某市,药占比,≤28%（2022）,<=,,28.0,2022,药占比控制在28%以下,",
    "mou-2021/002,某市,病种数,≥80个（2022）,>=,80.0,,2022,不少于80个,",
)


def write_build(folder: Path, *rows: str, header: str = HEADER, lang: str = "zh") -> Path:
    """Write the two files of a build that a comparison reads."""
    folder.mkdir()
    manifest = {"policycompare": "0.1.0", "lang": lang, "data": {}, "files": []}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (folder / "targets.csv").write_text("\n".join([header, *rows, ""]), "utf-8-sig")
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def printed(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> list[str]:
    """Run the command and return the lines it printed."""
    assert main(["diff", *map(str, arguments)]) == status
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


@pytest.fixture
def two_data_folders(made_up: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    shutil.copytree(made_up[0], tmp_path / "later")
    return made_up[0], tmp_path / "later"


def test_a_changed_target_is_listed_field_by_field(
    two_data_folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = two_data_folders
    replace(new / "clauses.csv", "28%以下", "30%以下")
    assert printed(capsys, old, new) == [
        "目标：新增 0，删除 0，改动 1",
        "mou-2021/001  某市 药占比（口径未写明）  high: 28 → 30",
        "mou-2021/001  某市 药占比（口径未写明）  "
        "quote: 到2022年，药占比控制在28%以下 → 到2022年，药占比控制在30%以下",
    ]


def test_added_and_removed_targets_show_their_value(
    two_data_folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = two_data_folders
    codings = (new / "codings.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in codings if not line.startswith("mou-2021/002")]
    (new / "codings.csv").write_bytes("".join(kept).encode())
    assert printed(capsys, old, new) == [
        "目标：新增 0，删除 1，改动 0",
        "mou-2021/002  某市 按病种付费的病种数  删除 ≥80个（2022）",
    ]
    assert printed(capsys, new, old, "--lang", "en") == [
        "Targets: 1 added, 0 removed, 0 changed",
        "mou-2021/002  Mou Number of diseases paid by case  added ≥80 (2022)",
    ]


def test_other_tables_are_compared_row_by_row(
    two_data_folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = two_data_folders
    replace(new / "codelists" / "populations.csv", "城乡居民,urban", "城乡居民,Urban")
    with (new / "left_out.csv").open("a", encoding="utf-8") as file:
        file.write("mou-2021/x001,mou-2021,二、任务,46,50,name,标题\n")
    replace(new / "codings.csv", ",period,,,", ",period,,补记,added later")
    assert printed(capsys, old, new) == [
        "目标：新增 0，删除 0，改动 1",
        "mou-2021/003  某市 家庭医生签约服务覆盖率  note: （空） → 补记",
        "mou-2021/003  某市 家庭医生签约服务覆盖率  note_en: （空） → added later",
        "left_out  mou-2021/x001  新增",
        "populations  城乡居民  改动 name_en",
    ]


def test_markdown_is_one_list_item_a_target(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = write_build(tmp_path / "old", *ROWS)
    new = write_build(tmp_path / "new", ROWS[0].replace("28", "30").replace("2022", "2023"))
    assert printed(capsys, old, new, "--format", "markdown", "--lang", "en") == [
        "- Targets: 0 added, 1 removed, 1 changed",
        "- `mou-2021/001` 某市 药占比, high: 28 → 30; year: 2022 → 2023; "
        "quote: 药占比控制在28%以下 → 药占比控制在30%以下",
        "- `mou-2021/002` 某市 病种数, removed ≥80个（2022）",
    ]


def test_numbers_are_compared_by_value_and_guarded_text_as_text(tmp_path: Path) -> None:
    old = write_build(tmp_path / "old", f"{ROWS[0]}'=1+1")
    new = write_build(tmp_path / "new", ROWS[0].replace("28.0", "28") + "=1+1")
    assert diff(old, new).empty


def test_a_build_and_its_data_are_alike_but_for_the_column_that_a_build_lacks(
    shared: MadeUp, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(capsys, shared.data, shared.build.out, "--exit-code") == [
        "两者没有不同",
        "未比较，只有一方有这些列：note_en",
    ]


def test_the_exit_code_tells_a_difference_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = write_build(tmp_path / "old", *ROWS), write_build(tmp_path / "new", ROWS[0])
    assert len(printed(capsys, old, new)) == 2
    assert len(printed(capsys, old, new, "--exit-code", status=1)) == 2
    assert printed(capsys, old, old, "--exit-code", "--lang", "en") == ["Nothing changed"]


def test_the_frame_is_tidy_and_sorted(tmp_path: Path) -> None:
    old = write_build(tmp_path / "old", ROWS[1], ROWS[0])
    new = write_build(tmp_path / "new", ROWS[0].replace("<=", "<"))
    frame = diff(old, new)
    assert frame.columns.tolist() == ["target_id", "change", "field", "old", "new"]
    assert frame.to_numpy().tolist() == [
        ["mou-2021/001", "changed", "op", "<=", "<"],
        ["mou-2021/002", "removed", "", "≥80个（2022）", ""],
    ]


@pytest.mark.parametrize(
    ("header", "rows", "said"),
    [
        (HEADER.replace("label", "labels"), ROWS, "lacks label"),
        (HEADER.replace("target_id", "id"), ROWS, "is no table of targets"),
        (HEADER, (ROWS[0], ROWS[0]), "repeats a column or a target_id"),
        (HEADER, (ROWS[0] + ",",), "is no table of targets"),
        (HEADER, ('"' + ROWS[0],), "is no sound CSV"),
    ],
)
def test_a_damaged_table_is_one_clear_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    header: str,
    rows: tuple[str, ...],
    said: str,
) -> None:
    old = write_build(tmp_path / "old", *ROWS)
    new = write_build(tmp_path / "new", *rows, header=header)
    assert main(["diff", str(old), str(new)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


def test_foreign_and_missing_folders_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_folder = write_build(tmp_path / "old", *ROWS)
    for other in (tmp_path, tmp_path / "nowhere", build_folder / "targets.csv"):
        assert main(["diff", str(build_folder), str(other)]) == 1
        assert (
            "is neither a build (with manifest.json) nor a data folder" in capsys.readouterr().err
        )
    (build_folder / "targets.csv").unlink()
    assert main(["diff", str(build_folder), str(build_folder)]) == 1
    assert "targets.csv cannot be read" in capsys.readouterr().err


def test_a_report_is_no_build_to_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (write_build(tmp_path / name, *ROWS) for name in ("old", "new"))
    about = '"command": "report", "chosen": {"kind": "theme", "code": "drg", "name": "DRG付费"}'
    replace(new / "manifest.json", '"lang"', f'{about}, "lang"')
    assert main(["diff", str(old), str(new)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "is a report, which holds a choice of the targets; name a build." in err
