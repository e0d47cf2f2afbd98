from __future__ import annotations

import pickle
from pathlib import Path

from monitor.config.schema.cues import CueFile
from monitor.model.articles import Role
from monitor.model.claims import Reading, Status
from monitor.stages.read import read_article
from monitor.stages.rereading import Watched, read_again, watch_of
from tests.builders import make_article, make_topic
from tests.corpora import SAID, make_config

CONFIG = make_config(Path("/nowhere"))


def test_an_article_is_read_again_as_it_was_when_it_came() -> None:
    watched = Watched.of(CONFIG)
    for number, said in enumerate(SAID.values()):
        article = make_article(title=f"News {number}", text=said)
        live = read_article(article, watch_of(watched))
        (again,) = read_again(watched, [article])
        assert again == (live.matches, live.reading)


def test_nothing_is_found_in_what_is_about_something_else() -> None:
    assert read_again(Watched.of(CONFIG), [make_article(title="News", text=SAID["quiet"])]) == [
        ((), Reading())
    ]


def test_what_is_watched_goes_to_another_process_and_is_compiled_there_once() -> None:
    watched = Watched.of(CONFIG)
    arrived = pickle.loads(pickle.dumps(watched))  # noqa: S301 - our own bytes
    assert arrived == watched
    assert watch_of(arrived) is watch_of(watched)


def test_configurations_are_told_apart_by_all_that_reading_depends_on() -> None:
    cues = CueFile.model_validate(
        {
            "lifecycle": "meeting",
            "lang": "en",
            "cues": {
                "cancelled": [
                    {"argument": "subject", "match": ("is scrubbed",), "ok": ("It is scrubbed.",)}
                ]
            },
        }
    )
    others = [
        make_config(Path("/nowhere"), make_topic(phrases=["another phrase"])),
        CONFIG.model_copy(update={"cues": {"lexicon/own.yml": cues}}),
        CONFIG.model_copy(update={"cues": {"lexicon/other.yml": cues}}),
    ]
    keys = {Watched.of(each).key for each in (CONFIG, *others)}
    assert len(keys) == 4


def test_a_changed_phrase_is_heard() -> None:
    changed = Watched.of(make_config(Path("/nowhere"), make_topic(phrases=["lido of Zenda"])))
    ((matches, _),) = read_again(changed, [make_article(title="Lido of Zenda opens", text="Soon.")])
    assert [(each.topic, each.role) for each in matches] == [("ruritania", Role.PRIMARY)]


def test_statuses_are_what_the_sentences_of_these_tests_say() -> None:
    watched = Watched.of(CONFIG)
    told = {
        name: [
            claim.status
            for claim in read_again(watched, [make_article(title="News", text=text)])[0][1].claims
        ]
        for name, text in SAID.items()
    }
    assert told == {
        "proposed": [Status.PROPOSED],
        "confirmed": [Status.CONFIRMED],
        "dated": [Status.CONFIRMED],
        "postponed": [Status.POSTPONED],
        "cancelled": [Status.CANCELLED],
        "denied": [Status.POSTPONED],
        "held": [Status.HELD],
        "quiet": [],
    }
