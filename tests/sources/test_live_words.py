"""What a search engine is given of a problem in words."""

from __future__ import annotations

import pytest

from surveyor.sources.live_words import search_stems, search_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Better neural ranking of open-domain Queries 排序", ["neural", "ranking", "open", "domain", "Queries"]),
        ("text/image (re)ranking, GPT-3.5 | AT&T", ["text", "image", "re", "ranking", "GPT", "3.5", "AT&T"]),
        ("the best methods", []),
        ("图像 的 检索", ["图像", "的", "检索"]),
        ("--- ???", []),
    ],
)
def test_words_are_as_typed_and_say_something(text: str, words: list[str]) -> None:
    assert search_words(text) == words


def test_stems_are_few_and_without_plurals() -> None:
    assert search_stems("Better Queries, query rankings") == ["query", "ranking"]
    assert len(search_stems(" ".join(f"word{n}" for n in range(20)))) == 8
