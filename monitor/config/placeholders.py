"""`${NAME}`, `*_env` and `*_file` in a document → the secrets that they stand for."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.config.documents import Document
from monitor.config.problems import InvalidConfigError, KeyPath, Problem
from monitor.config.secrets import NAME, SECRETS_FILE, SecretSources, read_secret, too_open

PLACEHOLDER = re.compile(r"\$\$(?=\{)|\$\{([^{}]*)(\}?)")
"""`${NAME}`; or `$$` before a brace, for a `${` that is meant to stay."""


class SecretFiller:
    """One document with its secrets filled in; `problems` and `secrets` are by-products.

    Args:
        document: The document.
        root: The folder that `*_file` is relative to.
        sources: Where names are looked up.
        keys: What `<key>_env` may name and `<key>_file` may hold.
    """

    def __init__(
        self, document: Document, root: Path, sources: SecretSources, keys: tuple[str, ...]
    ) -> None:
        self.problems: list[Problem] = []
        self.secrets: list[str] = []
        self._document = document
        self._root = root
        self._sources = sources
        self._keys = keys

    def fill(self) -> object:
        """The document's value, complete."""
        return self._value(self._document.value, ())

    def _value(self, value: object, path: KeyPath) -> object:
        if isinstance(value, str):
            return self._text(value, path)
        if isinstance(value, list):
            return [self._value(item, (*path, place)) for place, item in enumerate(value)]
        if isinstance(value, dict):
            return self._mapping(value, path)
        return value

    def _mapping(self, values: dict[str, object], path: KeyPath) -> dict[str, object]:
        filled = {key: self._value(item, (*path, key)) for key, item in values.items()}
        for key in self._keys:
            given = [name for name in (key, f"{key}_env", f"{key}_file") if name in values]
            if len(given) > 1:
                self._note((*path, given[-1]), f"give one only: {' or '.join(given)}")
            for name in given:
                source = filled[name]
                if name != key and isinstance(source, str):
                    del filled[name]
                    read = self._named if name.endswith("_env") else self._file
                    filled[key] = read(source, (*path, name))
        return filled

    def _text(self, text: str, path: KeyPath) -> str:
        def replacement(found: re.Match[str]) -> str:
            if found[1] is None:
                return "$"
            if found[2] and NAME.fullmatch(found[1]):
                return self._named(found[1], path)
            self._note(path, "needs a name and a brace after ${; write $${ for a plain ${")
            return ""

        return PLACEHOLDER.sub(replacement, text)

    def _named(self, name: str, path: KeyPath) -> str:
        try:
            value = self._sources.find(name)
        except InvalidConfigError as error:
            self._note(path, str(error))
            return ""
        if value is None:
            self._note(
                path,
                f"{name} is not set: export it, write it into {SECRETS_FILE} beside this file, "
                "or hand it over as a systemd credential",
            )
            return ""
        self.secrets.append(value)
        return value

    def _file(self, name: str, path: KeyPath) -> str:
        file = self._root / name
        try:
            value = read_secret(file)
        except InvalidConfigError as error:
            self._note(path, str(error))
            return ""
        self.problems.extend(too_open(file))
        if not value:
            self._note(path, f"{file} is empty")
        self.secrets.append(value)
        return value

    def _note(self, path: KeyPath, text: str) -> None:
        self.problems.append(self._document.problem(path, text))
