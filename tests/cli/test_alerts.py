"""What people do about alerts: acknowledged, muted, sent again, looked at before they go."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from monitor.errors import ConfigError, MonitorError
from monitor.model.deliveries import Refused
from monitor.model.holds import Pause
from monitor.store import outbox, pauses
from monitor.store.engine import Store
from tests.cli.conftest import NOON, at

Run = Callable[..., Result]

TWO_CHANNELS = """
channels:
  desk: {url: 'json://127.0.0.1:1/hook'}
  mail: {email: {to: ann@courier.example, host: 127.0.0.1, tls: none}, timezone: America/New_York}
  phone: {url: 'ntfy://topic-of-mine'}
routes:
  - {to: [desk], digest: {every: daily, at: '08:00'}}
"""


def open_store(folder: Path) -> Store:
    return Store.open(folder.parent / "state" / "monitor.db")


def listed(told: Path, run: Run, *words: object) -> Any:
    return json.loads(run("--config", told, "alerts", "list", "--json", *words).stdout)


def end(told: Path, result: Refused) -> None:
    """The first alert ends like this."""
    with open_store(told) as store, store.begin() as tx:
        delivery = outbox.claim(tx, at(5), 60.0)
        assert delivery is not None
        outbox.finish(tx, delivery, result, at(5), None)


def test_the_list_can_be_of_one_state_or_channel(told: Path, run: Run) -> None:
    assert listed(told, run, "--state", "sent") == []
    assert len(listed(told, run, "--channel", "desk")) == 2
    assert "No such alert." in run("--config", told, "alerts", "list", "--state", "dead").stdout
    result = run("--config", told, "alerts", "list", "--channel", "desc")
    assert isinstance(result.exception, ConfigError)


def test_the_list_says_what_waits_until_when_and_who_rests(told: Path, run: Run) -> None:
    pause = Pause(
        channel="desk",
        since=NOON,
        retry_at=at(1),
        tries=3,
        reason="HTTP 401",
        address_hash="",
        credentials=True,
    )
    with open_store(told) as store, store.begin() as tx:
        pauses.put(tx, pause)
        later = NOON + timedelta(days=365 * 30)
        statement = "UPDATE delivery SET due_at = ?, bundle = 'digest:daily' WHERE id = 2"
        tx.connection().exec_driver_sql(statement, (f"{later:%Y-%m-%d %H:%M:%S.%f}",))
    text = run("--config", told, "alerts", "list").stdout
    assert "! Channel desk lets nothing in since 2024-05-14 12:00 UTC: HTTP 401" in text
    assert "waits until 2054-05-07 12:00 UTC for digest:daily" in text
    status = run("--config", told, "status")
    assert status.exit_code == 1
    assert "mend it in alerts.yml, `alerts test desk` tries it" in status.stdout
    found = json.loads(run("--config", told, "status", "--json").stdout)["paused"]
    assert found[0]["reason"] == "HTTP 401"
    assert "address_hash" not in found[0]


def test_an_acknowledged_alert_is_not_tried_again(told: Path, run: Run) -> None:
    text = run("--config", told, "alerts", "ack", 1).stdout
    assert text == "Alert 1 is acknowledged on all channels.\n"
    assert listed(told, run)[1]["state"] == "suppressed"
    shown = run("--config", told, "alerts", "show", 1).stdout
    assert "To desk: suppressed: acknowledged" in shown
    again = json.loads(run("--config", told, "alerts", "ack", 2, "--json").stdout)
    assert again == {"id": 2, "acknowledged": 1}


def test_what_did_not_arrive_needs_a_person_until_it_is_dealt_with(told: Path, run: Run) -> None:
    end(told, Refused("no such mailbox", permanent=True))
    result = run("--config", told, "alerts", "dead")
    assert result.exit_code == 1
    assert "no such mailbox" in result.stdout
    assert len(json.loads(run("--config", told, "alerts", "dead", "--json").stdout)) == 1
    sent = run("--config", told, "alerts", "resend", 1)
    assert sent.stdout == "Delivery 1 goes out again as 3, with the next pass.\n"
    done = run("--config", told, "alerts", "dead")
    assert (done.exit_code, done.stdout) == (0, "Everything arrived, waits, or was dealt with.\n")


def test_resend_as_json_and_of_what_still_waits(told: Path, run: Run) -> None:
    assert isinstance(run("--config", told, "alerts", "resend", 1).exception, MonitorError)
    end(told, Refused("no such mailbox", permanent=True))
    found = json.loads(run("--config", told, "alerts", "resend", 1, "--json").stdout)
    assert found == {"id": 1, "new_id": 3}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param((), "is muted for good;", id="for good"),
        pytest.param(("--for", "7d"), "is muted until 2", id="for a time"),
        pytest.param(("--until", "2101-05-14"), "is muted until 2101-05-14 00:00 UTC;", id="until"),
    ],
)
def test_a_muted_event_is_told_to_nobody(
    told: Path, run: Run, words: tuple[str, ...], shown: str
) -> None:
    assert shown in run("--config", told, "alerts", "mute", "summit", *words).stdout
    run("--config", told, "event", "summit", "set", "cancelled")
    newest = listed(told, run)[0]
    assert newest["state"] == "suppressed"
    assert newest["detail"].startswith("the event is muted")
    assert "Muted" in run("--config", told, "status").stdout
    text = run("--config", told, "alerts", "unmute", "summit").stdout
    assert text == "summit is told of again.\n"
    assert "nothing changed" in run("--config", told, "alerts", "unmute", "summit").stdout


def test_mutes_as_json(told: Path, run: Run) -> None:
    words = ("alerts", "mute", "summit", "--until", "2101-05-14T08:00", "--json")
    assert json.loads(run("--config", told, *words).stdout) == {
        "event": "summit",
        "muted": True,
        "until": "2101-05-14T08:00:00Z",
    }
    found = json.loads(run("--config", told, "alerts", "unmute", "summit", "--json").stdout)
    assert found["was_muted"] is True


@pytest.mark.parametrize(
    ("words", "part"),
    [
        pytest.param(("ack", 99), "there is no delivery 99", id="ack of nothing"),
        pytest.param(("resend", 99), "there is no delivery 99", id="resend of nothing"),
        pytest.param(("preview", 99), "there is no delivery 99", id="preview of nothing"),
        pytest.param(("mute", "sumit"), "there are: summit, truce", id="an unknown event"),
        pytest.param(("unmute", "sumit"), "there are: summit, truce", id="unmuted, unknown"),
        pytest.param(("mute", "summit", "--for", "7"), "must be a duration", id="no unit"),
        pytest.param(("mute", "summit", "--until", "2001-01-01"), "has passed", id="the past"),
        pytest.param(
            ("mute", "summit", "--for", "1d", "--until", "2101-01-01"), "not both", id="both"
        ),
        pytest.param(("preview", "--channel", "desc"), "no channel 'desc'", id="no channel"),
    ],
)
def test_mistakes_say_what_to_do(
    told: Path, run: Run, words: tuple[object, ...], part: str
) -> None:
    result = run("--config", told, "alerts", *words)
    assert isinstance(result.exception, MonitorError)
    assert part in str(result.exception)


def test_a_preview_shows_each_channels_form_of_an_example(folder: Path, run: Run) -> None:
    (folder / "alerts.yml").write_text(TWO_CHANNELS, encoding="utf-8")
    text = run("--config", folder, "alerts", "preview").stdout
    desk, mail, phone = text.split("== ")[1:]
    assert desk.startswith('desk\n{\n  "version": "1.0"')
    assert "Subject: POSTPONED (disputed)" in mail
    assert "List-Id:" in mail
    assert phone.startswith("phone\nPOSTPONED (disputed)")
    assert not (folder.parent / "state").exists()


def test_a_preview_of_a_stored_delivery_for_one_channel(told: Path, run: Run) -> None:
    words = ("alerts", "preview", 1, "--channel", "desk", "--json")
    found = json.loads(run("--config", told, *words).stdout)
    assert found["title"] == "CONFIRMED: Ruritania–Graustark summit"
    assert list(found["channels"]) == ["desk"]
    assert found["channels"]["desk"]["document"]["status"] == "confirmed"
    assert "both governments" not in found["channels"]["desk"]["brief"]


def test_a_preview_without_channels_shows_the_text(folder: Path, run: Run) -> None:
    (folder / "alerts.yml").write_text("channels: {}\nroutes: []\n", encoding="utf-8")
    text = run("--config", folder, "alerts", "preview").stdout
    assert text.startswith("POSTPONED (disputed): Ruritania–Graustark summit\n")
    assert "alerts.yml has no channel yet" in text


def test_a_dry_run_sends_nothing_and_shows_what_waits(told: Path, run: Run) -> None:
    feed = "feeds:\n  - {url: 'http://127.0.0.1:1/feed', name: Private Wire}\n"
    (told / "feeds.yml").write_text(feed, encoding="utf-8")
    result = run("--config", told, "once", "--dry-run")
    assert result.exception is None
    text = result.stdout
    assert "Would send to desk: CONFIRMED: Ruritania–Graustark summit" in text
    assert text.endswith("Dry run: nothing was sent, 2 would have been; they go on waiting.\n")
    found = json.loads(run("--config", told, "once", "--dry-run", "--json").stdout)
    assert len(found["would_send"]) == 2
    assert [each["state"] for each in listed(told, run)] == ["pending", "pending"]
    assert [each["attempts"] for each in listed(told, run)] == [0, 1]


def test_status_names_the_next_digest(told: Path, run: Run) -> None:
    (told / "alerts.yml").write_text(TWO_CHANNELS, encoding="utf-8")
    assert "Next daily digest to desk: 2" in run("--config", told, "status").stdout
    found = json.loads(run("--config", told, "status", "--json").stdout)
    assert found["next_digests"][0]["channel"] == "desk"


def test_an_alert_called_wrong_that_was_sent_is_taken_back(told: Path, run: Run) -> None:
    with open_store(told) as store, store.begin() as tx:
        tx.connection().exec_driver_sql("UPDATE delivery SET state = 'sent', due_at = NULL")
    found = json.loads(run("--config", told, "alerts", "wrong", 2, "--json").stdout)
    assert found["occurrence"]["status"] == "confirmed"
    newest = listed(told, run)[0]
    assert newest["title"] == "CORRECTION: Ruritania–Graustark summit (confirmed)"
    assert newest["state"] == "pending"
    again = run("--config", told, "alerts", "wrong", newest["id"])
    assert isinstance(again.exception, MonitorError)
    assert "say how it stands with `event summit set`" in str(again.exception)


def test_the_operators_word_and_its_end_as_json(told: Path, run: Run) -> None:
    words = ("event", "summit", "set", "cancelled", "--json")
    assert json.loads(run("--config", told, *words).stdout)["change"]["status"] == "cancelled"
    found = json.loads(run("--config", told, "event", "summit", "undo", "--json").stdout)
    assert found["occurrence"]["status"] == "postponed"
