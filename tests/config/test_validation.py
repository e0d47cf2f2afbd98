"""Pydantic's findings in plain words; tests/data/config/bad has the words, these are the corners."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config.documents import Document
from monitor.config.schema.alerts import AlertsFile
from monitor.config.schema.feeds import FeedsFile
from monitor.config.schema.strict import Strict
from monitor.config.schema.topics import Topic
from monitor.config.validation import validate


def told(model: type[Strict], value: object) -> list[str]:
    document = Document(path=Path("a.yml"), value=value, lines={})
    found = validate(document, value, model)
    return [f"{p.key}: {p.text}" for p in found] if isinstance(found, tuple) else []


def event(**keys: object) -> dict[str, object]:
    sound = {"id": "a", "name": "A", "lifecycle": "meeting", "parties": ["us"]}
    return {"topic": "a", "name": "A", "events": [{**sound, **keys}]}


@pytest.mark.parametrize(
    ("model", "value", "problems"),
    [
        pytest.param(FeedsFile, [], [": must hold keys and values, not a list"], id="a list in place of the document"),
        pytest.param(FeedsFile, None, [": is empty: it must hold keys and values"], id="nothing in place of it"),
        pytest.param(FeedsFile, {}, ["feeds: is missing: add it"], id="a key that must be there"),
        pytest.param(Topic, event(parties=[]), ["events[0].parties: must not be empty"], id="an empty list"),
        pytest.param(FeedsFile, {"feeds": [1]}, ["feeds[0]: must hold keys and values, not a number"], id="a list is not called empty for what is wrong in it"),
        pytest.param(FeedsFile, {"feeds": {"url": "a"}}, ["feeds: must be a list, not keys and values"], id="keys in place of a list"),
        pytest.param(AlertsFile, {"channels": {"desk": {"email": {"form": "a@b"}}}}, ["channels.desk.email.to: is missing: add it", "channels.desk.email.host: is missing: add it", "channels.desk.email.form: unknown key: did you mean from?"], id="keys are told as people write them"),
        pytest.param(AlertsFile, {"channels": {"desk": {"ur": "a"}}}, ["channels.desk.ur: unknown key: did you mean url?"], id="keys of a mapping's values"),
        pytest.param(Topic, event(parties=[["us", 5]]), ["events[0].parties[0][1]: must be text, not a number: put quotes around it"], id="the steps of the file, not of the models"),
        pytest.param(Topic, event(parties=["us"] * 9), ["events[0].parties: must have at most 8 entries"], id="too many"),
        pytest.param(Topic, event(name="x" * 201), ["events[0].name: must have at most 200 characters"], id="too long"),
        pytest.param(Topic, event(name=""), ["events[0].name: must not be empty"], id="too short"),
        pytest.param(Topic, event(lifecycle="x" * 99), [f"events[0].lifecycle: '{'x' * 60}…' is unknown; known: meeting, agreement"], id="a word that is too long to repeat"),
        pytest.param(Topic, event(lifecycle=None), ["events[0].lifecycle: must be one word, not nothing; known: meeting, agreement"], id="no word"),
        pytest.param(Topic, event(terms=[True]), ["events[0].terms[0]: must be text, not true or false: put quotes around it"], id="a truth in place of a term"),
    ],
)  # fmt: skip
def test_words(model: type[Strict], value: object, problems: list[str]) -> None:
    assert told(model, value) == problems
