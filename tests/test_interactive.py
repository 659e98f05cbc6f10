"""What the interactive picture of the headline matrix must show, and must never do."""

import json
import re
from typing import cast

import pytest

from policycompare import headline_matrix, load_targets
from policycompare.errors import DataError
from policycompare.interactive import headline_heatmap
from policycompare.model import Language

HOSTILE = "<script>alert(1)</script><br>%{x} $x^2$ &lt; \"q\" 'p' &"


def test_headline_heatmap_shows_all_twenty_cells() -> None:
    figure = headline_heatmap(headline_matrix(load_targets()))
    assert figure.layout.title.text == "20 格中，5 格可量化，10 格只有无数值承诺，5 格未提及"
    assert figure.layout.xaxis.ticktext == ("药占比", "DRG付费", "家庭医生签约", "按病种付费")
    assert figure.layout.yaxis.ticktext == ("资阳", "辽宁", "汉中", "枞阳", "新会")
    tiles = dict(
        zip(zip(figure.data[0].y, figure.data[0].x, strict=True), figure.data[0].text, strict=True)
    )
    assert tiles[(3, 3)] == "●<br>≥70%（2020）"
    assert tiles[(1, 1)] == "◐<br>鼓励"
    assert tiles[(2, 0)] == "○<br>未提及"


def test_a_silent_tile_says_what_was_searched_for() -> None:
    figure = headline_heatmap(headline_matrix(load_targets()))
    silent = figure.data[0].hovertext[figure.data[0].text.index("○<br>未提及")]
    assert silent.startswith("<b>汉中 · 药占比</b><br><b>未提及</b><br>说明：全文检索不到：药占比")
    assert "原文" not in silent


def test_a_tile_holds_the_words_and_where_they_stand() -> None:
    figure = headline_heatmap(headline_matrix(load_targets()))
    tile = figure.data[0].hovertext[figure.data[0].text.index("●<br>≥70%（2020）")]
    lines = tile.split("<br>")
    assert lines[:2] == ["<b>枞阳 · 按病种付费</b>", "<b>≥70%（2020）</b>"]
    assert "原文：“县级公立医院实施按病种（床日）付费的" in lines


def test_no_hover_line_is_longer_than_forty_four_characters() -> None:
    hovers = headline_heatmap(headline_matrix(load_targets())).data[0].hovertext
    tags = re.compile(r"</?b>")
    assert max(len(tags.sub("", line)) for text in hovers for line in text.split("<br>")) <= 44


def test_a_filtered_matrix_keeps_its_tiles_in_place() -> None:
    matrix = headline_matrix(load_targets())
    figure = headline_heatmap(matrix[matrix["stance"] != "not_mentioned"])
    places = list(zip(figure.data[0].y, figure.data[0].x, strict=True))
    assert len(places) == 15
    assert (2, 0) not in places


def test_a_figure_is_small_and_the_same_each_time() -> None:
    matrix = headline_matrix(load_targets())
    first, second = (headline_heatmap(matrix).to_plotly_json() for _ in range(2))
    text = json.dumps(json.loads(headline_heatmap(matrix).to_json()), ensure_ascii=False)
    assert first == second
    assert len(text) < 20_000
    assert "colorway" not in text


def test_a_figure_offers_no_upload() -> None:
    figure = headline_heatmap(headline_matrix(load_targets()))
    assert figure.layout.modebar.remove[0] == "sendChartToCloud"


def test_no_markup_comes_from_the_data() -> None:
    texts = ["region_name", "theme_name", "label", "quote", "section", "note"]
    matrix = headline_matrix(load_targets()).assign(**dict.fromkeys(texts, HOSTILE))
    figure = headline_heatmap(matrix)
    hover = re.sub(r"</?b>|<br>", "", "".join(figure.data[0].hovertext))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;br&gt;%{x} &#36;x^2&#36; &amp;lt;" in hover
    assert "<" not in hover
    assert "<script" not in "".join(figure.data[0].text)


def test_a_frame_that_is_no_matrix_is_refused() -> None:
    with pytest.raises(DataError, match=r"7 columns are missing(.|\n)*- region_name(.|\n)*- note"):
        headline_heatmap(load_targets().drop(columns=["quote", "section"]))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="lang is 'fr'"):
        headline_heatmap(headline_matrix(load_targets()), lang=cast("Language", "fr"))
