"""Verification: what it proves on a made-up document, and every way in which it must fail."""

import hashlib
from pathlib import Path

import pytest

from policycompare.accounts import account
from policycompare.errors import EvidenceError
from policycompare.sources import read_tables
from policycompare.verify import verify

MadeUp = tuple[Path, Path]


def rewrite(made_up: MadeUp, old: str, new: str, *, register: bool) -> None:
    """Change the made-up text, and its entry in the register when the change is to pass unseen."""
    path = made_up[1] / "mou-2021.txt"
    before = path.read_bytes().decode()
    assert old in before
    after = before.replace(old, new)
    path.write_bytes(after.encode())
    if register:
        documents = made_up[0] / "documents.csv"
        text = documents.read_text("utf-8")
        documents.write_text(text.replace(_entry(before), _entry(after)), "utf-8")


def _entry(text: str) -> str:
    return f"{len(text)},{hashlib.sha256(text.encode()).hexdigest()}"


def test_an_honest_document_is_fully_accounted_for(made_up: MadeUp) -> None:
    report = verify(made_up[1], folder=made_up[0])
    assert str(report).splitlines() == [
        "4 targets read from 4 clauses; 0 repairs, none stale",
        "mou-2021: 7 mentions · clause 7 · unaccounted 0",
        "0 unaccounted",
    ]


def test_without_the_texts_it_says_what_it_did_not_check(made_up: MadeUp) -> None:
    assert "unchecked" in str(verify(folder=made_up[0]))


@pytest.mark.parametrize(
    "sentence",
    [
        "参保率95",
        "百分之九",
        "三成",
        "两所医院",
        "所有医院",
        "均设立",
        "一律",
        "高于上年",
        "人人",
        "第1.5",
        "达到国家要求",
        "十人以上",
        "四分之一",
    ],
)
def test_a_passed_over_number_or_word_fails(made_up: MadeUp, sentence: str) -> None:
    rewrite(made_up, "DRG付费。", f"DRG付费。{sentence}。", register=True)
    with pytest.raises(EvidenceError, match="is in no clause nor left out"):
        verify(made_up[1], folder=made_up[0])


@pytest.mark.parametrize(
    "sentence", ["2023年6月底前", "某府发〔2020〕8号", "\n1. 任务", "平均", "签约"]
)
def test_dates_numbers_of_documents_and_items_are_no_targets(
    made_up: MadeUp, sentence: str
) -> None:
    rewrite(made_up, "DRG付费。", f"DRG付费。{sentence}。", register=True)
    assert verify(made_up[1], folder=made_up[0]).accounts[0].unaccounted == ()


def test_a_changed_text_fails_by_its_checksum(made_up: MadeUp) -> None:
    rewrite(made_up, "二、任务", "二、任 ", register=False)
    with pytest.raises(EvidenceError, match="SHA-256"):
        verify(made_up[1], folder=made_up[0])


def test_a_carried_year_that_is_not_printed_before_its_clause_fails(made_up: MadeUp) -> None:
    codings = made_up[0] / "codings.csv"
    codings.write_text(codings.read_text("utf-8").replace("2022,carried", "2023,carried"), "utf-8")
    with pytest.raises(EvidenceError, match="2023 is not printed in the 600 characters before"):
        verify(made_up[1], folder=made_up[0])


def test_a_wrong_length_in_the_register_fails(made_up: MadeUp) -> None:
    documents = made_up[0] / "documents.csv"
    documents.write_text(documents.read_text("utf-8").replace(",1,77,", ",1,78,"), "utf-8")
    with pytest.raises(EvidenceError, match="the text has 77 characters, not as registered"):
        verify(made_up[1], folder=made_up[0])


def test_a_quote_not_at_its_offsets_fails(made_up: MadeUp) -> None:
    rewrite(made_up, "某市医改方案", "某市的医改方案", register=True)
    with pytest.raises(EvidenceError) as refusal:
        verify(made_up[1], folder=made_up[0])
    assert str(refusal.value).count("stands") == 4


def test_silence_that_is_not_silent_fails(made_up: MadeUp) -> None:
    codings = made_up[0] / "codings.csv"
    kept = [line for line in codings.read_text("utf-8").splitlines() if "drg_payment" not in line]
    codings.write_text("\n".join(kept) + "\n", "utf-8")
    with pytest.raises(EvidenceError, match="no target on drg, but the text mentions 'DRG'"):
        verify(made_up[1], folder=made_up[0])


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "not there"), (b"", "is empty"), ("文".encode("gb18030"), "not UTF-8")],
)
def test_a_missing_empty_or_wrongly_encoded_text_fails(
    made_up: MadeUp, content: bytes | None, said: str
) -> None:
    path = made_up[1] / "mou-2021.txt"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(EvidenceError, match=said):
        verify(made_up[1], folder=made_up[0])


def test_copies_that_are_not_there_fail(made_up: MadeUp) -> None:
    documents = made_up[0] / "documents.csv"
    documents.write_text(documents.read_text("utf-8").replace(",1,77,", ",2,77,"), "utf-8")
    with pytest.raises(EvidenceError, match="does not stand there 2 times alike"):
        verify(made_up[1], folder=made_up[0])


def test_a_clause_that_nothing_codes_fails(made_up: MadeUp) -> None:
    codings = made_up[0] / "codings.csv"
    kept = [line for line in codings.read_text("utf-8").splitlines() if "mou-2021/c002" not in line]
    codings.write_text("\n".join(kept) + "\n", "utf-8")
    with pytest.raises(EvidenceError, match="mou-2021/c002: no row of codings"):
        verify(folder=made_up[0])


def test_a_second_number_of_a_coded_clause_must_be_coded_or_left_out(data_copy: Path) -> None:
    codings = data_copy / "codings.csv"
    kept = [line for line in codings.read_text("utf-8").splitlines() if ",2,liability" not in line]
    codings.write_text("\n".join(kept) + "\n", "utf-8")
    with pytest.raises(
        EvidenceError, match="statement 2, '80%以上', is neither coded nor left out"
    ):
        verify(folder=data_copy)


def test_later_copies_are_accounted_for_by_the_first(made_up: MadeUp) -> None:
    tables = read_tables(made_up[0])
    text = (made_up[1] / "mou-2021.txt").read_text("utf-8").strip().replace("\n", "。")
    moved = tables["clauses"].copy()
    moved["start"] = [str(text.index(quote)) for quote in moved["quote"]]
    moved["end"] = [str(text.index(quote) + len(quote)) for quote in moved["quote"]]
    tables["clauses"] = moved
    tables["documents"] = tables["documents"].assign(copies="2")
    counts = account(text + text.replace("，", "."), "mou-2021", tables).counts
    assert counts == {"clause": 7, "copy": 7}
