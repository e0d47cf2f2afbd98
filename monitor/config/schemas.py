"""JSON Schemas of the files, for editors that complete and check while one types."""

from __future__ import annotations

import json
from collections.abc import Mapping

from monitor.config.schema import AlertsFile, CueFile, FeedsFile, Settings, Strict, Topic

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
    schema = {"$schema": DIALECT, **model.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
