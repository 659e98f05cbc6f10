"""Two labelled targets go in; the verdict on comparing them comes out, with its reasons."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from policycompare.constraints import Tables, wholes_of
from policycompare.labels import code_names, unit_names
from policycompare.model import UNSTATED, Language, Verdict

PAIR_COLUMNS = (
    "theme", "target_a", "target_b", "region_a", "region_b", "indicator_a", "indicator_b",
    "verdict", "reasons_zh", "reasons_en",
)  # fmt: skip

SLIGHT: dict[Language, tuple[str, ...]] = {
    "zh": (
        "分母有包含关系", "同一文件，分母均未写明", "年份不同", "基年不同", "比较词不同",
        "层级不同", "语气不同", "文件状态不同",
    ),
    "en": (
        "one population contains the other", "one document, no population stated",
        "different years", "different base years",
        "different operators", "different levels", "different modality", "different status",
    ),
}  # fmt: skip
"""What calls for caution only, in the words with which such a reason begins."""

LANGUAGES: tuple[Language, Language] = ("zh", "en")
Row = dict[Hashable, object]
Bilingual = tuple[Row, Row]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two targets differ, in both languages; `grave` when it forbids the comparison."""

    zh: str
    en: str
    grave: bool


@dataclass(frozen=True, slots=True)
class Judge:
    """Which population contains which, the level of each document, and the names of codes."""

    wholes: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, str]
    names: Mapping[tuple[str, Language], Mapping[str, str]]

    def pair(self, first: Bilingual, second: Bilingual) -> dict[str, str]:
        """Judge two targets, each as its Chinese and its English labelled row."""
        reasons = [*self._grave(first, second), *self._slight(first, second)]
        verdict: Verdict = "comparable"
        if reasons:
            verdict = "not_comparable" if any(reason.grave for reason in reasons) else "caution"
        a, b = first[0], second[0]
        return {
            "theme": str(a["theme"]),
            "target_a": str(a["target_id"]),
            "target_b": str(b["target_id"]),
            "region_a": str(a["region"]),
            "region_b": str(b["region"]),
            "indicator_a": str(a["indicator"]),
            "indicator_b": str(b["indicator"]),
            "verdict": verdict,
            "reasons_zh": "；".join(reason.zh for reason in reasons),
            "reasons_en": "; ".join(reason.en for reason in reasons),
        }

    def _grave(self, first: Bilingual, second: Bilingual) -> Iterator[Reason]:
        a, b = first[0], second[0]
        if a["indicator"] != b["indicator"]:
            yield _differ("指标不同", "different indicators", first, second, "indicator_name", True)
        if a["population"] != b["population"] and not self._contains(a, b):
            yield _differ(
                "分母不同", "different populations", first, second, "population_name", True
            )
        elif a["population"] == UNSTATED and not _are_years_of_one(a, b):
            yield Reason("分母未写明", "population not stated", True)
        if "qualitative" in (a["kind"], b["kind"]):
            yield Reason("至少一方没有数值", "at least one states no measure", True)
            return
        if "relative" in (a["kind"], b["kind"]):
            yield Reason(
                "至少一方相对于变动的参照", "at least one is against a moving reference", True
            )
            return
        if a["unit"] != b["unit"]:
            units = [str(row["unit"]) for row in (a, b)]
            yield from self._codes("单位不同", "different units", "unit", units, True)
        measures = [str(row["measure"]) for row in (a, b)]
        yield from self._codes("量度不同", "different measures", "measure", measures, True)

    def _slight(self, first: Bilingual, second: Bilingual) -> Iterator[Reason]:
        a, b = first[0], second[0]
        if a["population"] != b["population"] and self._contains(a, b):
            zh, en = "分母有包含关系", "one population contains the other"
            yield _differ(zh, en, first, second, "population_name", False)
        if a["population"] == b["population"] == UNSTATED and _are_years_of_one(a, b):
            yield Reason("同一文件，分母均未写明", "one document, no population stated", False)
        if str(a["year"]) != str(b["year"]):
            zh, en = (f"{_year(a, lang)} / {_year(b, lang)}" for lang in LANGUAGES)
            yield Reason(f"年份不同：{zh}", f"different years: {en}", False)
        bases = [str(row["base_year"]) for row in (a, b)]
        if bases[0] != bases[1]:
            zh, en = (" / ".join(_base_year(row, lang) for row in (a, b)) for lang in LANGUAGES)
            yield Reason(f"基年不同：{zh}", f"different base years: {en}", False)
        if a["op"] != b["op"] and a["op"] and b["op"]:
            signs = f"{_sign(a)} / {_sign(b)}"
            yield Reason(f"比较词不同：{signs}", f"different operators: {signs}", False)
        levels = [self.levels[str(row["document_id"])] for row in (a, b)]
        yield from self._codes("层级不同", "different levels", "level", levels, False)
        modalities = [str(row["modality"]) for row in (a, b)]
        yield from self._codes("语气不同", "different modality", "modality", modalities, False)
        status = [str(row["document_status"]) for row in (a, b)]
        yield from self._codes("文件状态不同", "different status", "status", status, False)

    def _contains(self, a: Row, b: Row) -> bool:
        first, second = str(a["population"]), str(b["population"])
        return first in self.wholes[second] or second in self.wholes[first]

    def _codes(
        self, zh: str, en: str, codelist: str, codes: list[str], grave: bool
    ) -> Iterator[Reason]:
        first, second = codes
        if first != second:
            names_zh, names_en = self.names[codelist, "zh"], self.names[codelist, "en"]
            yield Reason(
                f"{zh}：{names_zh[first]} / {names_zh[second]}",
                f"{en}: {names_en[first]} / {names_en[second]}",
                grave,
            )


def _are_years_of_one(a: Row, b: Row) -> bool:
    """Tell two years of one document: what it counts is the same, though it does not say what."""
    return a["document_id"] == b["document_id"] and str(a["year"]) != str(b["year"])


def grounds(reasons: str, lang: Language) -> list[str]:
    """Take from the reasons of a verdict those that forbid the comparison.

    Examples
    --------
    >>> grounds("分母不同：居民 / 村卫生站；年份不同：2020 / 2018", "zh")
    ['分母不同：居民 / 村卫生站']
    """
    parts = reasons.split("；" if lang == "zh" else "; ")
    return [part for part in parts if part and not part.startswith(SLIGHT[lang])]


def judge_from(tables: Tables) -> Judge:
    """Take what a judge must know from the codelists.

    Raises
    ------
    DataError
        A population is part of itself.
    """
    documents = tables["documents"]
    return Judge(
        wholes=wholes_of(tables["populations"]),
        levels=dict(zip(documents["document_id"], documents["level"], strict=True)),
        names={
            (codelist, lang): code_names(tables, codelist, lang)
            for codelist in ("level", "modality", "status", "measure")
            for lang in LANGUAGES
        }
        | {("unit", lang): _units(tables, lang) for lang in LANGUAGES},
    )


def _units(tables: Tables, lang: Language) -> dict[str, str]:
    """Name every unit; in English a counting word such as 个 is a count."""
    written = {unit: name or "count" for unit, name in unit_names(tables, lang).items()}
    return written | {"": "无单位" if lang == "zh" else "no unit"}


def _year(row: Row, lang: Language) -> str:
    if row["year_basis"] == "none":
        return "未写" if lang == "zh" else "none"
    assumed = "规划期末" if lang == "zh" else "plan to "
    return f"{assumed if row['year_basis'] == 'period' else ''}{row['year']}"


def _base_year(row: Row, lang: Language) -> str:
    if isinstance(row["base_year"], int):
        return str(row["base_year"])
    return "未写" if lang == "zh" else "none"


def _sign(row: Row) -> str:
    signs = {">=": "≥", "<=": "≤", "range": "–"}
    return signs.get(str(row["op"]), str(row["op"]))


def _differ(
    zh: str, en: str, first: Bilingual, second: Bilingual, column: str, grave: bool
) -> Reason:
    return Reason(
        f"{zh}：{first[0][column]} / {second[0][column]}",
        f"{en}: {first[1][column]} / {second[1][column]}",
        grave,
    )
