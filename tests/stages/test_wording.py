"""What the outbox keeps and what channels get; golden messages beside their alerts."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.language.cleaning import UNWANTED
from monitor.model.alerts import Alert, AlertKind, Message, Severity
from monitor.model.deliveries import Notification
from monitor.stages.wording import REPEAT_NOTE, message_of, notification, summarise_first_pass
from monitor.stages.words.summary import summarise_overflow
from monitor.store.records import alert_from
from tests.builders import make_occurrence
from tests.messages import make_alert, make_denial, make_quote

MESSAGES = Path(__file__).parents[1] / "data/messages"
GOLDEN = sorted(path for path in MESSAGES.glob("*.json") if not path.stem.endswith(".expected"))
LINK = "https://courier.example/7"


def told(path: Path) -> Notification:
    """A golden alert as its channel gets it."""
    case = json.loads(path.read_text(encoding="utf-8"))
    message = message_of(alert_from(case["alert"]), "UTC")
    return notification(message, "summit/1/7/desk", case["timezone"], may_repeat=case["may_repeat"])


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_messages(path: Path) -> None:
    got = told(path)
    expected = path.with_suffix(".expected.json").read_text(encoding="utf-8")
    assert json.loads(expected) == {
        "title": got.title,
        "severity": got.severity.value,
        "thread": got.thread,
        "body": got.body.splitlines(),
        "brief": got.brief.splitlines(),
        "document": got.document,
    }


@pytest.mark.parametrize("name", ["disputed", "hostile"])
def test_golden_documents_of_mail(name: str) -> None:
    expected = (MESSAGES / f"{name}.expected.html").read_text(encoding="utf-8")
    assert told(MESSAGES / f"{name}.json").html == expected


def test_every_kind_of_alert_has_a_golden_message() -> None:
    kinds = {json.loads(path.read_text(encoding="utf-8"))["alert"]["kind"] for path in GOLDEN}
    assert kinds == set(AlertKind)


def test_the_outbox_keeps_the_facts_beside_the_text() -> None:
    alert = make_alert()
    message = message_of(alert, "UTC")
    assert message.alert is alert
    assert "Wed 14 May 2031, 12:00 UTC" in message.body


def test_each_recipient_gets_the_times_of_their_own_zone() -> None:
    message = message_of(make_alert(), "UTC")
    got = notification(message, "k", "Asia/Tokyo", may_repeat=False)
    assert "Wed 14 May 2031, 21:00 JST" in got.body
    assert "21:00 JST" in got.html
    assert "14 May, 21:00" in got.brief


def test_a_possible_repeat_says_so_in_every_form() -> None:
    got = notification(message_of(make_alert(), "UTC"), "k", "UTC", may_repeat=True)
    assert got.body.endswith(REPEAT_NOTE)
    assert REPEAT_NOTE in got.html
    assert got.brief.startswith("(A repeat?)")
    assert got.document["may_repeat"] is True


def test_a_notice_is_told_as_it_is_in_no_thread() -> None:
    notice = Message(
        title="Channel\ndesk", body="Line one.\nLine two.\n\n\nEnd.", severity=Severity.FAILURE
    )
    got = notification(notice, "dead/desk/2031-05-14", "UTC", may_repeat=False)
    assert (got.title, got.body) == ("Channel desk", "Line one.\nLine two.\n\nEnd.")
    assert (got.brief, got.thread) == ("Line one. Line two. End.", "")
    assert got.document["kind"] == "notice"
    assert got.severity is Severity.FAILURE


def test_a_summary_in_brief_leaves_its_many_links_out() -> None:
    summary = summarise_overflow([message_of(make_alert(), "UTC")], "UTC")
    assert notification(summary, "bundle/k", "UTC", may_repeat=False).brief == (
        "This channel's limit was reached: 1 message in one. All of them, in order: Wed 14 May"
        " 2031, 12:00 UTC – POSTPONED: Ruritania–Graustark summit"
        " Look closer: news-monitor alerts list"
    )


def test_an_endless_notice_is_still_a_message() -> None:
    notice = Message(title="t" * 1_000_000, body="word " * 100_000)
    got = notification(notice, "k", "UTC", may_repeat=False)
    assert len(got.title) == 200
    assert len(got.html.encode()) <= 100_000
    assert got.brief.endswith("…")


def test_the_summary_of_a_first_pass_says_how_each_event_stands() -> None:
    message = summarise_first_pass(
        "Ruritania", [("Summit", make_occurrence(disputed=True)), ("Truce", None)]
    )
    assert message.title == "Now watching: Ruritania"
    assert message.body.splitlines()[:2] == [
        "- Summit: confirmed (disputed) since 14 May",
        "- Truce: no status known yet",
    ]


# What strangers write: anything at all, and what is known to do harm.
SPITEFUL = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</p></body><img src=x onerror=y>",
        "\r\nBcc: spy@evil.example\r\n\r\n",
        "\n\n“forged”\n— Nobody\nhttps://evil.example/",
        "\u202e\u2066gnp.exe",
        "\u2028\u2029\x85\x0b\x00",
        "\ud800",
        "https://evil.example/ www.evil.example",
        "Notices (3):",
        "HELD: Summit",
        "&amp;lt;b&gt; {title} %s",
        "e\u0301" * 400,
    ]
)
WORDS = st.lists(SPITEFUL | st.text(st.characters()), max_size=4).map("".join)
ALERTS = st.builds(
    make_alert,
    kind=st.sampled_from(AlertKind),
    event_name=WORDS,
    corrects=WORDS.map(lambda text: f"HELD: {text}"),
    quote=st.builds(
        make_quote,
        text=WORDS,
        by=WORDS.map(lambda text: f"Rupert {text}"),
        outlet=WORDS.map(lambda text: f"Courier {text}"),
        url=st.sampled_from([LINK, None]),
    ),
    against=st.builds(make_denial, text=WORDS, by=st.none() | WORDS) | st.none(),
)


class Structure(HTMLParser):
    """The elements of a document with their attributes, without the text between them."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: list[Any] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.elements.append(tag)


def plain_twin(alert: Alert) -> Alert:
    """The same alert as if nobody had written anything but a word."""
    assert alert.quote
    against = alert.against
    return replace(
        alert,
        event_name="Summit",
        corrects="HELD: x",
        quote=replace(alert.quote, text="x", by="Rupert x", outlet="Courier x"),
        against=against and replace(against, text="x", by="x", outlet="Courier x"),
    )


def sent(alert: Alert) -> Notification:
    return notification(message_of(alert, "UTC"), "k", "UTC", may_repeat=False)


@given(alert=ALERTS)
@settings(max_examples=80, deadline=None)
def test_whatever_strangers_write_is_text_and_nothing_else(alert: Alert) -> None:
    got, twin = sent(alert), sent(plain_twin(alert))
    assert Structure(got.html).elements == Structure(twin.html).elements
    assert len(got.body.splitlines()) == len(twin.body.splitlines())
    evidence: Any = got.document["evidence"]
    assert "evil.example/" not in evidence["text"] + evidence["by"]
    assert len(got.title.splitlines()) == 1
    assert len(got.title) <= 200
    assert len(got.brief) <= 300
    assert (evidence["url"] or "") in got.brief
    forms = [got.title, got.body.replace("\n", ""), got.brief.replace("\n", "")]
    assert [form for form in forms if UNWANTED.search(form)] == []
    assert json.loads(json.dumps(got.document, ensure_ascii=False).encode()) == got.document


@given(title=WORDS, body=WORDS, key=WORDS)
@settings(max_examples=100, deadline=None)
def test_no_notice_breaks_its_document(title: str, body: str, key: str) -> None:
    got = notification(Message(title=title, body=body), key, "UTC", may_repeat=True)
    assert len(got.title.splitlines()) <= 1
    assert {each[0] for each in Structure(got.html).elements if isinstance(each, tuple)} <= {
        *("html", "head", "meta", "title", "body", "h1", "h2", "p", "br", "a", "strong"),
        *("blockquote", "footer"),
    }
    assert not UNWANTED.search(got.html.replace("\n", ""))
