"""`evaluate`: how far the program agrees with labelled timelines or texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import Json, console, print_json
from monitor.cli.progress import progress_bar
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from monitor.config.labels import Prediction, TextClaim
    from monitor.stages.scoring.texts import TextScores
    from monitor.stages.scoring.timelines import Difference, Figure, Scores

Predictions = Annotated[
    Path | None,
    typer.Option("--predictions", metavar="FILE", help="Write what was said of each article."),
]
TEXTS_SUFFIX = ".jsonl"
NAME_WIDTH = 24


def evaluate(
    dataset: Annotated[
        Path,
        typer.Argument(
            metavar="DATASET", help="A timeline, a folder above several, or a .jsonl of texts."
        ),
    ],
    predictions: Predictions = None,
    json: Json = False,
) -> None:
    """Score claims, alerts, topics and copies on labelled data.

    Each timeline runs alone, with its own topic.yaml and an empty store; no configuration is read.
    The format is told in docs/data-format.md. Exits with 0 whatever the figures.
    """
    if dataset.suffix == TEXTS_SUFFIX and not dataset.is_dir():
        _evaluate_texts(dataset, predictions, json=json)
    else:
        _evaluate_timelines(dataset, predictions, json=json)


def _evaluate_timelines(dataset: Path, file: Path | None, *, json: bool) -> None:
    from monitor.config.datasets import read_timelines
    from monitor.jobs.evaluate import evaluate_timeline
    from monitor.stages.scoring.timelines import score

    timelines = read_timelines(dataset)
    predictions: list[Prediction] = []
    with progress_bar(sum(len(each.articles) for each in timelines)) as advance:
        for timeline in timelines:
            predictions += evaluate_timeline(timeline, lambda: advance(1))
    if file is not None:
        _write(file, (row.model_dump_json() for row in predictions))
    scores = score([each.articles for each in timelines], {row.id: row for row in predictions})
    if json:
        print_json(timelines_json(scores))
    else:
        _print_timelines(scores)


def _evaluate_texts(dataset: Path, file: Path | None, *, json: bool) -> None:
    from monitor.config.datasets import read_texts
    from monitor.jobs.evaluate import evaluate_texts
    from monitor.stages.scoring.texts import score_texts

    texts = read_texts(dataset)
    with progress_bar(len(texts)) as advance:
        predictions = evaluate_texts(texts, lambda: advance(1))
    if file is not None:
        _write(file, _text_rows(predictions))
    scores = score_texts(texts, predictions)
    if json:
        print_json(texts_json(scores))
    else:
        _print_texts(scores)


def _text_rows(predictions: Mapping[str, Iterable[TextClaim]]) -> Iterator[str]:
    from json import dumps

    for text_id, claims in predictions.items():
        row = {"id": text_id, "claims": [claim.model_dump(mode="json") for claim in claims]}
        yield dumps(row, ensure_ascii=False)


def _write(file: Path, rows: Iterable[str]) -> None:
    try:
        file.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    except OSError as error:
        msg = f"{file}: cannot be written: {error.strerror}; name another file"
        raise ConfigError(msg, subject=str(file)) from error


def timelines_json(scores: Scores) -> dict[str, object]:
    """The figures of timelines under the names that `--json` has."""
    transitions = scores.transitions
    return {
        **{name: _figure(figure) for name, figure in scores.figures.items()},
        "transitions": {**_figure(transitions), "late": scores.late},
        "unread": {
            "signals": scores.signals,
            "covered": scores.covered,
            "coverage": _share(scores.covered, transitions.gold),
        },
        "languages": {name: _figure(figure) for name, figure in scores.languages.items()},
        "noise": {
            "articles": scores.quiet_articles,
            "alerts": scores.quiet_alerts,
            "per_100": 100 * scores.quiet_alerts / max(1, scores.quiet_articles),
        },
        "errors": [_difference(each) for each in scores.differences],
    }


def texts_json(scores: TextScores) -> dict[str, object]:
    """The figures of single texts under the names that `--json` has."""
    return {
        **{name: _figure(figure) for name, figure in scores.figures.items()},
        "clean": {"texts": scores.quiet, "clean": scores.clean},
    }


def _figure(figure: Figure) -> dict[str, float]:
    return {
        "precision": figure.precision,
        "recall": figure.recall,
        "f1": figure.f1,
        "gold": figure.gold,
        "predicted": figure.predicted,
        "hits": figure.hits,
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _difference(difference: Difference) -> dict[str, object]:
    return {
        "id": difference.id,
        "title": difference.title,
        "missed": difference.missed,
        "false": difference.false,
        "missed_alerts": [_alert(key) for key in difference.missed_alerts],
        "false_alerts": [_alert(key) for key in difference.false_alerts],
    }


def _alert(key: tuple[str, ...]) -> list[object]:
    event, status, dispute = key
    return [event, status, dispute == "disputed"]


def _print_timelines(scores: Scores) -> None:
    out = console()
    for name, figure in scores.figures.items():
        out.print(_line(name, figure))
        if name == "alerts":
            out.print(f"{_line('transitions', scores.transitions)}  late {scores.late}")
    for lang, figure in scores.languages.items():
        out.print(_line(f"claims {lang}", figure))
    out.print(
        f"{'unread signals':{NAME_WIDTH}} {scores.signals}; with the alerts they cover"
        f" {scores.covered} of {scores.transitions.gold} changes"
    )
    out.print(
        f"{'noise':{NAME_WIDTH}} {scores.quiet_alerts} alerts on {scores.quiet_articles}"
        " articles that call for none"
    )


def _print_texts(scores: TextScores) -> None:
    out = console()
    for name, figure in scores.figures.items():
        out.print(_line(name, figure))
    out.print(f"{'clean':{NAME_WIDTH}} {scores.clean} of {scores.quiet} texts without a claim")


def _line(name: str, figure: Figure) -> str:
    return (
        f"{name:{NAME_WIDTH}} P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}"
        f"  ({figure.hits} of {figure.gold} true, {figure.predicted} told)"
    )
