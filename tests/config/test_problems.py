"""How problems are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config.problems import InvalidConfigError, KeyPath, Problem, dotted, suggest

FEEDS = Path("config/feeds.yml")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        pytest.param(
            Problem(file=FEEDS, line=3, key="feeds[1].url", text="is missing"),
            "config/feeds.yml:3: feeds[1].url: is missing",
            id="file, line, key and what is wrong",
        ),
        pytest.param(
            Problem(file=FEEDS, line=3, text="a tab"), "config/feeds.yml:3: a tab", id="no key"
        ),
        pytest.param(Problem(file=FEEDS, text="is empty"), "config/feeds.yml: is empty", id="no line"),
    ],
)  # fmt: skip
def test_a_problem_says_where(problem: Problem, text: str) -> None:
    assert str(problem) == text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param((), "", id="the document itself has no key"),
        pytest.param(("feeds", 3, "url"), "feeds[3].url", id="positions stand in brackets"),
        pytest.param((0, 1, "a"), "[0][1].a", id="a list of lists"),
    ],
)
def test_key_paths_in_the_usual_notation(path: KeyPath, text: str) -> None:
    assert dotted(path) == text


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        pytest.param("desc", ["desk", "mail"], "did you mean desk?", id="the near one"),
        pytest.param("x", ["mail", "desk"], "known: desk, mail", id="all, where none is near"),
        pytest.param("x", [], "there is none yet", id="none at all"),
        pytest.param("x", map(str, range(21)), "it is none of the 21 that are known", id="too many to list"),
    ],
)  # fmt: skip
def test_hints(word: str, known: list[str], hint: str) -> None:
    assert suggest(word, known) == hint


def test_an_error_has_one_problem_a_line() -> None:
    error = InvalidConfigError([Problem(file=FEEDS, text="a"), Problem(file=FEEDS, text="b")])
    assert str(error) == "config/feeds.yml: a\nconfig/feeds.yml: b"
    assert error.subject == "config/feeds.yml"
