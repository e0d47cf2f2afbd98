"""Which of several watched events of the same people is meant."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import read, watch_for

FRANCE = ["Macron", "French president", "Paris", "Макрон", "Париж"]
JAPAN = ["Kishida", "Japanese prime minister", "Tokyo", "Кисида", "Токио"]
AT_HOME: dict[str, Any] = {
    "id": "at-home",
    "name": "Macron–Kishida summit in Tokyo",
    "lifecycle": "meeting",
    "parties": [FRANCE, JAPAN],
    "terms": ["summit", "visit", "visit to Tokyo", "визит в Токио"],
}
AT_THE_G7: dict[str, Any] = {
    "id": "at-the-g7",
    "name": "Macron–Kishida meeting on the fringes of the G7",
    "lifecycle": "meeting",
    "parties": [JAPAN, FRANCE],
    "terms": ["bilateral", "meeting", "fringes of the G7", "на полях саммита"],
}
RETURN: dict[str, Any] = {
    "id": "return",
    "name": "Kishida's return visit to Paris",
    "lifecycle": "meeting",
    "parties": [JAPAN, FRANCE],
    "terms": ["visit", "return visit", "visit to Paris", "Paris visit"],
}
OTHERS: dict[str, Any] = {
    "id": "others",
    "name": "Merz–Kishida summit",
    "lifecycle": "meeting",
    "parties": [["Merz", "German chancellor", "Berlin"], JAPAN],
    "terms": ["summit", "visit"],
}
TALKS: dict[str, Any] = {
    "id": "talks",
    "name": "Macron–Kishida meeting",
    "lifecycle": "meeting",
    "parties": [["Macron", "French president"], ["Kishida", "Japanese prime minister", "Tokyo"]],
    "terms": ["meeting", "talks"],
}
VISIT: dict[str, Any] = {
    "id": "visit",
    "name": "Macron's visit to Japan",
    "lifecycle": "meeting",
    "parties": [["Macron", "French president"], ["Japan", "Tokyo", "Kishida"]],
    "terms": ["visit", "trip"],
}


@pytest.mark.parametrize(
    ("events", "language", "title", "text", "claims"),
    [
        pytest.param(
            [AT_HOME, AT_THE_G7],
            "en",
            "Macron cancels Tokyo summit with Kishida",
            "",
            ["at-home cancelled"],
            id="a capital before the noun is where it is",
        ),
        pytest.param(
            [AT_HOME, AT_THE_G7],
            "en",
            "Macron and Kishida met at G7",
            "",
            ["at-the-g7 held"],
            id="the body at which they meet tells it",
        ),
        pytest.param(
            [AT_HOME, AT_THE_G7],
            "en",
            "",
            "Macron called off his visit to Tokyo to see Kishida. The meeting of Macron and Kishida "
            "on the fringes of the G7 has been cancelled as well, Paris said.",
            ["at-home cancelled", "at-the-g7 cancelled"],
            id="each sentence tells its own",
        ),
        pytest.param(
            [AT_HOME, AT_THE_G7],
            "ru",
            "Макрон отменил визит в Токио, где должен был встретиться с Кисидой",
            "",
            ["at-home cancelled"],
            id="places in Russian",
        ),
        pytest.param(
            [AT_HOME, RETURN],
            "en",
            "Kishida's Paris visit put off",
            "The visit by Kishida to Macron has been postponed, a spokesman said.",
            ["return postponed"],
            id="what a sentence leaves open the headline tells",
        ),
        pytest.param(
            [AT_HOME, RETURN],
            "en",
            "Kishida agrees to visit Paris for summit with Macron",
            "",
            ["return confirmed"],
            id="a verb that leads to a place",
        ),
        pytest.param(
            [AT_HOME, RETURN],
            "en",
            "",
            "Officials in Paris said that the summit of Macron and Kishida in Tokyo is cancelled.",
            ["at-home cancelled"],
            id="the nearer place counts",
        ),
        pytest.param(
            [AT_HOME, RETURN],
            "en",
            "Macron–Kishida summit cancelled, Kishida's return visit to Paris unclear",
            "",
            ["at-home cancelled"],
            id="what stands behind a pause is another event's",
        ),
        pytest.param(
            [TALKS, VISIT],
            "en",
            "Macron says Kishida invited him to Japan",
            "",
            ["visit proposed"],
            id="who is asked to a state is to visit it",
        ),
        pytest.param(
            [TALKS, VISIT],
            "en",
            "Macron–Kishida talks postponed over exports of cars made in Japan",
            "",
            ["talks postponed"],
            id="a state that nobody goes to",
        ),
        pytest.param(
            [TALKS, VISIT],
            "en",
            "Macron and Kishida to meet on Friday during Asia trip",
            "",
            ["talks confirmed"],
            id="a trip that only says when they meet",
        ),
        pytest.param(
            [AT_HOME, OTHERS],
            "en",
            "Merz cancels summit with Kishida",
            "",
            ["others cancelled"],
            id="other people need no place",
        ),
    ],
)
def test_which_of_several_events_is_meant(
    events: list[dict[str, Any]], language: str, title: str, text: str, claims: list[str]
) -> None:
    found = read(text, title=title, watch=watch_for(*events), language=language).claims
    assert [f"{claim.event} {claim.status}" for claim in found if not claim.weak] == claims
