"""A mail is parsed back: what a reader's program would see of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.edges.mime import MAX_SUBJECT_CHARS, compose, readable, subject
from monitor.model.deliveries import MailboxAddress, Notification, Tls
from tests.builders import NOON

ADDRESS = MailboxAddress(
    to="desk@news.example", sender="bot@news.example", host="mx.example", port=25, tls=Tls.NONE
)
ALERT = Notification(
    title="POSTPONED (disputed): Port Selm talks",
    body="“Не на этой неделе” 🕊.\n.\n\nhttps://courier.example/7",
    brief="",
    html="<!doctype html><title>Port Selm</title><p>“Не на этой неделе” 🕊.</p>",
    document={},
    key="selm-talks/1/7/desk",
    thread="selm-talks/1",
)


def mail(address: MailboxAddress = ADDRESS, **changes: Any) -> EmailMessage:
    content = compose(address, replace(ALERT, **changes), NOON).as_bytes()
    return message_from_bytes(content, policy=default)


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n").strip()


def test_the_headers_say_what_it_is() -> None:
    found = mail()
    names = ("From", "To", "Subject", "Date", "List-Id", "Auto-Submitted")
    assert [found[name] for name in names] == [
        "news-monitor <bot@news.example>",
        "desk@news.example",
        "POSTPONED (disputed): Port Selm talks",
        "Wed, 14 May 2031 12:00:00 +0000",
        "<alerts.news-monitor.news.example>",
        "auto-generated",
    ]
    assert found["X-Auto-Response-Suppress"] == "All"
    assert not found.defects


def test_text_and_html_say_the_same() -> None:
    found = mail()
    assert found.get_content_type() == "multipart/alternative"
    assert part(found, "plain") == ALERT.body
    assert part(found, "html") == ALERT.html


def test_without_html_a_mail_is_plain() -> None:
    found = mail(html="")
    assert found.get_content_type() == "text/plain"
    assert part(found, "plain") == ALERT.body


def test_a_mail_is_ascii_in_short_lines() -> None:
    lines = compose(ADDRESS, ALERT, NOON).as_bytes().split(b"\r\n")
    assert all(line.isascii() and len(line) <= 78 and b"\n" not in line for line in lines)


def test_each_try_has_the_same_id_and_each_message_its_own() -> None:
    first, again, other = mail(), mail(), mail(key="selm-talks/1/8/desk")
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert first["Message-ID"].endswith("@news.example>")


def test_one_occurrence_is_one_thread() -> None:
    first, second = mail(), mail(key="selm-talks/1/8/desk")
    assert first["References"] == first["In-Reply-To"] == second["References"]
    assert mail(thread="selm-talks/2")["References"] != first["References"]


def test_what_belongs_to_no_occurrence_is_in_no_thread() -> None:
    found = mail(thread="")
    assert (found["References"], found["In-Reply-To"]) == (None, None)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("A\r\nBcc: x@evil.example", "A Bcc: x@evil.example", id="a line break"),
        pytest.param("A\x00\x07\u202eB", "AB", id="control characters"),
        pytest.param("A\ud800B", "AB", id="half a character"),
        pytest.param(
            "=?utf-8?q?=0d=0aBcc:x?= A", "＝?utf-8?q?=0d=0aBcc:x?= A", id="an encoded word"
        ),
        pytest.param("Ä 🕊 é", "Ä 🕊 é", id="letters and emoji of any kind"),
        pytest.param("word " * 300_000, "word " * 39 + "word…", id="a title of a megabyte"),
    ],
)
def test_a_title_is_one_subject_and_nothing_else(title: str, shown: str) -> None:
    found = mail(title=title)
    assert found.get_all("Subject") == [shown]
    assert len(shown) <= MAX_SUBJECT_CHARS
    assert found["Bcc"] is None


@given(st.text(max_size=300))
def test_no_title_adds_a_header(title: str) -> None:
    found = mail(title=title)
    assert sorted(found.keys()) == sorted(mail(title="A").keys())
    assert str(found["Subject"]).split() == subject(title).split()


def test_a_body_of_megabytes_is_cut_and_keeps_its_link() -> None:
    text = part(
        mail(body="“" + "wörd 🕊 " * 50_000 + "”\nhttps://courier.example/7\nMore."), "plain"
    )
    assert len(text) < 100_000
    assert text.endswith("…\nhttps://courier.example/7")


def test_a_domain_is_written_as_dns_knows_it() -> None:
    found = mail(replace(ADDRESS, sender="bot@пример.example"))
    assert found["From"].addresses[0].addr_spec == "bot@xn--e1afmkfd.example"
    assert found["Message-ID"].endswith("@xn--e1afmkfd.example>")


def test_the_date_is_the_time_of_the_try() -> None:
    later = compose(ADDRESS, ALERT, NOON + timedelta(hours=1))
    assert later["Date"] == "Wed, 14 May 2031 13:00:00 +0000"


def test_a_mail_can_be_read_as_it_will_arrive() -> None:
    shown = readable(compose(ADDRESS, ALERT, NOON))
    assert shown.startswith("From: news-monitor <bot@news.example>\nTo: desk@news.example\n")
    assert "\nSubject: POSTPONED (disputed): Port Selm talks\n" in shown
    assert shown.strip().endswith(f"\n\n{ALERT.body}")
