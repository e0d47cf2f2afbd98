"""Claims as they are stored: as rows of their own, and as the evidence of a change in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from monitor.model.events import Claim, Position, Stance, Standing, Status
from monitor.model.items import Part

FIELDS = tuple(field.name for field in fields(Claim))


def claim_values(claim: Claim) -> dict[str, Any]:
    """The columns of a claim."""
    return {name: getattr(claim, name) for name in FIELDS}


def claim_evidence(claim: Claim) -> dict[str, Any]:
    """A claim in the words of JSON: the evidence of a change stays as it was when it was told."""
    return claim_values(claim) | {"day": claim.day.isoformat() if claim.day else None}


def claim_from(values: Mapping[str, Any]) -> Claim:
    """A claim from its columns, or from evidence."""
    day = values["day"]
    return Claim(
        **{name: values[name] for name in FIELDS}
        | {
            "status": Status(values["status"]),
            "stance": Stance(values["stance"]),
            "standing": Standing(values["standing"]),
            "part": Part(values["part"]),
            "position": Position(values["position"]),
            "day": date.fromisoformat(day) if isinstance(day, str) else day,
            "why": tuple(values["why"]),
        }
    )
