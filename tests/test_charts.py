"""What the pictures show, that they can be read, and that they can be written again."""

from functools import cache
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Annotation, Text
from PIL import Image

from policycompare import (
    coverage,
    headline_matrix,
    labelled,
    load_regions,
    load_targets,
)
from policycompare.charts import (
    draw_headline_matrix,
    headline_matrix_figure,
    headline_matrix_slides,
)
from policycompare.compare import all_comparability
from policycompare.coverage_chart import coverage_figure, coverage_slides, draw_coverage
from policycompare.errors import OutputError
from policycompare.figure_files import save_figure
from policycompare.figures import SLIDES, plain_style
from policycompare.grouping import comparable_groups, why_apart, why_careful
from policycompare.lettering import text_width, wrap
from policycompare.marks import draw_target_group
from policycompare.model import Language
from policycompare.panels import targets_figure, targets_slides
from policycompare.tile_texts import tile_texts
from policycompare.titles import targets_title

LANGUAGES: tuple[Language, ...] = ("zh", "en")
THEMES = sorted(load_targets()["theme"].unique())
SOURCE = "资阳市深化医药卫生体制综合改革试点方案（资府发〔2017〕23号）等5份文件"


def target(number: int, **said: object) -> dict[str, object]:
    """Return a labelled target; what is not said is the share of residents in Ziyang, 2020."""
    return {
        "target_id": f"ziyang-2017/{number:03d}", "region": "ziyang", "region_name": "资阳",
        "theme": "signing", "theme_name": "家庭医生签约", "indicator": "signing_rate",
        "indicator_name": "家庭医生签约服务覆盖率", "population": "城乡居民",
        "population_name": "城乡居民", "kind": "quantified", "op": ">=", "low": 30.0,
        "high": float("nan"), "measure": "level", "baseline": float("nan"), "base_year": pd.NA,
        "unit": "%", "year": 2020, "modality": "must", "value_label": "≥30%",
        "label": "≥30%（2020）", "document_status": "issued",
    } | said  # fmt: skip


def verdict(one: int, other: int, verdict: str, reasons_zh: str) -> dict[str, str]:
    return {
        "target_a": f"ziyang-2017/{one:03d}", "target_b": f"ziyang-2017/{other:03d}",
        "verdict": verdict, "reasons_zh": reasons_zh, "reasons_en": "",
    }  # fmt: skip


@cache
def verdicts() -> pd.DataFrame:
    return all_comparability(load_targets())


@cache
def shown(lang: Language) -> pd.DataFrame:
    return labelled(load_targets(), lang)


@cache
def theme_figure(theme: str, lang: Language) -> Figure:
    rows = shown(lang)[shown(lang)["theme"] == theme]
    return targets_figure(rows, verdicts(), source=SOURCE, lang=lang)


@cache
def matrix_figure(lang: Language) -> Figure:
    matrix = headline_matrix(load_targets(), lang)
    return headline_matrix_figure(matrix, shown(lang), source=SOURCE, lang=lang)


def region_names(lang: Language) -> dict[str, str]:
    regions = load_regions()
    return dict(zip(regions["region"], regions[f"name_{lang}"], strict=True))


@cache
def all_coverage_figure(lang: Language) -> Figure:
    frame = coverage(load_targets(), lang)
    return coverage_figure(frame, regions=region_names(lang), source=SOURCE, lang=lang)


def drawn(row: dict[str, object]) -> Axes:
    axes = Figure(figsize=(6, 1)).add_axes((0.4, 0.4, 0.5, 0.5))
    return draw_target_group(pd.DataFrame([row]), axes)


def parts(axes: Axes) -> list[str]:
    """Return the names of what marks a target."""
    names = [str(artist.get_label()) for artist in [*axes.lines, *axes.texts]]
    names += [str(bars.get_label()) for bars in axes.containers]
    return [name for name in names if name.startswith(("arrow", "mark", "hollow"))]


def words(figure: Figure) -> list[Text]:
    return [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]


def measurable(figure: Figure) -> None:
    """Lay a figure out on a canvas that measures all its texts, or each would start its own."""
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()


def overlaps(figure: Figure, dpi: int) -> list[tuple[str, str]]:
    """Return pairs of texts whose boxes overlap by more than a pixel, and texts off the page."""
    figure.set_dpi(dpi)
    measurable(figure)
    boxes = [(text.get_text(), text.get_window_extent()) for text in words(figure)]
    page = figure.bbox
    off = [
        (text, "the edge of the page")
        for text, box in boxes
        if box.x0 < page.x0 or box.x1 > page.x1 or box.y0 < page.y0 or box.y1 > page.y1
    ]
    return off + [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("dpi", [100, 300])
def test_no_text_of_the_matrix_or_the_coverage_overlaps(lang: Language, dpi: int) -> None:
    assert overlaps(matrix_figure(lang), dpi) == []
    assert overlaps(all_coverage_figure(lang), dpi) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_no_text_of_a_theme_overlaps(theme: str, lang: Language) -> None:
    assert overlaps(theme_figure(theme, lang), 100) == []


def test_the_pages_fit_a4() -> None:
    for lang in LANGUAGES:
        for figure in (matrix_figure(lang), all_coverage_figure(lang)):
            width, height = figure.get_size_inches()
            assert width <= 6.7 and height <= 10.1  # inches inside margins of 2 cm


def test_small_print_stays_inside_its_tile() -> None:
    figure = matrix_figure("en")
    measurable(figure)
    (axes,) = figure.axes
    tiles = [tile.get_window_extent() for tile in axes.patches]
    for text in axes.texts:
        box = text.get_window_extent()
        around = [tile for tile in tiles if tile.x0 <= box.x0 <= tile.x1 and tile.overlaps(box)]
        assert all(box.x1 < tile.x1 and box.y0 > tile.y0 for tile in around), text.get_text()


def test_every_stance_has_its_own_face_and_edge_and_says_its_name() -> None:
    axes = matrix_figure("zh").axes[0]
    tiles: dict[str, set[tuple[object, object]]] = {}
    for tile in axes.patches:
        look = (tile.get_facecolor(), tile.get_linestyle())
        tiles.setdefault(str(tile.get_label()), set()).add(look)
    assert len(axes.patches) == 20
    assert set(tiles) == {"quantified", "qualitative", "not_mentioned"}
    assert len(set().union(*tiles.values())) == 3
    said = [text.get_text() for text in axes.texts]
    matrix = headline_matrix(load_targets())
    assert said.count("未提及") == int((matrix["stance"] == "not_mentioned").sum())


def test_the_title_counts_what_the_matrix_holds() -> None:
    title = next(text.get_text() for text in matrix_figure("zh").texts)
    assert title == "5地×4主题：5格可量化，10格无数值，5格未提及；DRG付费无一地写明数值"


@pytest.mark.parametrize(
    ("op", "low", "high", "expected"),
    [
        (">=", 30.0, None, ["mark >=", "arrow >="]),
        (">", 30.0, None, ["mark >", "arrow >"]),
        ("<=", None, 30.0, ["mark <=", "arrow <="]),
        ("<", None, 30.0, ["mark <", "arrow <"]),
        ("=", 30.0, 30.0, ["mark ="]),
        ("~", 30.0, 30.0, ["mark ~", "mark ~", "mark ~"]),
        ("range", 20.0, 30.0, ["mark range"]),
    ],
)
def test_each_operator_has_its_own_drawing(
    op: str, low: float | None, high: float | None, expected: list[str]
) -> None:
    axes = drawn(target(1, op=op, low=low, high=high))
    assert sorted(set(parts(axes))) == sorted(set(expected))


def test_arrows_point_where_the_bound_allows() -> None:
    for op, low, high, sign in ((">=", 30.0, None, 1), ("<=", None, 30.0, -1)):
        axes = drawn(target(1, op=op, low=low, high=high))
        (arrow,) = [
            text
            for text in axes.texts
            if isinstance(text, Annotation) and text.arrow_patch is not None
        ]
        (head, _), (tail, _) = arrow.xy, arrow.xyann
        assert tail == 30
        assert (head - tail) * sign > 0


def mark(axes: Axes) -> Line2D:
    (line,) = [line for line in axes.lines if str(line.get_label()).startswith("mark")]
    return line


def test_a_bound_that_excludes_its_value_is_a_bar_and_not_a_dot() -> None:
    assert mark(drawn(target(1, op=">"))).get_marker() == "|"
    assert mark(drawn(target(1, op=">="))).get_marker() == "o"


def test_full_coverage_is_a_square_at_100() -> None:
    row = target(1, kind="universal", op="=", low=100.0, high=100.0, label="全覆盖")
    square = mark(drawn(row))
    assert (square.get_marker(), square.get_xdata()) == ("s", [100.0])


def test_an_aim_is_hollow_and_says_so() -> None:
    axes = drawn(target(1, modality="strive"))
    assert mark(axes).get_markerfacecolor() == "#FFFFFF"
    assert "城乡居民；有缓和词" in [text.get_text() for text in axes.texts]


def test_a_draft_has_a_dashed_lane_and_says_so() -> None:
    axes = drawn(target(1, document_status="draft"))
    (lane,) = [line for line in axes.lines if line.get_label() == "lane"]
    assert lane.get_linestyle() == "--"
    assert "资阳（征求意见稿）" in [text.get_text() for text in axes.texts]


def test_a_target_without_a_number_is_words_without_an_axis() -> None:
    nothing = float("nan")
    axes = drawn(target(1, kind="relative", op="<", low=nothing, unit="", label="低于全省平均"))
    assert parts(axes) == []
    assert list(axes.get_xticks()) == []
    assert "低于全省平均" in [text.get_text() for text in axes.texts]


def test_a_percent_axis_runs_from_0_to_100() -> None:
    axes = drawn(target(1, low=5.0))
    assert axes.get_xlim()[0] == 0
    assert [label.get_text() for label in axes.get_xticklabels()][-1] == "100%"


def test_another_axis_starts_at_zero_and_names_its_unit() -> None:
    axes = drawn(target(1, low=1.5, unit="张/千人", value_label="≥1.5张/千人"))
    assert axes.get_xlim()[0] == 0
    assert axes.get_xlabel() == "单位：张/千人"


def test_targets_that_cannot_be_compared_stand_on_separate_axes_with_the_reason() -> None:
    rows = [target(1), target(2, year=2017), target(3, population_name="村卫生站")]
    pairs = [
        verdict(1, 2, "caution", "年份不同：2020 / 2017；比较词不同：≥ / ="),
        verdict(1, 3, "not_comparable", "分母不同：城乡居民 / 村卫生站；年份不同：2020 / 2018"),
        verdict(2, 3, "not_comparable", "分母不同：城乡居民 / 村卫生站"),
    ]
    targets, judged = pd.DataFrame(rows), pd.DataFrame(pairs)
    groups = comparable_groups(targets, judged)
    assert [list(group["target_id"].str[-3:]) for group in groups] == [["002", "001"], ["003"]]
    apart = why_apart(groups[0], groups[1], judged, lang="zh", most=1)
    assert apart == "分母不同：城乡居民 / 村卫生站"
    assert why_careful(groups[0], judged, lang="zh") == "年份不同；比较词不同"
    figure = targets_figure(targets, judged, source=SOURCE)
    assert len(figure.axes) == 2
    said = "".join(text.get_text() for text in words(figure))
    assert "≠ 分母不同：城乡居民 / 村卫生站" in said


def test_a_comparable_verdict_never_joins_two_units() -> None:
    rows = [target(1), target(2, unit="个", value_label="30个")]
    pairs = pd.DataFrame([verdict(1, 2, "comparable", "")])
    assert len(comparable_groups(pd.DataFrame(rows), pairs)) == 2


def test_the_model_case_is_charted_twice_and_never_on_one_axis() -> None:
    figure = theme_figure("case_payment", "zh")
    labels = [{text.get_text() for text in axes.texts} for axes in figure.axes]
    homes = [
        next(place for place, texts in enumerate(labels) if label in texts)
        for label in ("≥50%（2017）", "≥70%（2020）")
    ]
    assert homes == [0, 1]
    said = "".join(text.get_text() for text in figure.axes[1].texts)
    assert "分母不同：医保定点医院住院患者 / 县级公立医院出院病例（含床日）" in said


def test_every_target_of_every_theme_is_drawn() -> None:
    for theme in THEMES:
        figure = theme_figure(theme, "zh")
        lines = "".join(text.get_text() for axes in figure.axes for text in axes.texts)
        rows = shown("zh")[shown("zh")["theme"] == theme]
        for label, count in rows["label"].value_counts().items():
            assert lines.count(str(label)) >= count


def test_coverage_draws_one_symbol_for_each_filled_cell() -> None:
    frame, regions = coverage(load_targets()), region_names("zh")
    figure = all_coverage_figure("zh")
    lines = [line for axes in figure.axes[1:] for line in axes.lines]
    symbols = [line for line in lines if line.get_marker() != "None"]
    assert len(symbols) == int((frame[list(regions)] != "").to_numpy().sum())
    assert len({(line.get_marker(), line.get_color()) for line in symbols}) == 4


def test_a_coverage_taller_than_a_page_shows_what_regions_share_and_counts_the_rest() -> None:
    frame, regions = coverage(load_targets()), region_names("zh")
    more = frame[frame["regions"] == 1]
    longer = pd.concat([frame, more.assign(indicator_name="又 " + more["indicator_name"])])
    figure = coverage_figure(longer, regions=regions, source=SOURCE)
    lines = [line for axes in figure.axes[1:] for line in axes.lines]
    symbols = [line for line in lines if line.get_marker() != "None"]
    shared = frame[frame["regions"] > 1]
    assert len(symbols) == int((shared[list(regions)] != "").to_numpy().sum())
    assert figure.get_figheight() < 10.1
    assert f"其余{2 * len(more)}项只有一地提出" in " ".join(
        text.get_text() for text in figure.texts
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_builds_of_a_figure_are_the_same_bytes(tmp_path: Path, lang: Language) -> None:
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        save_figure(matrix_figure.__wrapped__(lang), tmp_path / folder / "matrix.v1")
        save_figure(theme_figure.__wrapped__("drug_share", lang), tmp_path / folder / "theme")
    written = sorted(path.name for path in (tmp_path / "first").iterdir())
    suffixes = ("pdf", "png", "svg")
    assert written == [f"{stem}.{suffix}" for stem in ("matrix.v1", "theme") for suffix in suffixes]
    for name in written:
        first, second = (tmp_path / folder / name for folder in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()
        assert not any(word in first.read_bytes() for word in (b"Software", b"CreationDate"))
    svg = (tmp_path / "first" / "theme.svg").read_text(encoding="utf-8")
    assert "<text" not in svg and "font-family" not in svg and "<dc:date>" not in svg


def test_the_style_of_the_session_changes_nothing(tmp_path: Path) -> None:
    from matplotlib import style

    (plain, *_) = save_figure(matrix_figure("zh"), tmp_path / "plain")
    with style.context("dark_background"):
        (dark, *_) = save_figure(matrix_figure.__wrapped__("zh"), tmp_path / "dark")
    assert plain.read_bytes() == dark.read_bytes()


def test_the_pdf_holds_its_typeface(tmp_path: Path) -> None:
    pdf = save_figure(theme_figure("drug_share", "zh"), tmp_path / "drug_share")[2].read_bytes()
    assert pdf.startswith(b"%PDF-") and b"NotoSansSC-Regular" in pdf
    assert b"/CharProcs" in pdf  # the glyphs themselves, as a Type 3 font


def rows_of(code: str, lang: Language) -> pd.DataFrame:
    rows = shown(lang)
    return rows[(rows["theme"] == code) | (rows["indicator"] == code)]


@pytest.mark.parametrize(
    ("code", "lang", "title"),
    [
        ("oop_share", "zh", "个人卫生支出占卫生总费用比重：资阳≤30%、辽宁约30%，须谨慎比较"),
        (
            "case_payment",
            "zh",
            "按病种付费：资阳≥50%、≥100个；枞阳≥70%，口径不同，不可直接比较；辽宁、汉中、新会无数值",
        ),
        (
            "signing",
            "zh",
            "家庭医生签约：辽宁、新会的6项目标分属4种口径，不同口径不可直接比较；资阳、汉中、枞阳无数值",
        ),
        (
            "liability_insurance",
            "zh",
            "医疗责任保险覆盖的机构比重：资阳全覆盖；辽宁全覆盖、≥80%，分属2种口径，"
            "不同口径不可直接比较",
        ),
        ("drg", "zh", "按疾病诊断相关分组付费：资阳、辽宁、枞阳只有无数值的表述"),
        ("drug_share", "zh", "药占比：只有辽宁约30%；资阳无数值"),
        ("health_status", "zh", "居民健康水平：只有辽宁有可量化的目标，3项分属3种口径"),
        (
            "oop_share",
            "en",
            "Out-of-pocket share of health spending: Ziyang ≤30%, Liaoning ~30%; "
            "compare with caution",
        ),
    ],
)
def test_the_title_says_who_states_what_and_whether_it_compares(
    code: str, lang: Language, title: str
) -> None:
    rows = rows_of(code, lang)
    groups = comparable_groups(rows, verdicts())
    assert targets_title(rows, groups, verdicts(), lang) == title


def test_the_note_names_the_regions_that_state_nothing() -> None:
    rows = rows_of("oop_share", "zh")
    figure = targets_figure(rows, verdicts(), source=SOURCE, silent=["汉中", "枞阳", "新会"])
    note = figure.texts[1].get_text().replace("\n", "")
    assert note.startswith("未提出此类目标：汉中、枞阳、新会。箭头：允许的范围。色带：")


@cache
def slides(lang: Language) -> list[Figure]:
    """Every kind of slide: few panels, many, the matrix, the coverage."""
    drawn = [
        targets_slides(rows_of(code, lang), verdicts(), source=SOURCE, lang=lang)
        for code in ("oop_share", "case_payment", "signing")
    ]
    matrix = headline_matrix(load_targets(), lang)
    drawn.append(headline_matrix_slides(matrix, shown(lang), source=SOURCE, lang=lang))
    frame = coverage(load_targets(), lang)
    drawn.append(coverage_slides(frame, regions=region_names(lang), source=SOURCE, lang=lang))
    return [figure for figures in drawn for figure in figures]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_slides_are_16_to_9_and_nothing_on_them_overlaps(lang: Language) -> None:
    for figure in slides(lang):
        width, height = figure.get_size_inches()
        assert height / width == pytest.approx(9 / 16)
        assert overlaps(figure, 100) == []


def test_slides_show_every_target_once() -> None:
    for code in ("signing", "public_health"):
        figures = targets_slides(rows_of(code, "zh"), verdicts(), source=SOURCE)
        axes = [one for figure in figures for one in figure.axes]
        lanes = [line for one in axes for line in one.lines if line.get_label() == "lane"]
        numbered = rows_of(code, "zh").dropna(subset=["low", "high"], how="all")
        assert len(lanes) == len(numbered)
        titles = [figure.texts[0].get_text().replace("\n", "") for figure in figures]
        assert titles[-1].endswith(f"（{len(figures)}/{len(figures)}）")


def test_a_group_taller_than_a_slide_goes_on_under_the_same_heading() -> None:
    rows = [target(n, region=f"r{n}", region_name=f"第{n}地") for n in range(1, 21)]
    pairs = [
        verdict(one, other, "caution", "层级不同：省 / 县")
        for one, other in combinations(range(1, 21), 2)
    ]
    figures = targets_slides(pd.DataFrame(rows), pd.DataFrame(pairs), source=SOURCE)
    said = [text.get_text() for figure in figures for axes in figure.axes for text in axes.texts]
    assert [name for name in said if name.startswith("第")] == [f"第{n}地" for n in range(1, 21)]
    assert said.count("家庭医生签约服务覆盖率") == sum(len(figure.axes) for figure in figures) > 1
    for figure in figures:
        assert overlaps(figure, 100) == []


def test_a_matrix_of_many_regions_goes_on_on_the_next_slide() -> None:
    matrix = headline_matrix(load_targets())
    many = [
        matrix.assign(region=matrix["region"] + str(n), region_name=matrix["region_name"] + str(n))
        for n in range(3)
    ]
    figures = headline_matrix_slides(pd.concat(many), shown("zh"), source=SOURCE)
    assert sum(len(figure.axes[0].patches) for figure in figures) == 60
    assert len(figures) > 1


def test_a_png_of_a_slide_is_4000_pixels_wide(tmp_path: Path) -> None:
    (figure,) = targets_slides(rows_of("oop_share", "zh"), verdicts(), source=SOURCE)
    form = next(form for form in SLIDES if form.width == figure.get_figwidth())
    png = save_figure(figure, tmp_path / "slide", form=form)[0]
    with Image.open(png) as image:
        assert image.size == (4000, 2250)
        assert [round(dpi) for dpi in image.info["dpi"]] == [300, 300]


@pytest.mark.filterwarnings("ignore:Glyph")
def test_a_character_the_typeface_lacks_is_refused(tmp_path: Path) -> None:
    with plain_style():
        axes = drawn(target(1, label="≥30%\N{BALLOT X}"))
    figure = axes.get_figure(root=True)
    assert figure is not None
    with pytest.raises(OutputError, match=r"1 glyphs cannot be drawn:\n  - Glyph 10007"):
        save_figure(figure, tmp_path / "chart")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nowhere"):
        save_figure(matrix_figure("zh"), tmp_path / "nowhere" / "matrix")


def test_the_drawing_functions_give_their_axes_back() -> None:
    targets, figure = load_targets(), Figure()
    axes = figure.add_subplot()
    assert draw_headline_matrix(headline_matrix(targets), shown("zh"), axes) is axes
    assert draw_coverage(coverage(targets), figure.add_subplot(), regions=region_names("zh"))
    assert any(isinstance(patch, Rectangle) for patch in axes.patches)
    assert all(isinstance(patch, Patch) for patch in axes.patches)


def test_an_axis_of_nothing_but_zero_still_has_an_end() -> None:
    axes = drawn(target(1, op="<=", low=None, high=0.0, unit="/10万", value_label="≤0/10万"))
    assert list(axes.get_xticks()) == [0, 1]


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = wrap("https://" + "a" * 140, 200, 9).split("\n")
    assert len(lines) > 3 and "".join(lines) == "https://" + "a" * 140
    assert max(text_width(line, 9) for line in lines) <= 200


def test_nothing_shared_is_no_slide() -> None:
    alone = coverage(load_targets()).query("regions == 1")
    assert coverage_slides(alone, regions=region_names("zh"), source=SOURCE) == []


def test_a_tile_lists_four_targets_and_counts_the_rest() -> None:
    rows = pd.DataFrame(
        {
            "label": ["≥1%", "≥2%", "≥3%", "≥4%", "≥5%", "≥6%"],
            "population_name": list("甲乙丙丁戊己"),
        },
        index=list("abcdef"),
    )
    cell = pd.Series(
        {"label": "≥1%，另5项", "note": "", "target_ids": "a;b;c;d;e;f", "stance": "quantified"}
    )
    assert tile_texts(cell, rows, "zh") == (
        "≥1%\n另5项",
        "≥1%：甲\n≥2%：乙\n≥3%：丙\n≥4%：丁\n其余2项见数据表",
    )
    assert tile_texts(cell, rows, "en")[1].splitlines()[-1] == "2 more in the table"


def test_a_matrix_of_many_regions_fits_a_page_without_small_print() -> None:
    five, targets = headline_matrix(load_targets()), shown("zh")
    more = five.assign(region=five["region"] + "2", region_name=five["region_name"] + "乙")
    figure = headline_matrix_figure(pd.concat([five, more]), targets, source=SOURCE)
    assert figure.get_figheight() < 10.1
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert not any("全文检索不到" in text for text in texts)
    assert any("≥50%" in text for text in texts)
