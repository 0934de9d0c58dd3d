"""Every error pickles, is caught as one, and knows its exit status."""

from __future__ import annotations

import pickle

import pytest

from surveyor import errors
from surveyor.errors import SurveyorError, UsageError, VenueMapError

TREE = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, SurveyorError)]
SAID = {VenueMapError: (("map.yaml:3: no such key", "map.yaml:9: no such venue"),)}


def test_the_tree_is_the_one_that_is_drawn() -> None:
    names = [found.__name__ for found in TREE]
    assert len(names) >= 7
    for name in names:
        assert name in (errors.__doc__ or "")


@pytest.mark.parametrize("kind", TREE)
def test_an_error_survives_pickling(kind: type[SurveyorError]) -> None:
    error = kind(*SAID.get(kind, ("said",)))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (str(again), again.args, vars(again)) == (str(error), error.args, vars(error))
    assert str(error)


@pytest.mark.parametrize("kind", TREE)
def test_the_exit_status_is_two_for_a_wrong_call_and_one_for_all_else(kind: type[SurveyorError]) -> None:
    assert kind(*SAID.get(kind, ("said",))).exit_status == (2 if issubclass(kind, UsageError) else 1)


@pytest.mark.parametrize("kind", TREE)
def test_an_error_is_no_error_of_another_family(kind: type[SurveyorError]) -> None:
    assert not issubclass(kind, (OSError, ValueError, LookupError))


def test_a_wrong_venue_map_names_each_mistake_on_a_line() -> None:
    error = VenueMapError(*SAID[VenueMapError])
    assert str(error).splitlines() == list(SAID[VenueMapError][0]) == list(error.mistakes)
    assert error.lines == error.mistakes


def test_any_other_error_is_one_line() -> None:
    assert errors.LibraryError("/odd\nplace: is full").lines == ("/odd\nplace: is full",)
