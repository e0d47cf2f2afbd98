from __future__ import annotations

import json
from datetime import date

import pytest

from monitor.model.alerts import AlertKind
from monitor.model.claims import Status
from monitor.stages.words.document import alert_document, text_document
from tests.builders import NOON
from tests.messages import make_alert, make_denial

KEYS = [
    *("version", "kind", "key", "event", "occurrence", "status", "previous", "disputed", "date"),
    *("published", "evidence", "against", "outlets", "corrects", "note", "may_repeat"),
    *("sources", "copies", "edit_of"),
]


@pytest.mark.parametrize("kind", AlertKind)
def test_every_kind_has_the_same_keys(kind: AlertKind) -> None:
    full = make_alert(
        kind=kind,
        day=date(2031, 8, 15),
        against=make_denial(),
        corrects="HELD: Summit",
        corrects_at=NOON,
        note="It wavered.",
    )
    bare = make_alert(kind=kind, previous=None, quote=None)
    for alert in (full, bare):
        document = alert_document(alert, "summit/1/7/desk", may_repeat=False)
        assert list(document) == KEYS
        assert json.loads(json.dumps(document)) == document


def test_what_is_not_known_is_null() -> None:
    document = alert_document(make_alert(previous=None, quote=None), "k", may_repeat=False)
    unknown = [name for name, value in document.items() if value is None]
    assert unknown == ["previous", "date", "evidence", "against", "corrects", "note", "edit_of"]


def test_a_correction_that_leaves_nothing_has_no_status() -> None:
    alert = make_alert(kind=AlertKind.CORRECTION, status=Status.HELD, quote=None)
    assert alert_document(alert, "k", may_repeat=False)["status"] is None


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        pytest.param("bundle/desk/digest:daily/1", "digest", id="several alerts in one"),
        pytest.param("digest/desk/weekly/1", "digest", id="a quiet week"),
        pytest.param("dead/desk/2031-05-14", "notice", id="a channel that is given up"),
        pytest.param("watching/ruritania/desk", "notice", id="a topic that is watched now"),
    ],
)
def test_what_is_of_no_event_is_told_as_text(key: str, kind: str) -> None:
    assert text_document("Title", "Text", key, may_repeat=True) == {
        "version": 1,
        "kind": kind,
        "key": key,
        "title": "Title",
        "text": "Text",
        "may_repeat": True,
    }
