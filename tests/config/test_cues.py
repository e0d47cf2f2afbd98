"""Users' own cues beside the shipped ones; what is wrong with them is in tests/data/config/bad."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import pytest

from monitor.config.cues import cue_problems, own_cues
from monitor.config.documents import Document, load_data
from monitor.config.lexicon import FOLDER, LANGUAGES, Argument, Cue
from monitor.config.schema.cues import CueFile
from monitor.model.claims import Lifecycle, Stance, Status

SHELVED = {"argument": "object", "match": ["shelv*"], "ok": ["they shelved the summit"]}
PARKED = {
    "argument": "subject",
    "match": ["parked", "on blocks"],
    "ok": ["the talks are parked"],
    "stance": "denied",
    "concrete": True,
}


def cue_file(lang: str, **cues: object) -> CueFile:
    return CueFile.model_validate({"lifecycle": "meeting", "lang": lang, "cues": cues})


def test_files_become_cues_in_their_order() -> None:
    found = own_cues(
        {
            "lexicon/a.yml": cue_file("en", postponed=[SHELVED]),
            "lexicon/b.yml": cue_file("de", proposed=[SHELVED]),
            "lexicon/c.yml": cue_file("en", held=[PARKED]),
        }
    )
    assert set(found) == {(Lifecycle.MEETING, "en"), (Lifecycle.MEETING, "de")}
    english = found[Lifecycle.MEETING, "en"]
    assert [(cue.pattern.source, cue.status, cue.file) for cue in english] == [
        ("shelv*", Status.POSTPONED, "lexicon/a.yml"),
        ("parked", Status.HELD, "lexicon/c.yml"),
        ("on blocks", Status.HELD, "lexicon/c.yml"),
    ]
    assert (english[0].stance, english[0].concrete) == (Stance.ASSERTED, False)
    assert (english[1].stance, english[1].concrete) == (Stance.DENIED, True)
    assert english[1].argument is Argument.SUBJECT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lifecycle", Lifecycle)
def test_the_shipped_entries_have_the_shape_of_a_users(lifecycle: str, language: str) -> None:
    resource = files("monitor").joinpath(f"{FOLDER}/{lifecycle}/{language}.yml")
    shipped = cast("dict[str, Any]", load_data(resource))
    read = CueFile.model_validate(
        {"lifecycle": lifecycle, "lang": language, "cues": shipped["cues"]}
    )
    assert set(read.cues) == set(shipped["cues"])


def house(ok: str, no: str) -> Document:
    entry = {**SHELVED, "ok": [ok], "no": [no]}
    value = {"lifecycle": "meeting", "lang": "en", "cues": {"postponed": [entry]}}
    return Document(path=Path("house.yml"), value=value, lines={(): 1})


def by_substring(_: Lifecycle, language: str, cues: Sequence[Cue], text: str) -> Cue | None:
    assert language == "en"
    return next((cue for cue in cues if cue.pattern.source.rstrip("*") in text), None)


@pytest.mark.parametrize(
    ("ok", "no", "keys"),
    [
        pytest.param("shelved", "kept", [], id="each example is what it says"),
        pytest.param("kept", "kept", ["ok"], id="one that should be found is not"),
        pytest.param("shelved", "shelves", ["no"], id="one that should not be found is"),
        pytest.param("kept", "shelved", ["ok", "no"], id="both are told at once"),
    ],
)
def test_examples_are_tried_with_the_search_that_is_handed_down(
    ok: str, no: str, keys: list[str]
) -> None:
    told = [problem.key for problem in cue_problems(house(ok, no), by_substring)]
    assert told == [f"cues.postponed[0].{key}[0]" for key in keys]


def test_without_a_search_examples_are_believed() -> None:
    assert list(cue_problems(house("kept", "shelved"), None)) == []
