"""A phrase of the desk's own: written down, tried, looked for, and named in the reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.cli.app import app
from monitor.errors import ConfigError
from monitor.language.watch import compile_watch
from monitor.model.claims import Reading, Status
from monitor.stages.claims import read_claims
from monitor.wiring.configuration import load, watch
from tests.builders import make_article

FILES = {
    "monitor.yml": "{}\n",
    "feeds.yml": "feeds: [{url: https://courier.example/feed.xml}]\n",
    "topics/palace.yml": """\
topic: palace
name: Palace
events:
  - id: summit
    name: Ruritania–Graustark summit
    lifecycle: meeting
    parties: [[Ruritania], [Graustark]]
""",
    "lexicon/house.yml": """\
lifecycle: meeting
lang: en
cues:
  postponed:
    - argument: object
      match: ["kick* ~2 into the tall corn"]
      ok: [they kicked the summit into the tall corn]
      no: [he kicked the ball into the tall corn]
  held:
    - argument: object
      match: ["(postponed)"]
      ok: [the summit was postponed]
""",
}
CORN = "Ruritania and Graustark kicked the summit into the tall corn, Ruritania's foreign ministry said."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A configuration with two cues of its own, the second of which is also shipped."""
    for name, text in FILES.items():
        path = tmp_path / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "config"


def read(root: Path, text: str, language: str = "en") -> Reading:
    article = make_article(title="News of the palace", text=text, language=language)
    return read_claims(article, watch(load(root)))


def run(root: Path, *words: object) -> Result:
    return CliRunner().invoke(app, ["--config", str(root), *map(str, words)])


def test_an_own_cue_makes_a_claim_that_names_its_file(root: Path) -> None:
    (claim,) = read(root, CORN).claims
    assert claim.status is Status.POSTPONED
    assert claim.why[0] == "cue kick* ~2 into the tall corn of lexicon/house.yml"


def test_it_is_looked_for_in_its_language_alone(root: Path) -> None:
    assert read(root, CORN, "de").claims == ()


def test_a_watch_without_it_does_not_know_it(root: Path) -> None:
    article = make_article(title="News of the palace", text=CORN)
    assert read_claims(article, compile_watch(load(root).topics)).claims == ()


def test_of_the_same_words_the_own_cue_counts(root: Path) -> None:
    (claim,) = read(
        root, "The summit of Ruritania and Graustark was postponed, Ruritania said."
    ).claims
    assert (claim.status, claim.why[0]) == (Status.HELD, "cue (postponed) of lexicon/house.yml")


def test_explain_names_it(root: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(f"News of the palace\n{CORN}\n", encoding="utf-8")
    shown = run(root, "explain", tmp_path / "report.txt").stdout
    assert "why: cue kick* ~2 into the tall corn of lexicon/house.yml" in shown


def test_check_counts_patterns(root: Path) -> None:
    assert "2 own cues" in run(root, "check").stdout
    assert json.loads(run(root, "check", "--json").stdout)["own_cues"] == 2


def test_an_example_that_is_wrong_stops_everything(root: Path) -> None:
    path = root / "lexicon" / "house.yml"
    path.write_text(FILES["lexicon/house.yml"].replace("the ball", "the talks"), encoding="utf-8")
    told = (
        f"{path}:8: cues.postponed[0].no[0]: 'kick* ~2 into the tall corn' is found in it:"
        " narrow the pattern, or move it to ok"
    )
    checked = run(root, "check")
    assert checked.exit_code == 2
    assert told in checked.stdout
    with pytest.raises(ConfigError) as raised:
        load(root)
    assert str(raised.value) == told
