from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.config.datasets import read_texts, read_timelines
from monitor.errors import ConfigError

TOPIC = """\
topic: palace
name: Palace
events:
  - {id: summit, name: Summit, lifecycle: meeting, parties: [[Ruritania], [Graustark]]}
"""
ARTICLE: dict[str, Any] = {
    "id": "a",
    "published": "2031-05-14T12:00:00Z",
    "source": "courier.example",
    "lang": "en",
    "title": "Summit is over",
    "text": "It is over.",
    "topics": ["palace"],
    "duplicate_of": None,
    "claims": [{"event": "summit", "status": "held", "stance": "asserted", "date": "2031-05-14"}],
    "alerts": [{"event": "summit", "status": "held"}],
    "note": "a key that nobody reads",
}


def line(**changes: Any) -> str:
    row = ARTICLE | changes
    return json.dumps({key: value for key, value in row.items() if value is not ...})


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_timeline(*lines: str, topic: str | None = TOPIC, name: str = "story") -> Path:
        folder = tmp_path / "set" / name
        folder.mkdir(parents=True)
        if topic is not None:
            (folder / "topic.yaml").write_text(topic)
        (folder / "articles.jsonl").write_text("".join(f"{each}\n" for each in lines))
        return tmp_path / "set"

    return write_timeline


def test_timelines_come_by_name_and_their_articles_oldest_first(write: Write) -> None:
    later = line(id="b", published="2031-05-14T12:00:01Z")
    write(line(id="z"), name="two")
    root = write(later, "", line(id="c"), line(), name="one")
    found = read_timelines(root)
    assert [(each.name, [a.id for a in each.articles]) for each in found] == [
        ("one", ["a", "c", "b"]),
        ("two", ["z"]),
    ]
    assert read_timelines(root / "two") == found[1:]
    alert = found[0].articles[0].alerts[0]
    assert (alert.disputed, alert.detail) == (False, None)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        pytest.param([line(), "{"], "articles.jsonl:2: is no JSON", id="a broken line"),
        pytest.param(["[]"], "articles.jsonl:1: must hold keys and values", id="no object"),
        pytest.param(["[" * 100_000], "articles.jsonl:1: is no JSON that can", id="too deep"),
        pytest.param(
            [line(), line(id="b", text=...)], "articles.jsonl:2: text: is missing", id="no text"
        ),
        pytest.param(
            [line(published="2031-05-14T12:00:00")],
            "articles.jsonl:1: published:",
            id="a time without its zone",
        ),
        pytest.param(
            [line(alerts=[{"event": "summit", "status": "postpond"}])],
            "did you mean postponed",
            id="an unknown status",
        ),
        pytest.param(
            [line(alerts=[{"event": "sumit", "status": "held"}])],
            "alerts: unknown event 'sumit': did you mean summit?",
            id="an unknown event",
        ),
        pytest.param(
            [line(), line(title="again")],
            "articles.jsonl:1 too: ids must differ",
            id="one id twice",
        ),
        pytest.param(["", " "], "is empty", id="no line at all"),
    ],
)
def test_mistake_in_articles_is_told_with_its_line(
    write: Write, lines: list[str], problem: str
) -> None:
    root = write(*lines)
    with pytest.raises(ConfigError) as caught:
        read_timelines(root)
    assert problem in str(caught.value)


def test_all_broken_lines_are_told_at_once(write: Write) -> None:
    root = write("{", line(), line(id="b", lang=...))
    with pytest.raises(ConfigError) as caught:
        read_timelines(root)
    lines = re.findall(r"articles\.jsonl:(\d+): ", str(caught.value))
    assert lines == ["1", "3"]


@pytest.mark.parametrize(
    ("topic", "problem"),
    [
        pytest.param(None, "topic.yaml", id="missing"),
        pytest.param(TOPIC.replace("meeting", "meting"), "topic.yaml:4", id="a wrong lifecycle"),
    ],
)
def test_topic_file_must_be_good(write: Write, topic: str | None, problem: str) -> None:
    root = write(line(), topic=topic)
    with pytest.raises(ConfigError) as caught:
        read_timelines(root)
    assert problem in str(caught.value)


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_folder_without_a_timeline(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=r"no articles\.jsonl"):
        read_timelines(tmp_path / name)


def test_texts_keep_their_order(tmp_path: Path) -> None:
    event = {"id": "s", "name": "S", "lifecycle": "meeting", "parties": [["R"], ["G"]]}
    row = {
        "lang": "en",
        "published": ARTICLE["published"],
        "event": event,
        "title": "",
        "text": "t",
    }
    claims = [{"status": "held", "stance": "denied"}]
    file = tmp_path / "texts.jsonl"
    rows = [row | {"id": name, "claims": claims} for name in ("z", "a")]
    file.write_text("\n".join(map(json.dumps, rows)))
    assert [(text.id, text.claims[0].status.value) for text in read_texts(file)] == [
        ("z", "held"),
        ("a", "held"),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary() | st.text().map(str.encode))
def test_any_file_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=str(file)):
        read_texts(file)
