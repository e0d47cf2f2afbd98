"""What an event is called that its user has only given a name."""

from __future__ import annotations

import pytest

from tests.readings import told, watch_for


def _agreement(name: str) -> dict[str, object]:
    return {"id": "event", "name": name, "lifecycle": "agreement", "parties": [[name]]}


GRAIN = watch_for(_agreement("Cereals deal"))
MINING = watch_for(_agreement("Moratorium on seabed mining"))
STATES = watch_for(_agreement("Full ceasefire between Russia and Ukraine"))


@pytest.mark.parametrize(
    ("text", "language", "claims"),
    [
        pytest.param(
            "Зерновая сделка продлена на 60 дней, сообщили посредники.",
            "ru",
            ["extended asserted"],
            id="ru: an adjective of its subject's field",
        ),
        pytest.param(
            "Зернову угоду призупинено, повідомили посередники.",
            "uk",
            ["suspended asserted"],
            id="uk: the same before an object",
        ),
        pytest.param(
            "Das Getreideabkommen wurde ausgesetzt, teilten die Vermittler mit.",
            "de",
            ["suspended asserted"],
            id="de: a compound",
        ),
        pytest.param(
            "Das Weizenabkommen wurde ausgesetzt.",
            "de",
            ["suspended asserted"],
            id="de: a compound with another word of its field",
        ),
        pytest.param(
            "L'accord sur les céréales a été suspendu, ont indiqué les médiateurs.",
            "fr",
            ["suspended asserted"],
            id="fr: a complement",
        ),
        pytest.param(
            "Сделка по газу продлена на 60 дней, сообщили посредники.",
            "ru",
            [],
            id="ru: of another field",
        ),
        pytest.param(
            "The studio deal was suspended on Friday; grain exporters watched.",
            "en",
            [],
            id="en: its subject stands elsewhere in the sentence",
        ),
    ],
)
def test_a_name_is_enough_in_any_language(text: str, language: str, claims: list[str]) -> None:
    assert told(text, watch=GRAIN, language=language) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Council extends the mining moratorium by a year.",
            ["extended asserted"],
            id="one word of the subject before the noun",
        ),
        pytest.param(
            "The moratorium on deep-sea mining entered into force on Monday.",
            ["in_force asserted"],
            id="or behind it",
        ),
        pytest.param(
            "The moratorium on evictions entered into force on Monday.",
            [],
            id="the noun alone is not enough",
        ),
    ],
)
def test_a_word_of_the_subject_beside_an_event_noun(text: str, claims: list[str]) -> None:
    assert told(text, watch=MINING) == claims


def test_states_in_a_name_are_no_subject() -> None:
    assert told("Russia and Japan sign a ceasefire on tariffs.", watch=STATES) == []
    assert told("The truce between Russia and Japan was signed.", watch=STATES) == []


@pytest.mark.parametrize(
    ("name", "text", "claims"),
    [
        pytest.param(
            "Sweden's accession to NATO",
            "Sweden and NATO freeze accession.",
            ["suspended asserted"],
            id="the last noun before a preposition says what the event is",
        ),
        pytest.param(
            "Sweden's accession to NATO",
            "Sweden freezes rents; NATO meets.",
            [],
            id="other words of the name do not",
        ),
        pytest.param(
            "Normalisation between Sweden and NATO",
            "Sweden and NATO suspend normalisation.",
            ["suspended asserted"],
            id="so does the first, where nothing stands before it",
        ),
        pytest.param(
            "Sweden–NATO call",
            "Sweden and NATO suspend call centres.",
            [],
            id="short nouns may be verbs",
        ),
        pytest.param(
            "Sweden–NATO fisheries deal",
            "Sweden and NATO suspend fisheries.",
            [],
            id="a name with an event noun needs no other",
        ),
    ],
)
def test_the_head_of_a_name(name: str, text: str, claims: list[str]) -> None:
    watch = watch_for(
        {"id": "event", "name": name, "lifecycle": "agreement", "parties": ["se", "nato"]}
    )
    assert told(text, watch=watch) == claims


def test_the_head_of_a_name_before_its_treaty() -> None:
    watch = watch_for(
        {
            "id": "event",
            "name": "Russia's ratification of the CTBT",
            "lifecycle": "agreement",
            "parties": ["ctbt", "ru"],
        }
    )
    assert told("Putin revokes Russian ratification of the test ban.", watch=watch) == [
        "ended asserted"
    ]
