"""Progress: the occurrence after an article, once it is settled which claim decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from monitor.model.claims import Claim, Status
from monitor.model.events import Occurrence
from monitor.stages.tracking.contradiction import voice, why_no_contradiction
from monitor.stages.tracking.transitions import KEEPS_DAY, Decisive, Step


def advance(
    current: Occurrence | None,
    decisive: Decisive | None,
    asserted: Collection[Claim],
    published: datetime,
) -> Occurrence | None:
    """The occurrence after an article that changes it, or that is only one more source.

    Args:
        current: The occurrence before; None: nothing was known of the event.
        decisive: The claim that decides; None: none does.
        asserted: Everything that the article asserts with standing.
        published: When it was published (UTC).
    """
    if decisive is None:
        return _add_source(current, asserted, published) if current else None
    chosen = decisive.claim
    same = [claim for claim in asserted if claim.status is chosen.status]
    day = _first([chosen.day, *(claim.day for claim in same)])
    if current is None or decisive.step is Step.NEXT:
        return _open(chosen, current.ordinal + 1 if current else 1, day, same, published)
    if decisive.step is Step.FIRST_DATE:
        later = _add_source(current, asserted, published)
        return replace(later, day=day, day_told=True, venue=chosen.venue or current.venue)
    return _change(current, chosen, day, same, published)


def _open(
    chosen: Claim, ordinal: int, day: date | None, same: Sequence[Claim], published: datetime
) -> Occurrence:
    return Occurrence(
        event=chosen.event,
        ordinal=ordinal,
        status=chosen.status,
        since=published,
        last_published=published,
        day=day,
        day_told=_tells_day(chosen.status, day),
        venue=chosen.venue,
        asserters=_voices(same),
        ending_told=chosen.status is Status.ENDING,
    )


def _change(
    current: Occurrence,
    chosen: Claim,
    day: date | None,
    same: Sequence[Claim],
    published: datetime,
) -> Occurrence:
    keeps = chosen.status in KEEPS_DAY
    return replace(
        current,
        status=chosen.status,
        since=published,
        last_published=published,
        disputed=False,
        day=day or (current.day if keeps else None),
        day_told=current.day_told or _tells_day(chosen.status, day),
        venue=chosen.venue or (current.venue if keeps else None),
        asserters=_voices(same),
        deniers=(),
        ending_told=current.ending_told or chosen.status is Status.ENDING,
    )


def _add_source(
    current: Occurrence, asserted: Collection[Claim], published: datetime
) -> Occurrence:
    """What a follow-up adds: who else says so, and the day of a proposal that had none."""
    same = [claim for claim in asserted if claim.status is current.status]
    day = _first([current.day, *(claim.day for claim in same)])
    return replace(
        current,
        last_published=published,
        asserters=tuple(dict.fromkeys([*current.asserters, *_voices(same)])),
        day=day if current.status is Status.PROPOSED else current.day,
    )


def _tells_day(status: Status, day: date | None) -> bool:
    return day is not None and status in (Status.CONFIRMED, Status.RESCHEDULED)


def _voices(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({voice(claim) for claim in claims}))


def _first(days: Iterable[date | None]) -> date | None:
    return next((day for day in days if day is not None), None)


def dispute(after: Occurrence | None, heard: Sequence[Claim]) -> Occurrence | None:
    """The occurrence with every party noted that contradicts its status."""
    deniers = _voices(claim for claim in heard if why_no_contradiction(claim, after) is None)
    if after is None or not deniers:
        return after
    all_deniers = tuple(sorted({*after.deniers, *deniers}))
    return replace(after, disputed=True, deniers=all_deniers)
