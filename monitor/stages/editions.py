"""Editions: the versions of one article, read again, in; what each of them still says out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from monitor.model.claims import Claim
from monitor.model.events import IgnoredReason
from monitor.model.replays import Reread
from monitor.model.versions import Version, VersionClaim
from monitor.stages.revisions import Mark, settle


def speak_as_one(
    chain: Sequence[Version], again: Mapping[int, Sequence[Claim]], places: Mapping[int, datetime]
) -> dict[int, tuple[datetime, tuple[Claim, ...]]]:
    """What counts of each version that was read again, and from when on (UTC), by article id.

    Args:
        chain: The versions of one article that count, in order, with what they said then.
        again: What those that were read again say now, by article id.
        places: When each version was first seen to be there (UTC), by article id; one that is not
            in the chain is held, and says nothing.
    """
    numbers = count()
    read = [
        replace(each, claims=tuple(_number(again.get(each.article_id), each, numbers)))
        for each in chain
    ]
    said = {
        version.article_id: tuple(_standing(version.claims, marks))
        for version, marks in zip(read, settle(read), strict=True)
    }
    return {each: (places[each], said.get(each, ())) for each in again if each in places}


def revise(
    rereads: Sequence[Reread], counts: Mapping[int, tuple[datetime, tuple[Claim, ...]]]
) -> list[Reread]:
    """Articles that were read again, each with what counts of it beside its other versions."""
    return [
        _revised(
            each, *counts.get(each.source.article_id, (each.said.published, each.reading.claims))
        )
        for each in rereads
    ]


def _revised(each: Reread, at: datetime, claims: tuple[Claim, ...]) -> Reread:
    said = replace(each.said, published=at)
    return replace(each, said=said, reading=replace(each.reading, claims=claims))


def _number(
    again: Sequence[Claim] | None, version: Version, numbers: Iterator[int]
) -> Iterator[VersionClaim]:
    claims = [each.claim for each in version.claims] if again is None else again
    return (VersionClaim(id=next(numbers), claim=claim) for claim in claims)


def _standing(claims: Sequence[VersionClaim], marks: Sequence[Mark]) -> Iterator[Claim]:
    for each, mark in zip(claims, marks, strict=True):
        if mark is not IgnoredReason.REVISED:
            yield replace(each.claim, said_before=mark is IgnoredReason.SAID_BEFORE)
