"""Adding a region: draft, decide, accept, verify, on a document invented for the purpose."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import policycompare as pc
from policycompare.accept import accept
from policycompare.cli import main
from policycompare.draft import draft
from policycompare.errors import DataError, DraftError, EvidenceError
from policycompare.matrix import headline_matrix
from policycompare.sources import data_folder, read_tables
from policycompare.table import targets_from
from policycompare.verify import verify

PLAN = """青芦县深化医改实施方案（2021—2025年）
青政发〔2021〕9号
一、主要目标
到2025年，家庭医生签约服务覆盖率达到45%以上，重点人群签约率不低于75%。
到2023年，按病种付费的病种不少于120个。
到2025年，高血压规范管理率达到70%。
二、重点任务
积极推进按疾病诊断相关分组付费改革。
建立三医联动的工作机制。
到2025年，高血压规范管理率达到70%，血压监测点覆盖所有行政村。
青芦县人民政府
2021年6月18日
"""
"""An invented county; 重点任务 restates a target of 主要目标."""

ID = "qinglu-2021"
TARGETS = {
    "45%以上": ("家庭医生签约服务覆盖率", "城乡居民"),
    "不低于75%": ("signing_rate", "重点人群"),
    "不少于120个": ("按病种付费的病种数", "医保支付病种"),
    "70%": ("高血压规范管理率", "高血压患者"),
    "所有": ("血压监测点覆盖", "行政村"),
}
REGISTER = {
    "title": "青芦县深化医改实施方案（2021—2025年）",
    "number": "青政发〔2021〕9号",
    "issuer": "青芦县人民政府",
    "date": "2021/6/18",
    "year": "2021",
    "period_start": "2021",
    "period_end": "2025",
    "status": "正式印发",
    "name_en": "Qinglu",
    "code": "999901",
    "province_zh": "某省",
    "province_en": "Mou Province",
}
Rows = list[dict[str, str]]
Edit = Callable[[Rows], None]


class Desk:
    """A data folder with a draft in it, as a person sees it."""

    def __init__(self, folder: Path, sources: Path) -> None:
        self.data, self.sources = folder, sources
        self.drafted = folder / "drafts" / ID

    def rows(self, name: str) -> Rows:
        """Read a file of the draft by the code names of its columns."""
        text = io.StringIO((self.drafted / name).read_bytes().decode("utf-8-sig"), newline="")
        header, *rows = csv.reader(text)
        return [dict(zip((cell.split()[1] for cell in header), row, strict=True)) for row in rows]

    def save(self, name: str, rows: Rows) -> None:
        """Write a file of the draft as a spreadsheet does."""
        path = self.drafted / name
        header = path.read_bytes().decode("utf-8-sig").splitlines()[0].split(",")
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(row.values() for row in rows)
        path.write_bytes(text.getvalue().encode("utf-8-sig"))

    def edit(self, name: str, change: Edit) -> None:
        """Change the rows of a file."""
        rows = self.rows(name)
        change(rows)
        self.save(name, rows)

    def accept(self) -> str:
        """Accept the draft, and say what came in."""
        return str(accept(ID, self.sources, folder=self.data))

    def refused(self) -> str:
        """Accept a draft that must be refused, and prove that no file of the data changed."""
        before = snapshot(self.data)
        with pytest.raises((DraftError, DataError)) as refusal:
            self.accept()
        assert snapshot(self.data) == before
        return str(refusal.value)


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def chosen(rows: Rows, value: str) -> dict[str, str]:
    """Find the first row about a value."""
    return next(row for row in rows if value in row["value"] or value in row["quote"])


def decide_all(rows: Rows) -> None:
    """Decide as a person would: the five targets, their restatement, the promise; no more."""
    seen: dict[str, str] = {}
    for row in rows:
        value = next((value for value in TARGETS if value in row["value"]), "")
        row["decision"] = "采纳" if value or "推进" in row["quote"] else "舍弃"
        if not value:
            row["reason"] = row["reason"] or "名称"
            continue
        row["indicator"], row["population"] = TARGETS[value]
        row["same_as"] = seen.get(value, "")
        seen.setdefault(value, row["no"])


def name_new(rows: Rows) -> None:
    """Describe the two new indicators."""
    rows.clear()
    columns = "name_zh name_en theme unit direction definition definition_en synonyms code"
    new = [
        (
            "高血压规范管理率",
            "Hypertension management rate",
            "公共卫生与疾病防控",
            "%",
            "越高越进取",
        ),
        ("血压监测点覆盖", "Coverage of blood-pressure points", "public_health", "%", "higher"),
    ]
    for cells in new:
        rows.append(
            dict(zip([*columns.split(), "used_in", "grounds"], (*cells, *[""] * 6), strict=True))
        )


def fill_register(rows: Rows) -> None:
    for row in rows:
        row["value"] = REGISTER.get(row["field"], row["value"])
        if (row["table"], row["field"]) == ("region", "level"):
            row["value"] = "县"


def add_population(rows: Rows) -> None:
    rows.clear()
    rows.append(
        {
            "population": "高血压患者",
            "name_en": "people with hypertension",
            "part_of": "患者",
            "used_in": "",
        }
    )


@pytest.fixture(scope="module")
def open_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Draft the document into a copy of the data; nothing is decided."""
    root = tmp_path_factory.mktemp("open")
    shutil.copytree(data_folder(), root / "data")
    (root / "texts").mkdir()
    plan = root / "texts" / "plan.txt"
    plan.write_bytes(PLAN.encode())
    draft(plan, ID, "青芦县", folder=root / "data")
    return Desk(root / "data", root / "texts")


@pytest.fixture
def desk(open_desk: Desk, tmp_path: Path) -> Desk:
    """Copy the draft and decide everything in it."""
    shutil.copytree(open_desk.data, tmp_path / "data")
    desk = Desk(tmp_path / "data", open_desk.sources)
    desk.edit("1_register.csv", fill_register)
    desk.edit("2_candidates.csv", decide_all)
    desk.edit("3_indicators.csv", name_new)
    desk.edit("4_populations.csv", add_population)
    return desk


def test_a_draft_is_five_files_beside_the_data_and_the_text_beside_the_document(
    open_desk: Desk,
) -> None:
    assert sorted(path.name for path in open_desk.drafted.iterdir()) == [
        "1_register.csv", "2_candidates.csv", "3_indicators.csv", "4_populations.csv", "说明.txt",
    ]  # fmt: skip
    assert (open_desk.sources / f"{ID}.txt").read_bytes() == PLAN.encode()
    assert f"policycompare accept {ID}" in (open_desk.drafted / "说明.txt").read_text("utf-8-sig")


def test_nothing_is_decided_beforehand(open_desk: Desk) -> None:
    assert {row["decision"] for row in open_desk.rows("2_candidates.csv")} == {"待定"}


def test_each_target_is_proposed_with_the_shortest_clause_that_states_it(open_desk: Desk) -> None:
    proposed = {
        (row["quote"], row["reads"], row["year"], row["year_basis"])
        for row in open_desk.rows("2_candidates.csv")
        if row["suggestion"] == "采纳"
    }
    signing = "到2025年，家庭医生签约服务覆盖率达到45%以上，重点人群签约率不低于75%"
    assert proposed >= {
        (signing, "≥45%", "2025", "条文写明"),
        (signing, "≥75%", "2025", "条文写明"),
        ("到2023年，按病种付费的病种不少于120个", "≥120个", "2023", "条文写明"),
        ("到2025年，高血压规范管理率达到70%", "≥70%", "2025", "条文写明"),
    }


def test_a_promise_on_a_headline_theme_is_proposed_though_it_has_no_number(open_desk: Desk) -> None:
    row = chosen(open_desk.rows("2_candidates.csv"), "推进")
    assert row["quote"] == "积极推进按疾病诊断相关分组付费改革"
    assert (row["reads"], row["indicator"]) == ("承诺", "按疾病诊断相关分组付费")


def test_every_number_and_universal_word_has_a_row(open_desk: Desk) -> None:
    quotes = [row["quote"] for row in open_desk.rows("2_candidates.csv")]
    for words in ("45%以上", "不低于75%", "120个", "70%", "所有行政村"):
        assert any(words in quote for quote in quotes), words


def test_a_second_draft_does_not_touch_the_first(open_desk: Desk) -> None:
    before = snapshot(open_desk.data)
    with pytest.raises(DraftError, match="holds a draft already, perhaps with your decisions"):
        draft(open_desk.sources / "plan.txt", ID, "青芦县", folder=open_desk.data)
    assert snapshot(open_desk.data) == before


@pytest.mark.parametrize(
    ("document_id", "region", "said"),
    [
        ("qinglu", "青芦县", "is no document id"),
        ("Qinglu-2021", "青芦县", "is no document id"),
        ("ziyang-2017", "资阳", "is in documents.csv already"),
        ("ziyang-2021", "青芦县", "The code ziyang is the region 资阳"),
    ],
)
def test_an_id_that_cannot_be_is_refused(
    open_desk: Desk, document_id: str, region: str, said: str
) -> None:
    with pytest.raises(DraftError, match=said):
        draft(open_desk.sources / "plan.txt", document_id, region, folder=open_desk.data)


def test_verify_lists_what_is_open_by_file_and_line(open_desk: Desk) -> None:
    said = str(verify(open_desk.sources, folder=open_desk.data, document=ID))
    assert f"draft {ID}: " in said
    assert "2_candidates.csv line 2, 决定 decision: is open, write 采纳 or 舍弃" in said
    assert "draft" not in str(verify())


def test_verify_refuses_a_document_that_is_neither_in_the_data_nor_drafted(open_desk: Desk) -> None:
    with pytest.raises(EvidenceError, match="qinglu-2020 is no registered document and no draft"):
        verify(open_desk.sources, folder=open_desk.data, document="qinglu-2020")


def test_a_draft_that_lost_a_file_is_named_with_it(desk: Desk) -> None:
    (desk.drafted / "2_candidates.csv").unlink()
    said = str(verify(desk.sources, folder=desk.data, document=ID))
    assert "2_candidates.csv cannot be read" in said


@pytest.mark.parametrize("printed", ["2021/6/18", "2021年6月18日", "2021-06-18"])
def test_a_day_is_read_as_spreadsheets_and_people_write_it(desk: Desk, printed: str) -> None:
    def write(rows: Rows) -> None:
        next(row for row in rows if row["field"] == "date").update(value=printed)

    desk.edit("1_register.csv", write)
    desk.accept()
    documents = read_tables(desk.data)["documents"].set_index("document_id")
    assert documents["date"][ID] == "2021-06-18"


def test_an_open_draft_is_refused_with_every_row(open_desk: Desk) -> None:
    message = open_desk.refused()
    rows = len(open_desk.rows("2_candidates.csv"))
    assert [f"2_candidates.csv line {line}, " in message for line in range(2, rows + 2)] == [
        True
    ] * rows
    assert "1_register.csv line 14, 值 value: 行政区划代码 of the region is empty" in message


def test_a_decided_draft_is_taken_in_whole(desk: Desk) -> None:
    assert f"draft {ID}: nothing open" in str(verify(desk.sources, folder=desk.data, document=ID))
    before = {path: raw for path, raw in snapshot(desk.data).items() if path.suffix == ".csv"}
    desk.accept()
    targets = targets_from(read_tables(desk.data))
    own = targets[targets["region"] == "qinglu"]
    columns = ["target_id", "indicator", "kind", "op", "low", "year", "year_basis"]
    assert own[columns].fillna(0).values.tolist() == [
        [f"{ID}/001", "signing_rate", "quantified", ">=", 45.0, 2025, "stated"],
        [f"{ID}/002", "signing_rate", "quantified", ">=", 75.0, 2025, "stated"],
        [f"{ID}/003", "case_payment_diseases", "quantified", ">=", 120.0, 2023, "stated"],
        [f"{ID}/004", "hypertension_management_rate", "quantified", ">=", 70.0, 2025, "stated"],
        [f"{ID}/005", "drg_payment", "qualitative", "", 0, 0, "none"],
        [f"{ID}/006", "coverage_of_blood_pressure_points", "universal", "=", 100.0, 2025, "stated"],
    ]
    for path, raw in before.items():
        if path.parent.name != ID:
            lines = path.read_bytes().splitlines()
            assert [line for line in lines if line in raw.splitlines()] == raw.splitlines(), path
            assert b"\r" not in path.read_bytes()


def test_the_restatement_is_a_clause_of_the_same_target(desk: Desk) -> None:
    desk.accept()
    codings = read_tables(desk.data)["codings"].set_index("target_id")
    assert codings.loc[f"{ID}/004", "also"] == f"{ID}/c005"
    assert codings.loc[f"{ID}/006", "clause_id"] == f"{ID}/c005"


def test_the_new_region_has_a_cell_for_every_headline_theme(desk: Desk) -> None:
    desk.accept()
    tables = read_tables(desk.data)
    matrix = headline_matrix(targets_from(tables), tables=tables)
    own = matrix[matrix["region"] == "qinglu"]
    assert own[["theme", "stance", "label"]].values.tolist() == [
        ["drug_share", "not_mentioned", "未提及"],
        ["drg", "qualitative", "推进"],
        ["signing", "quantified", "≥45%（2025），另1项"],
        ["case_payment", "quantified", "≥120个（2023）"],
    ]
    assert own["note"].iloc[0] == "全文检索不到：药占比、药品收入占、药品占比、药费占、药品费用占"
    assert pc.load_regions(desk.data)["name_zh"].tolist()[-1] == "青芦"
    assert pc.load_documents(desk.data).iloc[-1][["date", "level"]].tolist() == [
        "2021-06-18",
        "county",
    ]


def test_the_account_of_the_new_document_is_complete(desk: Desk) -> None:
    desk.accept()
    report = verify(desk.sources, folder=desk.data, document=ID)
    assert [account.document_id for account in report.accounts] == [ID]
    assert report.accounts[0].unaccounted == ()
    assert report.drafts == ()
    assert "not held against their texts: ziyang-2017, liaoning-2017" in str(report)


def test_a_draft_is_taken_in_once(desk: Desk) -> None:
    desk.accept()
    assert "is in documents.csv already" in desk.refused()


def change(value: str, **cells: str) -> Edit:
    """Write into the row about a value."""

    def edit(rows: Rows) -> None:
        chosen(rows, value).update(cells)

    return edit


@pytest.mark.parametrize(
    ("value", "cells", "said"),
    [
        ("120个", {"quote": "按病种付费的病种不少于130个"}, "word for word"),
        ("120个", {"quote": "重点任务"}, "原文 quote: no longer holds '不少于120个'"),
        ("120个", {"quote": "不少于120个", "year": "2024"}, "2024 is neither printed in the docum"),
        ("120个", {"year": "2024"}, "the quote states the year 2023"),
        ("120个", {"year_basis": "大概"}, "'大概' is none of 条文写明、承前句"),
        ("120个", {"indicator": ""}, "指标 indicator: is empty"),
        ("120个", {"indicator": "甲乙"}, "write a line for it in 3_indicators.csv"),
        ("120个", {"indicator": "signing_rate"}, "the clause prints 个, signing_rate is in %"),
        ("120个", {"population": ""}, "分母或对象 population: is empty"),
        ("120个", {"decision": "同意"}, "'同意' is no decision"),
        (
            "120个",
            {"decision": "舍弃", "reason": ""},
            "舍弃理由 reason: is empty, write one of 门槛、名称",
        ),
        ("120个", {"same_as": "77"}, "'77' is the 序号 no of no accepted row"),
        (
            "推进",
            {"decision": "舍弃", "reason": ""},
            "no target on drg, but the text mentions '诊断相关分组'",
        ),
        ("不低于75%", {"population": "城乡居民", "indicator": "oop_share"}, ""),
    ],
)
def test_a_row_that_cannot_be_right_is_named(
    desk: Desk, value: str, cells: dict[str, str], said: str
) -> None:
    desk.edit("2_candidates.csv", change(value, **cells))
    if said:
        message = desk.refused()
        assert said in message
        assert "nothing was changed" in message
    else:
        assert "codings +6" in desk.accept()


def test_a_shorter_quote_finds_its_place_again(desk: Desk) -> None:
    cells = {"quote": "按病种付费的病种不少于120个", "year_basis": "承前句"}
    desk.edit("2_candidates.csv", change("120个", **cells))
    desk.accept()
    row = targets_from(read_tables(desk.data)).set_index("target_id").loc[f"{ID}/003"]
    assert (row["start"], row["year"], row["year_basis"]) == (91, 2023, "carried")


def test_a_target_that_the_scan_missed_is_a_row_more(desk: Desk) -> None:
    def add(rows: Rows) -> None:
        row = chosen(rows, "120个")
        rows.remove(row)
        rows.append(row | {"no": "", "reads": "", "value": "", "place": "", "section": ""})

    desk.edit("2_candidates.csv", add)
    assert "codings +6" in desk.accept()
    clauses = read_tables(desk.data)["clauses"]
    assert clauses.loc[clauses["quote"].str.contains("120个"), "section"].tolist() == ["一"]


def test_a_missing_row_is_an_unaccounted_number(desk: Desk) -> None:
    desk.edit("2_candidates.csv", lambda rows: rows.remove(chosen(rows, "120个")))
    assert "'120' at 102 is in no clause nor left out" in desk.refused()


def test_a_reading_is_a_repair_with_its_reason(desk: Desk) -> None:
    cells = {"reading": "到2023年，按病种付费的病种不少于12个", "doubt": "“0”是误印", "reads": ""}
    desk.edit("2_candidates.csv", change("120个", **cells))
    desk.accept()
    repairs = read_tables(desk.data)["repairs"].values.tolist()
    assert [f"{ID}/c002", "120个", "12个", "“0”是误印"] in repairs
    row = targets_from(read_tables(desk.data)).set_index("target_id").loc[f"{ID}/003"]
    assert (row["low"], row["quote"]) == (12.0, "到2023年，按病种付费的病种不少于120个")


def test_a_new_name_that_is_not_described_is_refused_by_cell(desk: Desk) -> None:
    def blank(rows: Rows) -> None:
        rows[0].update(theme="健康", name_en="")

    desk.edit("3_indicators.csv", blank)
    message = desk.refused()
    assert "3_indicators.csv line 2, 主题 theme: '健康' is not known" in message
    assert "3_indicators.csv line 2, 英文名" not in message


def test_what_excel_does_to_a_draft_is_read_or_named(desk: Desk) -> None:
    path = desk.drafted / "2_candidates.csv"
    sound = path.read_bytes()
    path.write_bytes(sound.decode("utf-8-sig").encode("gb18030"))
    assert "2_candidates.csv is not UTF-8 but GBK (ANSI), see line 1" in desk.refused()
    path.write_bytes(sound.replace(b",", b";"))
    assert "2_candidates.csv is separated by semicolons" in desk.refused()
    path.write_bytes(sound)
    widened = path.read_bytes().replace(b"\r\n", b",,\r\n") + b"," * 19 + b"\r\n"
    path.write_bytes(widened)
    assert "codings +6" in desk.accept()


def test_another_text_than_the_drafted_one_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / f"{ID}.txt").write_bytes(PLAN.replace("45%", "55%").encode())
    with pytest.raises(DraftError, match="is not the text that"):
        accept(ID, tmp_path, folder=desk.data)


def test_the_command_line_drafts_and_accepts(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_bytes(PLAN.encode())
    where = ["--data", str(desk.data)]
    again = ["--document-id", "qinglu-2022", "--region", "青芦县", "--out", str(tmp_path / "out")]
    assert main(["draft", str(plan), *again, *where]) == 0
    assert (tmp_path / "out" / "2_candidates.csv").is_file()
    assert main(["accept", ID, "--sources", str(desk.sources), *where]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "codings +6" in err


def test_a_row_of_a_table_is_taken_as_it_reads(tmp_path: Path) -> None:
    mine = Path(shutil.copytree(data_folder(), tmp_path / "mine"))
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "青芦县医改规划（2021—2025年）\n指标\t单位\t2020年\t2025年\n"
        "孕产妇死亡率\t1/10万\t11.2\t≤10\n每千人口床位数\t张\t5.9\t6.8\n"
        "每千人口3岁以下托位数\t个\t0.8\t4.5\n",
        "utf-8",
        newline="",
    )
    folder = draft(plan, ID, "青芦县", folder=mine).folder
    text = (folder / "2_candidates.csv").read_text("utf-8-sig")
    rows = [
        {name.split()[0]: cell for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text))
    ]
    assert [
        (row["建议"], row["原文"], row["读数"], row["修复后读作"])
        for row in rows
        if row["建议"] == "采纳"
    ] == [
        (
            "采纳",
            "孕产妇死亡率\t1/10万\t11.2\t≤10",
            "≤10/10万（2020年11.2/10万）",
            "孕产妇死亡率由2020年的11.2/10万降到≤10/10万",
        ),
        (
            "采纳",
            "每千人口床位数\t张\t5.9\t6.8",
            "6.8张/千人（2020年5.9张/千人）",
            "每千人口床位数由2020年的5.9张提高到6.8张",
        ),
        (
            "采纳",
            "每千人口3岁以下托位数\t个\t0.8\t4.5",
            "4.5个/千人（2020年0.8个/千人）",
            "每千人口3岁以下托位数由2020年的0.8个提高到4.5个",
        ),
    ]
    assert "3岁以下" in [row["数值"] for row in rows if row["建议"] != "采纳"]
