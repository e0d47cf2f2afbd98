"""config/lexicon/*.yml: users' own cues."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from monitor.config.lexicon import LANGUAGES, Argument
from monitor.config.problems import shortened
from monitor.config.schema.strict import Strict
from monitor.config.values import Flag, OneLine
from monitor.model.claims import Lifecycle, Stance, Status


def read_language(value: str) -> str:
    """A language that cues can be written in.

    Raises:
        ValueError: if it is none of them.
    """
    if value not in LANGUAGES:
        msg = f"'{shortened(value)}' is unknown; known: {', '.join(LANGUAGES)}"
        raise ValueError(msg)
    return value


class CueEntry(Strict):
    """Patterns that tell one status in one way, with sentences that try them."""

    argument: Argument
    """Where the event stands: what the cue is said of."""
    match: tuple[OneLine, ...] = Field(min_length=1)
    """Patterns, in small letters but for EVENT, PARTY, DATE, NAME and NUMBER."""
    ok: tuple[OneLine, ...] = Field(min_length=1)
    """Sentences in which one of them must be found."""
    no: tuple[OneLine, ...] = ()
    """Sentences in which none may be found."""
    stance: Stance = Stance.ASSERTED
    """What the cue says of the status when nothing around it changes that."""
    concrete: Flag = False
    """A step and no mere wish: of `proposed` alone."""


class CueFile(Strict):
    """Cues of the user's own: one file of config/lexicon/."""

    lifecycle: Lifecycle
    lang: Annotated[str, AfterValidator(read_language), WithJsonSchema({"enum": list(LANGUAGES)})]
    """ISO 639-1 code of the articles that the cues are looked for in."""
    cues: dict[Status, Annotated[tuple[CueEntry, ...], Field(min_length=1)]] = Field(min_length=1)
    """What tells each status, beside the shipped cues."""
