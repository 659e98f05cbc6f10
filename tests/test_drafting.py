"""What a draft proposes, and what a person may leave to it: denominators, themes, years, links."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from policycompare.accept import accept
from policycompare.baselines import with_baseline
from policycompare.cli import main
from policycompare.compare import all_comparability
from policycompare.denominators import Denominators
from policycompare.describing import Describer
from policycompare.divisions import may_be, of_code
from policycompare.draft import draft
from policycompare.draft_files import CANDIDATES, form_bytes
from policycompare.draft_register import level_of
from policycompare.draft_titles import title
from policycompare.draft_words import reads
from policycompare.errors import DataError, DraftError
from policycompare.labels import labelled
from policycompare.matrix import headline_matrix
from policycompare.model import Candidate, Language
from policycompare.normalise import restates
from policycompare.repeats import SAME_HERE, UNTOLD, heads_of
from policycompare.saved_workbook import rows_of_workbook
from policycompare.scan import candidates, scan
from policycompare.scopes import UNSAID
from policycompare.sources import data_folder, read_tables
from policycompare.stating import statements
from policycompare.table import targets_from
from policycompare.verify import verify
from policycompare.wordlists import packaged_grammar

TABLES = read_tables()

PLAN = """松岭市健康行动计划（2023—2027年）
松政发〔2023〕7号
一、主要目标
到2027年，居民健康素养水平达到35%以上，家庭医生签约服务覆盖率不低于60%。
指标\t单位\t2022年\t2027年
居民健康素养水平\t%\t28.4\t35
家庭医生签约服务覆盖率\t%\t46\t60
每千人口注册护士数\t人\t3.1\t3.8
二、重点任务
（一）防治重大疾病。2026年底前，实现乡镇卫生院慢性病门诊全覆盖。适龄妇女宫颈癌筛查率达到70%以上。
（二）提升能力。建成3个市级医学中心。积极推进按病种付费。
松岭市人民政府
2023年5月12日
"""
"""An invented city with a table that repeats two of its targets."""

ID = "songling-2023"
FILES = ("1_register.csv", "2_candidates.csv", "3_indicators.csv", "4_populations.csv")


class Folder:
    """A draft in a copy of the data, edited cell by cell."""

    def __init__(self, root: Path) -> None:
        self.data = Path(shutil.copytree(data_folder(), root / "data"))
        self.sources = root / "texts"
        self.sources.mkdir()
        plan = self.sources / "plan.txt"
        plan.write_bytes(PLAN.encode())
        self.path = draft(plan, ID, "松岭市", folder=self.data).folder

    def rows(self, name: str) -> list[dict[str, str]]:
        """Read a file by the Chinese names of its columns."""
        text = (self.path / name).read_bytes().decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        names = [cell.split()[0] for cell in header]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def row(self, words: str) -> dict[str, str]:
        """Find the first accepted candidate whose quote holds some words."""
        rows = self.rows("2_candidates.csv")
        return next(row for row in rows if words in row["原文"] and row["建议"] == "采纳")

    def write(self, name: str, words: str, **cells: str) -> None:
        """Write cells of the first row that holds some words."""
        rows = self.rows(name)
        next(row for row in rows if any(words in cell for cell in row.values())).update(cells)
        self.save(name, rows)

    def decide(self) -> None:
        """Follow every suggestion, and give the one thing that the document cannot tell."""
        rows = self.rows("2_candidates.csv")
        for row in rows:
            row["决定"] = row["建议"]
        self.save("2_candidates.csv", rows)
        self.write("1_register.csv", "行政区划代码", 值="231300")

    def save(self, name: str, rows: list[dict[str, str]]) -> None:
        """Write a file as a spreadsheet does."""
        header = (self.path / name).read_bytes().decode("utf-8-sig").splitlines()[0]
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(row.values() for row in rows)
        (self.path / name).write_bytes(f"{header}\r\n{text.getvalue()}".encode("utf-8-sig"))

    def accept(self) -> str:
        """Accept the draft."""
        return str(accept(ID, self.sources, folder=self.data))

    def refused(self) -> list[str]:
        """Accept what must be refused, and give its items."""
        with pytest.raises((DraftError, DataError)) as refusal:
            self.accept()
        lines = str(refusal.value).splitlines()
        return [line.removeprefix("  - ") for line in lines if line.startswith("  - ")]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def drafted(root: Path, aim: str) -> Folder:
    """Draft a plan of an invented city that has one sentence."""
    folder = Folder(root / "plan")
    plan = folder.sources / "one.txt"
    plan.write_bytes(f"松岭市健康规划（2023—2027年）\n一、目标\n{aim}\n".encode())
    folder.path = draft(plan, "songling-2024", "松岭市", folder=folder.data).folder
    return folder


def first(text: str) -> Candidate:
    return next(each for each in candidates(text) if not each.left_out)


@pytest.mark.parametrize(
    ("clause", "population", "grounds"),
    [
        ("门诊收入占医疗总收入的比重降到40%以下", "医疗总收入", "原文“占…”"),
        ("到2025年，60%以上的社区卫生服务中心设置康复科", "社区卫生服务中心", "原文“…的”"),
        ("2型糖尿病患者规范管理率达到70%", "2型糖尿病患者", "指标名中的“2型糖尿病患者”"),
        ("65岁以上老年人健康管理率达到72%", "65岁以上老年人", "指标名中的“65岁以上老年人”"),
        ("监护病床不低于床位总数的4%", "床位总数", "原文“…的4%”"),
        ("监护病床不低于上年床位的4%", "未写明", "原文没有写，请核对"),
        ("每个医共体在中心卫生院建成3个联合病房", "医共体", "原文“每个医共体”"),
        ("每名乡村医生掌握5项技术", "乡村医生", "原文“每名乡村医生”"),
        ("每百名卫生技术人员科研经费达到5万元", "卫生技术人员", "原文“每百名卫生技术人员”"),
        ("监测对象参保率达到100%", "监测对象", "指标名中的“监测对象”"),
        ("检查数量不得低于总数的1/4", "总数", "原文“…的1/4”"),
        ("用于分院的不少于其中的40%", "未写明", "原文没有写，请核对"),
        ("人员支出占业务支出的平均比例达到40%", "业务支出", "原文“占…”"),
        ("网采金额占全部采购药品（不含饮片）金额的比例达到90%", "全部采购药品", "原文“占…”"),
        ("饮水型氟中毒病区改水率达到100%", "未写明", "原文没有写，请核对"),
        ("居民健康档案使用率达到60%", "城乡居民", "指标名中的“居民”"),
        ("人均预期寿命达到79岁", "城乡居民", "指标定义中的“城乡居民”"),
        ("个人卫生支出占比降到28%以下", "卫生总费用", "指标定义中的“卫生总费用”"),
        ("每千人口注册护士数达到3.4人", "常住人口", "按人口平均"),
        ("居民医保人均财政补助标准提高到610元", "居民医保参保人员", "指标名中的“居民医保”"),
        ("3家县级公立医院全部制定完成医院章程", "公立医院", "原文"),
        ("建成3个市级医学中心", "全市", "数的是个数，请核对"),
        ("县域内住院量占比达到85%", "未写明", "原文没有写，请核对"),
        ("高级别医院占比达到30%", "未写明", "原文没有写，请核对"),
        ("公立医院药占比降到25%以下", "公立医院", "原文"),
        ("乡村医生中具备执业医师资格的比例提高到50%", "乡村医生", "原文“…中”"),
        ("重点人群家庭医生签约率达到75%以上", "重点人群", "指标名中的“重点人群”"),
        ("所有中小学校配备保健教师", "中小学校", "原文“所有中小学校”"),
        ("每个县（市）建成1所三级医院", "县（市）", "原文“每个县（市）”"),
        ("孕产妇死亡率控制在9/10万以下", "活产婴儿", "指标定义中的“活产婴儿”"),
        ("三级医院设立老年医学科比例达到60%", "三级医院", "指标名中的“三级医院”"),
        ("村医持执业医师证比例提高到45%", "村医", "指标名中的“村医”"),
        ("适龄女生HPV疫苗接种率达到90%", "适龄女生", "指标名中的“适龄女生”"),
        ("以乡镇为单位适龄儿童疫苗接种率达到95%", "适龄儿童", "指标名中的“适龄儿童”"),
        ("互联网医院远程会诊县域覆盖率达到100%", "县域", "指标名中的“县域”"),
        ("职工医保住院费用支付比例达到80%", "职工医保住院费用", "指标名中的“职工医保住院费用”"),
        (
            "居民医保政策范围内住院费用基金支付比例达到70%",
            "居民医保政策范围内住院费用",
            "指标名中的“居民医保政策范围内住院费用”",
        ),
        ("100%的村卫生室能够提供4类以上中医药服务", "村卫生站（室）", "原文“…的”"),
        ("每千人口医疗卫生机构床位数达到7.5张", "常住人口", "按人口平均"),
        ("二级以上公立医院全部实行预约", "二级以上公立医院", "指标名中的“二级以上公立医院”"),
        ("远程会诊覆盖全部县级医院并逐步向乡镇卫生院延伸", "县级医院", "原文“全部县级医院”"),
        ("到2025年，不少于5家县医院达到三级医院服务能力", "全市", "数的是个数，请核对"),
        ("将不低于30%的号源向医联体内机构开放", "号源", "原文“…的”"),
        ("80%以上的县建立医共体", "县", "原文“…的”"),
        (
            "所有符合条件的医疗机构开展日间手术",
            "符合条件的医疗机构",
            "原文“所有符合条件的医疗机构”",
        ),
        ("每万名儿童配备儿科医师7名以上", "儿童", "原文“每万名儿童”"),
        ("肺结核发病率降至42/10万以下", "常住人口", "发病率、患病率按人口计算，请核对"),
        ("三级医院平均住院日降至8天以内", "三级医院", "指标名中的“三级医院”"),
        ("医院检查阳性率达到70%", "医院", "指标名中的“医院”"),
        (
            "城乡居民医保政策范围内报销比例达到80%",
            "基本医保政策范围内费用",
            "指标定义中的“基本医保政策范围内费用”",
        ),
    ],
)
def test_a_denominator_is_proposed_with_its_grounds_or_not_stated(
    clause: str, population: str, grounds: str
) -> None:
    proposed = Denominators(TABLES, "prefecture").of(first(clause))
    assert (proposed.population, proposed.grounds) == (population, grounds)


@pytest.mark.parametrize(
    ("clause", "counted_elsewhere"),
    [
        ("按病种付费占比达到50%", "医保定点医院住院患者"),
        ("全市药占比（不含中药饮片）降到30%以下", "试点城市公立医院"),
        ("家庭医生签约服务覆盖率达到60%", "城乡居民、重点人群"),
        ("按病种付费的病种不少于120个", "医保支付病种"),
        ("各县（市、区）家庭医生签约服务覆盖率达到60%", "城乡居民、重点人群"),
    ],
)
def test_a_denominator_of_another_document_is_a_hint_and_never_the_value(
    clause: str, counted_elsewhere: str
) -> None:
    proposed = Denominators(TABLES, "prefecture").of(first(clause))
    assert proposed.population == "未写明"
    assert proposed.grounds == (f"原文没有写；其他文件写的是：{counted_elsewhere}，请核对后填写")


@pytest.mark.parametrize(
    ("sentence", "value", "population", "grounds"),
    [
        (
            "所有社区卫生服务中心设置中医馆，配备中医师不少于2名。", "2名", "社区卫生服务中心",
            "原文“所有社区卫生服务中心”",
        ),
        ("每个乡镇卫生院设康复科，配备康复师2名。", "2名", "乡镇卫生院", "原文“每个乡镇卫生院”"),
        ("每所社区医院开展新技术，引进护士5名。", "5名", "社区医院", "原文“每所社区医院”"),
        ("所有医院实行改革。建成3个示范点。", "3个", "全县", "数的是个数，请核对"),
        ("配备中医师不少于2名。", "2名", "未写明", "原文没有写，请核对"),
    ],
)  # fmt: skip
def test_a_number_for_each_institution_is_of_that_institution(
    sentence: str, value: str, population: str, grounds: str
) -> None:
    found = next(each for each in candidates(sentence) if value in each.quote)
    proposed = Denominators(TABLES, "county").of(found, sentence[: found.start])
    assert (proposed.population, proposed.grounds) == (population, grounds)


@pytest.mark.parametrize(
    ("clause", "indicator"),
    [
        ("药占比降到30%以下", "drug_share_unspecified"),
        ("药占比（不含中药饮片）降到30%以下", "drug_share_no_herbal"),
        ("药占比（不包括饮片）降到30%以下", "drug_share_no_herbal"),
        ("家庭医生签约率达到60%", "signing_rate"),
        ("脱贫人口签约服务实现全覆盖", "signing_rate"),
        ("乡镇卫生院签约服务全覆盖", "signing_institution_coverage"),
        ("按病种付费的病种达到200种以上", "case_payment_diseases"),
        ("政策范围内报销比例达到75%", "reimbursement_rate"),
        ("大病保险政策范围内报销比例达到60%", ""),
        ("医疗救助对象家庭医生签约率达到98%", "signing_rate"),
        ("职工基本医疗保险（含生育保险）参保率达到96%", "insurance_enrolment"),
        ("新建疾控中心3家", ""),
        ("养老机构与医疗机构签约率达到92%", ""),
        ("医疗责任保险二级以上医院参保率达到95%", ""),
        ("按病种付费的病种数量达到150个", "case_payment_diseases"),
        ("重点支持14个卫生院设备更新", ""),
        ("梅毒咨询检测服务率达到95%", "syphilis_testing"),
        ("乙肝表面抗原流行率下降5%", ""),
        ("先天梅毒发病率控制在15/10万以内", ""),
        ("所有县级疾控中心具备核酸检测能力", ""),
        ("所有新住院患者开展核酸检测", "nucleic_acid_testing"),
    ],
)
def test_a_qualified_indicator_is_proposed_only_where_the_qualifier_is_printed(
    clause: str, indicator: str
) -> None:
    assert first(clause).indicator == indicator


@pytest.mark.parametrize(
    ("clause", "name", "doubt"),
    [
        ("药占比（中药饮片除外）降到30%", "药占比（不含中药饮片）", ""),
        ("药占比（除中药饮片外）降到30%", "药占比（不含中药饮片）", ""),
        ("除中药饮片外，药占比降到30%", "药占比（不含中药饮片）", ""),
        ("药占比，不包括饮片，总体降到30%", "药占比（不含中药饮片）", ""),
        ("药占比降到30%（不计中药饮片）", "药占比（不含中药饮片）", ""),
        ("药占比（中药饮片不计入）降到30%", "药占比（不含中药饮片）", ""),
        ("药占比（含中药饮片）降到30%", "药占比（口径未写明）", UNSAID),
        ("药占比（包括饮片）降到30%", "药占比（口径未写明）", UNSAID),
        ("药占比（不含疫苗）降到30%", "药占比（口径未写明）", UNSAID),
        ("药占比（不含疫苗、含中药饮片）降到30%", "药占比（口径未写明）", UNSAID),
        ("取消药品加成（中药饮片除外），药占比降到30%", "药占比（口径未写明）", ""),
    ],
)
def test_a_printed_scope_is_never_coded_as_its_opposite_or_passed_over(
    tmp_path: Path, clause: str, name: str, doubt: str
) -> None:
    code = {"药占比（不含中药饮片）": "drug_share_no_herbal"}.get(name, "drug_share_unspecified")
    found = scan(f"到2027年，{clause}。").iloc[0]
    assert (found["indicator"], found["doubt"]) == (code, doubt)
    row = drafted(tmp_path, f"到2027年，{clause}。").row("30%")
    assert (row["指标"], row["疑问"]) == (name, doubt)
    assert row["先看"] == ("有疑问" if doubt else "")


def test_a_scope_is_of_the_value_whose_name_prints_it() -> None:
    values = "药占比（不含中药饮片）降到28%，二级医院药占比降到30%，药占比（含饮片）降到35%。"
    assert list(scan(values)["indicator"]) == [
        "drug_share_no_herbal",
        "drug_share_unspecified",
        "drug_share_unspecified",
    ]
    shared = "三级医院、二级医院药占比（不含中药饮片）分别降到30%、28%。"
    assert list(scan(shared)["indicator"]) == ["drug_share_no_herbal"] * 2


def test_a_scope_that_own_codelists_name_is_no_doubt(tmp_path: Path) -> None:
    folder = drafted(tmp_path, "签约率达到60%。")
    with (folder.data / "codelists" / "indicators.csv").open("a", encoding="utf-8") as file:
        name = "药占比（含中药饮片）,Drug share"
        file.write(f"drug_share_herbal,drug_share,{name},药品,Drugs,%,lower,药占比\n")
    plan = folder.sources / "two.txt"
    plan.write_bytes("松岭市规划\n一、目标\n药占比（含饮片）降到30%，药占比降到28%。\n".encode())
    folder.path = draft(plan, "songling-2025", "松岭市", folder=folder.data).folder
    rows = [folder.row(value) for value in ("30%", "28%")]
    assert [(row["指标"], row["疑问"]) for row in rows] == [
        ("药占比（含中药饮片）", ""),
        ("药占比（口径未写明）", ""),
    ]


@pytest.mark.parametrize(
    ("name", "clause", "headings", "theme", "direction"),
    [
        ("县域就诊率", "县域就诊率达到90%以上", (), "primary_care", "higher"),
        ("人均住院费用", "人均住院费用为8000元", (), "financing", "lower"),
        ("成人吸烟率", "成人吸烟率降到20%以下", (), "public_health", "lower"),
        ("劳务收入（不含药品、耗材）", "劳务收入（不含药品、耗材）为35%", (), "", "none"),
        ("达标率", "达标率为80%", ("深化中医药改革",), "tcm", "higher"),
        ("示范点", "建成20个示范点", (), "", "higher"),
        ("构成比", "构成比为20%", (), "", "none"),
    ],
)
def test_a_theme_and_a_direction_are_proposed_by_words_or_left_open(
    name: str, clause: str, headings: tuple[str, ...], theme: str, direction: str
) -> None:
    described = Describer(TABLES).of(name, candidates(clause), [clause], headings)
    assert (described.theme, described.direction) == (theme, direction)


@pytest.mark.parametrize(
    ("clause", "those", "named"),
    [
        ("每千人口医疗卫生机构床位数达到7.5张", "", "每千人口医疗卫生机构床位数"),
        ("每万名居民有2—3名合格的全科医生", "", "每万名居民全科医生"),
        ("社会办医床位达到每千人口1.5张", "", "每千人口社会办医床位"),
        ("山区、平原每千人口床位数分别达到6张、7张", "", "山区每千人口床位数"),
        ("“五大中心”基本实现县级全覆盖", "", "“五大中心”县级覆盖率"),
        ("三级医院实现“治未病”科室全覆盖", "", "三级医院“治未病”科室覆盖率"),
        ("村卫生室能够提供4类以上适宜技术", "", "适宜技术"),
        ("每千常住人口中医类别医师数达到0.6人", "", "每千常住人口中医类别医师数"),
        ("三级医院要全部参与医联体", "三级医院", "参与医联体的三级医院比例"),
        ("远程医疗覆盖所有贫困县", "", "远程医疗覆盖的贫困县比例"),
        ("年内义诊覆盖所有乡镇", "乡镇", "义诊覆盖的乡镇比例"),
        ("远程医疗覆盖90%的卫生院", "卫生院", "远程医疗覆盖的卫生院比例"),
        ("推进预约诊疗，覆盖80%的医院", "医院", "覆盖的医院比例"),
        ("选择3个市开展付费试点", "", "开展付费试点的市数"),
        ("70%的三级医院和30%的二级医院完成章程制定", "三级医院", "完成章程制定的三级医院比例"),
        ("覆盖4个监测点、完成样本240份", "", "监测点"),
        ("引进和培养名中医50名", "", "名中医"),
        ("孕产妇死亡率继续控制在10/10万以内", "", "孕产妇死亡率"),
        ("“十四五”时期累计完成筛查1500人次", "", "筛查"),
        ("2023年底前所有县（区）建成紧密型医共体", "县（区）", "建成紧密型医共体的县（区）比例"),
        ("80%以上的医疗机构开设绿色通道", "医疗机构", "开设绿色通道的医疗机构比例"),
        ("100%的村卫生室能够提供中医药服务", "村卫生室", "能够提供中医药服务的村卫生室比例"),
        (
            "按病种分值付费覆盖所有符合条件的医疗机构", "医疗机构",
            "按病种分值付费覆盖的医疗机构比例",
        ),
        ("实现县办三级医院全覆盖", "", "县办三级医院覆盖率"),
        ("各中小学校100%配备心理教师", "中小学校", "配备心理教师的中小学校比例"),
        ("所有乡镇卫生院均能提供住院服务", "乡镇卫生院", "能提供住院服务的乡镇卫生院比例"),
        ("以县人民医院为牵头医院组建2个医共体", "", "医共体"),
        ("不少于5家县医院达到三级医院服务能力", "", "达到三级医院服务能力的县医院数"),
        ("所有卫生院和服务中心设置发热诊室", "卫生院", "设置发热诊室的机构比例"),
        ("所有卫生院和服务中心设置发热诊室", "服务中心", "设置发热诊室的机构比例"),
        ("二级以上公立医院全部实行预约", "二级以上公立医院", "实行预约的二级以上公立医院比例"),
        ("四年累计定向培养乡村医生400名", "", "乡村医生"),
        ("村医持执业医师证比例提高到45%", "村医", "村医持执业医师证比例"),
        ("医院药占比降到30%", "医院", "医院药占比"),
        ("二级以上医院预约诊疗率达到50%", "二级以上医院", "二级以上医院预约诊疗率"),
        ("建成3个市级医学中心", "全市", "市级医学中心"),
        ("三级医院将不低于30%的号源向基层开放", "号源", "三级医院号源向基层开放比例"),
        ("将60%的门诊号源优先向基层投放", "门诊号源", "门诊号源优先向基层投放比例"),
        ("17家乡镇卫生院达标率达到90%", "", "乡镇卫生院达标率"),
        ("20个工作日内结算率达到95%", "", "20个工作日内结算率"),
    ],
)  # fmt: skip
def test_a_new_indicator_is_named_as_a_reader_would(clause: str, those: str, named: str) -> None:
    assert title(first(clause), those) == named


def test_an_indicator_with_a_level_and_a_change_is_in_the_unit_of_the_level(
    tmp_path: Path,
) -> None:
    rows = drafted(tmp_path, "到2027年，肺结核发病率较2022年下降15%，降至42/10万以下。")
    assert [(row["中文名"], row["单位"]) for row in rows.rows("3_indicators.csv")] == [
        ("肺结核发病率", "/10万")
    ]


def test_a_share_of_all_is_to_be_high_and_known_by_its_own_name_alone(tmp_path: Path) -> None:
    rows = drafted(tmp_path, "到2027年，100%的村卫生室能够提供4类以上中医药服务。")
    row = rows.rows("3_indicators.csv")[0]
    assert (row["进取方向"], row["印刷用语"]) == (
        "越高越进取", "能够提供4类以上中医药服务的村卫生室比例",
    )  # fmt: skip


def test_a_density_of_children_is_not_taken_for_another_density(tmp_path: Path) -> None:
    aim = "到2027年，每千名儿童床位数达到2.2张。每千人口床位数达到7张。"
    rows = drafted(tmp_path, aim).rows("2_candidates.csv")
    assert [(row["指标"], row["分母或对象"]) for row in rows] == [
        ("每千名儿童床位数", "儿童"), ("每千人口床位数", "常住人口"),
    ]  # fmt: skip


def test_a_row_without_a_number_of_its_own_makes_no_other_row_a_fault(folder: Folder) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "≥70%", 序号="", 指标="")
    (fault,) = folder.refused()
    assert "指标 indicator: is empty" in fault


def test_another_way_to_pay_is_not_proposed_as_the_one_of_the_codebook(tmp_path: Path) -> None:
    rows = drafted(tmp_path, "全面推行按病种分值付费。").rows("2_candidates.csv")
    assert [(row["指标"], row["建议"], row["舍弃理由"]) for row in rows if row["读数"]] == [
        ("按病种付费（无数值）", "采纳", ""),
        ("按疾病诊断相关分组付费", "舍弃", "原则"),
    ]


def test_one_name_for_two_units_is_told_apart(tmp_path: Path) -> None:
    aim = "到2027年，县级医院电子病历应用水平全部达到3级以上。"
    folder = drafted(tmp_path, aim)
    rows = [row for row in folder.rows("2_candidates.csv") if row["建议"] == "采纳"]
    assert [(row["指标"], row["读数"]) for row in rows] == [
        ("县级医院电子病历应用水平全部达到3级以上", "全部"),
        ("县级医院电子病历应用水平全部达到3级以上（级）", "≥3级"),
    ]
    assert [row["单位"] for row in folder.rows("3_indicators.csv")] == ["%", "级"]


def test_values_of_a_list_are_each_of_their_own_people(tmp_path: Path) -> None:
    aim = "到2027年，全人群和重点人群签约覆盖率分别达到55%和80%以上。"
    rows = drafted(tmp_path, aim).rows("2_candidates.csv")
    counted = [(row["读数"], row["分母或对象"]) for row in rows if row["建议"] == "采纳"]
    assert counted == [("≥55%", "城乡居民"), ("≥80%", "重点人群")]


def test_values_of_a_list_of_institutions_are_each_of_their_own(tmp_path: Path) -> None:
    aim = "基层医疗机构、二级医院、三级医院基本药物配备占比分别不低于90%、80%、60%。"
    rows = drafted(tmp_path, aim).rows("2_candidates.csv")
    assert [(row["指标"], row["分母或对象"]) for row in rows if row["建议"] == "采纳"] == [
        ("基层医疗机构基本药物配备占比", "基层医疗机构"),
        ("二级医院基本药物配备占比", "二级医院"),
        ("三级医院基本药物配备占比", "三级医院"),
    ]


def test_a_change_of_every_year_says_so_where_it_is_shown(tmp_path: Path) -> None:
    folder = drafted(tmp_path, "到2027年，签约服务覆盖率每年提升1—3个百分点。")
    folder.decide()
    folder.write("1_register.csv", "状态", 值="正式印发")
    accept("songling-2024", folder.sources, folder=folder.data)
    tables = read_tables(folder.data)
    own = targets_from(tables).query("document_id == 'songling-2024'")
    assert labelled(own, "zh", tables=tables)["value_label"].tolist() == ["每年提升1–3个百分点"]
    assert labelled(own, "en", tables=tables)["value_label"].tolist() == [
        "rise by 1–3 percentage points a year"
    ]


def test_a_number_that_nothing_read_gets_the_reason_that_its_place_tells(tmp_path: Path) -> None:
    aim = "经第12次常务会议通过。收到通知后30日内报告。"
    past = "截至2022年底，个人卫生支出占卫生总费用的比重由2015年的31.6%下降到28.7%。"
    rows = drafted(tmp_path, aim + past).rows("2_candidates.csv")
    told = {row["数值"].lstrip("'"): row["舍弃理由"] for row in rows}
    assert [told[value] for value in ("12", "30日内", "28.7%")] == ["名称", "时长", "背景"]
    assert rows[-1]["原文"] == "31.6%下降到28.7%"  # no cut inside a number


def test_a_name_printed_with_the_institution_is_the_known_one(tmp_path: Path) -> None:
    aim = "公立医院医疗服务收入（不含药品）占医疗收入的比例达到35%。"
    row = drafted(tmp_path, aim).row("35%")
    assert (row["指标"], row["分母或对象"]) == ("医疗服务收入占医疗收入比重", "医疗收入")


def test_the_guide_names_the_rows_to_look_at_first(tmp_path: Path) -> None:
    aim = "建成村医培训基地7个。县域内住院量占比达到85%。签约服务覆盖率每年提升2个百分点。"
    folder = drafted(tmp_path, aim)
    rows = {row["数值"]: row["序号"] for row in folder.rows("2_candidates.csv")}
    looks = {row["数值"]: row["先看"] for row in folder.rows("2_candidates.csv")}
    assert looks["7个"] == "分母是推定的"
    assert looks["2个百分点"] == "有疑问"
    assert looks["达到85%"] == ""  # a denominator that is not stated may stay
    said = (folder.path / "说明.txt").read_text("utf-8-sig").splitlines()
    assert f"有疑问    {rows['2个百分点']}" in said
    assert f"分母是推定的    {rows['7个']}" in said


def test_a_doubt_alone_is_no_repair_of_the_clause(tmp_path: Path) -> None:
    aim = "县级医院手术占比每年提高2个百分点，到2025年底达到30%。"
    folder = drafted(tmp_path, aim)
    assert {row["修复后读作"] for row in folder.rows("2_candidates.csv")} == {""}
    folder.decide()
    folder.write("1_register.csv", "状态", 值="正式印发")
    accept("songling-2024", folder.sources, folder=folder.data)
    own = read_tables(folder.data)["repairs"]["clause_id"].str.startswith("songling-2024")
    assert not own.any()


def test_a_floor_below_the_current_value_is_no_fall() -> None:
    found = first("指标\t单位\t2020年\t2025年\n参保率\t%\t97.4\t≥97")
    assert with_baseline(found, packaged_grammar()).reading == ("参保率由2020年的97.4%调整到≥97%")


def test_a_row_taken_in_after_all_keeps_no_note_of_the_reason_against_it(tmp_path: Path) -> None:
    folder = drafted(tmp_path, "到2027年，签约率达到60%。落实年度支付限额1500元。")
    folder.decide()
    folder.write("1_register.csv", "状态", 值="正式印发")
    cells = {"决定": "采纳", "指标": "医保年度支付限额", "分母或对象": "未写明", "年份": ""}
    folder.write("2_candidates.csv", "1500元", **cells)
    accept("songling-2024", folder.sources, folder=folder.data)
    own = read_tables(folder.data)["codings"].query("target_id.str.startswith('songling-2024')")
    assert own["note"].tolist() == ["", ""]


def test_a_baseline_tells_the_direction() -> None:
    found = first("指标\t单位\t2020年\t2025年\n占比\t%\t33\t20")
    assert Describer(TABLES).of("占比", [found], [], []).direction == "lower"


@pytest.mark.parametrize(
    ("row", "reading"),
    [
        ("签约率\t%\t38.6\t55", "签约率由2020年的38.6%提高到55%"),
        ("婴儿死亡率\t‰\t4.2\t≤4", "婴儿死亡率由2020年的4.2‰降到≤4‰"),
        ("15岁以上人群吸烟率\t%\t23.1\t20", "15岁以上人群吸烟率由2020年的23.1%降到20%"),
        ("签约率\t%\t55\t55", "签约率55%"),
    ],
)
def test_the_current_value_of_a_row_becomes_its_baseline(row: str, reading: str) -> None:
    found = first(f"指标\t单位\t2020年\t2025年\n{row}")
    assert with_baseline(found, packaged_grammar()).reading == reading


@pytest.mark.parametrize(
    ("again", "said", "same"),
    [
        ("45%", "不低于45%", True),
        ("约45%", "45%", True),
        ("45%以上", "超过45%", True),
        ("45%以上", "45%以下", False),
        ("45%", "46%", False),
        ("45%至50%", "45%", False),
        ("45个", "45%", False),
    ],
)
def test_a_value_in_other_words_is_a_restatement(again: str, said: str, same: bool) -> None:
    assert restates(statements(again)[0], statements(said)[0]) is same


def test_a_third_is_shown_with_four_places() -> None:
    assert reads(statements("达到三分之一以上")[0], TABLES) == "≥33.3333%"


@pytest.mark.parametrize(
    ("code", "level", "province"),
    [
        ("430000", "province", "湖南省"),
        ("430600", "prefecture", "湖南省"),
        ("430602", "district", "湖南省"),
        ("430623", "county", "湖南省"),
        ("430681", "county", "湖南省"),
        ("513301", "county", "四川省"),
        ("429004", "county", "湖北省"),
        ("419001", "county", "河南省"),
        ("622901", "county", "甘肃省"),
        ("433101", "county", "湖南省"),
        ("659001", "county", "新疆维吾尔自治区"),
        ("445103", "district", "广东省"),
        ("110101", "district", "北京市"),
    ],
)
def test_a_division_code_tells_level_and_province(code: str, level: str, province: str) -> None:
    derived = of_code(code, TABLES)
    assert (derived["level"], derived["province_zh"]) == (level, province)


def test_a_code_of_no_province_tells_nothing() -> None:
    assert of_code("990623", TABLES) == {}
    assert of_code("43062", TABLES) == {}


@pytest.mark.parametrize(
    ("region", "level"),
    [("青芦县", "county"), ("某自治区", "province"), ("松岭市", "prefecture"), ("松岭", "")],
)
def test_the_ending_of_a_name_tells_the_level(region: str, level: str) -> None:
    assert level_of(region, "new", TABLES) == level


def test_a_draft_says_what_it_cannot_tell(tmp_path: Path) -> None:
    data = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    plan = tmp_path / "plan.txt"
    plan.write_bytes("松岭市方案（2023—2027年）\n一、目标\n到2027年，建成20个示范点。\n".encode())
    drafted = draft(plan, ID, "松岭市", folder=data)
    assert drafted.empty == (
        "1_register.csv 状态", "1_register.csv 行政区划代码", "3_indicators.csv 主题 示范点",
    )  # fmt: skip
    assert (drafted.targets, drafted.doubtful) == (1, 0)
    assert "besides the decisions: 1_register.csv 状态; 1_reg" in str(drafted)


def test_following_every_suggestion_needs_one_cell_more_and_one_run(folder: Folder) -> None:
    folder.decide()
    said = folder.accept()
    assert "codings +7" in said
    assert "regions +1" in said
    assert read_tables(folder.data)["regions"].iloc[-1].tolist() == [
        "songling", "松岭", "Songling", "231300", "prefecture", "黑龙江省", "Heilongjiang",
    ]  # fmt: skip


def test_a_table_that_repeats_the_text_is_linked_to_it(folder: Folder) -> None:
    main, again = folder.row("不低于60%"), folder.row("\t60")
    assert main["重述第几行"] == ""
    assert again["重述第几行"] == next(
        row["序号"] for row in folder.rows("2_candidates.csv") if row["读数"] == "≥60%"
    )
    folder.decide()
    folder.accept()
    own = read_tables(folder.data)["codings"]
    noted = own[own["target_id"].str.startswith(ID) & (own["indicator"] == "signing_rate")]
    assert noted["note"].tolist() == ["一 作“60%（2022年46%）”"]
    assert noted["also"].str.count("/").tolist() == [1]


def test_the_baseline_of_a_table_is_in_the_table_of_targets(folder: Folder) -> None:
    folder.decide()
    folder.accept()
    targets = targets_from(read_tables(folder.data))
    row = targets[targets["quote"].str.startswith("每千人口注册护士数")].iloc[0]
    assert (row["low"], row["baseline"], row["base_year"], row["unit"]) == (
        3.8, 3.1, 2022, "人/千人",
    )  # fmt: skip


def test_what_is_not_stated_is_never_comparable(folder: Folder) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "≥60%", 分母或对象="未写明")
    folder.accept()
    tables = read_tables(folder.data)
    pairs = all_comparability(targets_from(tables), tables=tables)
    own = pairs[pairs["target_b"].str.startswith(ID) & (pairs["indicator_a"] == "signing_rate")]
    own = own[own["indicator_b"] == "signing_rate"]
    assert len(own) == 3
    assert set(own["verdict"]) == {"not_comparable"}
    assert all("分母不同：" in reasons for reasons in own["reasons_zh"])


def test_all_faults_of_all_rows_come_in_one_run(folder: Folder) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "≥70%", 指标="", 分母或对象="", 年份="20267")
    folder.write("2_candidates.csv", "3个", 原文="建成4个市级医学中心")
    folder.write("1_register.csv", "行政区划代码", 值="12345")
    folder.write("3_indicators.csv", "每千人口注册护士数", 主题="护士")
    rows = folder.rows("2_candidates.csv")
    lines = {row["读数"]: line for line, row in enumerate(rows, start=2)}
    assert [item.split(": ")[0] for item in folder.refused()] == [
        "1_register.csv line 14, 值 value",
        f"2_candidates.csv line {lines['≥70%']}, 指标 indicator",
        f"2_candidates.csv line {lines['≥70%']}, 分母或对象 population",
        f"2_candidates.csv line {lines['≥70%']}, 年份 year",
        f"2_candidates.csv line {lines['3个']}, 原文 quote",
        "3_indicators.csv line 3, 主题 theme",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "cells", "said"),
    [
        ("≥35%", {"指标": ""}, "指标 indicator: is empty"),
        ("≥35%", {"分母或对象": "=1"}, "is no name"),
        ("≥35%", {"决定": "舍弃", "舍弃理由": ""}, "舍弃理由 reason: is empty"),
        ("3个", {"原文": "建成三个市级医学中心"}, "does not stand in the text"),
        ("宫颈癌", {"年份": "2041"}, "2041 is neither printed"),
    ],
)
def test_a_fault_of_one_row_is_named_once_and_nothing_for_its_sake(
    folder: Folder, words: str, cells: dict[str, str], said: str
) -> None:
    folder.decide()
    folder.write("2_candidates.csv", words, **cells)
    (fault,) = folder.refused()
    assert said in fault


def test_a_code_of_no_province_asks_for_the_province(folder: Folder) -> None:
    folder.decide()
    folder.write("1_register.csv", "行政区划代码", 值="991300")
    assert [item.split(" and ")[0] for item in folder.refused()] == [
        "1_register.csv line 15, 值 value: 行政层级 of the region is empty",
        "1_register.csv line 16, 值 value: 省份 of the region is empty",
        "1_register.csv line 17, 值 value: 省份英文名 of the region is empty",
    ]


def test_the_code_of_another_region_is_refused_once(folder: Folder) -> None:
    folder.decide()
    folder.write("1_register.csv", "行政区划代码", 值="512000")
    assert folder.refused() == [
        "1_register.csv line 14, 值 value: 行政区划代码 of the region: 512000 is the code of 资阳; "
        "write that of this region"
    ]


@pytest.mark.parametrize(
    ("code", "level"),
    [("230000", "省"), ("231302", "市辖区")],
)
def test_the_code_of_another_kind_of_region_is_refused_once(
    folder: Folder, code: str, level: str
) -> None:
    folder.decide()
    folder.write("1_register.csv", "行政区划代码", 值=code)
    fault = (
        f"1_register.csv line 14, 值 value: 行政区划代码 of the region: {code} is the code of a "
        f"{level}, which 松岭市 is not; write that of this region"
    )
    assert folder.refused() == [fault]
    folder.write("1_register.csv", "行政层级", 值=level)
    assert folder.refused() == [fault]


@pytest.mark.parametrize(
    ("region", "code", "level", "fits"),
    [
        ("松岭市", "231300", "prefecture", True),
        ("松岭市", "231381", "county", True),
        ("松岭市", "232701", "county", True),
        ("松岭市", "500000", "province", True),
        ("松岭市", "510000", "province", False),
        ("松岭省", "510000", "province", True),
        ("松岭自治区", "150100", "prefecture", False),
        ("松岭自治州", "513300", "prefecture", True),
        ("松岭地区", "653100", "prefecture", True),
        ("松岭盟", "152500", "prefecture", True),
        ("松岭盟", "152501", "county", False),
        ("青芦县", "430623", "county", True),
        ("青芦县", "430600", "prefecture", False),
        ("青芦县", "430000", "province", False),
        ("青芦自治旗", "150722", "county", True),
        ("青芦区", "430602", "district", True),
        ("青芦林区", "429021", "county", True),
        ("青芦区", "430000", "province", False),
        ("松岭", "430000", "province", True),
    ],
)
def test_a_name_tells_which_codes_may_be_its_own(
    region: str, code: str, level: str, fits: bool
) -> None:
    assert of_code(code, TABLES)["level"] == level
    assert may_be(region, level, code) is fits


@pytest.mark.parametrize(
    ("table", "field", "line"),
    [
        ("document", "title", 2),
        ("document", "status", 9),
        ("document", "year", 6),
        ("region", "name_zh", 12),
        ("region", "code", 14),
        ("fixed", "region", 19),
        ("fixed", "copies", 21),
        ("fixed", "chars", 22),
    ],
)
def test_a_line_of_the_register_that_is_gone_or_twice_is_named_once(
    folder: Folder, table: str, field: str, line: int
) -> None:
    folder.decide()
    rows = folder.rows("1_register.csv")
    row = next(row for row in rows if (row["表"], row["项目"]) == (table, field))
    folder.save("1_register.csv", [each for each in rows if each is not row])
    gone = (
        f"1_register.csv has no line with 表 table {table} and 项目 field {field}; add it with its "
        "值 value, or draft the document afresh"
    )
    assert folder.refused() == [gone]
    folder.save("1_register.csv", [*rows, row | {"值": "又一个"}])
    assert folder.refused() == [
        f"1_register.csv line 24, 项目 field: {field} of the {table} stands on line {line} "
        "already; delete one of the two"
    ]
    assert folder.refused()[0] in str(verify(folder=folder.data, document=ID))


@pytest.mark.parametrize(
    ("value", "said"), [("", "字符数 is empty"), ("abc", "字符数: 'abc' is not")]
)
def test_a_line_that_is_to_stay_as_drafted_is_named_where_it_was_changed(
    folder: Folder, value: str, said: str
) -> None:
    folder.decide()
    folder.write("1_register.csv", "字符数", 值=value)
    (fault,) = folder.refused()
    assert fault.startswith(f"1_register.csv line 22, 值 value: {said}")
    assert fault.endswith("; restore it, or draft the document afresh")


def test_lines_that_may_stay_empty_may_be_gone(folder: Folder) -> None:
    folder.decide()
    rows = folder.rows("1_register.csv")
    gone = ("number", "issuer", "note", "level", "province_zh", "province_en", "named")
    folder.save("1_register.csv", [row for row in rows if row["项目"] not in gone])
    assert "regions +1" in folder.accept()


def test_a_level_that_contradicts_the_code_is_refused_once(folder: Folder) -> None:
    folder.decide()
    folder.write("1_register.csv", "行政层级", 值="县")
    assert folder.refused() == [
        "1_register.csv line 15, 值 value: 行政层级 of the region: 县 is not what 行政区划代码 "
        "231300 says, 地级市; correct the code, or clear this cell"
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"成文日期": "2023-13-40"},
            "line 5, 值 value: 成文日期 of the document: '2023-13-40' is no day of the calendar; "
            "write a date as 2017-06-21",
        ),
        (
            {"成文日期": "2023/2/30"},
            "line 5, 值 value: 成文日期 of the document: '2023/2/30' is not a date as 2017-06-21",
        ),
        (
            {"规划期第一年": "2030"},
            "line 8, 值 value: 规划期最后一年 of the document: 2027 is before the first "
            "year, 2030; correct one of the two",
        ),
        (
            {"文件年份": "2022"},
            "line 6, 值 value: 文件年份 of the document: 2022 is not the year of the date, "
            "2023-05-12; correct one of the two",
        ),
    ],
)
def test_years_of_a_document_that_cannot_be_are_refused_once(
    folder: Folder, cells: dict[str, str], said: str
) -> None:
    folder.decide()
    for name, value in cells.items():
        folder.write("1_register.csv", name, 值=value)
    (fault,) = folder.refused()
    assert fault.startswith(f"1_register.csv {said}")
    report = str(verify(folder=folder.data, document=ID))
    assert fault in report


@pytest.mark.parametrize(
    "cells",
    [
        {"成文日期": "2022-12-28"},
        {"成文日期": "2024-01-08"},
        {"成文日期": ""},
        {"规划期第一年": "2016", "规划期最后一年": "2020"},
        {"规划期第一年": "", "规划期最后一年": "2027"},
    ],
)
def test_a_paper_of_the_turn_of_the_year_or_on_a_plan_that_ended_is_taken(
    folder: Folder, cells: dict[str, str]
) -> None:
    folder.decide()
    rows = folder.rows("2_candidates.csv")
    for row in rows:
        if row["年份依据"] == "规划期末":
            row.update(年份="", 年份依据="")
    folder.save("2_candidates.csv", rows)
    for name, value in cells.items():
        folder.write("1_register.csv", name, 值=value)
    assert "documents +1" in folder.accept()


@pytest.mark.parametrize("year", ["1890", "9999", "2027/12/31", "27"])
def test_what_is_no_year_is_quoted_as_it_stands_with_what_is_wanted(
    folder: Folder, year: str
) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "宫颈癌", 年份=year)
    (fault,) = folder.refused()
    assert (
        f"年份 year: '{year}' is no year from 1900 to 2099; write one, or clear the cell (未写年份)"
        in fault
    )


def test_a_year_is_changed_in_one_cell_and_its_basis_follows(folder: Folder) -> None:
    folder.decide()
    assert folder.row("宫颈癌")["年份"] == "2027"
    folder.write("2_candidates.csv", "宫颈癌", 年份="2026")
    folder.write("2_candidates.csv", "3个", 年份="", 年份依据="")
    folder.accept()
    targets = targets_from(read_tables(folder.data)).set_index("quote")
    screened = targets.loc["适龄妇女宫颈癌筛查率达到70%以上"]
    assert (screened["year"], screened["year_basis"]) == (2026, "carried")
    assert targets.loc["建成3个市级医学中心", "year_basis"] == "none"


def test_a_year_that_the_document_does_not_print_is_refused(folder: Folder) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "宫颈癌", 年份="2035")
    said = "年份 year: 2035 is neither printed in the document nor the last year of the plan"
    assert said in folder.refused()[0]


def test_a_new_name_typed_in_one_cell_keeps_what_was_drafted_for_the_row(folder: Folder) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "3个", 指标="市级医学中心数")
    folder.write("3_indicators.csv", "市级医学中心", 主题="公立医院与医院管理")
    folder.accept()
    indicators = read_tables(folder.data)["indicators"].set_index("name_zh")
    row = indicators.loc["市级医学中心数"]
    assert (row["theme"], row["direction"], row["unit"]) == ("hospital", "higher", "个")
    assert (row["indicator"], row["name_en"]) == ("songling_2023_05", "市级医学中心数")
    assert "市级医学中心" not in indicators.index


def test_a_name_like_a_known_one_is_simply_new(folder: Folder) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "≥70%", 分母或对象="二级公立医院")  # 二级公立医疗机构 is known
    folder.write("2_candidates.csv", "≥60%", 指标="签约服务续签覆盖率", 分母或对象="三级以上医院")
    said = folder.accept()
    assert "二级公立医院" in said
    assert "三级以上医院" in said
    assert "签约服务续签覆盖率（家庭医生签约，越高越进取）" in said


def test_a_name_one_sign_off_a_known_one_is_taken_and_said(folder: Folder) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "≥60%", 指标="家庭医生签约服务覆盖绿", 分母或对象="城乡居明")
    before = str(verify(folder.sources, folder=folder.data, document=ID))
    said = folder.accept()
    for each in (before, said):
        assert "家庭医生签约服务覆盖绿（家庭医生签约服务覆盖率）、城乡居明（城乡居民）" in each
    assert "correct it in the draft" in before


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"适龄妇女": "适龄妇女"}, "适龄妇女 → 适龄妇女 is a circle; clear one of these cells"),
        (
            {"适龄妇女": "女性", "女性": "成人", "成人": "适龄妇女"},
            "适龄妇女 → 女性 → 成人 → 适龄妇女 is a circle; clear one of these cells",
        ),
        (
            {"适龄妇女": "火星人"},
            "'火星人' is no known population; clear the cell, or write one that is",
        ),
    ],
)
def test_a_population_that_is_part_of_itself_or_of_nothing_known_is_named_once(
    folder: Folder, parts: dict[str, str], said: str
) -> None:
    folder.decide()
    rows = [
        {"分母或对象": name, "英文名": "", "属于": whole, "用于第几行": ""}
        for name, whole in parts.items()
    ]
    folder.save("4_populations.csv", rows)
    assert folder.refused() == [f"4_populations.csv line 2, 属于 part_of: {said}"]
    folder.write("4_populations.csv", "适龄妇女", 属于="常住人口")
    assert "populations +" in folder.accept()
    assert len(all_comparability(targets_from(TABLES), tables=read_tables(folder.data))) > 0


def test_verify_says_beforehand_which_names_are_new_and_lack_english(folder: Folder) -> None:
    folder.decide()
    folder.save("3_indicators.csv", [])
    folder.write("2_candidates.csv", "≥60%", 分母或对象="签约居民")
    report = str(verify(folder.sources, folder=folder.data, document=ID))
    before = report.partition(f"draft {ID}: ")[2].splitlines()
    after = folder.accept().splitlines()
    assert before[0] == "nothing open, `accept` takes it"
    assert [line.partition(":")[0].strip() for line in before[1:]] == [
        line.partition(":")[0]
        .replace("name_en of indicators.csv", "英文名 name_en of 3_indicators.csv")
        .replace("and populations.csv", "and 4_populations.csv")
        for line in after[1:]
    ]
    assert "  new in populations.csv: 签约居民、" in report
    assert "names have no English" in report


def test_a_new_name_that_no_line_describes_is_described_by_its_words_and_said(
    folder: Folder,
) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "≥60%", 指标="常住人口家庭医生签约率")
    said = folder.accept()
    assert "theme and direction by their words, please check" in said
    assert "常住人口家庭医生签约率（家庭医生签约，越高越进取）" in said


def test_two_rows_that_say_the_same_are_named_with_the_cell_to_write(folder: Folder) -> None:
    folder.decide()
    rows = folder.rows("2_candidates.csv")
    number = next(row["序号"] for row in rows if row["读数"] == "≥60%")
    line = next(line for line, row in enumerate(rows, 2) if row["读数"] == "≥35%")
    folder.write("2_candidates.csv", "≥35%", 重述第几行=number)
    assert folder.refused()[0].startswith(
        f"2_candidates.csv line {line}, 重述第几行 same_as: reads ≥35%, not ≥60% as 序号 {number}"
    )


def test_verify_ends_with_one_while_the_draft_asked_for_is_open(folder: Folder) -> None:
    where = ["--sources", str(folder.sources), "--data", str(folder.data), "--document", ID]
    assert main(["verify", *where]) == 1
    assert main(["verify", "--data", str(folder.data)]) == 0
    folder.decide()
    assert main(["verify", *where]) == 0


def test_a_draft_that_cannot_be_read_is_as_many_open_items_as_files(folder: Folder) -> None:
    for name in ("2_candidates.csv", "4_populations.csv"):
        path = folder.path / name
        path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("gb18030"))
    report = str(verify(folder.sources, folder=folder.data, document=ID))
    lines = report.split(f"draft {ID}: ")[1].splitlines()
    assert [line.partition(" is not UTF-8")[0] for line in lines] == [
        "2 open",
        "  - 2_candidates.csv",
        "  - 4_populations.csv",
        "  Mend these files, or draft the document afresh in another folder.",
    ]


def saved_as_workbook(folder: Folder, name: str) -> Path:
    """Save a file as a spreadsheet does: numbers become numbers."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    text = (folder.path / name).read_bytes().decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    path = folder.path / name.replace(".csv", ".xlsx")
    book.save(path)
    return path


def test_a_draft_that_was_saved_as_workbooks_is_read(folder: Folder) -> None:
    folder.decide()
    for name in FILES:
        saved_as_workbook(folder, name)
    assert folder.refused()[0] == (
        "1_register.csv and 1_register.xlsx are both there; delete the one that is out of date"
    )
    for name in FILES:
        (folder.path / name).unlink()
    assert "codings +7" in folder.accept()


def test_a_workbook_under_the_name_of_the_csv_is_read(folder: Folder) -> None:
    folder.decide()
    saved_as_workbook(folder, "2_candidates.csv").replace(folder.path / "2_candidates.csv")
    assert "codings +7" in folder.accept()


def test_a_cell_that_a_workbook_made_a_date_is_refused_with_its_address(folder: Folder) -> None:
    from datetime import datetime

    folder.decide()
    path = saved_as_workbook(folder, "2_candidates.csv")
    (folder.path / "2_candidates.csv").unlink()
    book = load_workbook(path)
    book.worksheets[0]["D5"] = datetime(2023, 3, 5)
    book.save(path)
    assert folder.refused() == [
        "2_candidates.xlsx cell D5 was made a date; type it again with ' before it"
    ]


def test_percentages_and_decimals_of_a_workbook_come_back_as_typed(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([0.455, 6.7, 2025, True])
    sheet["A1"].number_format = "0.00%"
    book.save(tmp_path / "a.xlsx")
    rows, fault = rows_of_workbook((tmp_path / "a.xlsx").read_bytes())
    assert (rows[0].cells, fault) == (("45.5%", "6.7", "2025", "True"), "")


def test_what_a_spreadsheet_would_rewrite_is_guarded_in_the_csv() -> None:
    row = {"quote": "1-2", "value": "28.5%", "no": "7", "reads": "≥5%"}
    line = form_bytes(CANDIDATES, [row]).decode("utf-8-sig").splitlines()[1]
    assert line.split(",")[:6] == ["7", "", "", "", "'1-2", "≥5%"]
    assert "'28.5%" in line.split(",")


def test_a_workbook_that_cannot_be_opened_is_refused(folder: Folder) -> None:
    (folder.path / "2_candidates.csv").write_bytes(b"\xd0\xcf\x11\xe0 old")
    assert folder.refused() == [
        "2_candidates.csv is a workbook that cannot be opened; "
        "save it as CSV UTF-8 (另存为 → CSV UTF-8)"
    ]


@pytest.mark.parametrize(
    ("aim", "theme", "shown"),
    [
        ("药占比保持在合理水平", "drug_share", {
            "zh": ["仅提及", "提到而无目标：“药占比保持在合理水平”（原则）"],
            "en": ["mentioned only", "no target: “药占比保持在合理水平” (principle)"],
        }),
        ("DIP付费病例数占比达到70%", "drg", {
            "zh": ["仅提及", "提到的是另一指标的目标：“DIP付费病例数占比达到70%”"
                   "（DIP付费病例数占比）"],
            "en": ["mentioned only", "a target on another indicator: “DIP付费病例数占比达到70%” "
                   "(DIP付费病例数占比)"],
        }),
    ],
)  # fmt: skip
def test_a_theme_that_is_only_mentioned_is_no_silence(
    aim: str, theme: str, shown: dict[Language, list[str]], tmp_path: Path
) -> None:
    data = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    plan = tmp_path / "plan.txt"
    plan.write_bytes(
        "青芦县方案（2021—2025年）\n青政发〔2021〕9号\n一、目标\n到2025年，参保率达到95%以上。\n"
        f"{aim}。\n2021年6月18日\n".encode()
    )
    path = draft(plan, "qinglu-2021", "青芦县", folder=data).folder / "2_candidates.csv"
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    for row in rows[1:]:
        row[1] = row[2]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    register = path.with_name("1_register.csv")
    asked = "行政区划代码,".encode()
    assert asked in register.read_bytes()
    register.write_bytes(register.read_bytes().replace(asked, asked + b"430699"))
    accept("qinglu-2021", tmp_path, folder=data)
    tables = read_tables(data)
    for lang, said in shown.items():
        matrix = headline_matrix(targets_from(tables), lang, tables=tables)
        cell = matrix[(matrix["region"] == "qinglu") & (matrix["theme"] == theme)]
        assert cell[["label", "note"]].iloc[0].tolist() == said


def test_following_every_suggestion_gives_no_verdict_on_a_denominator_that_is_not_printed(
    folder: Folder,
) -> None:
    folder.decide()
    folder.accept()
    tables = read_tables(folder.data)
    pairs = all_comparability(targets_from(tables), tables=tables)
    own = pairs[pairs["target_b"].str.startswith(ID) & (pairs["indicator_a"] == "signing_rate")]
    own = own[own["indicator_b"] == "signing_rate"]
    assert len(own) == 3
    assert set(own["verdict"]) == {"not_comparable"}


@pytest.mark.parametrize(
    ("clause", "printed"),
    [
        ("次均住院费用比2020年下降4个百分点以上", "下降≥4个百分点"),
        ("检查收入占比提高4个百分点", "提高4个百分点"),
        ("药占比下降到30%以下", "≤30%"),
    ],
)
def test_a_change_is_shown_with_its_own_verb(clause: str, printed: str) -> None:
    assert reads(statements(clause)[0], TABLES, clause) == printed


def test_the_draft_shows_a_change_with_its_verb_and_takes_a_fall_for_ambitious(
    tmp_path: Path,
) -> None:
    data = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    plan = tmp_path / "plan.txt"
    plan.write_bytes(
        "松岭市方案（2023—2027年）\n一、目标\n到2027年，检验收入占比下降不少于4个百分点。\n".encode()
    )
    folder = draft(plan, ID, "松岭市", folder=data).folder
    written = (folder / "2_candidates.csv").read_text("utf-8-sig")
    assert "下降≥4个百分点" in written
    assert "变化" not in written
    assert "越低越进取" in (folder / "3_indicators.csv").read_text("utf-8-sig")


def test_a_bare_drug_share_is_drafted_as_one_whose_scope_is_not_stated(tmp_path: Path) -> None:
    data = Path(shutil.copytree(data_folder(), tmp_path / "data"))
    plan = tmp_path / "plan.txt"
    plan.write_bytes(
        "松岭市方案（2023—2027年）\n一、目标\n到2027年，全市药占比降到30%以下。\n".encode()
    )
    path = draft(plan, ID, "松岭市", folder=data).folder / "2_candidates.csv"
    row = next(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert row["指标 indicator"] == "药占比（口径未写明）"
    assert row["相近的已有指标 similar"] == "药占比（不含中药饮片）"
    assert row["分母或对象 population"] == "未写明"


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+86 10", "-2"])
def test_a_name_that_a_spreadsheet_would_compute_is_refused(folder: Folder, name: str) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "≥70%", 指标=name, 分母或对象=name)
    rows = folder.rows("2_candidates.csv")
    line = next(line for line, row in enumerate(rows, 2) if row["读数"] == "≥70%")
    said = "is no name: a spreadsheet takes it for a formula or a number; write it in words"
    assert [item.partition("; “")[0] for item in folder.refused()] == [
        f"2_candidates.csv line {line}, 指标 indicator: {name!r} {said}",
        f"2_candidates.csv line {line}, 分母或对象 population: {name!r} {said}",
    ]


def test_a_line_break_in_a_name_makes_no_second_name(folder: Folder) -> None:
    folder.decide()
    folder.write("2_candidates.csv", "≥70%", 指标="适龄妇女\n宫颈癌筛查率", 分母或对象="适龄\n妇女")
    folder.accept()
    tables = read_tables(folder.data)
    assert "适龄妇女宫颈癌筛查率" in set(tables["indicators"]["name_zh"])
    assert "适龄妇女" in set(tables["populations"]["population"])
    assert not tables["indicators"]["name_zh"].str.contains("\n").any()


def test_a_formula_without_its_value_is_refused_with_its_address(folder: Folder) -> None:
    folder.decide()
    path = saved_as_workbook(folder, "2_candidates.csv")
    (folder.path / "2_candidates.csv").unlink()
    book = load_workbook(path)
    book.worksheets[0]["B3"] = "=C3"
    book.save(path)
    assert folder.refused() == [
        "2_candidates.xlsx cell B3 holds a formula without its value; type the value there, or "
        "open and save the file in the spreadsheet"
    ]


def test_many_faults_of_one_kind_are_counted_and_every_kind_is_shown(folder: Folder) -> None:
    folder.decide()
    rows = folder.rows("2_candidates.csv")
    rows[6]["分母或对象"] = ""
    folder.save("2_candidates.csv", rows + [dict(rows[1]) for _ in range(500)])
    said = folder.refused()
    assert said[0].startswith("2_candidates.csv line 8, 分母或对象 population: is empty; write")
    assert said[1].startswith(
        "2_candidates.csv line 11, 重述第几行 same_as: says the same as line 3;"
    )
    assert len(said) == 21
    assert said[20] == "… and 481 more of this kind"


def test_verify_shows_every_kind_of_fault_of_a_long_draft(folder: Folder) -> None:
    rows = folder.rows("2_candidates.csv")
    folder.save("2_candidates.csv", rows + [dict(rows[0]) for _ in range(60)])
    folder.write("2_candidates.csv", "3个", 决定="也许")
    report = str(verify(folder.sources, folder=folder.data, document=ID))
    lines = report.split("draft songling-2023: ")[1].splitlines()
    assert lines[0] == "70 open"
    assert sum("is open, write" in line for line in lines) == 18
    assert "  - … and 50 more of this kind" in lines
    assert sum("'也许' is no decision" in line for line in lines) == 1
    assert sum("行政区划代码 of the region is empty" in line for line in lines) == 1


UNREADABLE = """松岭市方案（2023—2027年）
一、目标
慢性病患者家庭医生服务应签尽签。
到2027年，建成3个中心。
"""


@pytest.fixture
def unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Draft a document with a word in which no value can be read, and decide the rest."""
    monkeypatch.setattr("tests.test_drafting.PLAN", UNREADABLE)
    folder = Folder(tmp_path)
    folder.write("1_register.csv", "状态", 值="正式印发")
    folder.write("3_indicators.csv", "中心", 主题="公立医院与医院管理")
    folder.decide()
    return folder


def test_a_word_without_a_value_is_doubted_with_what_can_be_done(unreadable: Folder) -> None:
    row = next(row for row in unreadable.rows("2_candidates.csv") if "应签尽签" in row["原文"])
    assert row["建议"] == "舍弃"
    assert "若是目标，填指标后采纳" not in row["疑问"]
    assert row["疑问"].endswith(
        "这里读不出数值；若是目标，在修复后读作写出数值，或换成写有数值的原文并清空数值、位置两格，"
        "否则舍弃"
    )
    assert "left_out +1" in unreadable.accept()


def test_a_word_without_a_value_is_a_target_with_a_reading(unreadable: Folder) -> None:
    unreadable.write(
        "2_candidates.csv",
        "应签尽签",
        决定="采纳",
        指标="家庭医生签约服务覆盖率",
        分母或对象="慢性病患者",
        修复后读作="慢性病患者家庭医生签约率达到100%",
        疑问="应签尽签即全部签约",
        舍弃理由="",
    )
    assert "codings +2" in unreadable.accept()
    targets = targets_from(read_tables(unreadable.data))
    own = targets[targets["target_id"].str.startswith(ID)]
    assert own["low"].tolist() == [100.0, 3.0]


def test_a_word_without_a_value_may_give_way_to_a_quote_that_has_one(unreadable: Folder) -> None:
    unreadable.write(
        "2_candidates.csv",
        "应签尽签",
        决定="采纳",
        原文="慢性病患者家庭医生服务应签尽签。\n到2027年，建成3个中心",
        数值="",
        位置="",
        指标="家庭医生团队数",
        分母或对象="全市",
    )
    rows = unreadable.rows("2_candidates.csv")
    unreadable.save("2_candidates.csv", [row for row in rows if row["读数"] != "3个"])
    assert "codings +1" in unreadable.accept()


@pytest.mark.parametrize(("lang", "said"), [("zh", "分母未写明"), ("en", "denominator not stated")])
def test_a_denominator_that_is_not_stated_says_so_alone(lang: Language, said: str) -> None:
    targets = targets_from(TABLES).head(2).copy()
    targets["population"] = [targets["population"].iloc[0], "未写明"]
    shown = labelled(targets, lang, TABLES)["population_name"]
    assert shown.iloc[1] == said
    assert shown.iloc[0] != said


def test_a_bound_in_the_last_cell_of_a_row_is_none_of_the_others(tmp_path: Path) -> None:
    table = "指标\t2023年\t2024年\t2025年\n高值耗材网采率（%）\t61\t72\t83以上"
    rows = drafted(tmp_path, table).rows("2_candidates.csv")
    said = [(row["建议"], row["读数"].lstrip("'"), row["年份"]) for row in rows if row["读数"]]
    assert said == [("采纳", "61%", "2023"), ("采纳", "72%", "2024"), ("采纳", "≥83%", "2025")]


def test_people_of_one_clause_are_told_apart_by_the_names_they_are_printed_with(
    tmp_path: Path,
) -> None:
    aim = "到2027年，脱贫户、低保户、特困人员签约率均达到100%。"
    rows = drafted(tmp_path, aim).rows("2_candidates.csv")
    assert [
        (row["指标"], row["分母或对象"], row["分母依据"]) for row in rows if row["建议"] == "采纳"
    ] == [
        ("家庭医生签约服务覆盖率", whose, f"指标名中的“{whose}”")
        for whose in ("脱贫户", "低保户", "特困人员")
    ]


def taken(root: Path, aim: str) -> list[dict[str, str]]:
    """Draft a plan of one sentence, and give the rows that it is suggested to accept."""
    rows = drafted(root, aim).rows("2_candidates.csv")
    return [row for row in rows if row["建议"] == "采纳"]


def test_what_one_clause_says_twice_of_one_thing_is_linked_and_doubted(tmp_path: Path) -> None:
    rows = taken(tmp_path, "到2027年，签约率达到60%，签约服务率达到60%。")
    assert [row["重述第几行"] for row in rows] == ["", rows[0]["序号"]]
    assert [row["疑问"] for row in rows] == ["", SAME_HERE.format(no=rows[0]["序号"])]
    assert [row["先看"] for row in rows] == ["", "有疑问"]


@pytest.mark.parametrize(
    ("aim", "values"),
    [
        ("每年进度应分别不低于40%、30%、30%。", ["≥40%", "≥30%", "≥30%"]),
        ("家庭医生签约率达到60%，签约服务覆盖率达到75%。", ["≥60%", "≥75%"]),
        ("家庭医生签约率达到60%，城市家庭医生签约率达到70%。", ["≥60%", "≥70%"]),
        ("签约率达到60%，家庭医生签约率达到70%。", ["≥60%", "≥70%"]),
        ("参保率（含新农合）达到95%，参保率（不含新农合）达到90%。", ["≥95%", "≥90%"]),
        ("家庭医生签约率、签约服务覆盖率均达到60%。", ["≥60%", "≥60%"]),
        ("签约率为60%，签约服务率不低于60%。", ["60%", "≥60%"]),
        ("三级医院第一批、第二批药占比分别降到30%、28%。", ["30%", "28%"]),
    ],
)
def test_rows_that_only_their_values_tell_apart_are_doubted_and_never_linked(
    tmp_path: Path, aim: str, values: list[str]
) -> None:
    rows = taken(tmp_path, aim)
    assert [row["读数"].lstrip("'") for row in rows] == values
    assert len({row["分母或对象"] for row in rows}) == 1
    assert {row["重述第几行"] for row in rows} == {""}
    numbers = [row["序号"] for row in rows]
    assert [row["疑问"] for row in rows] == [
        UNTOLD.format(no="、".join(no for no in numbers if no != own)) for own in numbers
    ]
    assert all(row["先看"].startswith("有疑问") for row in rows)


@pytest.mark.parametrize(
    "aim",
    [
        "到2027年，签约率达到60%，签约率较2023年提高10个百分点。",
        "到2027年，药占比低于全省平均水平，药占比降到30%以下。",
        "到2027年，签约率达到60%，到2025年达到50%。",
    ],
)
def test_a_change_a_comparison_or_another_year_contradicts_no_level(
    tmp_path: Path, aim: str
) -> None:
    rows = taken(tmp_path, aim)
    assert [row["疑问"] for row in rows] == ["", ""]


def test_an_age_in_a_mended_clause_is_proposed_to_be_left_out(tmp_path: Path) -> None:
    aim = "到2027年，６５岁以上老年人健康管理率达到７０、以上。"
    folder = drafted(tmp_path, aim)
    rows = folder.rows("2_candidates.csv")
    assert [(row["建议"], row["原文"], row["舍弃理由"]) for row in rows[-2:]] == [
        ("舍弃", "６５岁以上", "门槛"),
        ("采纳", "６５岁以上老年人健康管理率达到７０、以上", ""),
    ]
    folder.decide()
    for field, value in (("date", "2023-05-12"), ("status", "正式印发")):
        folder.write("1_register.csv", field, 值=value)
    assert "songling-2024 is in" in str(accept("songling-2024", folder.sources, folder=folder.data))


def test_a_set_that_two_promises_share_is_linked_to_its_own_row(tmp_path: Path) -> None:
    aim = (
        "到2026年，全部社区卫生服务中心和乡镇卫生院配备中医医师。"
        "到2027年，确保乡镇卫生院全部配备中医医师。到2026年，乡镇卫生院全部配备中医医师。"
    )
    rows = taken(tmp_path, aim)
    assert [(row["分母或对象"], row["年份"], row["重述第几行"]) for row in rows] == [
        ("社区卫生服务中心", "2026", ""),
        ("乡镇卫生院", "2026", ""),
        ("乡镇卫生院", "2027", ""),
        ("乡镇卫生院", "2026", rows[1]["序号"]),
    ]


@pytest.mark.parametrize(
    "those",
    [
        "医院", "卫生院", "服务中心", "卫生室", "机构", "户", "对象", "人口", "人群", "家庭",
        "居民", "儿童", "职工", "学生", "妇女", "医保", "患者", "人员", "老年人", "病室",
    ],
)  # fmt: skip
def test_whose_two_names_are_is_told_with_the_noun_they_share(those: str) -> None:
    names = [f"城镇{those}药占比", f"农村{those}药占比"]
    assert heads_of(names, ["药占比"]) == [f"城镇{those}", f"农村{those}"]


@pytest.mark.parametrize(
    ("names", "heads"),
    [
        (["城市家庭医生签约率", "农村家庭医生签约率"], ["城市", "农村"]),
        (["城市家庭医生签约率", "农村签约率"], ["城市", "农村"]),
        (["签约率（城市）", "签约率（农村）"], ["城市", "农村"]),
        (["签约率(城市)", "签约率(农村)"], ["城市", "农村"]),
        (["城市签约率（城市）", "签约率（农村）"], ["", ""]),
        (["三级医院签约率", "三级医院签约率"], ["", ""]),
        (["签约率", "城市签约率"], ["", ""]),
        (["签约率", "家庭医生签约率"], ["", ""]),
        (["签约率", "随访率"], ["", ""]),
        (["签约率", "随访"], ["", ""]),
    ],
)
def test_names_tell_whose_they_are_only_where_they_end_in_the_indicator(
    names: list[str], heads: list[str]
) -> None:
    assert heads_of(names, ["家庭医生签约服务覆盖率", "签约率"]) == heads


@pytest.mark.parametrize("by", ["２０２６年底前", "二〇二六年底前", "二零二六年底前"])
def test_a_year_in_other_digits_is_printed(tmp_path: Path, by: str) -> None:
    row = drafted(tmp_path, f"{by}完成以下任务：\n1. 互认率达到90%。\n2. 知晓率达到80%。").row(
        "知晓率"
    )
    assert (row["年份"], row["疑问"]) == ("2026", "")


def test_a_year_that_is_only_reckoned_is_said_and_not_filled_in(tmp_path: Path) -> None:
    aims = "2024年6月1日\n两年内完成以下任务：\n1. 互认率达到90%。\n2. 知晓率达到80%。"
    folder = drafted(tmp_path, aims)
    row = folder.row("知晓率")
    assert row["年份"] == ""
    assert row["疑问"].startswith("推算为2026年，文件里没有印出")


def test_five_years_of_a_plan_end_with_it_in_the_data_too(tmp_path: Path) -> None:
    folder = drafted(tmp_path, "五年内，签约率达到60%。三年内，居民健康素养水平达到30%。")
    found = [folder.row(name) for name in ("签约率", "素养")]
    assert [(row["年份"], row["疑问"]) for row in found] == [("2027", ""), ("2026", "")]
    folder.decide()
    folder.write("1_register.csv", "状态", 值="正式印发")
    accept("songling-2024", folder.sources, folder=folder.data)
    rows = targets_from(read_tables(folder.data)).query("document_id == 'songling-2024'")
    assert list(rows["year"]) == [2027, 2026]


@pytest.mark.parametrize(
    ("aim", "whose"),
    [
        ("脱贫户、低保户签约率均达到100%。", ["脱贫户", "低保户"]),
        ("三级医院、二级医院药占比分别降到30%、28%。", ["三级医院", "二级医院"]),
        ("公立医院药占比降到30%以下，乡镇卫生院药占比降到30%以下。", ["公立医院", "乡镇卫生院"]),
        ("家庭医生签约率达到60%，重点人群签约率达到60%。", ["未写明", "重点人群"]),
        (
            "职工医保、居民医保住院报销比例分别达到80%、60%。",
            ["基本医保政策范围内费用（职工医保）", "基本医保政策范围内费用（居民医保）"],
        ),
        (
            "职工医保、居民医保、医疗救助住院报销比例分别达到80%、60%、60%。",
            [
                "基本医保政策范围内费用（职工医保）",
                "基本医保政策范围内费用（居民医保）",
                "未写明",
            ],
        ),
        (
            "省级、市级、县级公立医院药占比分别降到30%、28%、25%。",
            ["省级公立医院", "市级公立医院", "县级公立医院"],
        ),
        ("三级、二级公立医院药占比分别降到30%、28%。", ["三级公立医院", "二级公立医院"]),
        ("城区、乡镇签约率分别达到60%、70%。", ["城区", "乡镇"]),
        ("家庭医生签约率（城市）达到60%，家庭医生签约率（农村）达到50%。", ["城市", "农村"]),
        ("城市家庭医生签约率达到60%，农村家庭医生签约率达到50%。", ["城市", "农村"]),
        (
            "城市个人卫生支出占卫生总费用比重降到26%，农村个人卫生支出占卫生总费用比重降到28%。",
            ["卫生总费用（城市）", "卫生总费用（农村）"],
        ),
        (
            "每万名城市居民、每万名农村居民拥有全科医生数分别达到3名、2名。",
            ["城市居民", "农村居民"],
        ),
    ],
)
def test_what_two_values_of_one_clause_are_of(tmp_path: Path, aim: str, whose: list[str]) -> None:
    rows = taken(tmp_path, f"到2027年，{aim}")
    told = [(row["分母或对象"], row["重述第几行"], row["疑问"]) for row in rows]
    assert told == [(each, "", "") for each in whose]


def test_places_that_share_a_rate_are_each_named_with_all_of_it(tmp_path: Path) -> None:
    rows = drafted(tmp_path, "城区、乡镇中医馆设置率均达到100%。").rows("2_candidates.csv")
    assert [(row["指标"], row["分母或对象"]) for row in rows if row["建议"] == "采纳"] == [
        ("设置中医馆的机构比重", "城区"),
        ("设置中医馆的机构比重", "乡镇"),
    ]
    assert scan("社区、乡镇卫生院签约率分别达到60%、70%。")["indicator_printed"].tolist() == [
        "社区、乡镇卫生院签约率",
        "社区、乡镇卫生院签约率",
    ]


def test_a_known_name_beside_its_other_scope_is_not_marked(tmp_path: Path) -> None:
    assert drafted(tmp_path, "到2027年，药占比降到30%以下。").row("30%")["先看"] == ""


def test_a_target_without_any_name_is_left_to_a_person(tmp_path: Path) -> None:
    rows = drafted(tmp_path, "体检从3月15日开始，10月底前全部完成。").rows("2_candidates.csv")
    row = next(row for row in rows if row["数值"] == "全部")
    assert (row["建议"], row["先看"]) == ("", "缺舍弃理由")
    assert "没有写是什么指标" in row["疑问"]


def test_a_name_close_to_a_known_one_is_to_be_looked_at(tmp_path: Path) -> None:
    row = drafted(tmp_path, "到2027年，县域内住院率达到85%。").row("85%")
    assert (row["先看"], row["相近的已有指标"]) == ("与已有指标相近", "县域内就诊率")


def test_words_and_numbers_of_a_row_are_taken_in_together(tmp_path: Path) -> None:
    table = (
        "指标任务\t2023年基数\t2025年\t2026年\n药品配送率\t93%\t98%\t全覆盖\n"
        "次均住院费用增幅\t6.8%\t<6%\t<5%\n每千人口床位数（张）\t0.62\t0.68\t≥0.8"
    )
    folder = drafted(tmp_path, table)
    rows = folder.rows("2_candidates.csv")
    assert [
        (row["读数"], row["年份"], row["修复后读作"]) for row in rows if row["建议"] == "采纳"
    ] == [
        ("98%（2023年93%）", "2025", "药品配送率由2023年的93%提高到98%，全覆盖"),
        ("全部", "2026", "药品配送率由2023年的93%提高到98%，全覆盖"),
        ("<6%（2023年6.8%）", "2025", "次均住院费用增幅由2023年的6.8%降到<6%、<5%"),
        ("<5%", "2026", "次均住院费用增幅由2023年的6.8%降到<6%、<5%"),
        ("0.68张/千人（2023年0.62张/千人）", "2025",
         "每千人口床位数由2023年的0.62张提高到0.68张，每千人口≥0.8张"),
        ("≥0.8张/千人", "2026", "每千人口床位数由2023年的0.62张提高到0.68张，每千人口≥0.8张"),
    ]  # fmt: skip
    folder.decide()
    folder.write("1_register.csv", "状态", 值="正式印发")
    accept("songling-2024", folder.sources, folder=folder.data)


def test_tasks_that_one_line_shares_out_are_taken_in_together(tmp_path: Path) -> None:
    table = (
        "附件：2027年各乡镇“两癌”检查任务分配表（单位：人）\n\n乡镇\t宫颈癌检查\t乳腺癌检查\n"
        "城关镇\t1600\t650\n双河镇\t1200\t480"
    )
    folder = drafted(tmp_path, table)
    rows = [row for row in folder.rows("2_candidates.csv") if row["建议"] == "采纳"]
    assert [(row["指标"], row["读数"], row["修复后读作"]) for row in rows] == [
        ("城关镇宫颈癌检查", "1600人", "城关镇宫颈癌检查1600人、乳腺癌检查650人"),
        ("城关镇乳腺癌检查", "650人", "城关镇宫颈癌检查1600人、乳腺癌检查650人"),
        ("双河镇宫颈癌检查", "1200人", "双河镇宫颈癌检查1200人、乳腺癌检查480人"),
        ("双河镇乳腺癌检查", "480人", "双河镇宫颈癌检查1200人、乳腺癌检查480人"),
    ]
    folder.decide()
    folder.write("1_register.csv", "状态", 值="正式印发")
    accept("songling-2024", folder.sources, folder=folder.data)
