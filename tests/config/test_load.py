"""A folder of files to the configuration, or every mistake at once; golden folders in tests/data."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config.load import inspect_config, load_config, load_topic
from monitor.config.problems import InvalidConfigError, Severity
from monitor.config.schema.config import Config
from monitor.errors import ConfigError
from monitor.language.examples import search

DATA = Path(__file__).parents[1] / "data" / "config"
ROOT = Path("config")
CASES = sorted(path.name for path in (DATA / "bad").iterdir())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The smallest configuration, in ./config."""
    shutil.copytree(DATA / "good" / "smallest", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / ROOT


@pytest.mark.parametrize("case", [pytest.param(name, id=name.replace("-", " ")) for name in CASES])
def test_each_mistake_has_its_message(folder: Path, case: str) -> None:
    shutil.copytree(DATA / "bad" / case, folder.parent, dirs_exist_ok=True)
    config, problems = inspect_config(ROOT, {}, search)
    told = [
        f"warning: {problem}" if problem.severity is Severity.WARNING else str(problem)
        for problem in problems
    ]
    assert told == (DATA / "bad" / case / "expected.txt").read_text().splitlines()
    assert (config is None) == any(problem.severity is Severity.ERROR for problem in problems)


def test_loading_tells_all_mistakes_and_no_warnings(folder: Path) -> None:
    shutil.copytree(DATA / "bad" / "address", folder.parent, dirs_exist_ok=True)
    with pytest.raises(ConfigError) as raised:
        load_config(ROOT, {})
    expected = (DATA / "bad" / "address" / "expected.txt").read_text().splitlines()
    assert str(raised.value).splitlines() == [
        line for line in expected if not line.startswith("warning")
    ]


@pytest.mark.usefixtures("folder")
def test_the_smallest_configuration() -> None:
    config = load_config(ROOT, {})
    assert config.root.is_absolute()
    assert config.state == config.root.parent / "state"
    assert config.settings.ingest.alert_max_age == timedelta(days=3)
    assert [feed.label for feed in config.feeds] == ["Example Wire"]
    assert config.channels == {}
    topic, event = config.events["summit"]
    assert topic.topic == "summit"
    assert [party.entry for party in event.parties] == ["us", "ru"]


def test_every_key_is_read(tmp_path: Path) -> None:
    root = tmp_path / "config"
    shutil.copytree(DATA / "good" / "every-key" / "config", root)
    config = load_config(root, {"API_KEY": "from-the-environment"})
    expected = json.loads((DATA / "good" / "every-key" / "expected.json").read_text())
    assert shown(config) == expected
    assert {secret.get_secret_value() for secret in config.secrets} == {
        "from-the-environment",
        "quoted value",
        "json://phone.example/a=b",
        "spaced",
        "json://chat.example/room",
        "p@ss/word",
        "whsec_aG9vaw==",
    }


def shown(config: Config) -> dict[str, Any]:
    """What can be shown of a configuration: all but where it stands and what the gazetteer says."""
    values = config.model_dump(mode="json", exclude={"root", "secrets"})
    for topic in values["topics"]:
        for event in topic["events"]:
            event["parties"] = [
                party["entry"] or ", ".join(party["aliases"]) for party in event["parties"]
            ]
    return values


def test_a_topic_of_names_alone(folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(DATA / "good" / "lists-of-names" / "config", folder)
    (topic,) = load_config(ROOT, {}).topics
    assert topic == load_topic(folder / "topics" / "topic.yaml")
    assert topic.events[0].parties[1].aliases == ("Michael", "Duke of Graustark", "Михаил")
    assert [len(event.parties) for event in topic.events] == [2, 1]


def test_a_topic_alone_tells_its_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "topic.yaml"
    path.write_text(
        "topic: A\nname: A\nevents:\n"
        "  - {id: a, name: A, lifecycle: meeting, parties: [xx]}\n"
        "  - {id: a, name: A, lifecycle: meeting, parties: [us]}\n"
    )
    with pytest.raises(InvalidConfigError) as raised:
        load_topic(path)
    assert [(problem.line, problem.key) for problem in raised.value.problems] == [
        (1, "topic"),
        (4, "events[0].parties[0]"),
        (5, "events[1].id"),
    ]


SECRETS: Mapping[str, str] = {
    name: f"canary-{name.lower()}"
    for name in ("API_KEY", "FEED_PASSWORD", "PHONE_URL", "NTFY_TOPIC")
}


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param("", id="a configuration that loads"),
        pytest.param("routes: 5\n", id="one with a mistake"),
    ],
)
def test_no_secret_is_shown(tmp_path: Path, spoil: str) -> None:
    root = tmp_path / "config"
    shutil.copytree(DATA / "good" / "every-key" / "config", root)
    if spoil:
        text = (root / "alerts.yml").read_text().partition("routes:")[0]
        (root / "alerts.yml").write_text(text + spoil)
    config, problems = inspect_config(root, SECRETS)
    everything = " ".join(
        (*map(repr, problems), repr(config), str(config), *([config.model_dump_json()] if config else []))
    )  # fmt: skip
    assert "canary" not in everything
    assert "p@ss" not in everything


def test_a_feed_is_called_by_its_address_without_keys(folder: Path) -> None:
    (folder / "feeds.yml").write_text('feeds: [{url: "https://me:${KEY}@wire.example/a?k=${KEY}"}]')
    (feed,) = load_config(ROOT, {"KEY": "canary"}).feeds
    assert feed.url == "https://me:canary@wire.example/a?k=canary"
    assert feed.label == "https://wire.example/a"
    assert "canary" not in repr(feed)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["us", "https://wire.example/a", "${X}", "meeting", "5s", "summit", "a@b", "en", "object"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["url", "name", "auth", "headers", "password_env", "password_file", "email", "to", "events",
             "id", "parties", "lifecycle", "topics", "routes", "channels", "feeds", "http", "timeout", "cues", "lang", "held",
             "match", "ok", "argument"]
        ) | st.text(max_size=3),
        inner,
        max_size=4,
    ),
    max_leaves=15,
)  # fmt: skip
FILES = st.fixed_dictionaries(
    {},
    optional={
        name: JUNK.map(json.dumps) | st.text(max_size=40)
        for name in (
            "monitor.yml",
            "feeds.yml",
            "alerts.yml",
            "topics/a.yml",
            "lexicon/a.yml",
            "secrets.env",
        )
    },
)
SHAPES = {
    "feeds.yml": "feeds",
    "alerts.yml": "routes",
    "topics/a.yml": "events",
    "lexicon/a.yml": "lifecycle: meeting\nlang: en\ncues",
}


@settings(deadline=None, max_examples=150)
@given(files=FILES, wrap=st.booleans())
def test_whatever_stands_in_the_files_is_loaded_or_a_mistake(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], wrap: bool
) -> None:
    root = tmp_path_factory.mktemp("any")
    shutil.copytree(DATA / "good" / "smallest" / "config", root, dirs_exist_ok=True)
    (root / "lexicon").mkdir()
    for name, text in files.items():
        wrapped = f"{SHAPES[name]}: {text}" if wrap and name in SHAPES else text
        (root / name).write_text(wrapped, encoding="utf-8", errors="replace")
    config, problems = inspect_config(root, {})
    assert (config is None) == any(problem.severity is Severity.ERROR for problem in problems)
    assert all(str(problem).isprintable() for problem in problems)


@settings(deadline=None, max_examples=50)
@given(
    data=st.binary(max_size=60), name=st.sampled_from(["monitor.yml", "alerts.yml", "secrets.env"])
)
def test_whatever_bytes_stand_there(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    root = tmp_path_factory.mktemp("any")
    shutil.copytree(DATA / "good" / "smallest" / "config", root, dirs_exist_ok=True)
    (root / name).write_bytes(data)
    config, problems = inspect_config(root, {})
    assert (config is None) == any(problem.severity is Severity.ERROR for problem in problems)


def test_five_hundred_feeds_load_at_once(folder: Path) -> None:
    feeds = [
        f"  - {{url: https://wire{n}.example/feed.xml, name: Wire {n}, language: en, interval: 30m}}"
        for n in range(500)
    ]
    (folder / "feeds.yml").write_text("feeds:\n" + "\n".join(feeds))
    load_config(ROOT, {})  # reads the gazetteer, once
    before = time.process_time()
    config = load_config(ROOT, {})
    assert len(config.feeds) == 500
    assert time.process_time() - before < 0.3
