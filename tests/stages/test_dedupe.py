from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.articles import ArticleKeys, Candidate, DedupeReason, Novelty, Verdict
from monitor.stages.dedupe import article_keys, judge, normal_text
from tests.builders import NOON, make_article

LONG = "The two delegations met in Strelsau and parted without a word to the press. " * 5


def make_keys(**changes: Any) -> ArticleKeys:
    values: dict[str, Any] = {
        "guid": "1:a",
        "canonical_url": "https://a.example/1",
        "text_hash": "t",
    }
    return ArticleKeys(**(values | changes))


def make_candidate(article_id: int = 1, hours: float = -1, /, **changes: Any) -> Candidate:
    return Candidate(
        article_id=article_id,
        feed_id=1,
        published=NOON + timedelta(hours=hours),
        keys=make_keys(**changes),
    )


OTHER_PLACE: dict[str, Any] = {"guid": "2:b", "canonical_url": "https://b.example/1"}


@pytest.mark.parametrize(
    ("keys", "candidates", "verdict"),
    [
        pytest.param({}, [], (Novelty.NEW, DedupeReason.NEW, None), id="nothing like it"),
        pytest.param(
            {},
            [make_candidate()],
            (Novelty.KNOWN, DedupeReason.SAME_GUID, 1),
            id="the same item with the same text is known",
        ),
        pytest.param(
            {"guid": None},
            [make_candidate(guid=None)],
            (Novelty.KNOWN, DedupeReason.SAME_URL, 1),
            id="two items without a guid are the same if their address is",
        ),
        pytest.param(
            {},
            [make_candidate(text_hash="older")],
            (Novelty.REVISION, DedupeReason.SAME_GUID, 1),
            id="the same item with another text is a revision",
        ),
        pytest.param(
            {"guid": "9:z"},
            [make_candidate(text_hash="older")],
            (Novelty.REVISION, DedupeReason.SAME_URL, 1),
            id="the same address in another feed with another text is a revision",
        ),
        pytest.param(
            {},
            [make_candidate(1, -3, text_hash="older"), make_candidate(2, -2, text_hash="newer")],
            (Novelty.REVISION, DedupeReason.SAME_GUID, 2),
            id="a revision is one of the latest version",
        ),
        pytest.param(
            {},
            [make_candidate(1, -3), make_candidate(2, -2, text_hash="between")],
            (Novelty.KNOWN, DedupeReason.SAME_GUID, 1),
            id="a text that comes back is known",
        ),
        pytest.param(
            {},
            [make_candidate(1, **OTHER_PLACE)],
            (Novelty.COPY, DedupeReason.SAME_TEXT, 1),
            id="the same text elsewhere is a copy",
        ),
        pytest.param(
            {},
            [make_candidate(2, -1, **OTHER_PLACE), make_candidate(3, -5, **OTHER_PLACE)],
            (Novelty.COPY, DedupeReason.SAME_TEXT, 3),
            id="a copy is one of the oldest",
        ),
        pytest.param(
            {},
            [make_candidate(-1, **OTHER_PLACE), make_candidate(-2, **OTHER_PLACE)],
            (Novelty.COPY, DedupeReason.SAME_TEXT, -1),
            id="of one batch and one second the first is the original",
        ),
        pytest.param(
            {"short": True},
            [make_candidate(1, **OTHER_PLACE, short=True)],
            (Novelty.NEW, DedupeReason.NEW, None),
            id="a short text proves no copy",
        ),
        pytest.param(
            {},
            [make_candidate(1, text_hash="older"), make_candidate(2, -5, **OTHER_PLACE)],
            (Novelty.COPY, DedupeReason.SAME_TEXT, 2),
            id="a revision that takes another article's text is a copy",
        ),
        pytest.param(
            {"guid": None, "canonical_url": None},
            [make_candidate(1, guid=None, canonical_url=None, text_hash="other")],
            (Novelty.NEW, DedupeReason.NEW, None),
            id="what both lack is nothing that they share",
        ),
    ],
)
def test_judge(
    keys: dict[str, Any],
    candidates: list[Candidate],
    verdict: tuple[Novelty, DedupeReason, int | None],
) -> None:
    found = judge(make_keys(**keys), candidates)
    assert (found.novelty, found.reason, found.of) == verdict


def test_score_says_whether_the_text_is_the_same() -> None:
    scores = [
        judge(make_keys(), candidates).score
        for candidates in ([], [make_candidate()], [make_candidate(text_hash="older")])
    ]
    assert scores == [0.0, 1.0, 0.0]


def test_keys_of_an_article() -> None:
    keys = article_keys(make_article(url="https://www.courier.example/1?utm_source=rss"), 7)
    assert (keys.guid, keys.canonical_url, keys.short) == (
        "7:courier-1",
        "https://courier.example/1",
        True,
    )
    assert not article_keys(make_article(text=LONG), 7).short


def test_a_guid_means_nothing_outside_its_feed() -> None:
    assert article_keys(make_article(), None).guid is None
    keys, same = article_keys(make_article(guid=None, url=None), 7), article_keys(make_article(), 8)
    assert (keys.guid, keys.canonical_url) == (None, None)
    assert (keys.text_hash, keys.signature) == (same.text_hash, same.signature)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("the summit is off he said", id="as it is"),
        pytest.param("The Summit is OFF, he said.", id="in other case and with marks"),
        pytest.param("“The summit is off” — he said", id="with typographic marks"),
        pytest.param("\n The  summit\u00a0is\n\noff _he_ said\t", id="in another layout"),
        pytest.param("Ｔｈｅ summit is oﬀ he said", id="with full-width letters and ligatures"),
    ],
)
def test_normal_text(text: str) -> None:
    assert normal_text(text) == "the summit is off he said"


@given(st.text())
def test_a_text_is_a_copy_of_itself_however_it_is_set(text: str) -> None:
    article = make_article(title="", text=LONG + text, url=None, guid=None)
    other = make_article(title="", text=f" {LONG}{text}\n", url=None, guid=None)
    keys = article_keys(other, 2)
    earlier = Candidate(article_id=5, feed_id=1, published=NOON, keys=article_keys(article, 1))
    assert judge(keys, [earlier]) == Verdict(
        novelty=Novelty.COPY, reason=DedupeReason.SAME_TEXT, of=5, score=1.0
    )


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_made_normal_as_any_other_text(text: str) -> None:
    assert normal_text(text) == normal_text(f"{text} ü").removesuffix("ü").rstrip()
