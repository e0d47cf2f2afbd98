"""What `news-monitor init` writes: the files of this folder, and the schemas for editors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from monitor.config.schemas import schema_files

GITIGNORE = "# Secrets are nobody else's.\nsecrets.env\n"


def starter_files() -> Mapping[str, str]:
    """Path within the configuration's folder → text, in the order in which they are written."""
    folder = files(__name__)
    return {
        **dict(_texts(folder, "")),
        **{f"schema/{name}": text for name, text in schema_files().items()},
        ".gitignore": GITIGNORE,
    }


def _texts(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir() and not entry.name.startswith("_"):
            yield from _texts(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".yml", ".example")):
            yield f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")
