from __future__ import annotations

from surveyor.models import Practice, Reported, Setting
from surveyor.ranking.tuning import tunings


def paper(name: str, **settings: tuple[str, float | None]) -> Reported:
    told = tuple(Setting(key.replace("_", " "), text, value) for key, (text, value) in settings.items())
    return Reported(name, Practice(settings=told))


PAPERS = [
    paper("a", learning_rate=("1e-3", 0.001), optimizer=("Adam", None), batch_size=("32", 32.0)),
    paper("b", learning_rate=("0.001", 0.001), optimizer=("adam", None), batch_size=("64", 64.0)),
    paper("c", learning_rate=("0.001", 0.001), optimizer=("Adam", None), batch_size=("16", 16.0), dropout=("0.1", 0.1)),
]


def test_what_varies_comes_first_and_what_papers_agree_on_behind_it() -> None:
    batch, rate, optimizer = tunings(PAPERS)
    assert (batch.name, batch.agrees, batch.papers) == ("batch size", False, 3)
    assert [(tried.text, tried.papers) for tried in batch.values] == [("16", 1), ("32", 1), ("64", 1)]
    assert (rate.name, rate.agrees, rate.values[0].papers) == ("learning rate", True, 3)
    assert (optimizer.name, optimizer.agrees) == ("optimizer", True)


def test_one_paper_is_too_few_and_none_says_nothing() -> None:
    assert "dropout" not in {note.name for note in tunings(PAPERS)}
    assert tunings([]) == ()
