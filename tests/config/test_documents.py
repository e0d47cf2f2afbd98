"""YAML text to plain values with lines, and every way in which it can go wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config.documents import MAX_BYTES, MAX_VALUES, load_data, read_document
from monitor.config.problems import InvalidConfigError, Problem


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "a.yml"
    path.write_text(text, encoding="utf-8")
    return read_document(path).value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("no", "no", id="no is a language, not false"),
        pytest.param("[on, off, yes, y, n]", ["on", "off", "yes", "y", "n"], id="so are the rest"),
        pytest.param("[true, False, TRUE]", [True, False, True], id="true and false are booleans"),
        pytest.param("'true'", "true", id="in quotes they are text"),
        pytest.param("!!str true", "true", id="with the tag of text too"),
        pytest.param("[null, ~, '']", [None, None, ""], id="nothing, except in quotes"),
        pytest.param("{a: , b}", {"a": None, "b": None}, id="a key without a value holds nothing"),
        pytest.param("[1, -2, +3, 007]", [1, -2, 3, 7], id="whole numbers are decimal"),
        pytest.param("[1.5, .5, 1e3, -2.]", [1.5, 0.5, 1000.0, -2.0], id="and some have a point"),
        pytest.param("[12:30, 2026-11-22, 0x1F, 1_000]", ["12:30", "2026-11-22", "0x1F", "1_000"], id="times, dates and the like are text"),
        pytest.param("1" * 5000, float("inf"), id="a number of 5,000 digits ends no program"),
        pytest.param("{1: a, yes: b, ~: c}", {"1": "a", "yes": "b", "~": "c"}, id="keys are text"),
        pytest.param("[&a [1], *a]", [[1], [1]], id="an alias is what its anchor was"),
        pytest.param("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}, id="a block keeps its lines"),
        pytest.param("---\na: 1\n...\n", {"a": 1}, id="the marks of one document may stand"),
    ],
)  # fmt: skip
def test_values(tmp_path: Path, text: str, value: object) -> None:
    assert read(tmp_path, text) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "a.yml: is empty: write its keys, or {} to leave all out", id="nothing"),
        pytest.param("# x\n", "a.yml: is empty: write its keys, or {} to leave all out", id="a comment alone"),
        pytest.param("a: 1\nb: 2\na: 3\n", "a.yml:3: a: is set twice, first in line 1: keep one", id="a key twice"),
        pytest.param("a: [{x: 1, x: 2}]\nb: {y: 1, y: 2}", "a.yml:1: a[0].x: is set twice, first in line 1: keep one\na.yml:2: b.y: is set twice, first in line 2: keep one", id="all keys that stand twice"),
        pytest.param("a: [1\nb: 2\n", "a.yml:2: invalid YAML at column 2: did not find expected ',' or ']': a bracket or comma is missing, or ${NAME} needs quotes", id="a bracket that stays open"),
        pytest.param("{url: json://${NAME}/a}", "a.yml:1: invalid YAML at column 15: did not find expected ',' or '}': a bracket or comma is missing, or ${NAME} needs quotes", id="a placeholder without quotes"),
        pytest.param("a: b: c", "a.yml:1: invalid YAML at column 5: mapping values are not allowed in this context: check the indentation, and quote a value that holds ': '", id="a colon in a value"),
        pytest.param("a:\n\t- b\n", "a.yml:2: invalid YAML at column 1: found character that cannot start any token: indent with spaces, not tabs", id="a tab"),
        pytest.param("a: @b", "a.yml:1: invalid YAML at column 4: found character that cannot start any token: put it in quotes", id="an at sign"),
        pytest.param("a: - b", "a.yml:1: invalid YAML at column 4: block sequence entries are not allowed in this context", id="what has no hint is told as it is"),
        pytest.param("a: 1\n---\nb: 2\n", "a.yml:2: a second document begins here: keep one, remove ---", id="two documents"),
        pytest.param("<<: {a: 1}", "a.yml:1: merge keys (<<) are not supported: write the keys out", id="a merge key"),
        pytest.param("? [a]\n: 1", "a.yml:1: a key must be plain text: put quotes around it", id="a list as a key"),
        pytest.param("a: {{ NAME }}", "a.yml:1: a: a key must be plain text: put quotes around it", id="a template's braces"),
        pytest.param("a: !!python/object:os.system x", "a.yml:1: a: tag tag:yaml.org,2002:python/object:os.system is not supported: remove it", id="a tag on text"),
        pytest.param("a: !set {x: 1}\nb: !seq [1]", "a.yml:1: a: tag !set is not supported: remove it\na.yml:2: b: tag !seq is not supported: remove it", id="tags on a mapping and a list"),
        pytest.param('a: "x\\0"', "a.yml:1: a: holds the control character U+0000: remove it", id="a NUL by way of an escape"),
        pytest.param("a: *b", "a.yml:1: *b stands before its &b is complete", id="an alias of nothing"),
        pytest.param("a: &b [*b]", "a.yml:1: *b stands before its &b is complete", id="an alias of itself"),
        pytest.param("[" * 500_000, "a.yml:1: nested more than 20 levels deep", id="brackets that would crash the parser"),
        pytest.param("{a: " * 250_000, "a.yml:1: nested more than 20 levels deep", id="braces that would"),
        pytest.param("- " * 500_000, "a.yml:1: nested more than 20 levels deep", id="dashes that would"),
        pytest.param("[" + "a," * (MAX_VALUES + 1) + "]", "a.yml:1: more than 100000 values, aliases included: use fewer", id="too many values"),
        pytest.param("x" * (MAX_BYTES + 1), "a.yml: is larger than 1024 KiB: split it or remove entries", id="a huge file"),
    ],
)  # fmt: skip
def test_mistakes(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InvalidConfigError) as raised:
        read(tmp_path, text)
    assert str(raised.value).replace(f"{tmp_path}/", "") == message


def test_a_bomb_of_aliases_is_counted_before_it_goes_off(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    with pytest.raises(InvalidConfigError, match=r"a.yml:5: more than 100000 values"):
        read(tmp_path, "\n".join(lines))


def test_lines_are_those_of_keys_and_items(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("# top\nfeeds:\n  - url: a\n    name: b\n  - {url: c,\n     name: d}\n")
    document = read_document(path)
    assert document.lines == {
        ("feeds",): 2,
        ("feeds", 0): 3,
        ("feeds", 0, "url"): 3,
        ("feeds", 0, "name"): 4,
        ("feeds", 1): 5,
        ("feeds", 1, "url"): 5,
        ("feeds", 1, "name"): 6,
    }


def test_what_has_no_line_has_that_of_what_is_around_it(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("\nfeeds:\n  - {}\n")
    document = read_document(path)
    assert document.line(("feeds", 0, "url")) == 3
    assert document.line(("channels",)) == 1


def test_package_data_is_read_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("negators: [no, not]\n")
    assert load_data(path) == {"negators": ["no", "not"]}
    path.write_text("a: 1\na: 2\n")
    with pytest.raises(InvalidConfigError, match=r"words\.yml:2: a: is set twice"):
        load_data(path)


PRINTABLE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | PRINTABLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PRINTABLE, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(value=JSON)
def test_json_is_yaml(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = tmp_path_factory.mktemp("json") / "a.yml"
    text = json.dumps(value, ensure_ascii=False)
    if '"<<"' in text:
        return
    path.write_text(text, encoding="utf-8")
    assert read_document(path).value == value


YAMLISH = st.text(st.sampled_from("ab:,-?[]{}&*!|>'\"%@#~ \t\n\\0<ж"), max_size=60)


@settings(deadline=None, max_examples=300)
@given(text=YAMLISH)
def test_any_text_is_a_document_or_a_mistake(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.yml"
    path.write_text(text, encoding="utf-8")
    lines, problems = outcome(path)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
    assert all(problem.file == path for problem in problems)


def outcome(path: Path) -> tuple[list[int], tuple[Problem, ...]]:
    try:
        return list(read_document(path).lines.values()), ()
    except InvalidConfigError as error:
        return [], error.problems
