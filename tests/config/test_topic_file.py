"""Topic files from a few words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config.gazetteer import load_gazetteer
from monitor.config.load import load_topic
from monitor.config.schema.topics import Topic
from monitor.config.topic_file import identifier, topic_text
from monitor.model.claims import Lifecycle


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Ruritania summit", "ruritania-summit", id="words"),
        pytest.param("Ruritania–Graustark: talks!", "ruritania-graustark-talks", id="marks"),
        pytest.param("Traité de Zürich", "traite-de-zurich", id="accents"),
        pytest.param("Встреча", "", id="another script has none"),
        pytest.param("a" * 63 + " bc", "a" * 63, id="cut at a limit, without a hyphen at its end"),
    ],
)
def test_ids_from_names(name: str, expected: str) -> None:
    assert identifier(name) == expected


def written(folder: Path, name: str, parties: list[str]) -> Topic:
    path = folder / "topic.yml"
    text = topic_text(
        name,
        event="summit",
        lifecycle=Lifecycle.AGREEMENT,
        parties=parties,
        gazetteer=load_gazetteer(),
    )
    path.write_text(text, encoding="utf-8")
    return load_topic(path)


@pytest.mark.parametrize(
    ("party", "entry", "alias"),
    [
        pytest.param("us", "us", "Washington", id="an id"),
        pytest.param("Russia", "ru", "Kremlin", id="the name of an entry"),
        pytest.param("Ruritania", None, "Ruritania", id="the name of none"),
        pytest.param("Ruritania, Ruritan*", None, "Ruritan*", id="several names"),
        pytest.param("Russia, Gazprom", None, "Gazprom", id="several names are never an entry"),
        pytest.param("no: 'x', null", None, "no: 'x'", id="names that YAML would read otherwise"),
    ],
)
def test_parties(tmp_path: Path, party: str, entry: str | None, alias: str) -> None:
    (read,) = written(tmp_path, "Summit", [party]).events[0].parties
    assert read.entry == entry
    names = load_gazetteer()[entry].aliases if entry else read.aliases
    assert alias in names


NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=200
)


@settings(deadline=None, max_examples=100)
@given(name=NAMES.filter(lambda name: len(name.splitlines()) == 1 and "\ufeff" not in name))
def test_any_name_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    topic = written(tmp_path_factory.mktemp("topic"), name, ["us", "ru"])
    assert (topic.name, topic.events[0].name) == (name, name)
    assert topic.events[0].lifecycle is Lifecycle.AGREEMENT
