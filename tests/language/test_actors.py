"""Who does something to whom, where the verb alone tells of a meeting."""

from __future__ import annotations

import pytest

from tests.readings import told


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
