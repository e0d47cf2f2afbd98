"""Corrections: what people were told and does not stand any more in, what they are told now out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from monitor.model.alerts import Alert, AlertKind
from monitor.model.claims import Status
from monitor.model.events import Change, Occurrence
from monitor.model.views import Told

Standing = tuple[Status, bool, date | None]
"""Status, whether disputed, day: what people know of an event. Which occurrence that is they do not
count, and it may turn out to be another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """What becomes of an alert that does not stand.

    `corrected` is what channels have and is taken back; `in_time` are the channels that only waited
    for it, and do not know either how the event stands.
    """

    change_id: int
    corrected: tuple[Told, ...]
    in_time: tuple[str, ...]


def standing(news: Occurrence | Change | Alert | None) -> Standing | None:
    """What people would be told of how an event stands; None: nothing is known of it.

    The day of a proposal is left out: it may move without being news.
    """
    if news is None or (
        isinstance(news, Alert) and news.kind is AlertKind.CORRECTION and news.quote is None
    ):
        return None
    day = None if news.status is Status.PROPOSED else news.day
    return news.status, news.disputed, day


def fallen(told: Sequence[Told], now: Standing | None) -> Fallen | None:
    """What people were told last if it is not how the event stands; None: it is.

    Args:
        told: Everything that channels were told of the event, the newest first.
        now: How it stands.
    """
    if not told or standing(told[0].alert) == now:
        return None
    change_id = told[0].change_id
    corrected: list[Told] = []
    in_time: list[str] = []
    for channel in dict.fromkeys(each.channel for each in told if each.change_id == change_id):
        last = next((each for each in told if _stays(each, channel, change_id)), None)
        if last is None or (last.change_id != change_id and now is not None):
            in_time += [] if _says(last, now) else [channel]
        elif not _says(last, now):
            corrected.append(last)
    return Fallen(change_id=change_id, corrected=tuple(corrected), in_time=tuple(in_time))


def correction_of(told: Told, present: Alert | None, at: datetime) -> Alert:
    """What takes an alert back.

    Args:
        told: The alert that falls.
        present: What tells how the event stands; None: nothing is known of it any more.
        at: When that was noticed (UTC).
    """
    base = present or replace(told.alert, quote=None, against=None, disputed=False, day=None)
    return replace(
        base,
        kind=AlertKind.CORRECTION,
        previous=told.alert.status,
        published=at,
        corrects=told.title,
        corrects_at=told.at,
        note="",
    )


def _stays(told: Told, channel: str, fallen: int) -> bool:
    """Whether a channel has an alert, or will, once what waits of a change is withdrawn."""
    return told.channel == channel and (told.arrived or told.change_id != fallen)


def _says(told: Told | None, now: Standing | None) -> bool:
    return standing(told.alert if told else None) == now
