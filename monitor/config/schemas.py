"""JSON Schemas of the files, for editors that complete and check while one types."""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise

from monitor.config.schema import channels
from monitor.config.schema.alerts import AlertsFile
from monitor.config.schema.cues import CueFile
from monitor.config.schema.feeds import FeedsFile
from monitor.config.schema.settings import Settings
from monitor.config.schema.strict import Strict
from monitor.config.schema.topics import Topic

MODELS: Mapping[str, type[Strict]] = {
    "monitor": Settings,
    "feeds": FeedsFile,
    "topic": Topic,
    "lexicon": CueFile,
    "alerts": AlertsFile,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""What pydantic writes. Source: its documentation of `model_json_schema`."""


def schema_files() -> Mapping[str, str]:
    """File name → JSON Schema, one for each kind of file."""
    return {f"{name}.json": _schema(model) for name, model in MODELS.items()}


def _schema(model: type[Strict]) -> str:
    schema = model.model_json_schema()
    texts = dict(_descriptions())
    for name, part in ((model.__name__, schema), *schema.get("$defs", {}).items()):
        for key, value in part.get("properties", {}).items():
            if (name, key) in texts:
                described = value | {"description": texts[name, key]}
                part["properties"][key] = dict(sorted(described.items()))
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"


def _descriptions() -> Iterator[tuple[tuple[str, str], str]]:
    """What stands below each key, by model and key.

    Read here and not by pydantic, which would read the source anew at every start.
    """
    for file in {sys.modules[model.__module__] for model in MODELS.values()} | {channels}:
        for node in ast.parse(inspect.getsource(file)).body:
            if isinstance(node, ast.ClassDef):
                fields = getattr(getattr(file, node.name), "model_fields", {})
                for name, text in _texts(node):
                    if name in fields:
                        yield (node.name, fields[name].alias or name), text


def _texts(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """The attributes of a class that a string follows."""
    for field, below in pairwise(node.body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)
