from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from monitor.cli.evaluate import evaluate
from monitor.errors import ConfigError

TIMELINES = Path(__file__).parents[1] / "data" / "timelines"
FIGURE = {"precision", "recall", "f1", "gold", "predicted", "hits"}

app = typer.Typer()
app.command()(evaluate)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_figures_for_people() -> None:
    text = run(str(TIMELINES))
    assert "alerts                   P 1.000  R 1.000  F1 1.000" in text
    assert "0 alerts on 2 articles that call for none" in text


def test_figures_as_json() -> None:
    figures = json.loads(run(str(TIMELINES), "--json"))
    assert list(figures) == [
        *("claims", "asserted", "alerts", "duplicates", "topics", "transitions"),
        *("unread", "languages", "noise", "errors"),
    ]
    assert set(figures["claims"]) == FIGURE
    assert set(figures["transitions"]) == FIGURE | {"late"}
    assert set(figures["unread"]) == {"signals", "covered", "coverage"}
    assert figures["noise"] == {"articles": 2, "alerts": 0, "per_100": 0.0}


def test_predictions_have_one_object_an_article(tmp_path: Path) -> None:
    file = tmp_path / "said.jsonl"
    run(str(TIMELINES / "strelsau-summit"), "--predictions", str(file))
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    assert [row["id"] for row in rows] == [f"strelsau-summit-{n:02}" for n in range(1, 8)]
    assert set(rows[0]) == {"id", "topics", "duplicate_of", "claims", "alerts", "unread"}
    assert set(rows[0]["alerts"][0]) == {"event", "status", "disputed", "detail"}
    assert set(rows[0]["claims"][0]) == {
        *("event", "status", "stance", "by", "evidence", "venue", "date")
    }


def test_single_texts(tmp_path: Path) -> None:
    event = {
        "id": "summit",
        "name": "Summit of Ruritania and Graustark",
        "lifecycle": "meeting",
        "parties": [["Ruritania"], ["Graustark"]],
        "terms": ["summit"],
    }
    row = {
        "id": "one",
        "lang": "en",
        "published": "2031-05-14T12:00:00Z",
        "event": event,
        "title": "",
        "text": "Ruritania has cancelled the summit with Graustark.",
        "claims": [{"status": "cancelled", "stance": "asserted"}],
    }
    texts, said = tmp_path / "texts.jsonl", tmp_path / "said.jsonl"
    texts.write_text(json.dumps(row))
    assert "claims                   P 1.000  R 1.000" in run(str(texts))
    figures = json.loads(run(str(texts), "--json", "--predictions", str(said)))
    assert set(figures["status only"]) == FIGURE
    assert figures["clean"] == {"texts": 0, "clean": 0}
    told = json.loads(said.read_text())
    assert (told["id"], told["claims"][0]["status"]) == ("one", "cancelled")


@pytest.mark.parametrize("name", ["nowhere", "nowhere.jsonl"])
def test_missing_data_set_is_a_mistake_of_the_user(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=name):
        CliRunner().invoke(app, [str(tmp_path / name)], catch_exceptions=False)


def test_predictions_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    arguments = [str(TIMELINES / "quiet-week"), "--predictions", str(tmp_path)]
    with pytest.raises(ConfigError, match="cannot be written"):
        CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_json_tells_each_article_that_differs(tmp_path: Path) -> None:
    for file in (TIMELINES / "quiet-week").iterdir():
        (tmp_path / file.name).write_text(file.read_text())
    wrong = '"alerts": [{"event": "summit", "status": "held"}]'
    articles = tmp_path / "articles.jsonl"
    articles.write_text(articles.read_text().replace('"alerts": []', wrong, 1))
    (error,) = json.loads(run(str(tmp_path), "--json"))["errors"]
    assert error == {
        "id": "quiet-week-01",
        "title": "Zenda opens its lido a month early",
        "missed": [],
        "false": [],
        "missed_alerts": [["summit", "held", False]],
        "false_alerts": [],
    }
