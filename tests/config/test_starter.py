"""What `init` writes works as it is, and is what this repository has in config/."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from monitor.config.load import inspect_config, load_config
from monitor.config.schema.config import Config
from monitor.config.starter import starter_files
from monitor.model.claims import Lifecycle

REPOSITORY = Path(__file__).parents[2]
TEXTS = starter_files()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter")
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def config(root: Path) -> Config:
    return load_config(root, {})


def test_the_repository_has_the_same_files() -> None:
    folder = REPOSITORY / "config"
    own = {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != "secrets.env"
    }
    assert own == TEXTS


def test_there_is_nothing_to_complain_of(root: Path) -> None:
    config, problems = inspect_config(root, {})
    assert config is not None
    assert problems == ()


def test_nobody_is_told_anything_yet(config: Config) -> None:
    assert config.channels == {}
    assert config.routes == ()


def test_the_values_that_are_written_out_are_the_defaults(config: Config) -> None:
    assert config.settings == type(config.settings)()


def test_the_topics_cover_both_lifecycles_in_five_languages(config: Config) -> None:
    assert {event.lifecycle for _, event in config.events.values()} == set(Lifecycle)
    assert {topic.languages for topic in config.topics} == {("en", "ru", "uk", "de", "fr")}


def test_the_feeds_cover_the_languages(config: Config) -> None:
    assert len(config.feeds) >= 20
    assert {feed.language for feed in config.feeds} == {"en", "ru", "uk", "de", "fr"}
    assert all(feed.name for feed in config.feeds)


def test_every_feed_says_where_its_address_was_found() -> None:
    lines = [line for line in TEXTS["feeds.yml"].splitlines() if line.startswith("  - {url")]
    assert lines
    assert all(line.partition("# [")[2][:1] in "abcde" for line in lines)


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(".yml")])
def test_an_editor_finds_the_schema(root: Path, name: str) -> None:
    mark, _, path = TEXTS[name].splitlines()[0].partition("=")
    assert mark == "# yaml-language-server: $schema"
    assert (root / name).parent.joinpath(path).resolve().is_file()


def test_the_examples_of_channels_load(tmp_path: Path) -> None:
    for name in TEXTS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(
            uncommented(TEXTS[name]) if name == "alerts.yml" else TEXTS[name]
        )
    config = load_config(tmp_path, dict.fromkeys(NAMES, "value"))
    assert set(config.channels) == {
        "mail", "slack", "telegram", "matrix", "discord", "phone", "webhook", "whole"
    }  # fmt: skip
    assert len(config.routes) == 4


NAMES = (
    "SMTP_PASSWORD", "SLACK_TOKENS", "TELEGRAM_BOT_TOKEN", "TELEGRAM_CHAT_ID", "MATRIX_USER",
    "MATRIX_PASSWORD", "DISCORD_WEBHOOK", "NTFY_TOPIC", "WEBHOOK_SECRET", "ANY_URL",
)  # fmt: skip


def uncommented(text: str) -> str:
    """The examples as they stand once somebody has removed the #."""
    _, _, examples = text.partition("channels: {}\n")
    lines = (line for line in examples.splitlines() if line != "routes: []")
    return "\n".join(line.removeprefix("# ").removeprefix("#") for line in lines)


def test_it_loads_in_a_tenth_of_a_second(root: Path) -> None:
    load_config(root, {})  # reads the gazetteer, once
    before = time.process_time()
    load_config(root, {})
    assert time.process_time() - before < 0.1
