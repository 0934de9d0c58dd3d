"""What a survey is where a limit on requests or dollars cuts it short."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyor.export import document
from surveyor.models import Outcome
from tests.online import SMALL, find, survey_of
from tests.standin import Fault, Standin


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 6])
def test_a_limit_on_requests_leaves_a_partial_survey(limit: int, online: Standin, tmp_path: Path) -> None:
    run = find(tmp_path, "--max-requests", limit)
    assert (run.status, online.count()) == (0, limit)
    assert "**Partial: a limit on requests or dollars was reached.**" in run.out
    assert f"the limit of {limit} requests is used up: raise it with --max-requests" in run.out.replace("\\", "")
    assert [line for line in run.err.splitlines() if line.startswith("surveyor:")] == [
        "surveyor: partial: a limit was reached; raise --max-requests or --budget and run again to go on from here"
    ]
    strict = find(tmp_path, "--max-requests", 0, "--format", "json", "--strict")
    made = document.parse(strict.out)
    assert strict.status == 3
    assert made.coverage.partial
    assert made.baselines
    assert Outcome.OUT_OF_BUDGET in {report.outcome for report in made.coverage.sources}


def test_a_limit_on_dollars_leaves_a_partial_survey(online: Standin, tmp_path: Path) -> None:
    online.fail("s2", Fault.RATE_LIMITED)
    run = find(tmp_path, "--budget", 0, "--format", "json", *SMALL)
    made = survey_of(run)
    assert made.coverage.partial
    assert made.baselines
    assert (online.count("openalex"), online.knobs.openalex_spent) == (0, 0.0)
    assert "raise it with --budget" in {r.name: r for r in made.coverage.sources}["openalex"].problem
    assert "surveyor: partial:" in run.err
    assert find(tmp_path, "--budget", 0, "--strict", *SMALL).status == 3
