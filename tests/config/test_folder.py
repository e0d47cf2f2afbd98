"""Which files there must be, may be and seem to be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from monitor.config.folder import read_folder

SMALLEST = Path(__file__).parents[1] / "data" / "config" / "good" / "smallest" / "config"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(SMALLEST, tmp_path / "config")


def told(root: Path) -> list[str]:
    return [str(problem).replace(f"{root}", "config") for problem in read_folder(root).problems]


MISSING = "is missing: run `news-monitor init config`, or name another folder with --config"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert told(tmp_path / "nowhere") == [f"config: {MISSING}"]


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert told(tmp_path / "file") == [f"config: {MISSING}"]


def test_a_folder_that_must_not_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)  # tests may run as root, who is never refused
    assert told(root) == ["config: cannot be read: Permission denied"]


def test_an_empty_folder(tmp_path: Path) -> None:
    assert told(tmp_path) == [f"config/monitor.yml: {MISSING}"]


def test_files_that_must_be_there(root: Path) -> None:
    (root / "feeds.yml").unlink()
    shutil.rmtree(root / "topics")
    assert told(root) == [
        "config/feeds.yml: cannot be read: No such file or directory",
        "config/topics: holds no topic: write one with `news-monitor topics new NAME`",
    ]


def test_alerts_may_be_there(root: Path) -> None:
    assert read_folder(root).alerts is None
    (root / "alerts.yml").write_text("{}")
    assert read_folder(root).alerts is not None


def test_a_folder_in_place_of_a_file(root: Path) -> None:
    (root / "alerts.yml").mkdir()
    assert told(root) == ["config/alerts.yml: is a folder: a file must stand here"]


def test_a_huge_file(root: Path) -> None:
    with (root / "feeds.yml").open("ab") as file:
        file.truncate(2 << 30)
    assert told(root) == ["config/feeds.yml: is larger than 1024 KiB: split it or remove entries"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        pytest.param("alert.yml", "alerts.yml", id="one letter less"),
        pytest.param("alerts.yaml", "alerts.yml", id="the longer ending"),
        pytest.param("feed.yml", "feeds.yml", id="the singular"),
        pytest.param("monitor.yaml", "monitor.yml", id="the longer ending again"),
        pytest.param("feeds-old.yml", None, id="a copy"),
        pytest.param("docker-compose.yml", None, id="somebody else's"),
        pytest.param("topic.yml", None, id="a topic in the wrong place is a name of its own"),
    ],
)
def test_misspelt_files_are_not_passed_over(root: Path, name: str, meant: str | None) -> None:
    (root / name).touch()
    expected = f"config/{name}: is not read: rename it to {meant}, or move it away"
    assert told(root) == ([expected] if meant else [])


def test_a_topic_that_cannot_be_read_is_known_to_be_missing(root: Path) -> None:
    (root / "topics" / "other.yaml").write_text("a: [")
    folder = read_folder(root)
    assert [topic.path.name for topic in folder.topics] == ["summit.yml"]
    assert not folder.all_topics
