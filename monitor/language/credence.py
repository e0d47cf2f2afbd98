"""How a claim came about → whether it is weak: shown, but changing nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.language.arguments import Anchor, Kind
from monitor.language.attribution import Speaker
from monitor.language.discourse import VAGUE, Meant
from monitor.language.genre import is_invented, is_report
from monitor.language.passages import Passage
from monitor.language.scope import Scope
from monitor.language.sentences import Block
from monitor.model.articles import Part
from monitor.model.claims import Claim, Position, Stance, Standing, Status

WEAK_BELOW = 0.5
"""It parts the weights of `monitor.language.discourse` that were mostly right from those that were
mostly wrong."""
PRONOUN = f"argument {Kind.PRONOUN}"
"""The reason that is left with a claim of what a pronoun stands for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article is: a report, an invention, a title over a text, where its prose begins.

    `statuses` are those that each of its sentences has words for, whatever they are said of.
    """

    report: bool
    invented: bool
    titled: bool
    opening: int
    statuses: Sequence[frozenset[Status]]


def setting_of(passages: Sequence[Passage], statuses: Sequence[frozenset[Status]]) -> Setting:
    """The setting that the sentences of an article and their cues make."""
    prose = (i for i, each in enumerate(passages) if each.sentence.kind is Block.PROSE)
    parts = {each.sentence.part for each in passages}
    return Setting(
        report=is_report(passages),
        invented=is_invented(passages),
        titled=len(parts) == len(Part),
        opening=next(prose, 0),
        statuses=statuses,
    )


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
        unsure = self.meant.confidence < WEAK_BELOW
        if self.setting.invented or unsure or self.scope.hearsay:
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


def weigh_together(
    claims: Sequence[Claim], passages: Sequence[Passage], setting: Setting
) -> Iterator[Claim]:
    """Claims, each weighed by what headline and text say beside it.

    Args:
        claims: What the sentences of one article tell, each by itself.
        passages: The sentences.
        setting: What the article is.
    """
    headline = [claim for claim in claims if claim.part is Part.TITLE]
    sure = [claim for claim in headline if claim.confidence >= WEAK_BELOW]
    told = {claim.event for claim in headline if not claim.weak or claim in sure}
    hinted = {_content(claim) for claim in sure}
    for claim in claims:
        if not setting.titled or not setting.report or claim.part is Part.TITLE:
            yield claim
        elif claim.weak:
            yield replace(claim, weak=_content(claim) not in hinted)
        else:
            doubtful = _is_doubtful(claim, claims, passages, setting)
            yield replace(claim, weak=claim.event not in told and doubtful)


def _content(claim: Claim) -> tuple[str, Status, Stance]:
    """What a headline and its text say alike.

    Source: where a headline named all parties but not the event, and the text the event but not all
    of them, all 8 of 8 claims that both made were right, in 1,400 labelled articles and texts.
    """
    return claim.event, claim.status, claim.stance


def _is_doubtful(
    claim: Claim, claims: Sequence[Claim], passages: Sequence[Passage], setting: Setting
) -> bool:
    """Whether a claim stands alone under a headline that tells nothing of the event.

    In an outlet's own voice: no other sentence calls the event by a term or its name, or it is not
    sure which event is meant. Source: 29 of 61 and 12 of 41 such claims were right, of 556 in 1,040
    short texts that the rules had not seen; but 43 of 52 of those that open the text, sure, where
    its other sentences have words for no other status, and 30 of 42 of those whose sentence opens
    the text and names more than one party. In anybody's: it is said of a pronoun, the headline
    calls the event by nothing, and the article has words for another status. Source: none of five
    such claims was right, in 490 short texts and 230 articles that the rules had not seen.
    """
    own = claim.standing is Standing.OUTLET and claim.by is None
    if own and _is_alone(claim, passages):
        disputed = _is_one_of_many(claim, claims, passages, setting)
        sure = claim.confidence == 1 and not disputed
        return not (_opens(claim, passages, setting) and (sure or _names_more(claim, passages)))
    of_another = any(each - {claim.status} for each in setting.statuses)
    headline = [p for p in passages if p.sentence.part is Part.TITLE]
    return of_another and PRONOUN in claim.why and not _calls(claim.event, headline)


def _names_more(claim: Claim, passages: Sequence[Passage]) -> bool:
    """Whether the sentence of a claim names more than one party of its event."""
    own = next(p for p in passages if (p.sentence.part, p.sentence.start) == _place(claim))
    return claim.event in own.signs and len(own.signs[claim.event].parties) > 1


def _is_one_of_many(
    claim: Claim, claims: Sequence[Claim], passages: Sequence[Passage], setting: Setting
) -> bool:
    """Whether its sentence makes another claim, or other sentences have words for another status.

    Source: words for it in the same sentence, `the visit set for May was put off`, stood beside 8
    right and 1 wrong of the claims in 1,000 short texts.
    """
    beside = sum(_place(each) == _place(claim) for each in claims) > 1
    sentences = zip(passages, setting.statuses, strict=True)
    return beside or any(
        statuses - {claim.status}
        for passage, statuses in sentences
        if (passage.sentence.part, passage.sentence.start) != _place(claim)
    )


def _place(claim: Claim) -> tuple[Part, int]:
    return claim.part, claim.start


def _opens(claim: Claim, passages: Sequence[Passage], setting: Setting) -> bool:
    """Whether a claim of the text stands in its first sentence."""
    return claim.start <= passages[setting.opening].sentence.start


def _is_alone(claim: Claim, passages: Sequence[Passage]) -> bool:
    others = [p for p in passages if (p.sentence.part, p.sentence.start) != _place(claim)]
    if any(p.signs[claim.event].names for p in others if claim.event in p.signs):
        return False
    return claim.confidence < 1 or not _calls(claim.event, others)


def _calls(event: str, passages: Sequence[Passage]) -> bool:
    """Whether some sentences call an event by a term or its name."""
    signs = (each.signs[event] for each in passages if event in each.signs)
    return any(each.terms or each.names for each in signs)
