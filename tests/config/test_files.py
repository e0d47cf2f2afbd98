"""Files that people wrote: everything that can be wrong with one has a plain word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config.files import exists, read_text, yaml_files
from monitor.config.problems import InvalidConfigError, Problem

MAX_BYTES = 1 << 10


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"a: 1\n", "a: 1\n", id="plain text is read as it is"),
        pytest.param("\ufeffa: ж\n".encode(), "a: ж\n", id="a byte order mark is left out"),
        pytest.param(b"", "", id="an empty file is empty text"),
        pytest.param("😀\u2028\x85".encode(), "😀\u2028\x85", id="what YAML may hold may stay"),
    ],
)
def test_text(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(data)
    assert read_text(path, MAX_BYTES) == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            b"a\nb\n\xff\n", "a.yml:3: is no UTF-8 text: save it as UTF-8", id="a byte of Latin-1"
        ),
        pytest.param(
            "ж".encode("utf-16"), "a.yml:1: is no UTF-8 text: save it as UTF-8", id="UTF-16"
        ),
        pytest.param(
            b"a\n\0", "a.yml:2: holds the control character U+0000: remove it", id="a NUL"
        ),
        pytest.param(
            b"\x1b[31m", "a.yml:1: holds the control character U+001B: remove it", id="an escape"
        ),
        pytest.param(
            b"x" * 1025,
            "a.yml: is larger than 1 KiB: split it or remove entries",
            id="one byte too many",
        ),
    ],
)
def test_refused_content(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(data)
    with pytest.raises(InvalidConfigError) as raised:
        read_text(path, MAX_BYTES)
    assert str(raised.value) == f"{tmp_path}/{message}"


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfigError, match="is a folder: a file must stand here"):
        read_text(tmp_path, MAX_BYTES)


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(InvalidConfigError, match="is no regular file"):
        read_text(path, MAX_BYTES)


def test_a_device_that_never_ends() -> None:
    with pytest.raises(InvalidConfigError, match="is no regular file"):
        read_text(Path("/dev/zero"), MAX_BYTES)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("nowhere", "No such file or directory", id="a file that is not there"),
        pytest.param("loop", "Too many levels of symbolic links", id="a link to itself"),
        pytest.param("a\0b", "embedded null byte", id="a name that no file can have"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InvalidConfigError, match=f"cannot be read: {reason}"):
        read_text(tmp_path / name, MAX_BYTES)


def test_what_only_cannot_be_looked_at_exists(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    names = ("loop", "file", "nowhere", "file/below", "a\0b")
    assert [exists(tmp_path / name) for name in names] == [True, True, False, False, False]


def test_yaml_files_are_found_by_their_ending(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yaml", ".hidden.yml", "c.yml~", "notes.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in yaml_files(tmp_path)] == ["a.yaml", "b.yml"]
    assert yaml_files(tmp_path / "nowhere") == ()


@settings(deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_text_or_a_plain_word(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.yml"
    path.write_bytes(data)
    text, problems = outcome(path)
    assert len(problems) == (text is None)


def outcome(path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        return read_text(path, MAX_BYTES), ()
    except InvalidConfigError as error:
        return None, error.problems
