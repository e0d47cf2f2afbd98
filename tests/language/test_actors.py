"""Who does something to whom, where the verb alone tells of a meeting."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

TRUCE: dict[str, Any] = {
    "id": "truce",
    "name": "Israel–Hamas truce",
    "lifecycle": "agreement",
    "parties": [["Israel", "Израиль"], ["Hamas", "ХАМАС"]],
    "terms": ["truce", "Waffenruhe", "trêve", "перемирие"],
}


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Macron and Merz will meet.", ["confirmed asserted"], id="the two"),
        pytest.param(
            "Macron will meet Merz in Rome.", ["confirmed asserted"], id="one and the other"
        ),
        pytest.param(
            "Macron will meet Merz at the house of the Italian envoy.",
            ["confirmed asserted"],
            id="a place with a foreign name",
        ),
        pytest.param(
            "Modi has invited Macron and Merz to talks in Delhi.",
            ["proposed asserted"],
            id="a host invites both",
        ),
        pytest.param(
            "Macron and Merz met on Tuesday together with their foreign ministers.",
            ["held asserted"],
            id="company that the two bring along",
        ),
        pytest.param("Macron will meet Modi, and Merz stays at home.", [], id="somebody else"),
        pytest.param(
            "French President Macron met German state secretary Lena Voss on Monday.",
            [],
            id="a state's secretary is not who leads it",
        ),
        pytest.param(
            "Macron hopes to talk to Merz about the balloon.", [], id="talk alone is no meeting"
        ),
        pytest.param(
            "Macron met farmers in a barn before calling Merz.", [], id="people without a name"
        ),
        pytest.param(
            "Macron spent four hours with envoys of Merz.", [], id="those whom the other sends"
        ),
        pytest.param(
            "The French and German leaders will meet in Rome, said Macron and Merz.",
            ["confirmed asserted"],
            id="states with a word for those who lead them",
        ),
        pytest.param(
            "Macron slept. Barrot will meet Merz.", [], id="a minister where leaders meet"
        ),
        pytest.param(
            "Macron's and Merz's finance chiefs agree to hold talks.",
            [],
            id="staff who will talk among themselves",
        ),
        pytest.param(
            "Macron's and Merz's finance chiefs agree to postpone talks of the two.",
            ["postponed asserted"],
            id="staff who put off what their leaders hold",
        ),
        pytest.param(
            "Macron and Merz slept. German and French pilgrims cancel meeting.",
            [],
            id="a crowd that calls a meeting off",
        ),
        pytest.param(
            "Tourists from France will visit the German chancellor Merz, and Macron's dog.",
            [],
            id="a crowd of a party's people",
        ),
    ],
)
def test_those_who_act_are_the_events_people(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        pytest.param("en", "Syria rejects truce; Israel blames Hamas", [], id="a third state"),
        pytest.param("en", "Sudan's army ends truce as Israel and Hamas talk", [], id="its army"),
        pytest.param("de", "Syrien lehnt Waffenruhe ab; Israel und Hamas reden", [], id="German"),
        pytest.param("fr", "La Syrie rejette la trêve ; Israel et Hamas parlent", [], id="French"),
        pytest.param("ru", "Сирия отвергла перемирие; Израиль винит ХАМАС", [], id="Russian"),
        pytest.param(
            "en", "Hamas rejects truce; Syria blames Israel", ["rejected asserted"], id="a party"
        ),
        pytest.param(
            "en",
            "In Qatar the group rejected the truce; Israel had told Hamas so.",
            ["rejected asserted"],
            id="a place is nobody who acts",
        ),
    ],
)
def test_only_parties_leave_or_turn_down(language: str, text: str, claims: list[str]) -> None:
    """What a third state turns down is another agreement."""
    assert told(text, language=language, watch=watch_for(TRUCE)) == claims


def test_a_counterpart_from_an_unknown_state_is_no_party() -> None:
    watch = watch_for(TRUCE | {"lifecycle": "meeting", "parties": [["Okarin"], ["Velt"]]})
    stranger = "The president of Okarin met with his Zemblan counterpart, since Velt was closed."
    party = "The president of Okarin met with the president of Velt, since Zembla was closed."
    assert told(stranger, watch=watch) == []
    assert told(party, watch=watch) == ["held asserted"]
