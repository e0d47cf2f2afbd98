"""Passages → the cues in them that may tell something: in no name, behind no call to the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.config.cues import OwnCues
from monitor.config.lexicon import Argument, Cue, Grammar
from monitor.config.marks import Mark
from monitor.language.cues import Found, PatternFinder, cue_finder, grammar_of, longest
from monitor.language.insertions import Shortened, without_insertions
from monitor.language.passages import Passage
from monitor.language.sentences import Block
from monitor.model.claims import Lifecycle, Status

Candidates = Mapping[Lifecycle, Sequence[Sequence[Sequence[Found[Cue]]]]]
"""By lifecycle and passage the cues that do not overlap, those of the same words together."""
UNREAD = frozenset({Block.LIST, Block.TABLE})
"""Blocks that tell nothing of themselves."""


SETBACKS = frozenset(
    {
        Status.POSTPONED,
        Status.CANCELLED,
        Status.SUSPENDED,
        Status.REJECTED,
        Status.ENDING,
        Status.ENDED,
    }
)
"""Statuses of an event that comes off later or not, or does not last."""
VERB_WORDS = 2
"""Words of a verb behind a conjunction: its auxiliary and itself. A choice."""


def find_candidates(
    passages: Sequence[Passage], language: str, lifecycles: Iterable[Lifecycle], own: OwnCues
) -> Candidates:
    """The cues of an article's passages.

    Args:
        passages: The article's sentences in order.
        language: Whose lexicon is read.
        lifecycles: What the events that it may concern are.
        own: The user's cues, which come first where a shipped one is as long.
    """
    finders = {
        each: cue_finder(each, language, own.get((each, language), ())) for each in lifecycles
    }
    grammar = grammar_of(language)
    shortened = [without_insertions(passage.line, grammar) for passage in passages]
    return {
        lifecycle: [
            _in_passage(passage, short, finder, grammar)
            for passage, short in zip(passages, shortened, strict=True)
        ]
        for lifecycle, finder in finders.items()
    }


def statuses_of(candidates: Candidates) -> frozenset[Status]:
    """The statuses that an article has words for, whatever they are said of."""
    return frozenset(
        reading.meaning.status
        for passages in candidates.values()
        for cues in passages
        for same in cues
        for reading in same
    )


def _in_passage(
    passage: Passage, shortened: Shortened | None, finder: PatternFinder[Cue], grammar: Grammar
) -> list[list[Found[Cue]]]:
    if passage.sentence.kind in UNREAD:
        return []
    across = _across(shortened, finder) if shortened else ()
    found = _without_alternatives(passage, [*finder.find(passage.line), *across], grammar)
    cues = (cue for cue in found if not is_name(passage, cue))
    return longest(sorted((cue for cue in cues if not _is_junk(passage, cue)), key=_is_shipped))


def _without_alternatives(
    passage: Passage, cues: Sequence[Found[Cue]], grammar: Grammar
) -> Iterator[Found[Cue]]:
    """The cues that are not one of two opposites, which tell neither: `extended or ended`.

    Their last words stand on both sides of the conjunction: `was signed or has been rejected`.
    """
    words, disjunctions = passage.words, grammar.words["disjunction"]
    for index in (i for i, word in enumerate(words) if word.text in disjunctions):
        one = [cue for cue in cues if cue.end == index]
        other = [cue for cue in cues if index + 1 < cue.end <= index + 1 + VERB_WORDS]
        dropped = {each for a in one for b in other if _are_opposite(a, b) for each in (a, b)}
        cues = [cue for cue in cues if cue not in dropped]
    yield from cues


def _are_opposite(cue: Found[Cue], other: Found[Cue]) -> bool:
    """Whether one of two cues tells that an event goes well, the other that it does not."""
    return (cue.meaning.status in SETBACKS) is not (other.meaning.status in SETBACKS)


def _across(shortened: Shortened, finder: PatternFinder[Cue]) -> Iterator[Found[Cue]]:
    """The cues that reach across an insertion, as they stand in the whole line."""
    for cue in finder.find(shortened.line):
        start, end = shortened.kept[cue.start], shortened.kept[cue.end - 1] + 1
        if end - start > cue.end - cue.start:
            yield cue._replace(start=start, end=end)


def is_name(passage: Passage, cue: Found[Cue]) -> bool:
    """Whether a cue's words are part of a name: no treaty starts by being called New START."""
    spans = (
        span
        for signs in passage.signs.values()
        for group in (*signs.parties.values(), signs.names)
        for span in group
    )
    own = any(span.start <= cue.start and cue.end <= span.end for span in spans)
    term = cue.meaning.argument is not Argument.PARTIES and any(
        span.start <= cue.start and cue.end <= span.end
        for signs in passage.signs.values()
        for span in signs.terms
    )
    return own or term


def _is_junk(passage: Passage, cue: Found[Cue]) -> bool:
    """Whether a call to the reader stands before a cue; one that hangs behind it spoils nothing."""
    return any(found.meaning is Mark.JUNK and found.start <= cue.start for found in passage.marks)


def _is_shipped(cue: Found[Cue]) -> bool:
    """Whether a cue is not the user's own, which comes first where both are as long."""
    return not cue.meaning.file
