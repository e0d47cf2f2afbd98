"""What is said of a feed is the same wherever it is said."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.config.schema.alerts import Route
from monitor.jobs.services import Services
from monitor.jobs.sight import look_out
from monitor.model.items import FeedOutcome, PollRecord
from monitor.model.polling import NEW_COURSE, Course
from monitor.store import feeds, views
from monitor.store.engine import Store
from monitor.wiring.configuration import load
from tests.cli.conftest import FEED, NOON, Run, at
from tests.fakes import FakeFetcher, FakePusher, InlineSandbox

MONTHLY = Course(
    rhythm_items=3, rhythm_since=NOON - timedelta(days=60), rhythm_until=NOON - timedelta(days=1)
)
GONE = Course(gone_times=3, gone_since=at(-72), paused_at=at(-24))
LOOKED_AT = at(9)


@pytest.fixture
def store(folder: Path) -> Path:
    """The database of a folder whose one feed answered at noon."""
    path = folder.parent / "state" / "monitor.db"
    with Store.open(path) as opened, opened.begin() as tx:
        feeds.sync(tx, [FEED], NOON)
        feeds.record_polls(tx, [polled(NOON)])
    return path


def polled(moment: datetime, **changes: Any) -> PollRecord:
    values: dict[str, Any] = {"outcome": FeedOutcome.OK, "detail": "", "course": NEW_COURSE}
    return PollRecord(feed_id=1, at=moment, next_poll_at=at(9), **(values | changes))


def watch_notice(folder: Path, path: Path) -> str:
    """What operators are told of the watch, empty: nothing."""
    config = load(folder).model_copy(update={"routes": (Route(to=("desk",), notices=True),)})
    with Store.open(path) as opened:
        services = Services(
            config=config,
            store=opened,
            fetcher=FakeFetcher(),
            sandbox=InlineSandbox(),
            pusher=FakePusher(),
            now=lambda: LOOKED_AT,
            jitter=lambda: 0.5,
            addresses={},
            feed_headers={},
        )
        if not asyncio.run(look_out(services)):
            return ""
        with opened.read() as tx:
            found = views.delivery(tx, 1)
    return found.message.body if found else ""


@pytest.mark.parametrize(
    ("last", "condition", "needs_a_person", "blind"),
    [
        pytest.param({}, "ok", False, False, id="one that is well"),
        pytest.param(
            {"outcome": FeedOutcome.FETCH_FAILED, "failures": 5, "detail": "HTTP 503"},
            *("failing", True, True),
            id="one that fails",
        ),
        pytest.param(
            {"outcome": FeedOutcome.NOT_A_FEED, "failures": 3, "detail": "an HTML page"},
            *("not_a_feed", True, True),
            id="one that is none",
        ),
        pytest.param(
            {"outcome": FeedOutcome.FETCH_FAILED, "failures": 3, "course": GONE},
            *("failing", True, True),
            id="one that is gone",
        ),
        pytest.param({"course": MONTHLY}, "silent", False, False, id="one that has nothing new"),
        pytest.param({"fault": "3 garbled titles"}, "degraded", True, False, id="one read in part"),
    ],
)
def test_status_the_list_and_the_notice_agree(
    *,
    folder: Path,
    store: Path,
    run: Run,
    last: dict[str, Any],
    condition: str,
    needs_a_person: bool,
    blind: bool,
) -> None:
    with Store.open(store) as opened, opened.begin() as tx:
        feeds.record_polls(tx, [polled(at(8), **last)])
    status = run("--config", folder, "status", "--json")
    shown = json.loads(status.stdout)
    (feed,) = shown["feeds"]
    (line,) = json.loads(run("--config", folder, "feeds", "list", "--json").stdout)
    said = {key: feed[key] for key in ("condition", "reason", "since")}
    assert said["condition"] == condition
    assert {key: line[key] for key in said} == said
    told = [each["text"] for each in shown["concerns"] if each["subject"] == feed["name"]]
    assert len(told) == int(needs_a_person)
    assert all(each.startswith(condition) and each.endswith(feed["reason"]) for each in told)
    assert any("since 20" in each for each in told) is (needs_a_person and bool(feed["since"]))
    assert status.exit_code == int(needs_a_person)
    assert any("blind" in each["text"] for each in shown["concerns"]) is blind
    notice = watch_notice(folder, store)
    assert (f"• {feed['name']}: {feed['reason']}" in notice) is blind
    assert bool(notice) is blind


def test_a_feed_that_feeds_yml_lost_is_named_without_its_password(
    folder: Path, store: Path, run: Run
) -> None:
    lost = "https://reader:hush@lost.example/feed.xml"
    with Store.open(store) as opened, opened.begin() as tx:
        feeds.sync(tx, [FEED, lost], NOON)
    shown = json.loads(run("--config", folder, "status", "--json").stdout)
    assert shown["feeds"][1]["name"] == "https://lost.example/feed.xml"
    assert "hush" not in run("--config", folder, "status").stdout
