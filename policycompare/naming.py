"""A clause goes in; the noun phrase that its value is said of comes out."""

import re

from policycompare.joining import INSTITUTION
from policycompare.quantities import UNCOUNTED
from policycompare.sentences import Sentence
from policycompare.tokens import PEOPLE, PERSONS

_WITHIN = r"(?:[一二两三四五六七八十]|(?<!\d)\d) ?年内"
_BY = "(?:力争|争取|确保)?(?:到|至|在|从|自|于|截至)? ?"
_DATE = (
    rf"(?:“?十[一二三四五]五”?(?:期末|时期|期间|末)|{_WITHIN}|年底前?|年内|全年|今年|本年度?"
    r"|\d{4} ?年?(?:[-—–~至到、和及]\d{4} ?年)?(?:(?<=年)度)?(?: ?\d{1,2} ?月)?(?: ?\d{1,2} ?日)?"
    r"|\d{1,2} ?月(?![龄经内])(?: ?\d{1,2} ?日)?)"
)
_YEAR = rf"{_BY}{_DATE}(?:年?底|年?末|(?<=年)内(?![科外部设镜分]))?(?:之?前|以前)?[，,、:： ]*"
_LEAD = re.compile(
    rf"{_YEAR}|[—\-–·•\s“”（(]+|[\d一二三四五六七八九十]{{1,3}}(?:[)）]|、(?![一二三四]级)|[.．](?!\d))\s*|力争|争取|努力|确保|实现|保证|保障|使得?(?!用)|将|把|要(?![素求])|"
    r"让|推动|带动|促进|鼓励(?!有)|其中|并且?|同时|进一步|全面|逐步|基本(?![医药公养建卫])|不断|切实|积极|大力|加快|原则上|总体上?|以及|和|及(?!时)|与|而|且|也|"
    r"保持(?=[\u4e00-\u9fff]{4})|(?:约束性|预期性)?目标[是为]|指标[是为]|稳步|今后|严格|持续|继续|要求|按照|对(?!口|外|症)|在(?![岗校职编册线园院建])|通过(?!率)|"
    r"[一二三四五六七八九十\d]+年(?=累计)|全[国省市县区州](?!平均)|[我本][国省市县区]|第[一二三四五]步|第[一二三四五六七八九十]+条\\s*"
)
_MAKES = re.compile(
    "(?:免费)?(?:供应|发放)|更新|新购|新建成?|新设|建成|建好|建设|创建|打造|建立|设立|设置|配备|配置|培养|培训(?!班)|招收|招聘|引进|新增|增加|完成|遴选|选派|办好|"
    "组建|支持|评选|表彰(?!大会)|推出|确定|公布|首批|选择|选取|选定|定向(?=培养|招)|形成|布局|开设|认定|举办|选拔|培育|扶持|改造|改扩建|至少|拥有|应(?!急)|须|原则上|每年|累计|力争|重点"
)
_NEXT_MADE = re.compile(f"、(?=(?:{_MAKES.pattern})(?![^，。；、]{{0,4}}等))")
_AND = re.compile("[、和与及并]")
_TAIL = re.compile(
    "(?:[，,、:：；（(\\s]|(?<![供反效响适感])应当?|须|需要?|要|力争|争取|确保|努力|总体上?|调整|稳定|保持|维持|控制|压缩|压减|"
    "基本|(?<!(?<!水)平)均|(?<!水)平均|都|全部|(?<=分别)于|分别|依次|逐步|不断|持续|继续|(?:[两三四五\\d]年)?累计|全年|今年|连续[两三四五\\d]+年|也|再|已经?|原则上|达到|达|每年|(?<!\\d)年均(?:递[减增])?|[比较]上年[多高各]?|同比|"
    "巩固|以[^，。；]{1,8}为单位|在|至|到|(?<!行)为|是|占|有|将|可|能够?|实现|力求|一般|尽量|下降|降低|减少|缩短|缩小|提高|提升|(?<!费用)增长|增加|上升|"
    "每[周月日]|每季度|每[两三四五\\d]年|每学[年期]|(?<=[率例重])从|再减|递[减增]|扩大|新增|降|增|提|升|每人(?:每年)?|拥有|配备|设置|建成|建立|完成|不|得|低于|超过|高于|不少于|不低于|至少|要求|"
    rf"(?<=[率例重])[两三四五]年|{_WITHIN}|"
    r"(?<!占)[比较]\d{4} ?年[底末]?|\d{4} ?年(?:、|和|及)\d{4} ?年|"
    rf"每 ?(?:{PEOPLE}){PERSONS}|每(?:平方公里|百户)|(?:并|统一)?按照?|"
    "(?<=[院室站心构])(?:和|及|以及|与)|(?<=[率例比重用])以|"
    r"(?:\d{4} ?年?、)+\d{4} ?(?:两年|三年)|\d{4} ?年覆盖|"
    r"(?:到|至|在)?(?:\d{4}|[二〇零一三四五六七八九]{4}) ?年(?: ?\d{1,2} ?月|[一二三四]季度)?"
    r"(?:[底末]前?|前|内|起)?)$"
)
_BASE = re.compile(
    r"[，,]?(?:要|力争|预期|约)?(?:由|从|以(?=[^，。；]*为基[数准]))(?=[^，。；]*(?:\d|[一二三四五六七八九]成|分之|一半))[^，。；]{1,36}$"
    r"|[，,]?(?:(?<!占)比(?![例重率])|较|与|在)[^，。；比较与在]{1,14}(?:基础上?|相比|前|标准|年份|水平|年)$"
    r"|[，,]?(?:(?<!占)比|较|在)(?:\d{4} ?年[底末]?|上年度?)的\d[^，。；]{0,12}$"
)
_DENSITY = re.compile(
    rf"(?:每 ?(?:{PEOPLE}){PERSONS}|[千万](?:人口|名(?:老年?人|居民|儿童)))"
    "(?:中(?![医药西])|要|应|须)?(?:拥有|配备|配置|设置|有)?(?:的)?"
)
_NEXT_DENSITY = re.compile(r"[^，。；、和及]*(?:、|和|以及|及)每")
"""What makes a density the first of several: 每万名儿童、每万名老年人医师数."""
_WHOLE = ("率", "例", "重", "数")
_HEADED = re.compile(rf"{_DENSITY.pattern}(?:至少)? ?$")
_EXPLAINS = re.compile(r"[（(]?(?:不含|含|不包括|包括|指|以下简称|总体|其中[）)]?$)")
_ASIDE = re.compile(
    r"[（(][^（()）]*(?:\d{4} ?年|\d ?[%‰])[^（()）]*[)）]|^[^（(]*[)）]|^[（(][^（()）]*[)）]"
)
_VALUED = re.compile(r"\d+(?:\.\d+)?(?:[%‰张名个人]|岁(?!以|及)|/)")
_WORD = re.compile(r"[\u4e00-\u9fff]\S{2,40}")
_NUMBERS = re.compile(r"[\d\s%年月个名、和]+|的?(?:幅|速)度|覆盖|[上下]半年")
_STOP = re.compile(
    r"[，。；：\t]|[,;](?!\d)|(?:、|和|以及|及)(?=\d)|的(?:比例|比重)(?=[^，。；]*\d)"
    rf"|{_NEXT_MADE.pattern}"
)
_HAS = re.compile("拥?有|配备|设置|建成")
_BY_WHOM = re.compile("(?:通过|由|用于)[\u4e00-\u9fff]{2}")
_NEXT = re.compile(r"(?:、|和|以及|及)$")
"""What joins one number of things to the next: 建成6个示范市、15个示范县."""
_AFTER_NUMBER = re.compile(
    "^(?:左右|以上|以下|以内)?的?(?:\\d+[项种](?:以上)?)?(?:合格的|(?:比例|标准)(?:配[备置齐足]|设置|招聘))?"
)
_ONE = rf"[^，。；、和及与的\d]{{0,10}}?{INSTITUTION}(?:[（(][^）)]{{1,10}}[)）])?"
_INSTITUTIONS = re.compile(rf"{_ONE}(?:(?:、|和|以及|及){_ONE})+")
_SET_JOINTS = re.compile("(?:、|和|以及|及)(?![^（(]*[)）])")
_MADE = re.compile(
    "(?:[均都][要应须]?(?:配?有|设有?|配备)|建成|组建|新建|新设|新增|建设|创建|培育|培养|招聘|引进|打造|遴选|配备|配置|设置|开设|设立|选派|派驻|招收|招录|提供)"
    "了? ?$"
)
_EACH = re.compile("(?<![平人次年户])[均都](?:应|须|要|能)?[^，。；]{0,6}$")
_MOVED = re.compile("降低|提高|提升|控制|减少|增加|扩大|完善|加强|推进|落实|规范|压缩|保障|优化")
_RATE_ALONE = re.compile(r"[^\d，。；：]{2,60}(?:率|比例|比重|占比)")
_SHARE_NAME = re.compile("(?:率|比例|比重|占比|费用|面|水平)$")


def phrase_of(sentence: Sentence, place: int, floor: int) -> str:
    """Cut out the noun phrase that a statement of a sentence is about.

    Parameters
    ----------
    sentence : Sentence
        A sentence with its statements.
    place : int
        Which of its statements.
    floor : int
        Where the target before it ends; nothing is taken from before it.

    Returns
    -------
    str
        The phrase as printed, or an empty text.
    """
    text, statement = sentence.text, sentence.statements[place]
    start, end = statement.start, statement.end
    clause = sentence.clause(start)
    if statement.kind == "universal":
        return cut(text[clause[0] : start if text[start:end] == "全覆盖" else clause[1]])
    listed = statement.unit in UNCOUNTED and _NEXT.fullmatch(text, floor, start)
    after = "" if listed else phrase_after(text[end : clause[1]])  # 60分钟和15分钟内出具
    own = phrase_before(text, clause[0], clause[0], start, floor)
    counted = "%" not in statement.unit and statement.unit != "个百分点"
    if statement.kind == "quantified" and counted and not _SHARE_NAME.search(own):
        own = made(own)
        beside = (_NEXT, start - 3), (_HEADED, clause[0]), (_MADE, max(clause[0], start - 8))
        stands_behind = any(pattern.search(text, begin, start) for pattern, begin in beside)
        has = _HAS.search(text, start, end)
        if after and (
            not own
            or own.startswith(("每", "为", "对", "由"))
            or own.endswith("等")
            or has
            or stands_behind
        ):
            return after
    if not own and _BY_WHOM.match(after):
        return after  # 90%通过调整价格补偿，10%由财政补助
    beside_sets = statement.unit == "%" and _NEXT.search(text, clause[0], start)
    if text.startswith("的", end) and (not own or beside_sets):
        return after  # 全部卫生院和80%以上的村卫生室
    if _RATE_ALONE.fullmatch(own) and _EACH.search(text, clause[0], start):
        return _with_rates_before(text, max(sentence.start, floor), clause[0], own)
    found = own or phrase_before(text, sentence.start, clause[0], start, floor)
    return found or (after if statement.unit == "%" and _WORD.fullmatch(after) else "")


def _with_rates_before(text: str, first: int, clause: int, own: str) -> str:
    """Put the rates of the clauses before to one that all of them are said of.

    Of 甲县申报率、检测率，职工培训率均达到95% there are three.
    """
    while first < clause:
        begin = max(first, *(text.rfind(sign, first, clause - 1) + 1 for sign in "，；。："))
        before = cut(text[begin : clause - 1])
        if not _RATE_ALONE.fullmatch(before) or _MOVED.search(before):
            break
        own, clause = f"{before}、{own}", begin
    return own


def is_said_of_each(sentence: Sentence, place: int) -> bool:
    """Tell a value that 均 gives to each of what stands before it: 两率均达到95%."""
    start = sentence.statements[place].start
    return bool(_EACH.search(sentence.text, sentence.clause(start)[0], start))


def sets_of(sentence: Sentence, place: int) -> list[str]:
    """Name the institutions that a universal word speaks of, each by itself where they are joined.

    Examples
    --------
    所有乡镇卫生院和社区卫生服务中心 are two sets; 所有公立医院 needs no naming and gives none.
    """
    text, statement = sentence.text, sentence.statements[place]
    if statement.kind != "universal":
        return []
    clause = sentence.clause(statement.start)
    found = _INSTITUTIONS.match(text, statement.end, clause[1])
    if not found:
        before = list(_INSTITUTIONS.finditer(text, clause[0], statement.start))
        found = before[-1] if before else None
    return [name for name in _SET_JOINTS.split(found[0]) if name] if found else []


def phrase_before(text: str, sentence: int, clause: int, position: int, floor: int) -> str:
    """Cut the noun phrase before a value cleanly; an earlier clause serves where it has none.

    Parameters
    ----------
    text : str
        A passage.
    sentence, clause, position : int
        Where the sentence, the clause and the value begin.
    floor : int
        Where the value before it ends; nothing is taken from before it.

    Returns
    -------
    str
        The phrase as printed, or an empty text.
    """
    end, start = position, max(clause, floor)
    for back in range(3):
        piece = _ASIDE.sub("", text[start:end])
        phrase = cut(_VALUED.split(piece)[0] if back else piece)
        explains = _EXPLAINS.match(phrase) and not _SHARE_NAME.search(phrase)  # 含麻疹疫苗接种率
        if len(phrase) >= 2 and not explains and not _NUMBERS.fullmatch(phrase):
            return phrase
        if start <= max(sentence, floor):
            break
        end = start - 1
        start = max(
            sentence, floor, max(text.rfind(sign, sentence, end) for sign in "，；：。") + 1
        )
    return ""


def cut(phrase: str) -> str:
    """Take leading years and verbs, starting values and trailing verbs off a phrase.

    Examples
    --------
    >>> cut("到2020年，力争个人卫生支出占卫生总费用的比重由35%逐步下降到")
    '个人卫生支出占卫生总费用的比重'
    """
    printed = phrase
    while (lead := _LEAD.match(phrase)) and lead.end():
        phrase = phrase[lead.end() :]
    before = None
    while phrase != before:
        before = phrase
        if phrase.endswith(_WHOLE) and not ("由" in phrase or "从" in phrase):
            break  # a name that no verb or start follows
        if based := _BASE.search(phrase, max(0, len(phrase) - 40)):
            phrase = phrase[: based.start()]
        if tail := _TAIL.search(phrase.removesuffix("的"), max(0, len(phrase) - 12)):
            phrase = phrase[: tail.start()]
    dense = _DENSITY.match(phrase)
    if dense and not _NEXT_DENSITY.match(phrase, dense.end()):
        phrase = phrase[dense.end() :]
    phrase = phrase.removesuffix("的").lstrip("，、的 ")
    opened = "“" + phrase  # “五大中心”县级
    return opened if "”" in phrase.partition("“")[0] and opened in printed else phrase


def phrase_after(text: str) -> str:
    """Take what a number counts or a share is of: 80%以上的[医疗机构开设绿色通道]."""
    phrase = _STOP.split(text.lstrip("的 "), maxsplit=1)[0]
    return "" if phrase.startswith(("）", ")", "、")) else _AFTER_NUMBER.sub("", phrase).strip()


def made(phrase: str) -> str:
    """Take the verb off what is built, trained or equipped: 建成市级胸痛中心."""
    phrase = _NEXT_MADE.split(phrase)[-1]  # 监测点、完成样本
    while found := _MAKES.match(phrase):
        phrase = phrase[found.end() :].removeprefix("了").removeprefix("的")
        if (other := _AND.match(phrase)) and _MAKES.match(phrase, other.end()):
            phrase = phrase[other.end() :]  # 引进和培养名中医
    return "" if _AND.fullmatch(phrase) else phrase
