"""`feeds`: the list as it is, and as it becomes; against a site on loopback."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from monitor.cli.exploration import duration
from monitor.errors import ConfigError, ParseError
from monitor.model.items import FeedOutcome, PollRecord
from monitor.model.polling import Course
from monitor.store import feeds
from monitor.store.engine import Store
from tests.loopback import RawServer, http

Run = Callable[..., Result]

NEWS = b"""<rss version="2.0"><channel><title>Strelsau Herald</title><language>en-GB</language>
<ttl>30</ttl><skipHours><hour>2</hour></skipHours>
<item><title>Bridge open</title><guid>1</guid><pubDate>Tue, 03 Mar 2026 08:00:00 GMT</pubDate>
<description>It is open.</description></item></channel></rss>"""
DURATION = "must be a duration such as 90s, 15m, 12h, 3d or 1d12h"
THEN = datetime(2024, 5, 14, 12, 0, tzinfo=UTC)
FRONT = b"<!doctype html><link rel=alternate type=text/xml href=/news.xml>"


@pytest.fixture
def site() -> Iterator[RawServer]:
    """A site with a front page that declares its feed, served in a thread of its own."""
    server = RawServer()
    server.answers = {"/": http(body=FRONT), "/news.xml": http(body=NEWS), "/bare": http()}
    loop, ready, stop = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with server.running():
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    ready.wait()
    yield server
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    loop.close()


@pytest.fixture
def open_folder(folder: Path) -> Path:
    """A configuration that may ask the site."""
    settings = folder / "monitor.yml"
    settings.write_text(settings.read_text() + "http: {allow_networks: [127.0.0.0/8]}\n")
    return folder


def feeds_file(folder: Path) -> str:
    return (folder / "feeds.yml").read_text(encoding="utf-8")


def test_a_page_is_enough_to_add_the_feed_of_its_site(
    open_folder: Path, run: Run, site: RawServer
) -> None:
    before = feeds_file(open_folder)
    result = run("-c", open_folder, "feeds", "add", site.url(), "--trust", "low")
    assert result.exit_code == 0, result.output
    line = f'  - {{url: "{site.url("/news.xml")}", name: Strelsau Herald, trust: low}}\n'
    assert feeds_file(open_folder) == before + line
    assert "Strelsau Herald, rss20, en, 1 items, newest 2026-03-03 08:00 UTC" in result.stdout
    listed = json.loads(run("-c", open_folder, "feeds", "list", "--json").stdout)
    assert [each["name"] for each in listed] == ["The Strelsau Courier", "Strelsau Herald"]

    again = run("-c", open_folder, "feeds", "add", site.url())
    assert isinstance(again.exception, ConfigError)
    assert "is in feeds.yml already, as Strelsau Herald" in str(again.exception)


def test_a_feed_is_tried_and_nothing_is_stored(
    open_folder: Path, run: Run, site: RawServer
) -> None:
    result = run("-c", open_folder, "feeds", "test", site.url("/news.xml"))
    assert result.stdout.splitlines()[1:] == [
        "A poll would bring 1 items; 0 with full text.",
        "It does not tell how often it brings news, and would be asked every 15m.",
        "It asks to be kept for 30m.",
        "It rests in the hours 2 UTC.",
        "PUBLISHED (UTC)   TEXT     TITLE      ",
        "2026-03-03 08:00  summary  Bridge open",
    ]
    assert not (open_folder.parent / "state").exists()


def test_a_feed_says_when_it_wants_to_be_asked_and_where_it_went(
    open_folder: Path, run: Run, site: RawServer
) -> None:
    items = "".join(f"<item><pubDate>2026-03-03T0{n}:00:00Z</pubDate></item>" for n in range(4))
    body = (
        '<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>'
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
        f"<skipDays><day>Sunday</day><day>Monday</day></skipDays>{items}<item><title>Ha"
    )
    site.answers["/new.xml"] = http("200 OK", "Cache-Control: max-age=600", body=body.encode())
    site.answers["/old.xml"] = http("302 Found", "Location: /new.xml")
    result = run("-c", open_folder, "feeds", "test", site.url("/old.xml"))
    assert result.stdout.splitlines()[:7] == [
        f"(no title), rss20, 4 items, newest 2026-03-03 03:00 UTC, {len(body)} B",
        f"Redirected to {site.url('/new.xml')}",
        "A poll would bring 4 items; 0 with full text.",
        "Its server asks to be left alone for 10m.",
        "It brings news every 1h, and would be asked every 2h.",
        "The document ends inside an item: it did not arrive whole.",
        "It says that it is updated every 12h.",
    ]
    assert "It rests on Monday, Sunday." in result.stdout
    assert "2026-03-03 00:00  none  (no title)" in result.stdout


def test_a_page_that_is_tried_is_no_feed_and_says_what_to_do(
    open_folder: Path, run: Run, site: RawServer
) -> None:
    result = run("-c", open_folder, "feeds", "test", site.url())
    assert str(result.exception) == (
        f"{site.url()}: an HTML page, not a feed; `feeds discover` looks for the feeds of a page"
    )


def test_an_address_without_a_scheme_is_meant_with_https(folder: Path, run: Run) -> None:
    result = run("-c", folder, "feeds", "discover", "127.0.0.1/news")
    assert str(result.exception).startswith("https://127.0.0.1/news: 127.0.0.1 is not a public")


def test_a_known_feed_is_compared_with_what_it_brought(
    open_folder: Path, run: Run, site: RawServer
) -> None:
    run("-c", open_folder, "feeds", "add", site.url())
    run("-c", open_folder, "feeds", "remove", "The Strelsau Courier")
    once = run("-c", open_folder, "once")
    assert once.exit_code == 0, once.output
    site.answers["/news.xml"] = http(
        body=NEWS.replace(b"<item>", b"<item><guid>2</guid></item><item>")
    )
    shown = json.loads(run("-c", open_folder, "feeds", "test", "strelsau herald", "--json").stdout)
    assert (len(shown["items"]), shown["new"], shown["ttl"]) == (2, ["2"], 1800.0)
    (line,) = json.loads(run("-c", open_folder, "feeds", "list", "--json").stdout)
    assert (line["condition"], line["items"], line["reason"]) == ("ok", 1, "")


def test_a_site_without_a_feed_is_told_with_what_was_tried(
    open_folder: Path, run: Run, site: RawServer
) -> None:
    before = feeds_file(open_folder)
    for command in ("discover", "add"):
        result = run("-c", open_folder, "feeds", command, site.url("/bare"))
        assert isinstance(result.exception, ParseError)
        assert "no feed was found" in str(result.exception)
        assert "an empty document, not a feed; " in str(result.exception)
    assert feeds_file(open_folder) == before


def test_discover_names_what_is_there(open_folder: Path, run: Run, site: RawServer) -> None:
    result = run("-c", open_folder, "feeds", "discover", site.url())
    assert result.stdout.startswith(f"{site.url('/news.xml')}  Strelsau Herald, rss20, en, 1 items")
    shown = json.loads(run("-c", open_folder, "feeds", "discover", site.url(), "--json").stdout)
    assert [each["title"] for each in shown["found"]] == ["Strelsau Herald"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--language", "english"], "language: must be a language code", id="language"),
        pytest.param(["--interval", "15"], "interval: must be a duration", id="interval"),
        pytest.param(["--name", ""], "name: must not be empty", id="name"),
        pytest.param(
            ["--trust", "none"], "trust: 'none' is unknown; known: normal, low", id="trust"
        ),
    ],
)
def test_a_wrong_option_changes_nothing(
    folder: Path, run: Run, options: list[str], said: str
) -> None:
    before = feeds_file(folder)
    result = run("-c", folder, "feeds", "add", "https://new.example/", *options)
    assert isinstance(result.exception, ConfigError)
    assert said in str(result.exception)
    assert feeds_file(folder) == before


@pytest.mark.parametrize(
    ("which", "said"),
    [
        pytest.param("Courrier", "feeds.yml has no feed 'Courrier'", id="an unknown name"),
        pytest.param("https://x.example/", "no feed 'https://x.example/'", id="an unknown address"),
        pytest.param("Twice", "2 feeds are called 'Twice': give the address", id="two of a name"),
    ],
)
def test_what_is_not_clear_is_not_removed(folder: Path, run: Run, which: str, said: str) -> None:
    twice = "".join(f"  - {{url: 'https://t.example/{n}', name: Twice}}\n" for n in "ab")
    (folder / "feeds.yml").write_text(feeds_file(folder) + twice)
    result = run("-c", folder, "feeds", "remove", which)
    assert isinstance(result.exception, ConfigError)
    assert said in str(result.exception)
    assert feeds_file(folder).endswith(twice)


def test_a_feed_is_removed_by_its_address(folder: Path, run: Run) -> None:
    before = feeds_file(folder)
    (folder / "feeds.yml").write_text(before + "  - {url: 'https://t.example/'}\n")
    result = run("-c", folder, "feeds", "remove", "https://t.example")
    assert result.stdout.startswith("removed https://t.example/\n")
    assert feeds_file(folder) == before


def test_the_last_feed_goes_and_the_list_says_how_to_begin(folder: Path, run: Run) -> None:
    assert run("-c", folder, "feeds", "remove", "The Strelsau Courier").exit_code == 0
    assert feeds_file(folder) == "feeds: []\n"
    listed = run("-c", folder, "feeds", "list")
    assert listed.stdout == "No feed yet: news-monitor feeds add URL\n"


def test_a_list_goes_out_and_what_is_new_comes_in(folder: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.opml"
    assert run("-c", folder, "feeds", "export", file).exit_code == 0
    assert file.read_text() == _without_date(run("-c", folder, "feeds", "export").stdout, file)
    same = run("-c", folder, "feeds", "import", file)
    assert same.stdout == "added: 0; there already: 1\n"
    outlines = (
        '<outline text="Gazette" xmlUrl="https://gazette.example/feed"/>'
        '<outline text="Odd" xmlUrl="file:///x"/>'
        '<outline text="Deaf" xmlUrl="https://deaf.example/" nm:interval="often"/>'
    )
    file.write_text(file.read_text().replace("</body>", f"{outlines}</body>"))
    result = run("-c", folder, "feeds", "import", "--no-test", file)
    assert result.stdout.splitlines() == [
        "added: 1; there already: 1",
        "left out: Odd",
        f"left out: https://deaf.example/: interval: {DURATION}",
    ]
    assert feeds_file(folder).endswith(
        '  # From list.opml\n  - {url: "https://gazette.example/feed", name: Gazette}\n'
    )


def test_feeds_of_a_list_are_tried_before_they_come_in(
    open_folder: Path, run: Run, site: RawServer, tmp_path: Path
) -> None:
    file = tmp_path / "mixed.opml"
    urls = [site.url("/news.xml"), site.url("/"), site.url("/gone?key=1"), "http://10.0.0.1/"]
    outlines = "".join(f'<outline xmlUrl="{url}" nm:interval="1s"/>' for url in urls)
    file.write_text(f'<opml xmlns:nm="x"><body>{outlines}</body></opml>')
    before = feeds_file(open_folder)
    result = run("-c", open_folder, "feeds", "import", file)
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "added: 1; there already: 0",
        f"left out: {urls[1]}: an HTML page, not a feed",
        f"left out: {site.url('/gone')}?…: HTTP 404 Not Found",
    ]
    assert lines[3].startswith("left out: http://10.0.0.1/: 10.0.0.1 is not a public web address")
    assert "--no-test" in lines[4]
    assert feeds_file(open_folder) == f'{before}  # From mixed.opml\n  - {{url: "{urls[0]}"}}\n'


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["add", "{}/news.xml", "--language", "english"], id="a wrong option"),
        pytest.param(["add", "{}/bare"], id="nothing there"),
        pytest.param(["add", "{}/news.xml"], id="added"),
        pytest.param(["test", "{}/news.xml"], id="tried"),
        pytest.param(["discover", "{}/news.xml"], id="found"),
        pytest.param(["remove", "{}/news.xml"], id="unknown"),
    ],
)
def test_a_password_in_an_address_is_never_repeated(
    open_folder: Path, run: Run, site: RawServer, words: list[str]
) -> None:
    base = site.url("").replace("http://", "http://ann:geheim@")
    result = run("-c", open_folder, "feeds", *(word.format(base) for word in words))
    assert "geheim" not in f"{result.output}{result.exception}"
    assert "127.0.0.1" in f"{result.output}{result.exception}" or words[0] == "test"


def test_the_key_of_a_feed_is_not_shown_where_it_fails(
    open_folder: Path, run: Run, site: RawServer
) -> None:
    (open_folder / "secrets.env").write_text("WIRE_KEY=geheim\n")
    (open_folder / "secrets.env").chmod(0o600)
    url = site.url("/none?key=${WIRE_KEY}")
    (open_folder / "feeds.yml").write_text(f"feeds: [{{url: '{url}', name: Wire}}]\n")
    result = run("-c", open_folder, "feeds", "test", "Wire")
    assert str(result.exception) == f"{site.url('/none')}?…: HTTP 404 Not Found"


def _without_date(text: str, file: Path) -> str:
    """An export with the date of another: two may fall into different seconds."""
    mark = "<dateCreated>"
    date = file.read_text().partition(mark)[2].partition("<")[0]
    before, _, rest = text.partition(mark)
    return f"{before}{mark}{date}<{rest.partition('<')[2]}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["import", "missing.opml"], "cannot be read", id="a file that is not there"),
        pytest.param(["export", "/no/folder/x"], "cannot be written", id="a folder that is not"),
    ],
)
def test_files_that_cannot_be_used_are_named(
    folder: Path, run: Run, words: list[str], said: str
) -> None:
    result = run("-c", folder, "feeds", *words)
    assert isinstance(result.exception, ConfigError)
    assert said in str(result.exception)


def test_a_list_without_end_is_not_read(folder: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "long.opml"
    file.write_bytes(b" " * (4 << 20) + b" ")
    result = run("-c", folder, "feeds", "import", file)
    assert "is larger than 4 MiB" in str(result.exception)


def test_the_list_says_how_each_feed_does(told: Path, run: Run) -> None:
    lines = run("-c", told, "feeds", "list").stdout.splitlines()
    assert lines[1].split() == [
        *("The", "Strelsau", "Courier", "not_a_feed", "15m", "0", "never"),
        *("2024-05-14", "17:00"),
    ]
    assert lines[2] == (
        "The Strelsau Courier: not_a_feed: an HTML page, not a feed (2 times in a row); "
        "`news-monitor feeds discover` looks for the feeds of a page"
    )
    shown: list[dict[str, Any]] = json.loads(run("-c", told, "feeds", "list", "--json").stdout)
    assert shown[0]["next_poll_at"] == "2024-05-14T17:00:00Z"


def test_the_list_says_who_moved_and_who_is_gone(told: Path, run: Run) -> None:
    """The course of a feed that publishes every ninety minutes, moved, and then went."""
    course = Course(
        rhythm_items=3,
        rhythm_since=THEN - timedelta(hours=3),
        rhythm_until=THEN,
        moved_to="https://new.example/feed?key=1",
        gone_since=THEN,
        paused_at=THEN,
    )
    with Store.open(told.parent / "state" / "monitor.db") as store, store.begin() as tx:
        record = PollRecord(
            feed_id=1,
            at=THEN,
            outcome=FeedOutcome.FETCH_FAILED,
            detail="HTTP 410 Gone",
            next_poll_at=THEN,
            failures=3,
            course=course,
        )
        feeds.record_polls(tx, [record])
    lines = run("-c", told, "feeds", "list").stdout.splitlines()
    assert lines[1].split()[3:] == ["failing", "2h", "1h30m", "0", "never", "paused"]
    assert lines[2].startswith(
        "The Strelsau Courier: failing since 2024-05-14 12:00 UTC: gone since"
    )
    (shown,) = json.loads(run("-c", told, "feeds", "list", "--json").stdout)
    assert (shown["moved_to"], shown["paused_at"]) == (
        "https://new.example/feed",
        "2024-05-14T12:00:00Z",
    )


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        pytest.param(0, "0s", id="nothing"),
        pytest.param(90, "1m30s", id="a minute and a half"),
        pytest.param(7_200, "2h", id="hours without minutes"),
        pytest.param(200_000, "2d7h", id="two units at most"),
    ],
)
def test_durations_are_told_as_the_files_have_them(seconds: float, text: str) -> None:
    assert duration(timedelta(seconds=seconds)) == text
