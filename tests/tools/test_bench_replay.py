"""The bench of replays makes the corpus that it says it does."""

from __future__ import annotations

from pathlib import Path

from monitor.config.load import load_config
from monitor.language.watch import compile_watch
from tools.bench_replay import EVENTS, configure, corpus


def test_the_corpus_has_as_many_articles_of_each_kind_as_it_should(tmp_path: Path) -> None:
    config = load_config(configure(tmp_path), {})
    watch = compile_watch(config.topics)
    articles = list(corpus(100))
    assert len(watch.events) == EVENTS
    assert sum(watch.names(f"{each.title}\n{each.text}") for each in articles) == 30
    assert len({each.url for each in articles}) == len({each.text for each in articles}) == 100


def test_the_corpus_is_the_same_in_every_run_and_in_order() -> None:
    articles = list(corpus(60))
    assert articles == list(corpus(60))
    assert sorted(articles, key=lambda each: each.published) == articles
