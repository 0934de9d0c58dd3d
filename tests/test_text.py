"""Titles and words, English and Chinese."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from surveyor.text import (
    STOP_WORDS,
    clean,
    content_words,
    has_chinese,
    is_scholarly,
    resembles,
    segmented,
    shortened,
    stem,
    subject,
    title_key,
    words,
)

TITLES = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=8),
    min_size=1,
    max_size=6,
)
ASCII_WORDS = st.text("abcdefghiklmnoprstuxyz", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ranking with Trees", "RANKING WITH TREES"),
        ("Naïve Bayes à la carte", "Naive Bayes a la carte"),
        ("Naïve", "Nai\u0308ve"),
        ("Query&ndash;Document &amp; Term", "Query–Document & Term"),
        ("Ask-Me, Anything: (v2)!", "ask me anything v2"),
        ("snake_case net", "SnakeCase Net"),
        ("Straße", "STRASSE"),
        ("ﬁne ﬂow", "fine flow"),
        ("ＦＵＬＬ width", "full width"),
    ],
)
def test_a_title_has_one_key_however_it_is_printed(one: str, other: str) -> None:
    assert title_key(one) == title_key(other) != ""


@pytest.mark.parametrize("styled", ["ℌello", "𝐇ello", "Ⓗello"])
def test_a_key_is_lower_case_also_where_letters_are_styled(styled: str) -> None:
    assert title_key(styled) == "hello"


@pytest.mark.parametrize(("one", "other"), [("Net 1", "Net 2"), ("Rank", "Ranks"), ("相关性", "相似性"), ("a", "")])
def test_titles_of_different_letters_have_different_keys(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


@given(TITLES, st.sampled_from([" ", "-", ": ", "_", " & ", " &amp; ", "\n", "\x00"]))
def test_a_key_ignores_case_and_what_stands_between_words(parts: list[str], between: str) -> None:
    assert title_key(between.join(parts).upper()) == "".join(parts).lower()


@given(TITLES)
def test_a_key_ignores_accents(parts: list[str]) -> None:
    accented = "".join(unicodedata.normalize("NFC", c + "\u0301") for c in " ".join(parts))
    assert title_key(accented) == title_key(" ".join(parts))


@given(st.text())
def test_the_key_of_a_key_is_the_key(title: str) -> None:
    assert title_key(title_key(title)) == title_key(title)


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("queries", "query"), ("losses", "loss"), ("papers", "paper"), ("boxes", "box"), ("batches", "batch"),
        ("hashes", "hash"), ("analysis", "analysis"), ("corpus", "corpus"), ("loss", "loss"), ("bias", "bias"),
        ("series", "series"), ("gas", "gas"), ("ties", "tie"), ("bert", "bert"), ("", ""),
    ],
)  # fmt: skip
def test_a_stem_is_the_singular(word: str, one: str) -> None:
    assert stem(word) == one


@given(ASCII_WORDS)
def test_a_stem_is_stemmed_already(word: str) -> None:
    assert stem(stem(word)) == stem(word)


def test_words_are_lower_case_and_singular_and_keep_their_order() -> None:
    assert words("Re-ranking QUERIES &amp; Passages, v2") == ["re", "ranking", "query", "passage", "v2"]


@pytest.mark.parametrize("text", ["", "  \t", "!?…—", "&amp;", "___"])
def test_a_text_without_letters_has_no_words(text: str) -> None:
    assert words(text) == []


@given(st.text())
def test_words_do_not_depend_on_case(text: str) -> None:
    assume(text.upper().casefold() == text.casefold())
    assert words(text.upper()) == words(text)


def test_content_words_leave_out_what_says_nothing() -> None:
    assert content_words("How does this method work for the ranking of documents?") == ["ranking", "document"]


@pytest.mark.parametrize("word", sorted(STOP_WORDS))
def test_every_stop_word_is_left_out(word: str) -> None:
    assert content_words(f"{word.upper()} ranking") == ["ranking"]


def test_chinese_is_told_from_english() -> None:
    assert has_chinese("query-doc相关性匹配")
    assert not has_chinese("query-doc relevance, naïve")


def test_a_chinese_run_is_one_word_beside_the_english_ones() -> None:
    assert words("query-doc相关性匹配") == ["query", "document", "相关性匹配"]


def test_a_chinese_run_is_segmented_into_overlapping_pairs() -> None:
    assert segmented("query-doc相关性匹配").split() == ["query-doc", "相关", "关性", "性匹", "匹配"]


@pytest.mark.parametrize("text", ["doc", "", "a b", "naïve bayes"])
def test_a_text_without_chinese_is_segmented_already(text: str) -> None:
    assert segmented(text) == text


@given(st.text("相关性匹配压缩", min_size=2, max_size=12), st.integers(0, 10), st.integers(2, 6))
def test_every_part_of_a_chinese_text_is_found_in_its_segments(text: str, start: int, size: int) -> None:
    part = text[start : start + size]
    assume(len(part) >= 2)
    assert set(segmented(part).split()) <= set(segmented(text).split())


@pytest.mark.parametrize("run", ["性", "相关"])
def test_a_short_chinese_run_is_one_segment(run: str) -> None:
    assert segmented(f"a{run}b").split() == ["a", run, "b"]


def test_cleaned_text_is_one_line_without_control_characters() -> None:
    dirty = " A\x00B\r\nC\t\tD\u2028E\x1b[31m&amp;F\ufeff\x9f "
    assert clean(dirty) == "A B C D E [31m&F"


@given(st.text())
def test_cleaned_text_never_holds_a_control_character_or_two_blanks(text: str) -> None:
    cleaned = clean(text)
    assert not [c for c in cleaned if unicodedata.category(c) == "Cc"]
    assert len(cleaned.splitlines()) <= 1
    assert cleaned == " ".join(cleaned.split())


@given(st.text("abc é相\n\x00", max_size=30))
def test_cleaning_takes_no_letter_away(text: str) -> None:
    assert [c for c in clean(text) if c.isalpha()] == [c for c in text if c.isalpha()]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Deep Matching of Short Texts", "Deep matching of short texts.", True),
        ("Deep Matching of Short Texts", "Short Texts: Deep Matching", True),
        ("Deep Matching of Short Texts", "Deep Maching of Short Texts", True),
        ("Deep Matching of Short Texts", "Pruning of Wide Networks", False),
        ("Deep Matching of Short Texts for Search in Very Large Collections of the Web", "Deep", False),
        ("Ranking", "", False),
    ],
)
def test_titles_resemble_when_the_words_of_the_shorter_are_in_the_longer(one: str, other: str, same: bool) -> None:
    assert resembles(one, other) is same


@given(TITLES, TITLES)
def test_resembling_is_symmetric(one: list[str], other: list[str]) -> None:
    assert resembles(" ".join(one), " ".join(other)) is resembles(" ".join(other), " ".join(one))


@given(TITLES)
def test_a_title_resembles_itself_in_any_order_of_words(parts: list[str]) -> None:
    assert resembles(" ".join(parts), " ".join(reversed(parts)).upper())


def test_clean_drops_marks_that_turn_the_direction_of_what_follows() -> None:
    assert clean("a\u202eb \u2066c\u2069\u200f") == "ab c"


@given(st.text(alphabet="ab c.é中", max_size=400), st.integers(20, 120), st.text(alphabet="ab c", max_size=5))
def test_a_shortened_text_is_short_and_a_part_of_the_whole(text: str, length: int, about: str) -> None:
    short = shortened(text, length, about)
    assert len(short) <= max(length, 0)
    assert short.strip("…") in text
    assert (short == text) == (len(text) <= length)


def test_a_text_is_shortened_around_what_it_is_about_between_words() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen"
    assert shortened(text, 30, "seven") == "…four five six seven eight…"
    assert shortened(text, 30) == "one two three four five six…"


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("Can you name some papers that proposed graph attention?", "papers that graph attention?"),
        ("Which works first introduced Adam’s bias correction", "works Adam’s bias correction"),
        ("examples of related context models", "examples of related context models"),
        ("What was shown?", "What was shown?"),
        ("Point cloud registration", "Point cloud registration"),
        ("Name me works that rank", "me works that rank"),
        ("How powerful are graph networks?", "How powerful are graph networks?"),
        ("I need recent papers on parsing", "papers on parsing"),
        ("I need a parser that works offline", "I need a parser that works offline"),
        ("what works best for rare classes", "what works best for rare classes"),
        ("which mentions refer to the same person", "which mentions refer to the same person"),
        ("Find the right items in a shop", "Find the right items in a shop"),
    ],
)
def test_the_subject_of_a_question_is_what_it_asks_for(asked: str, about: str) -> None:
    assert subject(asked) == about


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dense Passage Retrieval for Questions over Tables", True),
        ("DENSE PASSAGE RETRIEVAL FOR QUESTIONS OVER TABLES", True),
        ("Dense Passage Retrieval", False),
        ("ParseNet: a parser that learns to predict trees", True),
        ("Are there studies of parsing?", True),
        ("Task: predict which parts of a sentence belong together", False),
        ("detect COVID in lung scans", False),
        ("I need to parse invoices from many shops", False),
        ("给问题找到相关的段落", False),
    ],
)
def test_a_text_is_scholarly_when_it_reads_like_a_title_or_asks_for_literature(text: str, *, expected: bool) -> None:
    assert is_scholarly(text) == expected


@given(st.text())
def test_a_subject_adds_nothing_and_is_never_lost(text: str) -> None:
    left = content_words(subject(text))
    assert set(left) <= set(content_words(text))
    assert bool(left) == bool(content_words(text))
