"""A statement in its sentence goes in; whether it is a target, or what it is instead, comes out."""

import re
from dataclasses import dataclass

from policycompare.parse import Statement

_SETS = (
    "医疗卫生机构|医疗机构|卫生机构|保健机构|服务机构|养老机构|定点机构|机构|医院|卫生院|卫生室|卫生站|"
    "服务站|服务中心|急救中心|疾控中心|医学中心|中心|诊所|药店|学校|幼儿园|企业|单位|社区|乡镇|街道|城市|"
    "县区|县市|县域|县|市|区|镇|乡|村|省份|省|地区|地市|统筹地区|旗|州|盟|"
    "患者|病人|居民|人口|人群|老年人|儿童|妇女|孕产妇|新生儿|学生|残疾人|家庭|户|医师|医生|护士|人员|"
    "职工|群众|对象|参保人|药师|药品|品种|病种|项目|耗材|科室|岗位|系统|平台|医联体|医共体|制度|疫苗|场所|"
    "站点|救护车|救护站|病区|门诊|病房|专科|团队|机关|食堂|产品|服务|政策范围|村医|托育"
)
SET = re.compile(rf"(?:{_SETS})")
_ACHIEVED = (
    "实现|完成|达到|达标|达|开展|具备|建立|设置|设立|设有|设|配备|配有|配置|配齐|实施|实行|推开|覆盖|取消|纳入|接受|"
    "参加|参保|提供|应用|接入|使用|建成|建有|成为|能够|能|有|拥有|开设|启动|通过|签约|签订|联网|联通|安排|报销|试点|"
    "推行|推广|公开|监控|审核|培训|检测|筛查|管理|免费|代缴|资助|核酸|对接|上线|运行|投入使用|互认|共享|挂网|采购|"
    "采用|落地|到位|组建|完善|执行|制定|成立|开放|公布|创建|验收|投用|参与|入网|连接|结算|救治|治疗|救助|享有|享受|建档|随访|消除|脱贫|解决|清零|建设"
)
_ACHIEVE = re.compile(rf"(?:{_ACHIEVED})")
_PRINCIPLE = re.compile(
    "同等对待|一视同仁|负责审批|要求落实|严格执行|严格遵守|不得|严禁|禁止|应当遵守|均可|均由|均应当|均须"
    "|均属|均为|均按|均不|一律不|一律按|一律由|一律停|一律暂|一律从|一律追|一律取消资格|责任(?!保险)|切实加强|高度重视"
)
_FACT = re.compile(
    "已经(?![^，。]{1,8}的)|已(?!建档|[^，。]{1,8}的)|截至|截止|(?<![由从])现有(?!基础|的基础|水平)|现已|至今|以来|(?<![比较与])去年|(?<![比较与于])上年[^度均平水]|据统计|数据显示|调查显示|统计显示|显示|"
    "由于|现阶段|当前|预计|经过努力|累计(?=[^不达到]{0,6}\\d)|先后|共计|仅有|仅为|约占|尚有|原有|过去|形势|呈现|"
    "[低高增长降少升达到成立展建盖](?:到|至)?了|高达|我国是|位居|取得(?:了|显著|明显|积极|重大)|期间[，,][^，。]{0,12}(?:从|由)|[近一二两三四五六七八九十]年[来多间]|近[两三几五]年|每年约|目前(?!的)"
)
_DID = re.compile("[立展成建现施到升降]了|超额完成|圆满完成")
_PAST_PLAN = re.compile("十[一二]五”?(?:期间|以来|时期|末)")
_COUNTED_PEOPLE = re.compile(
    "(?:人|人口|患者|病例|儿童|居民|者|病人)[^，。]{0,2}(?:已)?(?:达|约|有)?$"
)
_BACKGROUND = re.compile(
    "现状|背景|形势|成效|成就|基础$|回顾|基本情况|发展基础|面临|挑战|机遇|进展|主要成绩|工作总结|存在的?问题|主要问题|取得的"
)
_FORMULA = re.compile(
    r"[×÷=＝]|计算公式|计算方法|指标解释|指标说明|名词解释|分子|分母|统计口径|(?:是|系)指"
)
_FEE = re.compile(
    "罚款|罚金|处罚|处以|滞纳金|收费|收取|挂号费|诊查费|诊察费|扣分|扣减|扣除|扣[\\d一二]|得分|分值|满分|加分|权重|"
    "奖金|违约金|赔偿|工本费|门槛费|扣款|[的每]扣|计\\d|得\\d|每[名位人次][^，。]{0,8}奖励"
)
_PARAMETER = re.compile(
    "(?:起付|限额|自付|自负|封顶|分档|档次|缴费|个人缴|支付比例[^，。]{0,4}为|报销比例[^，。]{0,4}为|比例[^，。]{0,3}为|标准[^，。]{0,3}为|"
    "拨付|预拨|预付|按[^，。]{0,12}的?|余下|剩余|支付|报销|给予|予以|其中(?:中央|省级|市级|县级|省|市|县|区)[^，。]{0,8})(?:的|每人|按)?$"
)
_SAMPLED = re.compile("抽查|抽取|访谈|抽样|随机")
_ORDERED = re.compile(
    "^[^，。]{0,12}(?:要|应)?[^，。]{0,14}(?:出台|制定|印发|落实|负责|加强|配合|按照|遵守)"
)
_QUOTED = re.compile(r"[“《‘「][^”》’」]{0,24}$")
_TIME_UNITS = frozenset(("年", "个月", "天", "小时", "分钟", "工作日"))
_TIME_NOUN = re.compile(
    "住院日|等待|月数|精确到|储备|时间|时长|等候|候诊|周期|年限|时限|半径|平均住院|床日|间隔|连续|累计|不少于|至少|运动|锻炼|睡眠|培训|学习|服务|工作"
)
_MONEY_UNITS = frozenset(("元",))
_MONEY_NOUN = re.compile(
    "标准|补助|经费|投入|筹资|人均|限额|费用|支付|收入|规模|补贴|资助|资金|价格|药费|材料|产值|消耗|救助|封顶|营业额|产业"
)
_ABSTRACT = re.compile(
    "(?:关键|重点|主要|基本|重大|专项|大)?(?:方面|环节|渠道|体系|原则|关系|问题|机制|目标|任务|阶段|层次|文件|统一|方案|通知|"
    "行动|工程|部分|步骤|要素|维度|方向|着力|坚持|转变|一体|到位|必须|严禁|模式|领域|方式|要求|条|款|章|部门|代表|结合|"
    "意识|自信|健全|允许|全面|现代化|导向|类别|等级|档次|试点(?![城县地市区单医机])|联动|合一|分开|公开|公示|免|减|补|级|线|"
    "办法|措施|规划|计划|制度|指标|关口|抓手|支柱|支撑|平安|文明|整治|清单|允许)"
)
_COUNT_VERB = re.compile(
    "(?:达到|达|建成|建好|建设|新建|改扩建|改建|扩建|创建|打造|建立|设立|设置|配备|配置|配齐|配有|拥有|有|"
    "培养|培训|轮训|招收|招聘|招录|引进|新增|增加|增至|扩大|增加到|扩大到|扩大至|提高到|提升到|减少|完成|遴选|选派|"
    "选择|选取|确定|办好|办成|实施|开展|推广|组建|覆盖|支持|评选|推出|形成|纳入|布局|建有|设有|开设|开通|认定|储备|购置|"
    "治疗|筛查|救治|帮扶|举办|派出|选拔|培育|扶持|改造|建|设|配|至|到|明确|落实|安排|设计|规划|做好|提供|配足|"
    "具备|掌握|使用|采购|签约|服务|至少|控制在|稳定在|保持在|命名|管理|救助|建档|检测|成立|发展|制定|制修订|发布|创成|争创|达标|占)"
    "(?:[一-鿿、（）“”·\\-A-Za-z\\d.]{0,24})$"
)
_SUBJECT_VERB = re.compile(
    "[的]?[^，。；]{0,24}?(?:达到|实现|完成|建成|通过|开展|具备|成为|设立|设有|创建|启动|进入|跻身|建立|达标|纳入|接入)"
)
_MODAL = re.compile(
    "不低于|不少于|至少|不超过|达到|控制|力争|确保|提高|降|增|压|稳定|保持|要|应|须|到|实现|完成|建"
)
_PLAN_WORD = re.compile("目标|要求|标准|任务|水平|指标|比例|规定|幅度|速度")
_ONE = re.compile("[一1]$")


@dataclass(frozen=True, slots=True)
class Situation:
    """A statement with what stands around it.

    `before` and `after` are the rest of its clause, `earlier` the sentence before that clause,
    `frame` the sentence since the last deadline it states; `dated` says that a deadline not
    before the document's year holds for it.
    """

    statement: Statement
    text: str
    before: str
    after: str
    earlier: str
    frame: str
    headings: tuple[str, ...]
    dated: bool
    past: bool
    beside: bool
    bracket: bool
    listed: bool = False
    told: bool = False
    undated_document: bool = False


def judge(situation: Situation) -> str:
    """Say what a statement is instead of a target; an empty text when it is one.

    The reasons are those of left-out rows: background, formula, fee, name, threshold,
    explanation, duration, principle, vision.
    """
    return (
        _by_surroundings(situation)
        or (situation.statement.kind == "universal" and _universal(situation))
        or (situation.statement.kind == "relative" and _relative(situation))
        or (situation.statement.kind == "quantified" and _quantified(situation))
        or ""
    )


def _by_surroundings(s: Situation) -> str:
    clause = f"{s.before}{s.text}{s.after}"
    if any(_BACKGROUND.search(heading) for heading in s.headings):
        return "background"
    if _FORMULA.search(clause):
        return "formula"
    if _QUOTED.search(s.before) and re.match(r"[^“《‘「]{0,12}[”》’」]", s.after):
        return "name"
    if s.past or _FACT.search(s.frame) or "了" in s.text or re.match("了", s.after):
        return "background"
    if _DID.search(s.after[:30]) or ((s.undated_document or s.past) and _PAST_PLAN.search(s.frame)):
        return "background"
    if "同比" in s.frame and not re.search("力争|确保|争取|要|应|须|目标", s.frame):
        return "background"
    if s.told and s.statement.op in ("=", "~"):
        return "background"
    if _FEE.search(clause):
        return "fee"
    if _SAMPLED.search(s.before) and not re.search("[率例]$", s.before.rstrip()):
        return "procedure"
    return ""


def _universal(s: Situation) -> str:
    clause = f"{s.before}{s.text}{s.after}"
    if s.beside:
        return "explanation"
    if s.text in ("和", "以及", "及"):
        return ""
    if _PRINCIPLE.search(f"{s.text}{s.after[:16]}") or _PRINCIPLE.search(s.before[-12:]):
        return "principle"
    if s.text == "全覆盖":
        return "background" if re.match("的?成果", s.after) else ""
    if re.search("应.尽.", s.after[:16]):
        return "vision"
    if s.text in ("所有", "全部", "一切", "全体") and re.search(
        "占[^，。]{0,8}$|的?比重?$", s.before
    ):
        return "explanation"
    if s.text == "全部" and _ACHIEVE.match(s.after[:10].lstrip("要须应")):
        return ""  # 乡镇卫生院全部达到…: here 全部 is no attribute
    if s.text in ("所有", "一切", "全体", "每名", "各统筹地区", "全部"):
        named = SET.search(s.after[:30])
        if not named and s.text != "各统筹地区":
            return "" if s.text == "全部" and _ACHIEVE.search(s.after[:10]) else "principle"
        rest = s.after[named.end() :] if named else s.after
        if _ORDERED.search(rest) and "完成" not in rest:
            return "principle"
        if _ACHIEVE.search(rest) or _ACHIEVE.search(s.before) or re.search("[对将为使]", s.before):
            return ""
        return "threshold"
    if s.text == "全人群":
        return "" if re.search("扩大|覆盖|到", s.before) else "principle"
    if s.text in ("均", "都"):
        if not _ACHIEVE.match(s.after.lstrip("已要应能可须")):
            return "principle"
        return (
            ""
            if SET.search(s.before or s.earlier[-20:]) or re.search("[率例]$", s.before)
            else "principle"
        )
    if s.text.startswith("全面"):
        named = s.before[-24:] if s.text == "全面推开" else s.before[-24:] + s.after
        institution = re.search("机构|医院|卫生院|卫生室|卫生站|乡镇|学校|城市|省份|县区", named)
        single = re.search("中心建设", s.after)
        return "" if institution and not single else "principle"
    if s.text == "一律":
        return "" if _ACHIEVE.search(s.after[:10]) else "principle"
    if s.text == "全额":
        return (
            ""
            if re.search("安排|代缴|资助|补助|保障|报销|补贴|负担|承担|支付|救助", s.after[:8])
            else "principle"
        )
    return ""


def _relative(s: Situation) -> str:
    if s.statement.measure == "level":
        return ""
    noun = re.sub("(?:总体|基本|也|均|将|要|力争)$", "", s.before)
    if s.text.startswith(("稳步", "大幅")):
        return (
            ""
            if re.search("(?:率|比例|比重|占比|费用)$", noun) and s.text.startswith("稳步")
            else "vision"
        )
    strong = "率|比例|比重|占比|费用|死亡数?|发病数?|人数|次数|支出|增幅|负担|例数|疫情|寿命|住院日"
    weak = "数量|数|量|素养水平"
    if re.search(f"(?:{strong})$", noun):
        return ""
    if re.search("逐步|不断", s.text):
        return "vision"
    kept = s.text.startswith(("持续", "保持", "逐年")) or not noun.endswith("素养水平")
    return "" if kept and re.search(f"(?:{weak})$", noun) else "vision"


def _quantified(s: Situation) -> str:
    unit = s.statement.unit
    if s.text.endswith("年") and unit == "年" and s.statement.op == "=":
        return "duration"
    if s.statement.op == "=" and re.search("前 ?$|第 ?$|排名$", s.before):
        return "threshold"
    if s.bracket and s.statement.op == "=" and not s.dated and unit not in ("%", "‰"):
        return "explanation"
    if re.search("(?<![较比])现行", s.before + s.after) or re.match(
        "[^，。；]{0,10}的(?:规定|标准发放|标准核定)", s.after
    ):
        return "procedure"
    if re.match("执行|核定|发放|划定|计发|推荐", s.after):
        return "procedure"
    if re.match("的(?:目标|要求|任务|水平)", s.after):
        return ""
    if re.search("比[^，。；]{2,16}(?:(?<![降提])[高低]|多|(?<!减)少)$", s.before):
        return "background"
    if re.match("不足|不到|仅", s.text) and not s.dated and not s.before.endswith(("到", "至")):
        return "background"
    if _conditional(s):
        return "threshold"
    if s.before.endswith(("每", "每 ")):
        return "explanation"
    if unit in ("%", "‰", "/10万", "/万", "个百分点", "1:x") or "/" in unit:
        return _share(s)
    if unit == "岁":
        return (
            ""
            if "寿命" in s.before + s.earlier[-30:] and "寿命" in s.before + s.after + s.earlier
            else "threshold"
        )
    if unit in _TIME_UNITS:
        return _duration(s)
    if unit in _MONEY_UNITS:
        return _money(s)
    return _count(s) if unit else _bare(s)


def _conditional(s: Situation) -> bool:
    """对参保率低于95%的县通报; …不足60%的，扣减: a condition, no target."""
    if re.match(
        "的?[，,](?:给予|由|予以|不予|按|实行|视为|取消|可|应|不得|通报|约谈|扣)", s.after + "，"
    ) and s.after.startswith("的"):
        return True
    if s.after.endswith("的") and s.statement.op != "=" and len(s.after) < 24:
        return True
    if s.after == "的" or (s.after.startswith("的") and re.search("未[^，。；]{1,12}$", s.before)):
        return True
    if not re.match("[且或及、]?[^，。；]{0,8}?的", s.after):
        return False
    relative_clause = re.search(
        "(?:率|比例|比重|占比|数|量|人口|年龄|床位|收入|金额|费用|规模|面积|人数)[^，。；]{0,3}$",
        s.before,
    )
    if re.match(
        "的?[^，。；]{0,3}(?:方可|取消|予以|给予|不予|约谈|通报|扣|限期|暂停|追究)", s.after
    ):
        return True
    governed = re.search("(?:对|凡|凡是|针对|面向|对于|如|若|当)[^，。；]{0,20}$", s.before)
    counted = s.statement.unit.isalpha() and re.match(
        "的?[^，。；]{1,10}(?:开展|实施|实行|进行|给予)", s.after
    )
    return bool(
        (governed and not counted)
        or (relative_clause and s.statement.op != "=" and s.after.startswith("的"))
    )


def _share(s: Situation) -> str:
    if (
        s.statement.unit in ("%", "‰")
        and s.statement.op == "="
        and _PARAMETER.search(s.before)
        and not s.dated
    ):
        return "procedure"
    if s.statement.unit in ("%", "‰") and re.search(
        "(?:预拨|拨付|预付|先行|排名后|核减|扣减|减发)[^，。]{0,9}$", s.before
    ):
        return "procedure"
    if re.search("(?:自付|自负|余下|其余)(?:为)?$", s.before):
        return "procedure"
    if re.match("给予|支付|拨付|奖励|核减|作为", s.after) or (
        s.statement.op == "="
        and s.statement.measure == "level"
        and not s.dated
        and re.search("(?:支付|报销|补偿|救助)比例(?:为|分别为)?$", s.before)
    ):
        return "procedure"
    if (
        s.statement.op == "="
        and not s.dated
        and re.search("占[^，。；]{0,14}(?:的|为)?$", s.before)
    ):
        if not _MODAL.search(s.before):
            return "background"
    return ""


def _duration(s: Situation) -> str:
    if s.statement.op in ("=",) and s.statement.measure == "level":
        return "duration"
    if re.match("(?:内|以内|之内)?(?:的|医疗|服务|卫生|就医|急救|健康)?[^，。；]{0,4}圈", s.after):
        return "name"
    if _TIME_NOUN.search(s.before[-16:] + s.text) and (
        s.statement.unit != "工作日" or re.search("压缩|缩短|时限", s.before)
    ):
        return ""
    return "duration"


def _money(s: Situation) -> str:
    if "服务费" in s.before:
        return "fee"
    raised = re.search(
        "(?:提高到|提高至|增加到|达到|降到|降至|下降到|降低到)[^，。]{0,8}$", s.before
    ) or s.text.startswith("达")
    if (
        re.search("起付|自付|封顶|限额|缴费|奖励|每床日|每次", s.before)
        and s.statement.measure == "level"
        and not raised
    ):
        return "fee"
    if re.match(r"(?:部分)?(?:支付|报销|由|按|给予|予以|的?部分|\d)", s.after):
        return "fee"
    if s.statement.op == "=" and not re.search(
        "(?:达到|提高到|提高至|增加到|降到|降至|下降到|新增|增加|提高|稳定在|不变|下降|降低|减少|投入|筹集|安排|增至|控制在)[^，。]{0,8}$",
        s.before,
    ):
        return "fee"
    return "" if _MONEY_NOUN.search(s.before + s.earlier[-16:]) else "fee"


def _count(s: Situation) -> str:
    before = s.before.rstrip()
    people = s.statement.unit in ("人", "例", "名") and s.statement.op in ("=", "~", ">=")
    if (
        people
        and not s.dated
        and _COUNTED_PEOPLE.search(before)
        and not re.search("管理|筛查|培训|培养|学习|救治|招|配", before)
    ):
        return "background"
    if before.endswith("每"):
        return "explanation"
    if re.search(
        "联络员|联系人|分管领导|经办人员|工作人员负责|专家评审|负责同志|联系领导", s.after[:14]
    ):
        return "procedure"
    if re.search("[%‰](?:以上|左右|以内)?的$", before) or re.search("[每各]组$", before):
        return "threshold"
    if not before and re.search("全部|均", s.after) and s.statement.op == "=":
        return "explanation"
    if _ABSTRACT.match(re.sub("^(?:以上|以内|左右)?", "", s.after)):
        return "name"
    if s.statement.op in (">=", "<=", ">", "<", "~", "range"):
        carried_out = re.match("的[^，。；]{1,10}(?:开展|实施|实行|进行)", s.after)
        if s.after.startswith("的") and not _COUNT_VERB.search(before) and not carried_out:
            return "threshold"
        return ""
    if (
        re.search(r"[一二两三四五六七八九十]", s.text)
        and not re.search(r"\d", s.text)
        and (s.after or "一" in s.text)
    ):
        return "name"
    if re.search("(?:其余|上述|以上|这|那|该|其他|前|现行|国家|试点|等|下设|由)$", before):
        return "threshold"
    if s.listed or _COUNT_VERB.search(before):
        return ""
    if _SUBJECT_VERB.match(s.after):
        return ""
    return "name"


def _bare(s: Situation) -> str:
    if re.search("总和生育率|性别比|指数", s.before):
        return ""
    if s.statement.op == "=" or not re.search(
        "(?:率|比例|比重|占比|数|指数|比|值|量)[^，。；]{0,6}$", s.before
    ):
        return "name"
    return ""
