"""A report's folder as its writer meets it: files, manifest, data, refusals."""

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

import policycompare.report
from policycompare.choice import Choice, choose
from policycompare.cli import main
from policycompare.dossier import gather
from policycompare.errors import OutputError, UnknownCodeError
from policycompare.frames import Frames, collect
from policycompare.guide import guide_text
from policycompare.model import Language
from policycompare.narrative import narrate
from policycompare.references import Reference, citation, references
from policycompare.report import report
from policycompare.sources import read_tables
from policycompare.table import targets_from

from .conftest import Edit, MadeUp, all_frames

ENTRIES = [
    "资阳市人民政府. 资阳市深化医药卫生体制综合改革试点方案: 资府发〔2017〕23号[Z]. 2017-06-21.",
    "辽宁省人民政府. 辽宁省“十三五”期间深化医药卫生体制改革实施方案[Z]. 2017-06-29.",
    "汉中市人民政府办公室. 汉中市人民政府办公室关于加快推进深化医药卫生体制改革重点工作任务的通知"
    "[Z]. [2021].",
    "枞阳县深化医药卫生体制综合改革领导小组. 关于进一步推广福建省和三明市深化医药卫生体制改革经验"
    "重点工作的通知（征求意见稿）[Z]. 2020-06-30.",
    "新会区医疗卫生强基创优行动方案（2017—2018年）[Z]. [2017].",
]


def contents(folder: Path) -> dict[str, str]:
    """Path and checksum of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@dataclass(frozen=True, slots=True)
class Twice:
    """The same report twice, the second by another process, and what that one said."""

    here: Path
    there: Path
    said: str
    told: str


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    """Report in this process and in another one at the same time."""
    place = tmp_path_factory.mktemp("report")
    command = [sys.executable, "-m", "policycompare.cli", "report", "--indicator", "oop_share"]
    command += ["--out", str(place / "again")]
    with subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True) as other:
        report(place / "oop", indicator="个人卫生支出占")
        said, told = other.communicate()
    assert other.returncode == 0, told
    return Twice(place / "oop", place / "again", said, told)


@pytest.fixture(scope="module")
def oop(twice: Twice) -> Path:
    return twice.here


def test_the_folder_holds_what_a_writer_needs(oop: Path) -> None:
    assert set(contents(oop)) == {
        "figures/a4/oop_share.png", "figures/a4/oop_share.svg", "figures/a4/oop_share.pdf",
        "figures/slide/oop_share.png", "figures/slide/oop_share.svg",
        "figures/slide/oop_share.pdf", "oop_share.xlsx", "oop_share.docx", "data.csv",
        "说明.txt", "manifest.json",
    }  # fmt: skip


def test_another_process_writes_the_same_bytes(twice: Twice) -> None:
    assert contents(twice.there) == contents(twice.here)
    assert twice.said == ""
    assert "  oop_share.docx\n" in twice.told


def test_the_manifest_leads_from_each_figure_to_the_printed_words(oop: Path) -> None:
    manifest = json.loads((oop / "manifest.json").read_text("utf-8"))
    assert manifest["command"] == "report"
    assert manifest["chosen"] == {
        "kind": "indicator", "code": "oop_share", "name": "个人卫生支出占卫生总费用比重",
    }  # fmt: skip
    found = contents(oop)
    del found["manifest.json"]
    assert {entry["path"]: entry["sha256"] for entry in manifest["files"]} == found
    shown = {entry["path"]: entry["target_ids"] for entry in manifest["files"]}
    assert shown["figures/a4/oop_share.png"] == ["ziyang-2017/001", "liaoning-2017/004"]
    target = manifest["targets"]["liaoning-2017/004"]
    assert target["label"] == "约30%（2020）"
    assert target["section"] == "一/（二）"
    assert target["quote"] == "个人卫生支出占卫生总费用的比重下降到30,左右"
    assert target["end"] - target["start"] == len(target["quote"])


def test_the_data_have_headers_for_readers_and_one_number_to_chart(oop: Path) -> None:
    raw = (oop / "data.csv").read_bytes()
    assert raw.startswith(
        "\ufeff编号,地区,主题,指标,分母或对象,目标值（年份）,数值,比较符,".encode()
    )
    table = pd.read_csv(oop / "data.csv", encoding="utf-8-sig")
    assert table["目标值（年份）"].tolist() == ["≤30%（2017）", "约30%（2020）"]
    assert table["数值"].tolist() == [30.0, 30.0]
    assert table["比较符"].tolist() == ["≤", "约"]


def test_the_note_can_be_read_in_any_windows(oop: Path) -> None:
    raw = (oop / "说明.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n") > 10
    assert "\r\noop_share.docx  Word 文档：" in text
    assert "\r\ndata.csv        所用的每一行数据" in text
    assert f"[1] {ENTRIES[0]}" in text
    assert f"[2] {ENTRIES[1]}" in text


def told(frames: Frames, **asked: str) -> str:
    """First paragraph of the findings, without its citations."""
    stated, _ = narrate(gather(choose(frames.tables, **asked), frames))
    return "".join(piece.text for piece in stated)


@pytest.fixture(scope="module")
def frames() -> dict[Language, Frames]:
    return {lang: all_frames(lang) for lang in ("zh", "en")}


@pytest.mark.parametrize(
    ("region", "lang", "said"),
    [
        (
            "资阳",
            "zh",
            "资阳共提出41项目标，涉及15个主题、35个指标，其中32项有数值或为全覆盖。"
            "四个核心主题中，可量化的为按病种付费；只有无数值承诺的为药占比、DRG付费、家庭医生签约。",
        ),
        (
            "汉中",
            "zh",
            "汉中共提出13项目标，涉及5个主题、12个指标，其中10项有数值或为全覆盖。"
            "四个核心主题中，只有无数值承诺的为家庭医生签约、按病种付费；未提及的为药占比、DRG付费。",
        ),
        (
            "枞阳",
            "zh",
            "枞阳共提出13项目标，涉及7个主题、9个指标，其中10项有数值或为全覆盖。"
            "四个核心主题中，可量化的为按病种付费；只有无数值承诺的为DRG付费、家庭医生签约；"
            "未提及的为药占比。",
        ),
        (
            "汉中",
            "en",
            "Hanzhong states 13 targets in 5 themes on 12 indicators, 10 with a number or full "
            "coverage. Of the four headline themes: words only on Family-doctor signing, "
            "Case-based payment; nothing on Drug share of revenue, DRG payment.",
        ),
    ],
)
def test_a_region_is_told_to_speak_of_headline_themes_where_only_these_are_listed(
    region: str, lang: Language, said: str, frames: dict[Language, Frames]
) -> None:
    assert told(frames[lang], region=region) == said


def test_a_single_target_stands_in_the_singular(frames: dict[Language, Frames]) -> None:
    assert told(frames["en"], indicator="maternal_mortality") == (
        "“Maternal mortality” (Maternal deaths per 100,000 live births) has 1 target, from "
        "Liaoning: Liaoning ≤11 per 100,000 (2020). No target on it: Ziyang, Hanzhong, "
        "Zongyang, Xinhui."
    )


def test_a_long_name_of_a_file_keeps_apart_from_what_it_is(frames: dict[Language, Frames]) -> None:
    dossier = gather(choose(frames["en"].tables, theme="case_payment"), frames["en"])
    lines = guide_text(dossier, word=False).splitlines()
    assert lines[2:7] == [
        "figures/a4/        figures as wide as the text of an A4 page: PNG (300 dpi), SVG and PDF",
        "figures/slide/     the same for slides of 16:9; what needs several pages is numbered",
        "case_payment.xlsx  editable Excel charts beside their data; change “Value” and bars and "
        "numbers follow, titles and labels are text to edit too",
        "data.csv           every row used, for Excel or any other program",
        "manifest.json      checksum of each file, targets behind each figure, words and place of "
        "each target",
    ]


def test_an_indicator_of_a_headline_theme_is_shown_once(data_copy: Path, edit: Edit) -> None:
    edit("codings.csv", ",case_bedday_payment_share,", ",case_payment_share,")
    tables = read_tables(data_copy)
    shared = collect(targets_from(tables), tables, "zh")
    stating = shared.targets[shared.targets["indicator"] == "case_payment_share"]
    assert set(stating["region"]) == {"ziyang", "zongyang"}
    dossier = gather(choose(tables, region="枞阳"), shared)
    assert [plate.name for plate in dossier.plates] == [
        "headline_matrix", "case_payment", "tcm_capacity",
    ]  # fmt: skip
    assert [comparison.code for comparison in dossier.comparisons] == [
        "case_payment", "tcm_capacity",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        (
            "documents.csv",
            ",资阳市人民政府,",
            ",资阳市\x0b人民政府,",
            "documents, issuer, data row 1:",
        ),
        (
            "codelists/indicators.csv",
            ",孕产妇死亡率,",
            ",孕产妇\x1f死亡率,",
            "indicators, name_zh, ",
        ),
    ],
)
def test_what_no_office_file_holds_is_refused_before_anything_is_written(
    name: str, old: str, new: str, place: str, data_copy: Path, edit: Edit, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    edit(name, old, new)
    command = ["report", "--theme", "drg", "--data", str(data_copy), "--out", str(tmp_path / "o")]
    assert main(command) == 1
    error = capsys.readouterr().err
    assert f"\n  - {place}" in error
    assert "character 4 is \\x" in error
    assert "Traceback" not in error
    assert not (tmp_path / "o").exists()


def test_references_follow_the_standard_and_invent_nothing() -> None:
    documents = read_tables()["documents"]
    listed = references(documents, documents["document_id"], draft="征求意见稿")
    assert [entry.text for entry in listed.values()] == ENTRIES
    assert listed["xinhui-2017"].mark == "[5]"
    alone = references(documents, ["xinhui-2017"], draft="征求意见稿")
    assert alone["xinhui-2017"].mark == "[1]"


def test_a_draft_is_named_in_its_reference_where_its_title_does_not(
    data_copy: Path, edit: Edit
) -> None:
    edit("documents.csv", "工作的通知（征求意见稿）", "工作的通知")
    documents = read_tables(data_copy)["documents"]
    listed = references(documents, ["zongyang-2020"], draft="征求意见稿")
    assert listed["zongyang-2020"].text == ENTRIES[3]


def test_citations_in_a_row_are_joined() -> None:
    cited = [Reference(number, "", "") for number in (5, 1, 2, 3)]
    assert citation(cited) == "[1-3,5]"


@pytest.mark.parametrize(
    ("kind", "asked", "code"),
    [
        ("theme", "签约覆盖率", "signing"),
        ("theme", "家庭医生签约", "signing"),
        ("theme", "signing", "signing"),
        ("theme", "Family-doctor Signing", "signing"),
        ("theme", "ＤＲＧ付费", "drg"),
        ("theme", "药占比", "drug_share"),
        ("indicator", "签约覆盖率", "signing_rate"),
        ("indicator", "Maternal mortality", "maternal_mortality"),
        ("region", "资阳", "ziyang"),
        ("region", "资阳市", "ziyang"),
        ("region", "新会区", "xinhui"),
        ("region", "210000", "liaoning"),
    ],
)
def test_every_name_is_understood(kind: str, asked: str, code: str) -> None:
    chosen = choose(read_tables(), **{kind: asked})
    assert (chosen.kind, chosen.code) == (kind, code)


def test_nothing_asked_for_means_the_headline_themes() -> None:
    assert choose(read_tables()) == Choice("headline", "headline")


@pytest.mark.parametrize(
    ("kind", "asked", "said"),
    [
        ("theme", "签约绿", "No theme is called '签约绿'. Did you mean signing 家庭医生签约"),
        ("region", "zhiyang", "No region is called 'zhiyang'. Did you mean ziyang 资阳"),
        ("region", "成都", "There are: ziyang 资阳、liaoning 辽宁、hanzhong 汉中、zongyang 枞阳、"),
        ("indicator", "signing", "Did you mean --theme signing?"),
        ("indicator", "药占比", "'药占比' names 2 indicators: drug_share_no_herbal 药占比（不含"),
        ("theme", "", "No theme is called ''."),
    ],
)
def test_an_unknown_name_is_refused_in_one_line(
    kind: str, asked: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", f"--{kind}", asked, "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_two_choices_at_once_are_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report", "--theme", "drg", "--region", "资阳", "--out", str(tmp_path)])
    assert ended.value.code == 2
    assert "not allowed with argument" in capsys.readouterr().err


def test_a_theme_without_targets_is_refused(
    tmp_path: Path, made_up: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["report", "--theme", "tcm", "--data", str(made_up[0])]
    assert main([*command, "--out", str(tmp_path / "out")]) == 1
    assert "No target of the data is about tcm" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_without_python_docx_it_says_what_to_do_before_it_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policycompare.report, "find_spec", lambda name: None)
    with pytest.raises(OutputError, match=r"run `pip install python-docx`, or leave .* --no-word"):
        report(tmp_path / "out", indicator="oop_share")
    assert not (tmp_path / "out").exists()


def test_the_word_document_can_be_left_out(tmp_path: Path, made_up: tuple[Path, Path]) -> None:
    out = tmp_path / "out"
    command = ["report", "--no-word", "--region", "某市", "--data", str(made_up[0])]
    assert main([*command, "--out", str(out)]) == 0
    assert (out / "mou.xlsx").exists()
    assert not (out / "mou.docx").exists()
    assert "docx" not in (out / "说明.txt").read_text("utf-8-sig")


def test_a_report_never_replaces_a_build(tmp_path: Path, shared: MadeUp) -> None:
    out = tmp_path / "out"
    shutil.copytree(shared.build.out, out)
    before = contents(out)
    with pytest.raises(OutputError, match="holds what `policycompare build` wrote"):
        report(out, folder=shared.data)
    assert contents(out) == before


def test_an_earlier_report_is_replaced_whole(tmp_path: Path, made_up: tuple[Path, Path]) -> None:
    out = tmp_path / "out"
    report(out, theme="drg", folder=made_up[0], word=False)
    report(out, theme="signing", folder=made_up[0], word=False, lang="en")
    assert {path.name for path in out.iterdir()} == {
        "figures", "signing.xlsx", "data.csv", "README.txt", "manifest.json",
    }  # fmt: skip


def test_an_unknown_code_is_its_own_kind_of_error() -> None:
    with pytest.raises(UnknownCodeError):
        choose(read_tables(), region="北京")
