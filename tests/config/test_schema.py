"""The models and docs/configuration.md tell of the same keys and defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path
from typing import get_args, get_origin

import pytest
from pydantic import BaseModel, SecretStr, ValidationError
from pydantic.fields import FieldInfo

from monitor.config.schema.alerts import AlertsFile
from monitor.config.schema.channels import Channel
from monitor.config.schema.cues import CueFile
from monitor.config.schema.feeds import Feed, FeedsFile, without_secrets
from monitor.config.schema.settings import Settings
from monitor.config.schema.topics import Event, Party, Topic, read_party
from monitor.config.values import read_duration
from monitor.model.claims import Lifecycle

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"
SECTIONS: dict[str, type[BaseModel]] = {
    "monitor.yml": Settings,
    "feeds.yml": FeedsFile,
    "topics/*.yml": Topic,
    "lexicon/*.yml": CueFile,
    "alerts.yml": AlertsFile,
}


def documented(section: str) -> dict[str, str]:
    """Key → default, from the table of a section."""
    text = PAGE.read_text(encoding="utf-8").partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", text, re.MULTILINE))


def keys(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every key that may stand in a file, in the notation of the page."""
    for name, field in model.model_fields.items():
        key = prefix + (field.alias or name)
        inner, mark = nested(field.annotation)
        if inner is None:
            yield key, field
        else:
            yield from keys(inner, f"{key}{mark}.")


MARKS: dict[object, str] = {tuple: "[]", dict: ".NAME"}


def nested(annotation: object) -> tuple[type[BaseModel] | None, str]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (None if annotation is Party else annotation), ""
    inside = (nested(arg) for arg in get_args(annotation))
    inner, mark = next((found for found in inside if found[0]), (None, ""))
    return inner, MARKS.get(get_origin(annotation), "") + mark


@pytest.mark.parametrize("section", [pytest.param(name, id=name) for name in SECTIONS])
def test_every_key_is_documented_and_no_other(section: str) -> None:
    assert set(documented(section)) == {key for key, _ in keys(SECTIONS[section])}


@pytest.mark.parametrize("section", [pytest.param(name, id=name) for name in SECTIONS])
def test_the_documented_defaults_are_the_real_ones(section: str) -> None:
    told = documented(section)
    for key, field in keys(SECTIONS[section]):
        if field.is_required():
            assert told[key] == "required", key
        elif isinstance(field.default, timedelta):
            assert read_duration(told[key].strip("`")) == field.default, key
        elif field.default not in (None, (), {}):
            assert told[key].lower() == spelt(field.default), key


def spelt(default: object) -> str:
    """A default as the page has it."""
    if isinstance(default, tuple):
        return ", ".join(map(spelt, default))
    return f"`{default:%H:%M}`" if isinstance(default, time) else f"`{default}`".lower()


def test_an_event_in_four_words() -> None:
    event = Event.model_validate(
        {"id": "summit", "name": "Summit", "lifecycle": "meeting", "parties": ["us", ["Ruritania"]]}
    )
    assert event.lifecycle is Lifecycle.MEETING
    assert [(party.entry, party.aliases) for party in event.parties] == [
        ("us", ()),
        (None, ("Ruritania",)),
    ]


def test_a_topic_hands_down_how_many_sources_its_events_take() -> None:
    event = {"name": "Summit", "lifecycle": "meeting", "parties": ["us"]}
    events = [event | {"id": "own", "min_sources": 3}, event | {"id": "handed-down"}]
    topic = {"topic": "t", "name": "T", "events": events}
    several = Topic.model_validate(topic | {"min_sources": 2})
    assert [each.min_sources for each in several.events] == [3, 2]
    assert [each.min_sources for each in Topic.model_validate(topic).events] == [3, None]


@pytest.mark.parametrize("party", [5, None, [], {"entry": "us"}], ids=repr)
def test_no_parties(party: object) -> None:
    with pytest.raises(ValueError, match="must be an id of the gazetteer, such as us, or a list"):
        read_party(party)


def test_a_party_that_is_one_already() -> None:
    assert read_party(party := Party(entry="us")) is party


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        pytest.param("https://wire.example/a", "https://wire.example/a", id="nothing to hide"),
        pytest.param(
            "https://me:geheim@wire.example:81/a", "https://wire.example:81/a", id="a user"
        ),
        pytest.param("https://wire.example/a?k=geheim#y", "https://wire.example/a", id="a query"),
    ],
)
def test_addresses_are_shown_without_their_keys(url: str, shown: str) -> None:
    assert without_secrets(url) == shown
    assert Feed(url=url).label == shown
    assert "geheim" not in repr(Feed(url=url))


@pytest.mark.parametrize(
    ("feed", "label"),
    [
        pytest.param(Feed(url="https://a.example", name="A", outlet="B"), "A", id="its name first"),
        pytest.param(Feed(url="https://a.example", outlet="B"), "B", id="then its outlet"),
    ],
)
def test_what_people_call_a_feed(feed: Feed, label: str) -> None:
    assert feed.label == label


def test_errors_do_not_repeat_what_was_given() -> None:
    with pytest.raises(ValidationError) as raised:
        Channel.model_validate({"url": "json://geheim", "email": 5})
    assert "geheim" not in str(raised.value)


def test_nothing_can_be_changed_later() -> None:
    channel = Channel(url=SecretStr("json://a"))
    with pytest.raises(ValidationError):
        channel.url = None  # type: ignore[misc]
