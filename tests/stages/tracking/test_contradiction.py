from __future__ import annotations

import pytest

from monitor.model.claims import OUTLETS, Standing, Status
from monitor.model.events import IgnoredReason, Occurrence
from monitor.stages.tracking.contradiction import gives_another_name, voice, why_no_contradiction
from tests.builders import make_claim, make_occurrence
from tests.stories import said

CONFIRMED = make_occurrence(asserters=("Ruritania",))
CANCELLED = make_occurrence(status=Status.CANCELLED, asserters=("Ruritania",))
MOVED = make_occurrence(status=Status.RESCHEDULED, asserters=(OUTLETS,))


@pytest.mark.parametrize(
    ("words", "occurrence", "reason"),
    [
        pytest.param("G not confirmed", CONFIRMED, None, id="the other side denies it"),
        pytest.param("G not confirmed", MOVED, None, id="what is moved is confirmed too"),
        pytest.param("G postponed", CANCELLED, None, id="a softer name"),
        pytest.param(
            "G not confirmed", None, IgnoredReason.DENIAL_OF_NOTHING, id="nothing is known"
        ),
        pytest.param(
            "G not confirmed", CANCELLED, IgnoredReason.DENIAL_OF_NOTHING, id="it is off anyway"
        ),
        pytest.param(
            "G maybe postponed", CANCELLED, IgnoredReason.DENIAL_OF_NOTHING, id="only a maybe"
        ),
        pytest.param(
            "outlet postponed", CANCELLED, IgnoredReason.NOT_A_PARTY, id="an outlet's word for it"
        ),
        pytest.param("R not confirmed", CONFIRMED, IgnoredReason.HEDGED, id="who announced it"),
    ],
)
def test_contradiction(
    words: str, occurrence: Occurrence | None, reason: IgnoredReason | None
) -> None:
    assert why_no_contradiction(said(words), occurrence) is reason


@pytest.mark.parametrize(
    ("words", "denials", "renamed"),
    [
        pytest.param("G postponed", ["G not cancelled"], True, id="denied and named anew"),
        pytest.param("G confirmed", ["G not cancelled"], True, id="denied and still on"),
        pytest.param("G rescheduled @9", ["G not cancelled"], False, id="a new day is news"),
        pytest.param("G confirmed", ["R not cancelled"], False, id="the canceller denies"),
        pytest.param("R confirmed", ["G not cancelled"], False, id="somebody else speaks"),
        pytest.param("G confirmed", [], False, id="nothing is denied"),
    ],
)
def test_another_name_of_the_act(words: str, denials: list[str], renamed: bool) -> None:
    denied = [said(each) for each in denials]
    assert gives_another_name(said(words), CANCELLED, denied) is renamed
    assert not gives_another_name(said(words), None, denied)


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        pytest.param({}, "Ruritania", id="a party's people speak for their side"),
        pytest.param({"side": None, "by": "the minister"}, "the minister", id="a side unknown"),
        pytest.param({"side": None, "by": None}, "party", id="nobody named"),
        pytest.param({"standing": Standing.OUTLET, "by": "a reporter"}, OUTLETS, id="an outlet"),
    ],
)
def test_voice(changes: dict[str, object], name: str) -> None:
    assert voice(make_claim(**changes)) == name
