"""How a claim came about → whether it is weak: shown, but changing nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.config.lexicon import Grammar
from monitor.language.arguments import Anchor, Kind
from monitor.language.attribution import Speaker
from monitor.language.discourse import Meant
from monitor.language.genre import is_invented, is_made_up, is_report, looks_back
from monitor.language.passages import Passage
from monitor.language.presence import BEFORE, FURTHER_UP
from monitor.language.scope import Scope
from monitor.language.sentences import Block
from monitor.language.watch import CompiledEvent
from monitor.model.articles import Part
from monitor.model.claims import Claim, Position, Stance, Standing, Status

WEAK_BELOW = 0.5
"""It parts the weights of `monitor.language.discourse` that were mostly right from those that were
mostly wrong."""
SENTENCE_WORDS = 2
"""Words that a sentence has at least; a live report opens with the time of day: `14.48.`."""
PRONOUN, UNKNOWN = f"argument {Kind.PRONOUN}", f"argument {Kind.UNKNOWN}"
"""The reasons that are left with a claim of what a pronoun stands for, or of nobody knows what."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article is: a report, no news at all, a title over a text, where its prose begins.

    `unfounded` is satire and what only looks back: nothing in it is so, or it is so no longer.

    `statuses` are those that it has words for, whatever they are said of; `parties` tells how many
    an event has, by id.
    """

    report: bool
    unfounded: bool
    titled: bool
    opening: int
    statuses: frozenset[Status]
    parties: Mapping[str, int]


def setting_of(
    passages: Sequence[Passage],
    statuses: frozenset[Status],
    events: Iterable[CompiledEvent],
    grammar: Grammar,
) -> Setting:
    """The setting that the sentences of an article, their cues and its events make."""
    invented = is_invented(passages) or is_made_up(passages, grammar)
    unfounded = invented or looks_back(passages)
    prose = (i for i, each in enumerate(passages) if _is_prose(each))
    parts = {each.sentence.part for each in passages}
    return Setting(
        report=is_report(passages) and not unfounded,
        unfounded=unfounded,
        titled=len(parts) == len(Part),
        opening=next(prose, 0),
        statuses=statuses,
        parties={event.id: len(event.parties) for event in events},
    )


def _is_prose(passage: Passage) -> bool:
    words = sum(word.text[:1].isalpha() for word in passage.words)
    return passage.sentence.kind is Block.PROSE and words >= SENTENCE_WORDS


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
        unsure = self.meant.confidence < WEAK_BELOW and not self._is_reply()
        if self.setting.unfounded or unsure or self.scope.hearsay:
            return True
        return self.speaker.standing is Standing.OUTLET and self._is_aside()

    def _is_reply(self) -> bool:
        """Whether a party itself denies, or warns of, what is named in full only further up.

        Source: 10 of 15 such claims were right, in 590 labelled articles.
        """
        answers = self.scope.stance is not Stance.ASSERTED
        by_party = self.speaker.standing is Standing.PARTY
        named = self.anchor.kind is Kind.MENTION and self.meant.confidence >= FURTHER_UP
        return answers and by_party and named

    def _is_aside(self) -> bool:
        """Whether what an outlet says by itself is hardly its news.

        The article is no report, or it denies or wonders further down. Source: of such claims one
        in six and none of three were right, in 136 labelled articles and 490 short texts.
        """
        further_down = self.position is Position.BODY
        wonders = self.scope.stance is not Stance.ASSERTED and further_down
        if not self.setting.report or wonders:
            return True
        return self.setting.titled and self.index > 0 and self._is_vague()

    def _is_vague(self) -> bool:
        """Whether the text behind a headline ties a claim but loosely to the event.

        The first sentence only says `it`, a later one does not name the event plainly. Source: of
        such claims one in three were right, in 136 labelled articles and 765 short texts.
        """
        kind, sure = self.anchor.kind, self.meant.confidence
        if self.index <= self.setting.opening:
            return kind is Kind.PRONOUN
        return (kind is not Kind.MENTION or sure < 1) and self.scope.stance is not Stance.DENIED


def weigh_together(
    claims: Sequence[Claim], passages: Sequence[Passage], setting: Setting
) -> Iterator[Claim]:
    """Claims, each weighed by what headline and text say beside it.

    What both say alike is believed. Source: where a headline named all parties but not the event,
    and the text the event but not all of them, all 8 of 8 claims that both made were right, in
    1,400 labelled articles and texts.

    Args:
        claims: What the sentences of one article tell, each by itself.
        passages: The sentences.
        setting: What the article is.
    """
    headline = [claim for claim in claims if claim.part is Part.TITLE]
    sure = [claim for claim in headline if claim.confidence >= WEAK_BELOW]
    told = {claim.event for claim in headline if not claim.weak or claim in sure}
    hinted = {claim.content for claim in sure}
    for claim in claims:
        if not setting.titled or not setting.report or claim.part is Part.TITLE:
            yield claim
        elif claim.weak or _is_loose(claim, passages, setting):
            yield replace(claim, weak=claim.content not in hinted)
        else:
            doubtful = _is_doubtful(claim, passages, setting)
            yield replace(claim, weak=claim.event not in told and doubtful)


def _is_loose(claim: Claim, passages: Sequence[Passage], setting: Setting) -> bool:
    """Whether behind its opening a text tells of what it has no word for, and is no invitation.

    Source: whoever said it, none of 9 such claims was right, and all 4 of invitations, in 2,600
    short texts and 590 articles.
    """
    later = claim.start > passages[setting.opening].sentence.start
    return later and UNKNOWN in claim.why and not claim.concrete


def _is_doubtful(claim: Claim, passages: Sequence[Passage], setting: Setting) -> bool:
    """Whether a claim stands alone under a headline that tells nothing of the event.

    In an outlet's own voice: no other sentence calls the event by a term or its name, or it is not
    sure which event is meant, and it does not open the text as news. Source: 29 of 61 and 12 of 41
    such claims were right, of 556 in 1,040 short texts that the rules had not seen. In anybody's: it
    is said of a pronoun, the headline calls the event by nothing, and the article has words for
    another status. Source: none of five such claims was right, in 490 short texts and 230 articles
    that the rules had not seen.
    """
    own = claim.standing is Standing.OUTLET and claim.by is None
    if own and _is_alone(claim, passages):
        return not _opens_as_news(claim, passages, setting)
    of_another = setting.statuses - {claim.status}
    headline = [p for p in passages if p.sentence.part is Part.TITLE]
    return bool(of_another) and PRONOUN in claim.why and not _calls(claim.event, headline)


def _opens_as_news(claim: Claim, passages: Sequence[Passage], setting: Setting) -> bool:
    """Whether the first sentence of a text tells it, which with its headline names all parties.

    That the headline alone names them is not enough. Source: 119 of 150 such claims were right, and
    4 of 11 where the sentence itself names neither a party nor the event's own term, in 2,600 short
    texts and 590 articles.
    """
    if claim.start > passages[setting.opening].sentence.start or claim.confidence <= BEFORE:
        return False
    headed = [p for p in passages if p.sentence.part is Part.TITLE or _is_of(claim, p)]
    signs = [each.signs[claim.event] for each in headed if claim.event in each.signs]
    named = {party for each in signs for party in (*each.parties, *each.affiliates)}
    return len(named) >= setting.parties[claim.event]


def _is_of(claim: Claim, passage: Passage) -> bool:
    """Whether a passage is the sentence of a claim."""
    return (passage.sentence.part, passage.sentence.start) == (claim.part, claim.start)


def _is_alone(claim: Claim, passages: Sequence[Passage]) -> bool:
    others = [p for p in passages if not _is_of(claim, p)]
    if any(p.signs[claim.event].names for p in others if claim.event in p.signs):
        return False
    return claim.confidence < 1 or not _calls(claim.event, others)


def _calls(event: str, passages: Sequence[Passage]) -> bool:
    """Whether some sentences call an event by a term or its name."""
    signs = (each.signs[event] for each in passages if event in each.signs)
    return any(each.terms or each.names for each in signs)
