"""A sentence that calls the one before it false → the claims of that one, denied by who says so.

`The papers wrote that the summit is off. "That is nonsense," said a spokesman.`
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.config.lexicon import Grammar
from monitor.config.marks import Mark
from monitor.language.attribution import Speaker
from monitor.language.cues import Found
from monitor.language.passages import Passage
from monitor.language.sentences import Sentence
from monitor.model.claims import Claim, Stance, Standing

OPENING_WORDS = 6
"""Words before what is called false at the head of a sentence: `That is complete and utter`. A
choice."""
ATTRIBUTES = 2
"""Words before an exclamation's noun: `Complete and utter nonsense`, marks aside."""
ENDS = frozenset(",.!-")
PRONOUN_REACH = 4
"""Words between a pronoun and what it is called: `dismissed it as a very tall tale`."""


def find_retort(passage: Passage, grammar: Grammar) -> int | None:
    """The word that calls false what was said before; None where the sentence says it of its own."""
    for found in passage.marks:
        if found.meaning is Mark.FALSEHOOD and _refers_back(passage, found, grammar):
            return found.start
    return None


def refute(
    claims: Sequence[Claim], before: Sentence, retort: Sentence, text: str, speaker: Speaker
) -> Iterator[Claim]:
    """Claims of an article with those of one sentence denied.

    What people without standing say gives way; what a party says stands beside the other's denial.

    Args:
        claims: Those that were read so far.
        before: The sentence that is called false.
        retort: The sentence that does so.
        text: The latter as it is written.
        speaker: Whose words it is.
    """
    for claim in claims:
        is_meant = (claim.part, claim.start, claim.stance) == (
            before.part,
            before.start,
            Stance.ASSERTED,
        )
        denied = replace(
            claim,
            stance=Stance.DENIED,
            standing=speaker.standing,
            by=speaker.by,
            side=speaker.side,
            evidence=text,
            start=retort.start,
            end=retort.end,
            weak=False,
        )
        if not is_meant or not speaker.standing.counts or claim.standing is Standing.OUTLET:
            yield claim
        elif not claim.standing.counts:
            yield denied
        elif claim.side != speaker.side:
            yield from (claim, denied)
        else:
            yield claim


def _refers_back(passage: Passage, verdict: Found[Mark], grammar: Grammar) -> bool:
    """Whether a word for falsehood opens its sentence, or is what is said of it or of the report."""
    words, index = passage.words, verdict.start
    near = words[max(0, index - PRONOUN_REACH) : index]
    opens = 0 < index == len(near) and grammar.is_kind(words[0].text, "pronoun")
    if opens or any(_stands_for(word.text, grammar) for word in near):
        return True
    closing = words[verdict.end : verdict.end + 1]  # empty where no mark ends the text
    if index <= ATTRIBUTES and all(word.text in ENDS for word in closing):
        return True
    talk = {each.start for each in passage.marks if each.meaning is Mark.HEARSAY}
    kinds = ("pronoun", "aux", "determiner", "article")
    return index <= OPENING_WORDS and all(
        i in talk or grammar.is_kind(words[i].text, *kinds) for i in range(index)
    )


def _stands_for(text: str, grammar: Grammar) -> bool:
    return grammar.is_kind(text, "pronoun") and not grammar.is_kind(text, "relative", "person")
