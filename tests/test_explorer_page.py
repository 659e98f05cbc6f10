"""The explorer page in a real browser: filters, order, links, keyboard, phone, hostile text."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from policycompare import comparability, labelled, load_targets
from policycompare.model import Language
from policycompare.page import write_explorer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

Open = Callable[..., "Page"]

HOSTILE = (
    "<script>window.ran=1</script></script>--><!--<img src=x onerror=window.ran=1>"
    "\"'`$x^2$ ${title} $title %{x} \\u003c \\ &lt; \u2028\u2029 " + "长" * 300 + "w" * 300
)
WIDE: "ViewportSize" = {"width": 1280, "height": 800}
PHONE: "ViewportSize" = {"width": 400, "height": 860}


def written(folder: Path, lang: Language) -> Path:
    pairs = comparability(load_targets(), "case_payment")
    return write_explorer(
        labelled(load_targets(), lang), folder / f"{lang}.html", pairs=pairs, lang=lang
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("explorer")
    return {"zh": written(folder, "zh"), "en": written(folder, "en")}


@pytest.fixture(scope="module")
def context(browser: "Browser", pages: dict[str, Path]) -> Iterator["BrowserContext"]:
    """Keep one page open, or Chromium would end its process and load all fonts for every test."""
    kept = browser.new_context(viewport=WIDE)
    kept.new_page().goto(pages["zh"].as_uri())
    yield kept
    kept.close()


@pytest.fixture
def open_page(context: "BrowserContext", pages: dict[str, Path]) -> Iterator[Open]:
    """Open the page at an address; in the end nothing was fetched and nothing went wrong."""
    earlier = set(context.pages)
    faults: list[str] = []
    fetched: list[str] = []

    def opened(address: str = "", *, lang: str = "zh", path: Path | None = None) -> "Page":
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("request", lambda request: fetched.append(request.url.split("#")[0]))
        page.goto((path or pages[lang]).as_uri() + address)
        return page

    yield opened
    for page in set(context.pages) - earlier:
        page.close()
    assert faults == []
    assert {url for url in fetched if not url.startswith(("file://", "data:,", "blob:"))} == set()
    assert sum(url.startswith("file://") for url in fetched) == len(
        [url for url in fetched if url.endswith(".html")]
    )


def marks(page: "Page") -> set[str]:
    found = page.locator(".mark:visible")
    return set(found.evaluate_all("marks => marks.map(mark => mark.dataset.id)"))


def rows(page: "Page") -> list[str]:
    found = page.locator("table.list tbody tr[id]:visible")
    ids: list[str] = found.evaluate_all("rows => rows.map(row => row.id)")
    return ids


def count(page: "Page") -> str:
    return page.locator("#count").inner_text()


def tick(page: "Page", name: str, value: str) -> None:
    """Click the label, as a reader does: the box itself is drawn by it."""
    page.locator(f"label:has([name={name}][value='{value}'])").click()


def is_in_view(page: "Page", selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    return 0 <= box["y"] < size["height"]


def overflow(page: "Page") -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_at_first_every_target_is_shown_region_by_region(open_page: Open) -> None:
    page = open_page()
    assert len(marks(page)) == 130
    assert rows(page) == []
    assert count(page) == "130 / 130 项"
    assert page.locator("#status").get_attribute("aria-live") == "polite"
    assert page.locator("#filters").is_visible()


def test_theme_filters(open_page: Open) -> None:
    page = open_page()
    page.locator("[name=theme]").select_option("drug_share")
    assert marks(page) == {"ziyang-2017/016", "liaoning-2017/014"}
    assert count(page) == "2 / 130 项"
    heads = page.locator("table.compare [scope=rowgroup]:visible").all_inner_texts()
    assert heads == ["药占比"]


def test_regions_filter_and_the_other_columns_make_room(open_page: Open) -> None:
    page = open_page()
    tick(page, "region", "hanzhong")
    assert count(page) == "13 / 130 项"
    tick(page, "region", "xinhui")
    assert count(page) == "36 / 130 项"
    heads = page.locator("table.compare thead th:visible").all_inner_texts()
    assert heads == ["指标", "汉中", "新会"]
    assert page.locator("table.compare [scope=rowgroup]").first.get_attribute("colspan") == "3"


def test_kinds_filter(open_page: Open) -> None:
    page = open_page()
    tick(page, "kind", "relative")
    assert count(page) == "9 / 130 项"
    tick(page, "kind", "universal")
    assert count(page) == "51 / 130 项"


def test_indicators_of_two_regions_or_more_filter(open_page: Open) -> None:
    page = open_page()
    tick(page, "shared", "1")
    page.locator("[name=theme]").select_option("case_payment")
    assert marks(page) == {"liaoning-2017/019", "hanzhong-2021/006", "xinhui-2017/002"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("其余7类健康细胞 50%", {"hanzhong-2021/012"}),
        ("健康细胞　５０％", {"hanzhong-2021/012"}),
        ("ZIYANG-2017/032", {"ziyang-2017/032"}),
        ("11,10万", {"liaoning-2017/002"}),
        ("死亡率控制在11/10万", {"liaoning-2017/002"}),
        ("尘肺病患者", {"hanzhong-2021/013"}),
        ("分子含按床日付费", {"zongyang-2020/002"}),
        ("资府发〔2017〕23号 药占比", {"ziyang-2017/016"}),
        ("按病种 征求意见稿", {"zongyang-2020/002"}),
        ("drugs", {"ziyang-2017/018"}),
    ],
)
def test_text_is_sought_in_every_field_whatever_its_width_and_case(
    open_page: Open, query: str, found: set[str]
) -> None:
    page = open_page()
    page.locator("[name=q]").fill(query)
    assert marks(page) == found


def test_filters_combine(open_page: Open) -> None:
    page = open_page()
    tick(page, "region", "liaoning")
    tick(page, "region", "ziyang")
    tick(page, "kind", "quantified")
    page.locator("[name=q]").fill("药占比")
    assert marks(page) == {"liaoning-2017/014"}
    assert count(page) == "1 / 130 项"
    tick(page, "kind", "qualitative")
    assert marks(page) == {"liaoning-2017/014", "ziyang-2017/016"}


def test_every_choice_says_how_many_it_would_leave(open_page: Open) -> None:
    page = open_page()
    page.locator("[name=theme]").select_option("drug_share")
    counts = page.locator("fieldset.region output").all_inner_texts()
    assert counts == ["1", "1", "0", "0", "0"]
    tick(page, "region", "ziyang")
    assert page.locator("fieldset.region output").all_inner_texts() == counts
    assert page.locator("fieldset.kind output").all_inner_texts() == ["0", "0", "0", "1"]


def test_list_and_comparison_are_filtered_together(open_page: Open) -> None:
    page = open_page()
    page.locator("[name=theme]").select_option("drg")
    assert marks(page) == {"ziyang-2017/018", "liaoning-2017/020", "zongyang-2020/003"}
    tick(page, "view", "list")
    assert marks(page) == set()
    assert rows(page) == ["ziyang-2017/018", "liaoning-2017/020", "zongyang-2020/003"]


def test_nothing_found_says_so_and_reset_brings_all_back(open_page: Open) -> None:
    page = open_page()
    assert not page.get_by_text("没有符合条件的目标").is_visible()
    page.locator("[name=q]").fill("火星")
    assert page.get_by_text("没有符合条件的目标").is_visible()
    assert count(page) == "0 / 130 项"
    page.get_by_role("button", name="清除筛选").click()
    assert count(page) == "130 / 130 项"
    assert page.locator("[name=q]").input_value() == ""
    assert page.url.endswith("#")


def test_values_are_sorted_within_their_unit_only(open_page: Open) -> None:
    page = open_page("#view=list&region=hanzhong")
    page.get_by_role("button", name="目标值").click()
    assert rows(page)[:6] == [
        "hanzhong-2021/011",  # ≥20%
        "hanzhong-2021/012",  # ≥50%
        "hanzhong-2021/007",  # ≥60%
        "hanzhong-2021/009",  # ≥1个
        "hanzhong-2021/002",  # 2–3个
        "hanzhong-2021/003",  # 约30个
    ]
    heads = page.locator("tr.group:visible").all_inner_texts()
    assert [head.strip() for head in heads] == [
        "单位：%　3 项，按数值排列；分母和口径不尽相同，先后不是高低",
        "单位：个　3 项，按数值排列；分母和口径不尽相同，先后不是高低",
        "全覆盖　4 项",
        "没有数值（相对目标、无数值承诺）　3 项",
    ]
    page.get_by_role("button", name="目标值").click()
    assert rows(page)[:6] == [
        "hanzhong-2021/007",
        "hanzhong-2021/012",
        "hanzhong-2021/011",
        "hanzhong-2021/003",
        "hanzhong-2021/002",
        "hanzhong-2021/009",
    ]


def test_a_missing_year_stands_last_in_both_directions(open_page: Open) -> None:
    page = open_page("#view=list&theme=signing&q=签约服务（无数值）")
    dated = ["ziyang-2017/020", "zongyang-2020/005"]  # 2017, 2020
    page.get_by_role("button", name="年份").click()
    assert rows(page)[:2] == dated
    page.get_by_role("button", name="年份").click()
    assert rows(page)[:2] == dated[::-1]
    assert len(rows(page)) == 5


def test_heads_sort_by_keyboard_and_say_so(open_page: Open) -> None:
    page = open_page("#view=list&theme=case_payment")
    assert page.locator("[aria-sort]").inner_text().startswith("主题")
    page.get_by_role("button", name="地区").focus()
    page.keyboard.press("Enter")
    assert page.locator("th.region").get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Space")
    assert page.locator("[aria-sort]").count() == 1
    assert page.locator("th.region").get_attribute("aria-sort") == "descending"
    assert [row.split("/")[0] for row in rows(page)] == [
        "xinhui-2017",
        "zongyang-2020",
        "hanzhong-2021",
        "liaoning-2017",
        "ziyang-2017",
        "ziyang-2017",
    ]


def test_names_are_sorted_by_pinyin(open_page: Open) -> None:
    page = open_page("#view=list&theme=drg")
    page.get_by_role("button", name="分母或对象").click()
    assert rows(page) == ["ziyang-2017/018", "zongyang-2020/003", "liaoning-2017/020"]  # yī, zhù


def test_a_link_opens_on_its_target(open_page: Open) -> None:
    page = open_page("#ziyang-2017/032")
    row = page.locator('[id="ziyang-2017/032"]')
    assert row.get_attribute("aria-current") == "true"
    assert is_in_view(page, '[id="ziyang-2017/032"]')
    details = page.locator("#details").inner_text()
    for said in (
        "2017年，医保定点医院50%以上的住院患者实现按病种付费",
        "医保定点医院住院患者",
        "2017（条文写明）",
        "无缓和词",
        "三/（二）/2",
        "资阳市人民政府，《资阳市深化医药卫生体制综合改革试点方案》，资府发〔2017〕23号，"
        "2017-06-21，正式印发",
        "二/（三）/2 并“重点推进以按病种付费为主的混合型支付方式改革”",
    ):
        assert said in details
    assert count(page) == "130 / 130 项"


def test_the_details_say_what_a_target_may_be_compared_with(open_page: Open) -> None:
    page = open_page("#ziyang-2017/032")
    item = page.locator("#details li", has_text="枞阳")
    assert item.locator("em").inner_text() == "不可比"
    assert "分母不同：医保定点医院住院患者 / 县级公立医院出院病例（含床日）" in item.inner_text()
    item.locator("a").click()
    assert page.url.endswith("#zongyang-2020/002")
    assert "征求意见稿" in page.locator("#details").inner_text()


def test_a_linked_target_is_shown_though_the_filters_leave_it_out(open_page: Open) -> None:
    page = open_page("#ziyang-2017/032&region=liaoning&kind=quantified&view=compare")
    assert count(page) == "21 / 130 项"
    assert "ziyang-2017/032" in marks(page)
    assert len(marks(page)) == 22
    assert is_in_view(page, '.mark[data-id="ziyang-2017/032"]')
    assert "它不符合筛选条件" in page.locator("#remark").inner_text()
    page.keyboard.press("Escape")
    assert len(marks(page)) == 21
    assert page.locator("#remark").inner_text() == ""


def test_a_link_to_no_target_says_so(open_page: Open) -> None:
    page = open_page("#ziyang-2017/999%")
    assert page.locator("#remark").inner_text() == "没有编号为 ziyang-2017/999% 的目标"
    assert len(marks(page)) == 130


def test_back_closes_what_a_click_opened(open_page: Open) -> None:
    page = open_page("#theme=drug_share")
    page.locator(".mark:visible").first.click()
    assert page.url.endswith("#ziyang-2017/016&theme=drug_share&view=compare")
    assert page.locator("#details").is_visible()
    page.go_back()
    page.locator("#details").wait_for(state="detached")
    assert count(page) == "2 / 130 项"


def test_each_row_shows_its_link(open_page: Open) -> None:
    page = open_page("#view=list&theme=drug_share")
    links = page.locator(".permalink:visible")
    assert links.all_inner_texts() == ["¶ ziyang-2017/016", "¶ liaoning-2017/014"]
    assert links.first.get_attribute("href") == "#ziyang-2017/016"


def test_links_are_copied(browser: "Browser", pages: dict[str, Path]) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(pages["zh"].as_uri() + "#ziyang-2017/032&region=liaoning")
    page.get_by_role("button", name="复制本条链接").click()
    page.get_by_text("链接已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == pages["zh"].as_uri() + "#ziyang-2017/032"
    context.close()


def test_the_address_keeps_the_view(open_page: Open, pages: dict[str, Path]) -> None:
    page = open_page()
    page.locator("[name=q]").fill("医院 &=#+%")
    page.locator("[name=q]").fill("医院 %")
    page.locator("[name=theme]").select_option("markup")
    tick(page, "region", "ziyang")
    tick(page, "region", "liaoning")
    tick(page, "kind", "quantified")
    tick(page, "view", "list")
    page.get_by_role("button", name="年份").click()
    page.get_by_role("button", name="年份").click()
    kept = page.url.removeprefix(pages["zh"].as_uri())
    shown = rows(page)
    again = open_page(kept)
    assert len(shown) > 1
    assert rows(again) == shown
    assert again.locator("[name=q]").input_value() == "医院 %"
    assert again.locator("[name=theme]").input_value() == "markup"
    assert again.locator("[name=region]:checked").count() == 2
    assert again.locator("[aria-sort=descending]").inner_text().startswith("年份")
    assert again.url == page.url


def test_codes_that_no_longer_exist_filter_nothing(open_page: Open) -> None:
    page = open_page("#theme=gone&region=gone&sort=gone&view=gone")
    assert len(marks(page)) == 130


def test_the_keyboard_alone_suffices(open_page: Open) -> None:
    page = open_page("#theme=drug_share")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到结果"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("data-id") == "ziyang-2017/016"
    outline = page.locator(":focus").evaluate("link => getComputedStyle(link).outlineStyle")
    assert outline == "solid"
    assert "\n严控药占比\n" in page.get_by_role("tooltip").inner_text()
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "details"
    page.keyboard.press("Escape")
    assert page.locator("#details").count() == 0
    assert page.locator(":focus").get_attribute("data-id") == "ziyang-2017/016"
    page.keyboard.press("Escape")  # the tip
    page.keyboard.press("Escape")  # the filters
    assert count(page) == "130 / 130 项"


def test_boxes_and_views_are_reached_and_ticked_by_keyboard(open_page: Open) -> None:
    page = open_page()
    page.locator("[name=theme]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert count(page) == "41 / 130 项"
    page.locator("[name=view]:checked").focus()
    page.keyboard.press("ArrowRight")
    assert rows(page)[0] == "ziyang-2017/016"


def test_the_tip_shows_words_year_and_modality(open_page: Open) -> None:
    page = open_page()
    page.locator('.mark[data-id="liaoning-2017/020"]').hover()
    tip = page.get_by_role("tooltip").inner_text()
    assert "鼓励实行按疾病诊断相关分组付费,DRGs,方式" in tip
    assert "语气 有缓和词" in tip
    assert "年份 未写年份" in tip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", ["", "#view=list", "#ziyang-2017/032", "#q=none"])
def test_a_phone_scrolls_only_downwards(open_page: Open, lang: str, address: str) -> None:
    page = open_page(address, lang=lang)
    page.set_viewport_size(PHONE)
    assert overflow(page) == 0


def test_on_a_phone_names_drafts_and_unlike_marks_stay_with_the_values(open_page: Open) -> None:
    page = open_page("#theme=drg")
    page.set_viewport_size(PHONE)
    name = page.locator("table.compare th[scope=row]:visible")
    box, mark = name.bounding_box(), page.locator(".mark:visible").last.bounding_box()
    assert box is not None
    assert mark is not None
    assert 0 <= box["x"] < box["x"] + box["width"] <= 400
    assert mark["x"] + mark["width"] <= 400
    assert "≠ 分母不同" in name.inner_text()
    cell = page.locator("table.compare td[data-region=zongyang]:visible")
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"枞阳（征求意见稿）"'
    assert not page.locator("[name=theme]").is_hidden()  # filtered, hence unfolded


def test_on_a_phone_the_filters_fold(open_page: Open) -> None:
    page = open_page()
    page.set_viewport_size(PHONE)
    assert page.locator("[name=theme]").is_hidden()
    page.get_by_role("button", name="按主题、地区、类别筛选").click()
    assert page.locator("[name=theme]").is_visible()


def test_without_scripts_all_is_there_to_read(browser: "Browser", pages: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["zh"].as_uri())
    assert page.locator("table.list tbody tr:visible").count() == 130
    assert page.locator(".mark:visible").count() == 130
    assert page.locator("noscript p").is_visible()
    assert page.locator("#filters").is_hidden()
    row = page.locator('[id="liaoning-2017/014"]').inner_text()
    assert "2017年试点城市公立医院药占比,不含中药饮片,总体降到30。左右" in row
    assert "读作：2017年试点城市公立医院药占比,不含中药饮片,总体降到30%左右" in row
    context.close()


def test_paper_gets_the_filtered_rows_and_no_buttons(open_page: Open) -> None:
    page = open_page("#region=ziyang&theme=drug_share")
    page.emulate_media(media="print")
    assert page.locator(".buttons:visible").count() == 0
    assert page.locator(".chip:visible").all_inner_texts() == ["资阳\n1"]
    assert marks(page) == {"ziyang-2017/016"}


def test_the_rows_left_are_saved_as_csv(open_page: Open, tmp_path: Path) -> None:
    page = open_page("#theme=drug_share")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 CSV").click()
    waiting.value.save_as(tmp_path / "targets.csv")
    text = (tmp_path / "targets.csv").read_text("utf-8-sig")
    saved = list(csv.reader(text.splitlines()))
    assert saved[0][:4] == ["编号", "地区", "主题", "指标"]
    assert saved[1][:4] == ["ziyang-2017/016", "资阳", "药占比", "药占比（口径未写明）"]
    assert len(saved) == 3


def test_the_english_page_speaks_english(open_page: Open) -> None:
    page = open_page("#view=list&theme=drug_share", lang="en")
    assert page.locator("html").get_attribute("lang") == "en"
    assert count(page) == "2 / 130 targets"
    page.get_by_role("button", name="Target").click()
    shown = " ".join(page.locator("h1, header p, #filters, thead, tr.group, h2").all_inner_texts())
    assert not [character for character in shown if "一" <= character <= "龥"]
    page.get_by_role("link", name="Drug share of revenue (scope not stated)").click()
    assert "unhedged" in page.locator("#details").inner_text()


def hostile() -> pd.DataFrame:
    shown = labelled(load_targets()).head(6)
    texts = "region_name theme_name indicator_name population population_name value_label label"
    texts += " region theme indicator note quote reading section also_in modality year_basis"
    texts += " document_issuer document_title document_number document_date document_id"
    doctored = shown.assign(**dict.fromkeys(texts.split(), HOSTILE))
    doctored["target_id"] = [f"{HOSTILE}/{number}" for number in range(len(doctored))]
    return doctored


@pytest.mark.parametrize("view", ["compare", "list"])
def test_hostile_text_is_shown_as_text(open_page: Open, tmp_path: Path, view: str) -> None:
    page = open_page(f"#view={view}", path=write_explorer(hostile(), tmp_path / "hostile.html"))
    page.locator("a[data-id]:visible").first.press("Enter")
    told = page.locator("#details").evaluate("details => details.textContent")
    assert told.count(HOSTILE) >= 10
    assert page.locator("blockquote").evaluate("quote => quote.textContent") == HOSTILE
    assert page.evaluate("window.ran") is None
    assert page.locator("img").count() == 0
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert overflow(page) == 0
    address = page.url.removeprefix((tmp_path / "hostile.html").as_uri())
    again = open_page(address, path=tmp_path / "hostile.html")
    assert again.locator("blockquote").evaluate("quote => quote.textContent") == HOSTILE


def test_hostile_words_in_the_address_change_nothing(open_page: Open) -> None:
    page = open_page("#q=<img src=x onerror=window.ran=1>&theme=\"'\\&kind=%E0%A4%A")
    assert page.evaluate("window.ran") is None
    assert count(page) == "0 / 130 项"


def test_a_page_without_targets_opens(open_page: Open, tmp_path: Path) -> None:
    none = labelled(load_targets()).iloc[:0]
    page = open_page(path=write_explorer(none, tmp_path / "none.html"))
    assert count(page) == "0 / 0 项"
    assert page.get_by_text("没有符合条件的目标").is_visible()
