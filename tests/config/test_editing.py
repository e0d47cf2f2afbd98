"""feeds.yml is edited: what was meant comes in or goes, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.config.editing import FeedsDraft
from monitor.config.problems import InvalidConfigError

FILE = """\
# What is polled.

feeds:
  # Broadcasters
  - {url: "https://courier.example/rss", name: Courier}   # the first one
  - url: https://herald.example/feed   # in block style
    name: Herald
    # asked gently
    interval: 1h

  # Governments
  - {url: "https://gov.example/news", name: Government,
     language: en}

# The end.
"""
NEW = {"url": "https://gazette.example/x?a=1&b=2", "name": "Gazette: morning"}
NEW_LINE = '  - {url: "https://gazette.example/x?a=1&b=2", name: "Gazette: morning"}\n'


def drafted(tmp_path: Path, text: str = FILE) -> FeedsDraft:
    path = tmp_path / "feeds.yml"
    path.write_bytes(text.encode())
    return FeedsDraft(path)


def saved(draft: FeedsDraft) -> str:
    draft.save()
    return draft.path.read_bytes().decode()


def test_a_new_feed_comes_behind_the_last_one(tmp_path: Path) -> None:
    draft = drafted(tmp_path)
    draft.add([NEW])
    assert saved(draft) == FILE.replace("\n# The end.", f"{NEW_LINE}\n# The end.")
    assert draft.entries[-1] == NEW


def test_several_come_below_a_heading(tmp_path: Path) -> None:
    draft = drafted(tmp_path)
    draft.add([NEW, {"url": "https://b.example/"}], heading="From a\nlist.opml")
    added = f'  # From a list.opml\n{NEW_LINE}  - {{url: "https://b.example/"}}\n'
    assert saved(draft) == FILE.replace("\n# The end.", f"{added}\n# The end.")


@pytest.mark.parametrize(
    ("position", "gone"),
    [
        pytest.param(
            0,
            '  - {url: "https://courier.example/rss", name: Courier}   # the first one\n',
            id="the heading above it stays",
        ),
        pytest.param(
            1,
            "  - url: https://herald.example/feed   # in block style\n    name: Herald\n"
            "    # asked gently\n    interval: 1h\n",
            id="what is said inside of it goes, the blank line and the next heading stay",
        ),
        pytest.param(
            2,
            '  - {url: "https://gov.example/news", name: Government,\n     language: en}\n',
            id="an entry on two lines goes whole",
        ),
    ],
)
def test_a_feed_goes_with_what_is_its_own(tmp_path: Path, position: int, gone: str) -> None:
    draft = drafted(tmp_path)
    draft.remove(position)
    assert saved(draft) == FILE.replace(gone, "")


def test_what_is_added_and_removed_leaves_no_trace(tmp_path: Path) -> None:
    draft = drafted(tmp_path)
    draft.add([NEW])
    draft.remove(3)
    assert saved(draft) == FILE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "feeds:\n- url: https://a.example/",
            'feeds:\n- url: https://a.example/\n- {url: "https://b.example/"}\n',
            id="without indentation, without a last line break",
        ),
        pytest.param(
            "feeds:\r\n  - url: https://a.example/\r\n",
            'feeds:\r\n  - url: https://a.example/\r\n  - {url: "https://b.example/"}\r\n',
            id="with the line ends of Windows",
        ),
        pytest.param(
            "feeds:\n    -\n        url: https://a.example/\n\n",
            'feeds:\n    -\n        url: https://a.example/\n    - {url: "https://b.example/"}\n\n',
            id="with the dash on a line of its own",
        ),
    ],
)
def test_other_styles_are_kept(tmp_path: Path, text: str, expected: str) -> None:
    draft = drafted(tmp_path, text)
    draft.add([{"url": "https://b.example/"}])
    assert saved(draft) == expected


ONE = '{url: "https://b.example/"}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "feeds: [{url: https://a.example/}]   # mine\n",
            f"feeds: [{{url: https://a.example/}}, {ONE}]   # mine\n",
            id="one behind the other",
        ),
        pytest.param(
            "feeds: [\n  {url: https://a.example/}, # A\n  # B\n]\n",
            f"feeds: [\n  {{url: https://a.example/}}, # A\n  {ONE},\n  # B\n]\n",
            id="one below the other, a comma behind each",
        ),
        pytest.param(
            "feeds: [\r\n\t{url: https://a.example/} # A\r\n]",
            f"feeds: [\r\n\t{{url: https://a.example/}}, # A\r\n\t{ONE}\r\n]",
            id="one below the other, none behind the last, from Windows",
        ),
        pytest.param(
            "feeds: [\n  {url: https://a.example/}]\n",
            f"feeds: [\n  {{url: https://a.example/}}, {ONE}]\n",
            id="the bracket behind the last one",
        ),
        pytest.param(
            "{feeds: [ ]}\n", f"{{feeds: [{ONE} ]}}\n", id="in a mapping in brackets as well"
        ),
    ],
)
def test_a_list_in_brackets_stays_one(tmp_path: Path, before: str, after: str) -> None:
    draft = drafted(tmp_path, before)
    draft.add([{"url": "https://b.example/"}], heading="From somewhere")
    assert saved(draft) == after


@pytest.mark.parametrize(
    ("position", "text", "expected"),
    [
        pytest.param(0, "feeds: [{url: a}, {url: b}]\n", "feeds: [{url: b}]\n", id="the first"),
        pytest.param(1, "feeds: [{url: a}, {url: b}]\n", "feeds: [{url: a}]\n", id="the last"),
        pytest.param(0, "feeds: [{url: a}, ] # c\n", "feeds: [] # c\n", id="the only one"),
        pytest.param(
            0,
            "feeds: [\n  {url: a}, # A\n  # B\n  {url: b}\n]\n",
            "feeds: [\n  # B\n  {url: b}\n]\n",
            id="with its line, and not with the next one's heading",
        ),
    ],
)
def test_a_feed_goes_out_of_brackets(
    tmp_path: Path, position: int, text: str, expected: str
) -> None:
    draft = drafted(tmp_path, text)
    draft.remove(position)
    assert saved(draft) == expected


def test_a_mark_of_byte_order_stays(tmp_path: Path) -> None:
    draft = drafted(tmp_path, f"\ufeff{FILE}")
    draft.add([NEW])
    draft.remove(3)
    assert saved(draft) == f"\ufeff{FILE}"


STYLES = (
    ("{p}- {{url: {u}, name: Ä, language: en}}  # why",),
    ("{p}- url: {u}", "{p}  # inside", "{p}  'name': \"B: #\"", "{p}  trust: low"),
    ("{p}-", "{p}    url: {u}", "", "{p}    headers:", "{p}      X-A: 'b # c'"),
    ("{p}- {{url: {u},", "{p}   name: 'it''s - a'}}"),
    ("{p}- name: >-", "{p}    folded", "{p}    - no entry", "", "{p}    text", "{p}  url: {u}"),
    ("{p}- &an {{url: {u}}}",),
    ("{p}- ? url", "{p}  : {u}"),
)
ASIDES = ("", "   ", "# heading", "      # deep", "  # Überschrift: - x")
KEYS = ("feeds:", '"feeds":', "'feeds' : # these", "# top\n\n---\nfeeds:")


@st.composite
def files(draw: st.DrawFn) -> str:
    """A feeds.yml as people may write it: styles mixed, comments and blank lines between."""
    indent, lines = draw(st.sampled_from(("", "  ", "    "))), [draw(st.sampled_from(KEYS))]
    for number in range(draw(st.integers(1, 4))):
        lines += draw(st.lists(st.sampled_from(ASIDES), max_size=2))
        style = draw(st.sampled_from(STYLES))
        url = f"https://h{number}.example/?a=b#c"
        lines += [line.format(p=indent, u=url) for line in style]
    lines += draw(st.lists(st.sampled_from(ASIDES), max_size=2))
    ending = draw(st.sampled_from(("\n", "\r\n")))
    return "\n".join(lines).replace("\n", ending) + ending


@given(text=files(), data=st.data())
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_file_looks_like_only_what_was_meant_changes(
    tmp_path: Path, text: str, data: st.DataObject
) -> None:
    draft = drafted(tmp_path, text)
    count = len(draft.entries)
    draft.add([NEW])
    assert is_part(text, saved(draft))
    draft.remove(count)
    assert saved(draft) == text
    meant, position = draft.entries, data.draw(st.integers(0, count - 1))
    del meant[position]
    draft.remove(position)
    assert draft.entries == meant
    assert count == 1 or is_part(saved(draft), text)


def is_part(text: str, longer: str) -> bool:
    """Whether the longer text is the other with one piece put in."""
    pairs = zip(text, longer, strict=False)
    same = next((n for n, (one, other) in enumerate(pairs) if one != other), len(text))
    return longer.endswith(text[same:])


@pytest.mark.parametrize(
    ("empty", "one"),
    [
        pytest.param("feeds: []\n", "feeds:\n  - {url: https://a.example/}\n", id="alone"),
        pytest.param(
            "# Mine\nfeeds: []   # for now\n# The end.\n",
            "# Mine\nfeeds:   # for now\n  - {url: https://a.example/}\n# The end.\n",
            id="among comments",
        ),
        pytest.param(
            "feeds: []\r\n", "feeds:\r\n  - {url: https://a.example/}\r\n", id="from Windows"
        ),
        pytest.param(
            '"feeds": []\n', '"feeds":\n  - {url: https://a.example/}\n', id="a key in quotes"
        ),
        pytest.param(
            "feeds:\n  []\n", "feeds:\n  [{url: https://a.example/}]\n", id="brackets of their own"
        ),
    ],
)
def test_the_first_feed_comes_and_the_last_one_goes(tmp_path: Path, empty: str, one: str) -> None:
    draft = drafted(tmp_path, empty)
    draft.add([{"url": "https://a.example/"}])
    assert saved(draft) == one.replace("https://a.example/", '"https://a.example/"')
    draft = drafted(tmp_path, one)
    draft.remove(0)
    assert saved(draft) == empty


def test_what_looks_like_a_secret_in_a_new_address_is_no_secret(tmp_path: Path) -> None:
    draft = drafted(tmp_path)
    draft.add([{"url": "https://evil.example/?${SMTP_PASSWORD}"}])
    assert draft.entries[-1]["url"] == "https://evil.example/?$${SMTP_PASSWORD}"


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        pytest.param(
            "feeds:\n  - &a {url: https://a.example/}\n  - *a\n",
            0,
            "*a stands before its &a is complete",
            id="one that another refers to",
        ),
        pytest.param(
            "feeds:\n  - {url: https://a.example/}\n  - {url: https://b.example/,\n  name: B}\n",
            1,
            "invalid YAML",
            id="one whose second line is not indented",
        ),
    ],
)
def test_what_cannot_be_changed_safely_stays_as_it_is(
    tmp_path: Path, text: str, position: int, said: str
) -> None:
    draft = drafted(tmp_path, text)
    with pytest.raises(InvalidConfigError) as caught:
        draft.remove(position)
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(draft.path))
    assert saved(draft) == text


def test_an_edit_that_would_say_something_else_is_refused(tmp_path: Path) -> None:
    text = "feeds:\n  - url: https://a.example/\n    name: |\n      A\n      # B\n"
    draft = drafted(tmp_path, text)
    with pytest.raises(InvalidConfigError, match="cannot be changed safely"):
        draft.add([NEW])
    assert saved(draft) == text


@pytest.mark.parametrize(
    ("feeds", "said"),
    [
        pytest.param([NEW | {"name": "a\x9b31m"}], "the control character U+009B", id="commands"),
        pytest.param([NEW | {"name": "x" * (1 << 20)}], "larger than 1024 KiB", id="too much"),
    ],
)
def test_what_could_not_be_read_again_is_not_written(
    tmp_path: Path, feeds: list[dict[str, str]], said: str
) -> None:
    draft = drafted(tmp_path)
    with pytest.raises(InvalidConfigError) as caught:
        draft.add(feeds)
    assert said in str(caught.value)
    assert saved(draft) == FILE


def test_a_heading_is_one_harmless_line(tmp_path: Path) -> None:
    draft = drafted(tmp_path)
    draft.add([NEW], heading="From \x1b[31m\n- {url: x}.opml")
    assert "  # From [31m - {url: x}.opml\n" in saved(draft)


def test_the_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    draft = drafted(tmp_path)
    draft.path.chmod(0o640)
    link = tmp_path / "link.yml"
    link.symlink_to(draft.path)
    linked = FeedsDraft(link)
    linked.add([NEW])
    linked.save()
    assert link.is_symlink()
    assert draft.path.stat().st_mode & 0o777 == 0o640
    assert NEW_LINE in draft.path.read_text()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_cannot_be_replaced_is_left_with_nothing_beside_it(tmp_path: Path) -> None:
    draft = drafted(tmp_path)
    draft.add([NEW])
    draft.path.unlink()
    with pytest.raises(FileNotFoundError):
        draft.save()
    assert list(tmp_path.iterdir()) == []
