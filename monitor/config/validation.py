"""Plain values → typed configuration; pydantic's findings in plain words, with file and line."""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.config.documents import Document
from monitor.config.problems import KeyPath, Problem, nearest, shortened, suggest
from monitor.config.values import FORMS

M = TypeVar("M", bound=BaseModel)

TYPES = {
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "dict_type": "must hold keys and values",
    "model_type": "must hold keys and values",
    "path_type": "must be a path",
}
"""What a value must be where its type is wrong; the keys are pydantic's."""

LIMITS = {
    "missing": "is missing: add it",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "must not be empty",
    "too_long": "must have at most {max_length} entries",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}
"""What a value of the right type must keep to; the keys are pydantic's."""

KINDS = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list"}
"""What people call the types that YAML has; a mapping and nothing are told in `_kind`."""


def validate(document: Document, value: object, model: type[M]) -> M | tuple[Problem, ...]:
    """A model from the value of a document, or everything that is wrong with it."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        return tuple(
            document.problem(path := _key_path(details["loc"]), _text(details, path, model))
            for details in error.errors(include_url=False)
            if not _follows(details)
        )


def _follows(details: ErrorDetails) -> bool:
    """Whether a list is only short of entries because those that it has are wrong."""
    return details["type"] == "too_short" and bool(details["input"])


def _key_path(loc: tuple[int | str, ...]) -> KeyPath:
    """Where the mistake stands in the file: without the steps that only the models have."""
    path = [part for part in loc if part != "[key]"]
    for depth in range(2, len(path)):
        if path[depth - 2] == "parties" and path[depth] in ("aliases", "entry"):
            del path[depth]
            break
    return tuple(path)


def _text(details: ErrorDetails, path: KeyPath, model: type[BaseModel]) -> str:
    kind, given, context = details["type"], details["input"], details.get("ctx", {})
    if kind == "extra_forbidden":
        return f"unknown key: {suggest(str(path[-1]), _known_keys(model, path[:-1]))}"
    if kind == "enum":
        return _enumeration(given, context["expected"])
    if kind in TYPES:
        return _wrong_type(TYPES[kind], given)
    if kind in LIMITS:
        return LIMITS[kind].format_map(context)
    return FORMS.get(context.get("pattern", ""), details["msg"].removeprefix("Value error, "))


def _wrong_type(expected: str, given: object) -> str:
    if given is None:
        return f"is empty: it {expected}"
    return f"{expected}, not {_kind(given)}{_remedy(expected, given)}"


def _remedy(expected: str, given: object) -> str:
    if expected.endswith("text") and not isinstance(given, (list, dict)):
        return ": put quotes around it"
    if expected.endswith("list") and isinstance(given, str):
        return ": put it in [ ]"
    if expected.endswith("false") and isinstance(given, str):
        return ": yes, on and whatever is in quotes are text"
    return ""


def _enumeration(given: object, expected: str) -> str:
    known = re.findall(r"'([^']*)'", expected)
    if not isinstance(given, str):
        return f"must be one word, not {_kind(given)}; known: {', '.join(known)}"
    near = f"did you mean {' or '.join(meant)}? " if (meant := nearest(given, known)) else ""
    return f"'{shortened(given)}' is unknown; {near}known: {', '.join(known)}"


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    return KINDS.get(type(value), "keys and values")


def _known_keys(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """The keys that may stand at a path of a file, as people write them."""
    for part in path:
        for name, field in model.model_fields.items():
            if part == (field.alias or name):
                model = _model_in(field.annotation) or model
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model within `tuple[X, ...]`, `dict[str, X]` or `X | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
