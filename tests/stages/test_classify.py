from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.config.schema.topics import Event, Party, Topic
from monitor.language.watch import Watch, compile_watch
from monitor.model.articles import Article, Part, Role
from monitor.model.claims import Lifecycle, Reading
from monitor.stages.classify import classify
from tests.builders import make_article, make_claim

FILLER = "Shops along the street had put flags into their windows before the weekend began."


def make_event(event_id: str, name: str, *parties: str, **changes: tuple[str, ...]) -> Event:
    values = {"terms": ("summit", "meeting", "meet"), "exclude": ("phone call",)} | changes
    return Event(
        id=event_id,
        name=name,
        lifecycle=Lifecycle.MEETING,
        parties=tuple(Party(aliases=(party,)) for party in parties),
        **values,
    )


PALACE = Topic(
    topic="palace",
    name="Ruritania and Graustark",
    phrases=("summit", "royal summit"),
    events=(make_event("royal-summit", "Ruritania–Graustark summit", "Ruritania", "Graustark"),),
)
RIVER = Topic(
    topic="river",
    name="Ruritania and Hentzau",
    events=(make_event("river-talks", "river talks", "Ruritania", "Hentzau"),),
)


LEADERS = Topic(
    topic="leaders",
    name="Macron and Merz",
    events=(make_event("leaders", "Macron–Merz summit", "Macron", "Merz"),),
)


PLAIN = Topic(
    topic="plain",
    name="Norland and Velt",
    events=(make_event("plain", "Norland–Velt talks", "Norland", "Velt", terms=(), exclude=()),),
)


@pytest.fixture(scope="module")
def watch() -> Watch:
    return compile_watch([PALACE, RIVER, LEADERS, PLAIN])


def roles(article: Article, watch: Watch) -> dict[str, str]:
    return {match.topic: match.role.value for match in classify(article, watch, Reading())}


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        pytest.param(
            "The Ruritania–Graustark summit in five pictures",
            text(FILLER),
            {"palace": "primary"},
            id="the event's name in the title",
        ),
        pytest.param(
            "Flags, flowers and the royal summit",
            text(FILLER),
            {"palace": "primary"},
            id="a phrase of two words in the title",
        ),
        pytest.param(
            "Ruritania and Graustark to meet in June",
            text(FILLER),
            {"palace": "primary"},
            id="all parties and a term in the title, though no phrase occurs",
        ),
        pytest.param(
            "An end to the guessing",
            text("Ruritania and Graustark will meet in June, the two courts announced.", FILLER),
            {"palace": "primary"},
            id="the lead alone",
        ),
        pytest.param(
            "An end to the guessing",
            text(
                "By our reporter",
                "Ruritania and Graustark will meet in June, the two courts announced.",
            ),
            {"palace": "primary"},
            id="the lead is the first paragraph that is no label",
        ),
        pytest.param(
            "The summit trap",
            text("Whoever rules Ruritania or Graustark should stay at home, writes our columnist."),
            {"palace": "primary"},
            id="a general word in the title, the parties in the lead",
        ),
        pytest.param(
            "The visit that nobody wants",
            text("Whoever rules Norland or Velt should stay at home, writes our columnist."),
            {"plain": "primary"},
            id="an event without terms goes by the nouns of its kind",
        ),
        pytest.param(
            "The treaty that nobody wants",
            text("Whoever rules Norland or Velt should stay at home, writes our columnist."),
            {},
            id="and by no others",
        ),
        pytest.param(
            "Norland tells Velt to wait",
            text(
                "Norland will not answer Velt before the autumn, its foreign ministry said.",
                "The visit that Norland and Velt have prepared for a year is far from certain.",
            ),
            {"plain": "primary"},
            id="the parties in title and lead, the event soon after them",
        ),
        pytest.param(
            "Norland tells Velt to wait",
            text(
                "Norland will not answer Velt before the autumn, its foreign ministry said.",
                *[FILLER] * 3,
                "The visit that Norland and Velt have prepared for a year is far from certain.",
            ),
            {"plain": "passing"},
            id="the parties in title and lead, the event far behind them",
        ),
        pytest.param(
            "Ten years on: the Norland–Velt talks and what became of them",
            text(FILLER),
            {"plain": "passing"},
            id="a look-back",
        ),
        pytest.param(
            "A short history of the Norland–Velt talks",
            text(FILLER),
            {"plain": "passing"},
            id="an explainer",
        ),
        pytest.param(
            "Macron–Merz summit, Norland–Velt talks, gold price, horoscope",
            text(FILLER),
            {"leaders": "passing", "plain": "passing"},
            id="a list of what people search for",
        ),
        pytest.param(
            "Rain washes out Summit Cup final",
            text(
                "The summit of the season was called off on Friday because of heavy rain.", FILLER
            ),
            {},
            id="a general word without the parties",
        ),
        pytest.param(
            "Ruritania raises its tolls",
            text("Carriers from Graustark will pay twice as much from June, the ministry said."),
            {},
            id="the parties without a word for the event",
        ),
        pytest.param(
            "Goose prices rise",
            text(FILLER, FILLER, "Ruritania and Graustark will meet in June.", FILLER),
            {"palace": "passing"},
            id="a mention further down",
        ),
        pytest.param(
            "Read more",
            text(FILLER, *["royal summit"] * 30),
            {"palace": "passing"},
            id="a list at the end, however long",
        ),
        pytest.param(
            "Ruritania in a phone call about the summit",
            text("The phone call with Graustark took an hour, both sides said after the summit."),
            {},
            id="a near miss of the event",
        ),
        pytest.param(
            "Ruritania and Hentzau to meet about the dam",
            text("The Ruritania–Graustark summit comes first, said the minister in the evening."),
            {"river": "primary", "palace": "passing"},
            id="the topic of the title before the one of the lead",
        ),
        pytest.param(
            "Brief", "Ruritania and Graustark will meet.", {"palace": "primary"}, id="a brief"
        ),
        pytest.param(
            "Macron sells Merz a bridge",
            text("Macron offered Merz a bridge on Friday, and the price was kept quiet.", FILLER),
            {"leaders": "primary"},
            id="leaders who meet are what it is about, whatever they do",
        ),
        pytest.param("", "", {}, id="nothing"),
    ],
)
def test_roles(title: str, body: str, expected: dict[str, str], watch: Watch) -> None:
    assert roles(make_article(title=title, text=body), watch) == expected


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        pytest.param(
            "Paris and Madrid agree on a summit", "en", {"thin": "primary"}, id="in English"
        ),
        pytest.param(
            "Париж и Мадрид договорились о саммите", "ru", {"thin": "primary"}, id="in Russian"
        ),
        pytest.param("Paris and Madrid raise their tolls", "en", {}, id="no word for a meeting"),
        pytest.param("Paris and Madrid agree on a summit", "xx", {}, id="a language unknown"),
    ],
)
def test_event_of_four_words_is_called_what_such_events_are_called(
    title: str, language: str, expected: dict[str, str]
) -> None:
    event = Event(
        id="thin-summit",
        name="Thin summit",
        lifecycle=Lifecycle.MEETING,
        parties=(Party(entry="fr"), Party(entry="es")),
    )
    thin = compile_watch([Topic(topic="thin", name="Thin", events=(event,))])
    assert roles(make_article(title=title, text=FILLER, language=language), thin) == expected


def test_match_tells_why_and_where(watch: Watch) -> None:
    article = make_article(
        title="Flags for the royal summit", text=text(FILLER, "The royal summit has its flags.")
    )
    (match,) = classify(article, watch, Reading())
    assert (match.role, match.reason) == (Role.PRIMARY, "phrase in the title")
    assert 0 < match.score <= 1
    parts = {Part.TITLE: article.title, Part.TEXT: article.text}
    assert [parts[span.part][span.start : span.end] for span in match.spans] == [
        "royal summit",
        "royal summit",
    ]


def test_case_and_hyphens_change_nothing(watch: Watch) -> None:
    plain = make_article(title="Ruritania-Graustark summit is on", text=FILLER)
    shouted = make_article(title="RURITANIA–GRAUSTARK SUMMIT IS ON", text=FILLER)
    assert classify(plain, watch, Reading()) == classify(shouted, watch, Reading())


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param(
            "Ruritania and Graustark sign the pact", {"pact": "primary"}, id="another word for it"
        ),
        pytest.param("Graustark drops a pact", {}, id="one party is not all"),
        pytest.param(
            "Ruritania and Graustark sign the phone pact", {}, id="a near miss beside the word"
        ),
    ],
)
def test_an_event_is_called_what_such_events_are_called_besides_its_own_terms(
    title: str, expected: dict[str, str]
) -> None:
    event = make_event(
        "river-pact", "River pact", "Ruritania", "Graustark", terms=("compact",), exclude=("phone",)
    ).model_copy(update={"lifecycle": Lifecycle.AGREEMENT})
    watch = compile_watch([Topic(topic="pact", name="Rivers", events=(event,))])
    assert roles(make_article(title=title, text=FILLER), watch) == expected


@pytest.mark.parametrize(
    ("weak", "expected"),
    [
        pytest.param(False, {"palace": "primary"}, id="a status of its event is what it is about"),
        pytest.param(True, {}, id="a weak claim says nothing"),
    ],
)
def test_a_claim_in_the_title_makes_a_topic(
    weak: bool, expected: dict[str, str], watch: Watch
) -> None:
    title = "They meet after all, says Ruritania"
    claim = make_claim(
        event="royal-summit", evidence=title, part=Part.TITLE, start=0, end=len(title)
    )
    reading = Reading(claims=(replace(claim, weak=weak),))
    matches = classify(make_article(title=title, text=FILLER), watch, reading)
    assert {match.topic: match.role.value for match in matches} == expected
    assert [match.reason for match in matches] == ["status of the event in the title"] * len(
        expected
    )
