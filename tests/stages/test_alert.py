from __future__ import annotations

import pytest

from monitor.model.alerts import Alert, AlertKind, Severity
from monitor.model.claims import Stance, Status
from monitor.model.events import ChangeKind
from monitor.model.sources import IndependentSource
from monitor.stages.alert import SEVERITIES, Source, alert_of, severity_of
from tests.builders import NOON, make_change, make_claim
from tests.messages import make_alert, make_quote

SOURCE = Source(
    outlet="The Strelsau Courier",
    url="https://courier.example/7",
    published=NOON,
    sources=(
        IndependentSource(name="The Strelsau Courier", article_id=1, published=NOON, copies=2),
        IndependentSource(name="Reuters", article_id=4, published=NOON, copies=1),
    ),
)


def test_an_alert_tells_what_changed_and_proves_it() -> None:
    assert alert_of(make_change(), "Ruritania–Graustark summit", "ruritania", SOURCE) == make_alert(
        outlets=2, sources=("The Strelsau Courier", "Reuters"), copies=3
    )


@pytest.mark.parametrize("kind", ChangeKind)
def test_each_kind_of_change_is_a_kind_of_alert(kind: ChangeKind) -> None:
    alert = alert_of(make_change(kind=kind), "Summit", "ruritania", SOURCE)
    assert alert.kind.value == kind.value


def test_the_claim_that_contradicts_comes_from_the_same_article() -> None:
    denial = make_claim(stance=Stance.DENIED, by="the Chancellor", evidence="Nothing is off.")
    alert = alert_of(make_change(against=denial), "Summit", "ruritania", SOURCE)
    assert alert.against == make_quote(
        by="the Chancellor",
        text="Nothing is off.",
        status=Status.CONFIRMED,
        stance=Stance.DENIED,
    )


def test_every_status_has_a_severity() -> None:
    assert set(SEVERITIES) == set(Status)


@pytest.mark.parametrize(
    ("alert", "severity"),
    [
        pytest.param(
            make_alert(status=Status.CONFIRMED), Severity.SUCCESS, id="what goes well is a success"
        ),
        pytest.param(
            make_alert(status=Status.PROPOSED), Severity.INFO, id="a proposal is mere information"
        ),
        pytest.param(
            make_alert(status=Status.CANCELLED), Severity.FAILURE, id="what is off is a failure"
        ),
        pytest.param(
            make_alert(status=Status.CONFIRMED, disputed=True),
            Severity.WARNING,
            id="what is contradicted is no success",
        ),
        pytest.param(
            make_alert(status=Status.CANCELLED, disputed=True),
            Severity.FAILURE,
            id="a contradiction makes nothing less grave",
        ),
        pytest.param(
            make_alert(kind=AlertKind.CORRECTION, status=Status.CONFIRMED),
            Severity.WARNING,
            id="who was told something wrong is warned",
        ),
        pytest.param(
            make_alert(kind=AlertKind.CORRECTION, status=Status.ENDED),
            Severity.FAILURE,
            id="a correction is as grave as what it tells",
        ),
        pytest.param(
            make_alert(kind=AlertKind.OVERDUE, status=Status.CONFIRMED),
            Severity.WARNING,
            id="a date that passed in silence is a warning",
        ),
    ],
)
def test_severity(alert: Alert, severity: Severity) -> None:
    assert severity_of(alert) is severity
