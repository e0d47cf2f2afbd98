"""Passages → the cues in them that may tell something: in no name, behind no call to the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.config.cues import OwnCues
from monitor.config.lexicon import Argument, Cue, Mark
from monitor.language.cues import Found, PatternFinder, cue_finder, grammar_of, longest
from monitor.language.insertions import Shortened, without_insertions
from monitor.language.passages import Passage
from monitor.language.sentences import Block
from monitor.model.claims import Lifecycle, Status

Candidates = Mapping[Lifecycle, Sequence[Sequence[Sequence[Found[Cue]]]]]
"""By lifecycle and passage the cues that do not overlap, those of the same words together."""
UNREAD = frozenset({Block.LIST, Block.TABLE})
"""Blocks that tell nothing of themselves."""


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
    shortened = [without_insertions(passage.line, grammar_of(language)) for passage in passages]
    return {
        lifecycle: [
            _in_passage(passage, short, finder)
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
    passage: Passage, shortened: Shortened | None, finder: PatternFinder[Cue]
) -> list[list[Found[Cue]]]:
    if passage.sentence.kind in UNREAD:
        return []
    across = _across(shortened, finder) if shortened else ()
    found = (*finder.find(passage.line), *across)
    cues = (cue for cue in found if not is_name(passage, cue))
    return longest(sorted((cue for cue in cues if not _is_junk(passage, cue)), key=_is_shipped))


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
