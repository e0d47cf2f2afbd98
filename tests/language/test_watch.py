"""Topics compiled once: whose names are looked for, and what they stand for."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.config.gazetteer import Scope
from monitor.config.schema.topics import Topic
from monitor.language.watch import HitKind, Watch, compile_watch

EVENT: dict[str, Any] = {
    "id": "summit",
    "name": "Okarin–Velt summit",
    "lifecycle": "meeting",
    "parties": [["Okarin"], ["Velt"]],
    "terms": ["summit"],
    "exclude": ["phone call"],
}


def watch_of(**changes: Any) -> Watch:
    topic = {"topic": "topic", "name": "Topic", "events": [{**EVENT, **changes}]}
    return compile_watch([Topic.model_validate(topic)])


def kinds(text: str, watch: Watch) -> set[tuple[HitKind, str, int | None]]:
    return {(hit.kind, text[hit.start : hit.end], hit.party) for hit in watch.scan(text)}


def test_every_kind_of_name_is_found() -> None:
    text = "Okarin–Velt summit: no phone call"
    assert kinds(text, watch_of()) == {
        (HitKind.EVENT_NAME, "Okarin–Velt summit", None),
        (HitKind.PHRASE, "Okarin–Velt summit", None),
        (HitKind.PARTY, "Okarin", 0),
        (HitKind.PARTY, "Velt", 1),
        (HitKind.TERM, "summit", None),
        (HitKind.EXCLUDE, "phone call", None),
    }


def test_a_topic_without_phrases_has_its_events_names() -> None:
    assert watch_of().topics[0].phrases == ("Okarin–Velt summit",)


def test_a_topics_phrases_are_hits_of_no_event() -> None:
    topic = {"topic": "topic", "name": "Topic", "phrases": ["arms race"], "events": [EVENT]}
    (hit,) = compile_watch([Topic.model_validate(topic)]).scan("An arms race")
    assert (hit.kind, hit.topic, hit.event) == (HitKind.PHRASE, "topic", None)


@pytest.mark.parametrize(
    ("alias", "text", "kind"),
    [
        pytest.param("fr", "Paris said", HitKind.PARTY, id="an entry's capital is the party"),
        pytest.param("fr", "the French envoy", HitKind.AFFILIATE, id="its envoy speaks for it"),
        pytest.param(
            ["France"], "французский", HitKind.PARTY, id="a known state is known in Russian"
        ),
        pytest.param(["French president"], "Macron", HitKind.PARTY, id="an office has holders"),
        pytest.param(["Macron"], "Макрону", HitKind.PARTY, id="a person has other spellings"),
        pytest.param(["Macron"], "Barrot", HitKind.AFFILIATE, id="and ministers, who are others"),
    ],
)
def test_a_party_is_enriched_from_the_gazetteer(alias: Any, text: str, kind: HitKind) -> None:
    watch = watch_of(parties=[alias, ["Velt"]])
    assert kind in {hit.kind for hit in watch.scan(text) if hit.party == 0}


@pytest.mark.parametrize(
    ("parties", "scope"),
    [
        pytest.param([["Macron"], ["Merz"]], Scope.LEADER, id="two leaders"),
        pytest.param([["Barrot"], ["Wadephul"]], Scope.MINISTER, id="two ministers"),
        pytest.param([["France"], ["Germany"]], None, id="two states: anybody's"),
        pytest.param([["Okarin"], ["Velt"]], None, id="people whom nobody knows"),
    ],
)
def test_whose_meeting_it_is(parties: Any, scope: Scope | None) -> None:
    assert watch_of(parties=parties).events["summit"].scope is scope


def test_a_party_is_called_by_its_first_alias_or_its_name() -> None:
    labels = [party.label for party in watch_of(parties=["fr", ["Velt"]]).events["summit"].parties]
    assert labels == ["France", "Velt"]
