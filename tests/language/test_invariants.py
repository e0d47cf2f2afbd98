"""What must hold for every text: negation, doubt, letter case, boilerplate, odd characters."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.config.schema.topics import Topic
from monitor.language.watch import compile_watch
from monitor.model.articles import Article, Part
from monitor.model.claims import Claim, Reading, Stance, UnreadSignal
from monitor.stages.claims import read_claims

EVENTS: list[dict[str, Any]] = [
    {
        "id": "summit",
        "name": "Okarin–Velt summit",
        "lifecycle": "meeting",
        "parties": [["Okarin"], ["Velt"]],
        "terms": ["summit", "meeting", "talks"],
    },
    {
        "id": "truce",
        "name": "Norland–Sudria truce",
        "lifecycle": "agreement",
        "parties": [["Norland"], ["Sudria"]],
        "terms": ["truce", "ceasefire"],
    },
]


def watch(count: int) -> Any:
    """A watch for the two events and as many more of other names."""
    more = [
        EVENTS[0]
        | {
            "id": f"summit-{i}",
            "name": f"Abel{i}–Cain{i} summit",
            "parties": [[f"Abel{i}"], [f"Cain{i}"]],
        }
        for i in range(count)
    ]
    return compile_watch(
        [Topic.model_validate({"topic": "t", "name": "T", "events": [*EVENTS, *more]})]
    )


WATCH = watch(0)
CHANGES = [
    "The summit of Okarin and Velt was {not}cancelled.",
    "The summit of Okarin and Velt was {not}postponed.",
    "The truce between Norland and Sudria has {not}expired.",
    "The truce between Norland and Sudria was {not}suspended.",
]
DOUBTS = [
    "The summit of Okarin and Velt may be cancelled.",
    "The summit of Okarin and Velt could be put off.",
    "Okarin might call off the summit with Velt.",
    "If it rains, the summit of Okarin and Velt will be postponed.",
    "Was the summit of Okarin and Velt cancelled?",
    "The truce between Norland and Sudria may be extended.",
    "Norland threatens to leave the truce with Sudria.",
    "The truce between Norland and Sudria could collapse.",
]
BOILERPLATE = (
    "\n\nRead more: Summit of Okarin and Velt cancelled\n\n"
    "- Summit of Okarin and Velt postponed\n- Truce of Norland and Sudria ended\n\n"
    "| Date | Event |\n| 1986 | Summit of Okarin and Velt cancelled |\n\n"
    "Subscribe to our newsletter about the summit of Okarin and Velt"
)
plain = pytest.mark.parametrize("sentence", [each.replace("{not}", "") for each in CHANGES])


def read(text: str, title: str = "", language: str = "en", events: Any = WATCH) -> Reading:
    published = datetime(2031, 3, 4, tzinfo=UTC)
    article = Article(title=title, text=text, language=language, published=published, outlet="Wire")
    return read_claims(article, events)


def meanings(text: str, title: str = "") -> set[tuple[str, str, str]]:
    return {(c.event, str(c.status), str(c.stance)) for c in read(text, title).claims}


@pytest.mark.parametrize("sentence", CHANGES)
def test_a_negation_turns_an_assertion_into_a_denial(sentence: str) -> None:
    ((event, status, stance),) = meanings(sentence.replace("{not}", ""))
    assert stance == Stance.ASSERTED
    assert meanings(sentence.replace("{not}", "not ")) == {(event, status, "denied")}


@pytest.mark.parametrize("sentence", DOUBTS)
def test_a_possible_change_is_never_asserted(sentence: str) -> None:
    assert {claim.stance for claim in read(sentence).claims} <= {Stance.HYPOTHETICAL}


@plain
def test_letter_case_and_quotes_change_nothing(sentence: str) -> None:
    told = meanings(sentence)
    assert meanings("", sentence.rstrip(".").title()) == told
    assert meanings(sentence.replace("was", "was “").replace(".", "”.")) == told


@plain
def test_hyphens_and_spaces_change_nothing(sentence: str) -> None:
    assert meanings(sentence.replace(" ", "\u00a0")) == meanings(sentence)
    assert meanings(sentence.replace("Okarin and Velt", "Okarin\u2011Velt")) == meanings(sentence)


@plain
def test_appended_boilerplate_changes_nothing(sentence: str) -> None:
    assert meanings(sentence + BOILERPLATE) == meanings(sentence)


@plain
def test_a_question_and_an_agenda_claim_nothing_that_is_so(sentence: str) -> None:
    asked = read(f"Five questions. {sentence.rstrip('.')}?").claims
    listed = read(f"On the agenda:\n- {sentence}").claims
    assert not [c for c in (*asked, *listed) if c.stance is Stance.ASSERTED]


# A lexicon is read on first use.
@settings(deadline=None)
@given(st.text(), st.text(), st.sampled_from(["en", "ru", "uk", "de", "fr", "xx"]))
@example("Okarin Velt summit \x00 ' . ? : -", ":", "en")
@example(", , , Okarin summit said : cancelled ,", "Velt: said", "ru")
@example("'s Okarin n't not 12. 20:30 Velt summit cancelled 31.", "- : -", "de")
def test_nothing_raises_on_any_text(text: str, title: str, language: str) -> None:
    check_slices(read(text, title, language), text, title)


WORDS = "Okarin Velt summit talks not may cancelled postponed said that if Norland truce ended , . : ? -"


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=25), st.sampled_from(["en", "de", "fr"]))
def test_nothing_raises_on_a_salad_of_the_words_that_matter(
    words: list[str], language: str
) -> None:
    text = " ".join(words)
    check_slices(read(text, text, language), text, text)


def check_slices(reading: Reading, text: str, title: str) -> None:
    """Evidence is a verbatim slice of the part that it stands in, of claims and of signals."""
    told: list[Claim | UnreadSignal] = [*reading.claims, *reading.signals]
    for found in told:
        part = title if found.part is Part.TITLE else text
        assert part[found.start : found.end] == found.evidence
    assert all(0 <= claim.confidence <= 1 for claim in reading.claims)


def test_a_megabyte_with_ten_events_costs_less_than_two_seconds() -> None:
    events = watch(8)
    names = " ".join(f"Abel{i} will meet Cain{i} on Friday, it said." for i in range(8))
    text = (f"The summit of Okarin and Velt may be postponed, {names} " * 3000)[:1_000_000]
    before = process_time()
    claims: tuple[Claim, ...] = read(text, events=events).claims
    assert process_time() - before < 2
    assert claims
