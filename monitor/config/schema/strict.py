"""What every part of the configuration has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part of the configuration: frozen, an unknown key is a mistake, errors hold no values."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
