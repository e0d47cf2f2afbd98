from __future__ import annotations

from monitor.config.labels import SingleText
from monitor.config.schema.topics import Event, Party
from monitor.model.claims import Lifecycle
from monitor.stages.scoring.texts import score_texts
from tests.builders import NOON
from tests.labels import make_claims

EVENT = Event(
    id="summit",
    name="summit",
    lifecycle=Lifecycle.MEETING,
    parties=(Party(aliases=("Ruritania",)), Party(aliases=("Graustark",))),
)


def make_text(text_id: str, *claims: str, lang: str = "en") -> SingleText:
    return SingleText(
        id=text_id,
        lang=lang,
        published=NOON,
        event=EVENT,
        title="",
        text="",
        claims=make_claims(claims),
    )


def test_figures_by_group() -> None:
    texts = [
        make_text("a", "held"),
        make_text("b", "not postponed", "confirmed", lang="de"),
        make_text("c"),
        make_text("d"),
    ]
    told = {
        "a": make_claims(["held"]),
        "b": make_claims(["postponed"]),
        "c": make_claims(["held"]),
    }
    scores = score_texts(texts, told)
    assert (scores.quiet, scores.clean) == (2, 1)
    assert {
        name: (figure.gold, figure.predicted, figure.hits)
        for name, figure in scores.figures.items()
    } == {
        "claims": (3, 3, 1),
        "status only": (3, 3, 2),
        "lang de": (2, 1, 0),
        "lang en": (1, 2, 1),
        "stance asserted": (2, 3, 1),
        "stance denied": (1, 0, 0),
        "status confirmed": (1, 0, 0),
        "status held": (1, 2, 1),
        "status postponed": (1, 1, 0),
    }


def test_no_texts_at_all_have_the_two_figures() -> None:
    assert list(score_texts([], {}).figures) == ["claims", "status only"]
