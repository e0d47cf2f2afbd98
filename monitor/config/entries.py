"""Entries of feeds.yml before they are written there: what is wrong with one, what it may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from monitor.config.documents import Document
from monitor.config.schema.feeds import Feed, without_password
from monitor.config.validation import validate
from monitor.config.values import read_duration


def mistake_in(entry: Mapping[str, str]) -> str:
    """What is wrong with an entry, in one line without its password; empty: nothing."""
    found = validate(Document(path=Path(), value=entry, lines={}), entry, Feed)
    if isinstance(found, Feed):
        return ""
    said = "; ".join(f"{problem.key}: {problem.text}" for problem in found)
    return f"{without_password(entry['url'])}: {said}"


def unhurried(entry: Mapping[str, str], floor: timedelta) -> dict[str, str]:
    """A stranger's entry without an interval below the floor: that is for the operator to set."""
    hurried = "interval" in entry and read_duration(entry["interval"]) < floor
    return {key: value for key, value in entry.items() if not (hurried and key == "interval")}
