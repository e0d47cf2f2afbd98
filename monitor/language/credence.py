"""How a claim came about → whether it is weak: shown, but changing nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.language.arguments import Anchor, Kind
from monitor.language.attribution import Speaker
from monitor.language.discourse import VAGUE, Meant
from monitor.language.genre import is_report
from monitor.language.passages import Passage
from monitor.language.scope import Scope
from monitor.language.sentences import Block
from monitor.model.articles import Part
from monitor.model.events import Claim, Position, Stance, Standing, Status

WEAK_BELOW = 0.5
"""It parts the weights of `monitor.language.discourse` that were mostly right from those that were
mostly wrong."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article is: a report or not, a title over a text or not, where its prose begins."""

    report: bool
    titled: bool
    opening: int


def setting_of(passages: Sequence[Passage]) -> Setting:
    """The setting that the sentences of an article make."""
    prose = (i for i, each in enumerate(passages) if each.sentence.kind is Block.PROSE)
    parts = {each.sentence.part for each in passages}
    return Setting(is_report(passages), len(parts) == len(Part), next(prose, 0))


def position_of(passage: Passage) -> Position:
    """Where in its article a sentence stands."""
    if passage.sentence.part is Part.TITLE:
        return Position.TITLE
    return Position.LEAD if passage.sentence.block == 0 else Position.BODY


@dataclass(frozen=True, slots=True)
class Credence:
    """A claim of the sentence `index`, as it was understood."""

    setting: Setting
    index: int
    position: Position
    scope: Scope
    anchor: Anchor
    meant: Meant
    speaker: Speaker

    @property
    def weak(self) -> bool:
        """Whether it is unsure which event is meant, or hardly the article's news."""
        if self.meant.confidence < WEAK_BELOW:
            return True
        return self.speaker.standing is Standing.OUTLET and self._is_aside()

    def _is_aside(self) -> bool:
        """Whether what an outlet says by itself is hardly its news.

        The article is no report, or it denies or wonders further down. Source: of such claims one
        in six and none of three were right, in 136 labelled articles and 490 short texts.
        """
        further_down = self.position is Position.BODY
        wonders = self.scope.stance is not Stance.ASSERTED and further_down
        if not self.setting.report or wonders or self._is_hearsay():
            return True
        return self.setting.titled and self._is_loose()

    def _is_hearsay(self) -> bool:
        """Whether nobody is named who says, or whose refusal it is, that no meeting is planned.

        Source: none of four such claims was right, in 275 short texts by people who did not know the
        engine.
        """
        denied = (self.scope.stance, self.scope.status) == (Stance.DENIED, Status.CONFIRMED)
        return denied and self.speaker.by is None

    def _is_loose(self) -> bool:
        """Whether an article with a headline ties a claim but loosely to the event.

        Its headline has states do what is no event by name; the first sentence only says `it`; a
        later one does not name the event plainly. Source: of such claims one in eight, one in
        three and one in three were right, in 136 labelled articles and 765 short texts.
        """
        kind, sure = self.anchor.kind, self.meant.confidence
        if self.index == 0:
            return kind is Kind.UNKNOWN and sure <= VAGUE
        if self.index <= self.setting.opening:
            return kind is Kind.PRONOUN
        return (kind is not Kind.MENTION or sure < 1) and self.scope.stance is not Stance.DENIED


def doubt_lone(
    claims: Sequence[Claim], passages: Sequence[Passage], setting: Setting
) -> Iterator[Claim]:
    """Claims, those of an outlet's own voice weak that stand alone under a headline.

    Alone: the headline tells nothing of the event, and either no other sentence calls it by a term
    or its name, or it is not sure which event is meant. Source: 29 of 61 claims of the first kind
    and 12 of 41 of the second were right, of 556 in 1,040 short texts that the rules had not seen.
    """
    told = {c.event for c in claims if c.part is Part.TITLE and not c.weak}
    for claim in claims:
        own = claim.standing is Standing.OUTLET and claim.by is None
        if setting.titled and own and claim.event not in told and claim.part is not Part.TITLE:
            yield replace(claim, weak=claim.weak or _is_alone(claim, passages))
        else:
            yield claim


def _is_alone(claim: Claim, passages: Sequence[Passage]) -> bool:
    place = (claim.part, claim.start)
    others = (p for p in passages if (p.sentence.part, p.sentence.start) != place)
    signs = [s for each in others if (s := each.signs.get(claim.event)) is not None]
    if any(each.names for each in signs):
        return False
    return claim.confidence < 1 or not any(each.terms for each in signs)
