"""Score: how far what the program says of labelled timelines agrees with what a person says.

Every figure is micro: over all articles of the data set. The definitions: docs/data-format.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.config.labels import AlertLabel, ClaimLabel, LabelledArticle, Labels, Prediction
from monitor.model.claims import Stance
from monitor.stages.scoring.matching import match_alerts, story_roots

Key = tuple[str, ...]
Story = Sequence[LabelledArticle]
"""The articles of one timeline, oldest first."""
FIGURES = ("claims", "asserted", "alerts", "duplicates", "topics")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Agreement of two sets: how many are true, how many are told, how many are both."""

    gold: int
    predicted: int
    hits: int

    @classmethod
    def of(cls, gold: set[Key], predicted: set[Key]) -> Figure:
        """The agreement of what is true with what is told."""
        return cls(gold=len(gold), predicted=len(predicted), hits=len(gold & predicted))

    @property
    def precision(self) -> float:
        """Share of what is told that is true; 1 where nothing is told."""
        return self.hits / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of what is true that is told; 1 where nothing is true."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An article whose claims or alerts are not those of its labels; keys without the id."""

    id: str
    title: str
    missed: Sequence[Key]
    false: Sequence[Key]
    missed_alerts: Sequence[Key]
    false_alerts: Sequence[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All figures of a data set of timelines.

    `figures` by name; `transitions` are the alerts, met on the right article or before the event's
    next true alert, `late` of them came later; `covered` true alerts were met, or an unread signal
    stood in their place. `quiet` counts articles and alerts of timelines that call for none.
    """

    figures: Mapping[str, Figure]
    transitions: Figure
    late: int
    covered: int
    signals: int
    languages: Mapping[str, Figure]
    quiet_articles: int
    quiet_alerts: int
    differences: tuple[Difference, ...]


class _Sets:
    """What is true and what is told, by the name of the figure."""

    def __init__(self) -> None:
        self.gold: dict[str, set[Key]] = defaultdict(set)
        self.told: dict[str, set[Key]] = defaultdict(set)

    def figure(self, name: str) -> Figure:
        return Figure.of(self.gold[name], self.told[name])


def score(stories: Sequence[Story], predictions: Mapping[str, Prediction]) -> Scores:
    """The figures of a data set.

    Args:
        stories: The articles of each timeline, oldest first.
        predictions: By the id of the article; one that is missing says nothing.
    """
    sets, languages = _Sets(), _Sets()
    for story in stories:
        for article in story:
            told = predictions.get(article.id)
            _add(sets.gold, languages.gold, article, article.lang)
            if told is not None:
                _add(sets.told, languages.told, told, article.lang)
        _add_duplicates(sets, story, predictions)
    matches = [match_alerts(story, predictions) for story in stories]
    quiet = [a for story in stories if not any(a.alerts for a in story) for a in story]
    rows = [predictions[a.id] for story in stories for a in story if a.id in predictions]
    return Scores(
        figures={name: sets.figure(name) for name in FIGURES},
        transitions=Figure(
            gold=sum(each.gold for each in matches),
            predicted=sum(each.told for each in matches),
            hits=sum(each.hits for each in matches),
        ),
        late=sum(each.late for each in matches),
        covered=sum(each.covered for each in matches),
        signals=sum(len(row.unread) for row in rows),
        languages={
            lang: languages.figure(lang) for lang in sorted({*languages.gold, *languages.told})
        },
        quiet_articles=len(quiet),
        quiet_alerts=sum(len(predictions[a.id].alerts) for a in quiet if a.id in predictions),
        differences=tuple(_differences(stories, predictions)),
    )


def _add(
    sets: dict[str, set[Key]], languages: dict[str, set[Key]], labels: Labels, lang: str
) -> None:
    claims = {claim_key(labels.id, claim) for claim in labels.claims}
    sets["claims"] |= claims
    languages[lang] |= claims
    sets["asserted"] |= {key[:3] for key in claims if key[3] == Stance.ASSERTED}
    sets["alerts"] |= {alert_key(labels.id, alert) for alert in labels.alerts}
    sets["topics"] |= {(labels.id, topic) for topic in labels.topics}


def _add_duplicates(sets: _Sets, story: Story, predictions: Mapping[str, Prediction]) -> None:
    """Articles that re-publish an earlier one; any member of the same story will do."""
    roots = story_roots(story)
    for article in story:
        if article.duplicate_of:
            sets.gold["duplicates"].add((article.id,))
        told = predictions.get(article.id)
        if told is None or told.duplicate_of is None:
            continue
        is_right = roots.get(told.duplicate_of) == roots[article.id]
        is_wrong_story = article.duplicate_of is not None and not is_right
        sets.told["duplicates"].add(
            (article.id, "wrong story") if is_wrong_story else (article.id,)
        )


def _differences(
    stories: Sequence[Story], predictions: Mapping[str, Prediction]
) -> Iterator[Difference]:
    for article in (article for story in stories for article in story):
        told = predictions.get(article.id)
        gold_claims, told_claims = _claim_keys(article), _claim_keys(told)
        gold_alerts, told_alerts = _alert_keys(article), _alert_keys(told)
        if gold_claims != told_claims or gold_alerts != told_alerts:
            yield Difference(
                id=article.id,
                title=article.title,
                missed=sorted(gold_claims - told_claims),
                false=sorted(told_claims - gold_claims),
                missed_alerts=sorted(gold_alerts - told_alerts),
                false_alerts=sorted(told_alerts - gold_alerts),
            )


def _claim_keys(labels: Labels | None) -> set[Key]:
    return {claim_key(labels.id, claim)[1:] for claim in labels.claims} if labels else set()


def _alert_keys(labels: Labels | None) -> set[Key]:
    return {alert_key(labels.id, alert)[1:] for alert in labels.alerts} if labels else set()


def claim_key(article_id: str, claim: ClaimLabel) -> Key:
    """What makes two claims the same."""
    return article_id, claim.event, claim.status.value, claim.stance.value


def alert_key(article_id: str, alert: AlertLabel) -> Key:
    """What makes two alerts the same."""
    return article_id, alert.event, alert.status.value, "disputed" if alert.disputed else "settled"
