"""`init`, `topics new`, `check` as somebody at a terminal sees them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from monitor.cli import setup
from monitor.cli.options import Options
from monitor.config.leaks import ADVICE
from monitor.config.starter import starter_files
from monitor.errors import ConfigError

SMALLEST = Path(__file__).parents[1] / "data" / "config" / "good" / "smallest" / "config"

app = typer.Typer()
app.command()(setup.init)
app.command()(setup.check)
app.add_typer(setup.topics, name="topics")


@app.callback()
def configure(ctx: typer.Context, config: Path = Path("config")) -> None:
    ctx.obj = Options(config=config)


def news_monitor(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(app, arguments, input=answers)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def config(here: Path) -> Path:
    return shutil.copytree(SMALLEST, here / "config")


def test_init_writes_the_starter_and_says_what_comes_next(here: Path) -> None:
    result = news_monitor("init")
    assert result.exit_code == 0
    assert {
        str(path.relative_to(here / "config"))
        for path in (here / "config").rglob("*")
        if path.is_file()
    } == set(starter_files())
    assert "wrote to config: alerts.yml, feeds.yml" in result.output
    assert "news-monitor check " in result.output


def test_init_elsewhere_names_the_folder_in_what_comes_next() -> None:
    assert "news-monitor --config elsewhere check" in news_monitor("init", "elsewhere").output


def test_what_comes_next_can_be_pasted_whatever_the_folder_is_called() -> None:
    told = news_monitor("init", "my news").output
    assert "news-monitor --config 'my news' check" in told


def test_init_keeps_what_is_there(here: Path) -> None:
    (here / "config").mkdir()
    (here / "config" / "feeds.yml").write_text("mine")
    result = news_monitor("init")
    assert (here / "config" / "feeds.yml").read_text() == "mine"
    assert "kept what was there: feeds.yml" in result.output
    assert news_monitor("init").output.startswith("kept what was there: alerts.yml, feeds.yml")


@pytest.mark.parametrize(
    ("directory", "message"),
    [
        pytest.param("file", "file is no folder: name another one", id="a file in its place"),
        pytest.param("/proc/nowhere", "/proc/nowhere/alerts.yml cannot be written: No such file or directory", id="a place where nothing can be"),
    ],
)  # fmt: skip
def test_init_where_it_cannot_write(here: Path, directory: str, message: str) -> None:
    (here / "file").touch()
    error = news_monitor("init", directory).exception
    assert isinstance(error, ConfigError)
    assert str(error) == message


def test_check_of_the_starter() -> None:
    news_monitor("init")
    result = news_monitor("check")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "28 feeds, 3 topics, 10 events, 0 channels, 0 routes, 0 own cues",
        "no channel yet: changes are kept and shown by `news-monitor events`",
        "ready: news-monitor once, or news-monitor run",
    ]


def test_check_tells_mistakes_and_warnings_apart(config: Path) -> None:
    (config / "alerts.yml").write_text('channels: {desk: {url: "json://a:b@c"}}\nroutes: 5\n')
    result = news_monitor("check")
    assert result.exit_code == 2
    assert result.output.splitlines() == [
        "mistakes: 1",
        "config/alerts.yml:2: routes: must be a list, not a number",
        "",
        "warnings: 2",
        "config/alerts.yml:1: channels.desk.url: a password stands in this file: " + ADVICE,
        "config/alerts.yml:1: channels.desk: no route leads here: add {to: [desk]} to routes",
        "",
    ]


def test_a_warning_is_no_mistake(config: Path) -> None:
    (config / "alerts.yml").write_text('channels: {desk: {url: "json://127.0.0.1"}}\n')
    result = news_monitor("check")
    assert result.exit_code == 0
    assert "warnings: 1" in result.output
    assert "ready" in result.output


def test_check_asks_apprise_about_channels(config: Path) -> None:
    (config / "alerts.yml").write_text(
        "channels:\n"
        '  good: {url: "json://127.0.0.1:9000/hook"}\n'
        '  bad: {url: "nosuch://geheim"}\n'
        "routes:\n"
        "  - {to: [good, bad]}\n"
    )
    result = news_monitor("check")
    assert result.exit_code == 2
    assert "mistakes: 1\nconfig/alerts.yml:3: channels.bad: " in result.output
    assert "geheim" not in result.output


def test_check_for_machines(config: Path) -> None:
    sound = news_monitor("check", "--json")
    assert json.loads(sound.output) == {
        "ok": True, "problems": [], "feeds": 1, "topics": 1, "events": 1, "channels": 0, "routes": 0,
        "own_cues": 0,
    }  # fmt: skip
    (config / "feeds.yml").write_text("feeds: [{}]\n")
    broken = news_monitor("check", "--json")
    assert broken.exit_code == 2
    assert json.loads(broken.output) == {
        "ok": False,
        "problems": [
            {
                "file": "config/feeds.yml",
                "line": 1,
                "key": "feeds[0].url",
                "text": "is missing: add it",
                "severity": "error",
            }
        ],
    }


def test_check_without_a_configuration() -> None:
    result = news_monitor("check")
    assert result.exit_code == 2
    assert "config: is missing: run `news-monitor init config`" in result.output


NEW = ("topics", "new", "Ruritania talks")


def test_a_topic_from_options(config: Path) -> None:
    result = news_monitor(*NEW, "--party", "us", "--party", "Ruritania", "--lifecycle", "meeting")
    assert result.exit_code == 0
    assert "wrote config/topics/ruritania-talks.yml" in result.output
    assert "parties: [us, [Ruritania]]" in (config / "topics" / "ruritania-talks.yml").read_text()
    assert "2 topics, 2 events" in news_monitor("check").output


def test_a_topic_from_answers(config: Path) -> None:
    result = news_monitor(
        "topics", "new", "Встреча", answers="talks\nmeting\nmeeting\nus; Russia\n"
    )
    assert result.exit_code == 0
    assert "one of meeting, agreement" in result.output
    assert "parties: [us, ru]" in (config / "topics" / "talks.yml").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param((*NEW,), "nobody answers: give it as --lifecycle", id="no lifecycle and nobody to ask"),
        pytest.param((*NEW, "--lifecycle", "meeting"), "nobody answers: give it as --party", id="no party and nobody to ask"),
        pytest.param((*NEW, "--lifecycle", "meeting", "--party", "us", "--id", "../x"), "'../x' is no id", id="an id that is a path"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("config")
def test_wrong_use(arguments: tuple[str, ...], message: str) -> None:
    result = news_monitor(*arguments)
    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(("--id", "summit"), "config/topics/summit.yml is there already: edit it, or give another --id", id="a file that is there"),
        pytest.param(("--id", "other", "--party", ""), "config/topics/other.yml:15: events[0].parties[1]: must be an id of the gazetteer, such as us, or a list of names", id="a party without a name"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_not_kept(config: Path, options: tuple[str, ...], message: str) -> None:
    error = news_monitor(*NEW, "--lifecycle", "meeting", "--party", "us", *options).exception
    assert isinstance(error, ConfigError)
    assert str(error) == message
    assert [path.name for path in (config / "topics").iterdir()] == ["summit.yml"]


def test_an_event_that_is_in_another_file_is_not_written_twice(config: Path) -> None:
    (config / "topics" / "summit.yml").rename(config / "topics" / "other.yml")
    error = news_monitor(
        *NEW, "--lifecycle", "meeting", "--party", "us", "--id", "summit"
    ).exception
    assert "the same event stands at config/topics/other.yml:4" in str(error)
    assert not (config / "topics" / "summit.yml").exists()


def test_a_topic_needs_a_configuration() -> None:
    error = news_monitor(*NEW, "--lifecycle", "meeting", "--party", "us").exception
    assert str(error) == "config/monitor.yml is missing: run `news-monitor init config` first"
