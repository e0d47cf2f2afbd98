"""What one article says of the watched events, sentence by sentence and as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.documents import load_data
from monitor.config.lexicon import LANGUAGES
from monitor.config.schema.topics import Event, Topic
from monitor.language.watch import Watch, compile_watch
from monitor.model.articles import Article, Part
from monitor.model.claims import Position, Reading, Stance, Standing, Status
from monitor.stages.claims import read_claims

DATA = Path(__file__).parents[1] / "data" / "claims"
PUBLISHED = datetime(2031, 3, 4, 12, tzinfo=UTC)  # a Tuesday
SUMMIT: dict[str, Any] = {
    "id": "summit",
    "name": "Okarin–Velt summit",
    "lifecycle": "meeting",
    "parties": [["Okarin"], ["Velt"]],
    "terms": ["summit", "meeting", "talks"],
}


def watch_of(*events: dict[str, Any]) -> Watch:
    parsed = tuple(Event.model_validate(event) for event in events)
    return compile_watch([Topic(topic="topic", name="Topic", events=parsed)])


def article(text: str = "", *, title: str = "", language: str = "en", **more: Any) -> Article:
    return Article(
        title=title, text=text, language=language, published=PUBLISHED, outlet="Wire", **more
    )


def read(text: str = "", **more: Any) -> Reading:
    return read_claims(article(text, **more), watch_of(SUMMIT))


def cases() -> Iterator[Any]:
    for language in LANGUAGES:
        data = cast("dict[str, Any]", load_data(DATA / f"{language}.yml"))
        for case in data["cases"]:
            event = data["events"][case["event"]]
            yield pytest.param(language, event, case, id=f"{language}: {case['id']}")


@pytest.mark.parametrize(("language", "event", "case"), list(cases()))
def test_a_sentence_says(language: str, event: dict[str, Any], case: dict[str, Any]) -> None:
    written = article(case.get("text", ""), title=case.get("title", ""), language=language)
    claims = read_claims(written, watch_of(event)).claims
    assert [f"{c.status} {c.stance}" for c in claims if not c.weak] == case["claims"]


def test_evidence_is_a_verbatim_slice_of_its_part() -> None:
    written = article("Rain fell. The summit of Okarin and Velt was cancelled.", title="Weather")
    (claim,) = read_claims(written, watch_of(SUMMIT)).claims
    assert claim.part is Part.TEXT
    assert written.text[claim.start : claim.end] == claim.evidence
    assert claim.evidence == "The summit of Okarin and Velt was cancelled."
    assert claim.position is Position.LEAD


def test_a_party_has_standing_and_names_its_side() -> None:
    (claim,) = read("Okarin said the summit with Velt was cancelled.").claims
    assert (claim.by, claim.side, claim.standing) == ("Okarin", "Okarin", Standing.PARTY)


def test_an_analyst_has_no_standing() -> None:
    (claim,) = read("Analysts said the summit of Okarin and Velt was cancelled.").claims
    assert claim.standing is Standing.OTHER


@pytest.mark.parametrize(
    ("low_trust", "standing"),
    [
        pytest.param(False, Standing.OUTLET, id="an outlet's own word counts"),
        pytest.param(True, Standing.LOW_TRUST, id="unless its feed is not trusted"),
    ],
)
def test_the_outlets_own_voice(*, low_trust: bool, standing: Standing) -> None:
    (claim,) = read("The summit of Okarin and Velt was cancelled.", low_trust=low_trust).claims
    assert (claim.by, claim.standing) == (None, standing)


def test_a_weekday_is_the_next_one_and_a_plain_cancellation_has_none() -> None:
    (moved,) = read("The summit of Okarin and Velt was moved to Friday.").claims
    (off,) = read("The summit of Okarin and Velt on Friday was cancelled.").claims
    assert (moved.day, off.day) == (date(2031, 3, 7), None)


def test_why_begins_with_the_cue_and_tells_the_argument() -> None:
    (claim,) = read("The summit of Okarin and Velt may be cancelled.").claims
    assert claim.why[0].startswith("cue (cancel")
    assert claim.why[1] == "argument mention"
    assert any(reason.startswith("modal") for reason in claim.why)


def test_what_the_article_asserts_makes_its_confirmation_no_claim_of_its_own() -> None:
    text = "The summit of Okarin and Velt was moved to Friday. The summit will take place."
    assert [claim.status for claim in read(text).claims] == [Status.RESCHEDULED]


def test_a_title_of_change_without_a_claim_is_an_unread_signal() -> None:
    reading = read(title="Blow for summit of Okarin and Velt")
    assert reading.claims == ()
    (signal,) = reading.signals
    assert (signal.event, signal.part) == ("summit", Part.TITLE)


def test_an_article_about_something_else_is_not_read() -> None:
    assert read("Bakers of the coast bake bread. It was cancelled.") == Reading()


def test_an_event_of_three_words_is_filled_from_the_gazetteer() -> None:
    thin = {"id": "thin", "name": "Summit", "lifecycle": "meeting", "parties": ["fr", "jp"]}
    written = article("A summit of the French president and Japan's premier was postponed.")
    (claim,) = read_claims(written, watch_of(thin)).claims
    assert (claim.status, claim.stance) == (Status.POSTPONED, Stance.ASSERTED)


def test_an_unknown_language_is_read_as_english() -> None:
    (claim,) = read("The summit of Okarin and Velt was cancelled.", language="nl").claims
    assert claim.status is Status.CANCELLED


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_read_and_every_slice_is_true(title: str, text: str) -> None:
    written = article(f"Okarin {text} summit Velt", title=title)
    for claim in read_claims(written, WATCH).claims:
        part = written.title if claim.part is Part.TITLE else written.text
        assert part[claim.start : claim.end] == claim.evidence


WATCH = watch_of(SUMMIT)


@pytest.mark.parametrize("change", ["cancelled", "postponed", "called off", "put on ice"])
def test_not_turns_an_assertion_into_a_denial(change: str) -> None:
    said = read(f"The summit of Okarin and Velt was {change}.").claims
    denied = read(f"The summit of Okarin and Velt was not {change}.").claims
    assert [(c.status, c.stance) for c in denied] == [(c.status, Stance.DENIED) for c in said]


@pytest.mark.parametrize("change", ["cancelled", "postponed", "called off", "put on ice"])
def test_may_never_asserts(change: str) -> None:
    claims = read(f"The summit of Okarin and Velt may be {change}.").claims
    assert [claim.stance for claim in claims] == [Stance.HYPOTHETICAL]
