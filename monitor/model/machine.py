"""What is known of the machine that the program runs on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskSpace:
    """The room on a disk: what is left for us, and all of it."""

    free_bytes: int
    total_bytes: int
