"""What stands for a party: what its user wrote, and what the gazetteer adds."""

from __future__ import annotations

import pytest

from monitor.config.gazetteer import Scope
from monitor.config.schema.topics import Party
from monitor.language.parties import compile_party, event_scope
from tests.readings import told, watch_for


def test_a_state_has_its_leader_as_itself_and_its_ministers_as_affiliates() -> None:
    france = compile_party(Party(entry="fr"), "Franco-German summit")
    assert {"France", "Macron", "French president"} <= set(france.names)
    assert "French foreign minister" not in france.names
    assert "French foreign minister" in france.affiliates


def test_the_persons_of_an_events_name_are_who_meets() -> None:
    macron = compile_party(Party(entry="fr"), "Macron–Merz summit")
    assert {"Macron", "French president"} <= set(macron.names)
    assert "France" not in macron.names
    assert macron.scope is Scope.LEADER


def test_a_person_brings_other_spellings_and_no_ministers() -> None:
    macron = compile_party(Party(aliases=("Macron",)), "Summit")
    assert "Макрон*" in macron.names
    assert "Barrot" not in macron.names


@pytest.mark.parametrize(
    ("alias", "named", "not_named"),
    [
        pytest.param("Macron", {"French president", "Élysée"}, {"Paris"}, id="a president"),
        pytest.param("French president", {"Macron"}, {"France", "Barrot"}, id="an office"),
        pytest.param("Lavrov", {"Russian foreign minister"}, {"Russian envoy"}, id="a minister"),
        pytest.param("Witkoff", set(), {"American envoy"}, id="an envoy is one of many"),
        pytest.param("Kyiv", {"Ukraine", "Kiew*", "Zelensky"}, {"Sybiha"}, id="a capital"),
        pytest.param("France", {"French", "Paris"}, {"French president"}, id="a state"),
        pytest.param("Kremlin", {"Russia", "Moscow"}, {"Lavrov"}, id="a seat stands for its state"),
    ],
)
def test_one_alias_brings_what_means_the_same(
    alias: str, named: set[str], not_named: set[str]
) -> None:
    names = set(compile_party(Party(aliases=(alias,)), "Summit").names)
    assert named <= names
    assert not names & not_named


@pytest.mark.parametrize(
    ("alias", "event_name", "names"),
    [
        pytest.param("Ando Rell", "Rell–Marn summit", ("Ando Rell", "Rell"), id="a surname"),
        pytest.param("Ando Rell", "Ando Rell's visit", ("Ando Rell",), id="the whole name"),
        pytest.param("Grain Pact", "Norland–Velt Grain deal", ("Grain Pact",), id="no person's"),
        pytest.param("Harbour army", "Harbour truce", ("Harbour army",), id="no name of somebody"),
    ],
)
def test_whom_the_events_name_calls_by_a_part_of_his_name(
    alias: str, event_name: str, names: tuple[str, ...]
) -> None:
    assert compile_party(Party(aliases=(alias,)), event_name).names == names


def test_an_unknown_party_is_what_its_user_wrote() -> None:
    okarin = compile_party(Party(aliases=("Okarin", "Norlandish president")), "Summit")
    assert (okarin.label, okarin.entry) == ("Okarin", None)
    assert okarin.names == ("Okarin", "Norlandish president")


@pytest.mark.parametrize(
    ("alias", "names"),
    [
        pytest.param("President Ilse Marn", {"Ilse Marn", "Marn"}, id="a title and a full name"),
        pytest.param("chief negotiator Anso Bey", {"Anso Bey", "Bey"}, id="words before the title"),
        pytest.param("Norland President", set(), id="a title alone"),
        pytest.param("President of Norland", set(), id="what somebody is president of"),
        pytest.param("Harbour League", set(), id="no title"),
    ],
)
def test_who_is_named_with_a_title_is_known_without_it(alias: str, names: set[str]) -> None:
    party = compile_party(Party(aliases=("Norland", alias)), "Summit")
    assert set(party.names) == {"Norland", alias} | names


def test_the_office_of_whom_the_events_name_names_is_whose_meeting_it_is() -> None:
    aliases = ("France", "Paris", "Macron")
    assert compile_party(Party(aliases=aliases), "Macron–Merz summit").scope is Scope.LEADER
    assert compile_party(Party(aliases=aliases), "Встреча Макрона и Мерца").scope is Scope.LEADER
    assert compile_party(Party(aliases=aliases), "Trade talks").scope is None


@pytest.mark.parametrize(
    "party",
    [
        pytest.param(Party(entry="open-skies"), id="by the gazetteer's id"),
        pytest.param(Party(aliases=("Open Skies Treaty",)), id="by one of its names"),
    ],
)
def test_a_treaty_is_a_thing_with_names_in_every_language(party: Party) -> None:
    treaty = compile_party(party, "Open Skies")
    assert treaty.thing
    assert treaty.entry is None
    assert "traité Ciel ouvert" in treaty.names


def test_a_meeting_is_as_high_as_its_lowest_party() -> None:
    leader = compile_party(Party(aliases=("Macron",)), "Talks")
    minister = compile_party(Party(aliases=("Wadephul",)), "Talks")
    state = compile_party(Party(entry="de"), "Talks")
    assert event_scope([leader, minister]) is Scope.MINISTER
    assert event_scope([leader, state]) is None
    assert event_scope([leader]) is None


def test_one_name_of_a_treaty_finds_it_in_another_language() -> None:
    event = {
        "id": "skies",
        "name": "Open Skies",
        "lifecycle": "agreement",
        "parties": [["Open Skies Treaty"]],
    }
    text = "La Norvège a quitté le traité Ciel ouvert."
    assert told(text, watch=watch_for(event), language="fr") == ["ended asserted"]
