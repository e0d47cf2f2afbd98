"""The JSON Schemas for editors say what the models say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from monitor.config.schemas import schema_files

SCHEMAS: dict[str, dict[str, Any]] = {
    name: json.loads(text) for name, text in schema_files().items()
}


def test_one_for_each_kind_of_file() -> None:
    assert set(SCHEMAS) == {
        "monitor.json", "feeds.json", "topic.json", "lexicon.json", "alerts.json",
    }  # fmt: skip


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in SCHEMAS])
def test_an_unknown_key_is_underlined(name: str) -> None:
    schema = SCHEMAS[name]
    tables = [schema, *(d for d in schema.get("$defs", {}).values() if d["type"] == "object")]
    assert all(table["additionalProperties"] is False for table in tables)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param(("feeds.json", "Feed", "full_text", "enum"), ["auto", "feed", "page", True, False], id="full_text may be true or false"),
        pytest.param(("feeds.json", "Feed", "url", "pattern"), r"^https?://[^\s]+$", id="a URL is one of the web"),
        pytest.param(("monitor.json", "PollSettings", "floor", "type"), "string", id="a duration is text"),
        pytest.param(("monitor.json", "HttpSettings", "allow_networks", "items"), {"type": "string"}, id="so is a network"),
        pytest.param(("alerts.json", "Route", "to", "minItems"), 1, id="a route leads somewhere"),
        pytest.param(("alerts.json", "EmailAddress", "from", "description"), "Default: `user` if that is an address, else `to`.", id="keys have the names that people write"),
    ],
)  # fmt: skip
def test_what_an_editor_knows(path: tuple[str, str, str, str], expected: object) -> None:
    name, model, key, what = path
    assert SCHEMAS[name]["$defs"][model]["properties"][key][what] == expected


def test_a_party_is_an_id_or_a_list() -> None:
    parties = SCHEMAS["topic.json"]["$defs"]["Event"]["properties"]["parties"]
    assert [form["type"] for form in parties["items"]["anyOf"]] == ["string", "array"]
