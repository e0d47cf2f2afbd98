"""Events that an article leads with while nothing that counts could be read of them."""

from __future__ import annotations

import pytest

from tests.readings import read, watch_for

VISIT = {
    "id": "visit",
    "name": "Macron's return visit to Berlin",
    "lifecycle": "meeting",
    "parties": [["Macron"], ["Merz"]],
    "terms": ["visit"],
}
SUMMIT = VISIT | {"id": "summit", "name": "Macron–Merz summit", "terms": ["summit"]}


@pytest.mark.parametrize(
    ("title", "text", "events"),
    [
        pytest.param(
            "Macron–Merz summit: a new chapter",
            "",
            ["summit"],
            id="a title that is about an event and says nothing readable",
        ),
        pytest.param("Macron–Merz summit cancelled", "", [], id="what was read is no signal"),
        pytest.param(
            "Analysts say the Macron–Merz summit is off",
            "",
            ["summit"],
            id="an outsider's word counts for nothing",
        ),
        pytest.param(
            "Macron–Merz summit may be postponed", "", ["summit"], id="nor does a possibility"
        ),
        pytest.param(
            "Analysts say Merz may delay his summit",
            "",
            ["summit"],
            id="a change of an event of which one party is named",
        ),
        pytest.param("Merz prepares for his summit", "", [], id="but no change"),
        pytest.param(
            "Cup final tonight",
            "It rains.\n\nThe summit of Macron and Merz is elsewhere.",
            [],
            id="an event that is named further down is not what it is about",
        ),
    ],
)
def test_unread_signals(title: str, text: str, events: list[str]) -> None:
    signals = read(text, title=title).signals
    assert [signal.event for signal in signals] == events
    assert all(signal.evidence in title for signal in signals)


@pytest.mark.parametrize(
    ("title", "events"),
    [
        pytest.param("Macron and Merz cancel summit", [], id="news of the same people"),
        pytest.param("Macron and Merz at odds", ["summit", "visit"], id="no news of either"),
        pytest.param(
            "Macron's return visit to Berlin is cancelled, the Macron–Merz summit a riddle",
            ["summit"],
            id="news of the one, and the name of the other",
        ),
    ],
)
def test_an_event_of_the_same_people_as_the_news_is_no_signal(
    title: str, events: list[str]
) -> None:
    signals = read("", title=title, watch=watch_for(VISIT, SUMMIT)).signals
    assert sorted(signal.event for signal in signals) == events
