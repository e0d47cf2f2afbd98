"""Title and text → an article's passages: sentences with their words, watched names and marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.config.gazetteer import Scope
from monitor.config.lexicon import Grammar
from monitor.config.patterns import Tag
from monitor.language.attributes import are_others
from monitor.language.coordination import name_leaders
from monitor.language.cues import grammar_of, mark_finder
from monitor.language.descriptions import name_described
from monitor.language.fields import names_subject
from monitor.language.folding import fold
from monitor.language.gazetteer import Known, entity_finder, noun_finder
from monitor.language.levels import is_leaders
from monitor.language.lines import CAPITAL_NOUNS, Word, make_line, read_words, with_accents
from monitor.language.namesakes import Names
from monitor.language.parties import CompiledParty
from monitor.language.passages import Mention, Passage, Places, Signs, Source, Span, is_calendar
from monitor.language.sentences import MAX_CHARACTERS, Sentence, split_sentences
from monitor.language.summits import seat_leaders
from monitor.language.watch import CompiledEvent, Hit, HitKind, Watch
from monitor.model.articles import Article, Part

BARE_CAPITALS = frozenset({"fr"})
"""Languages whose print leaves accents off capitals. Source: Imprimerie nationale, Lexique des règles
typographiques, which advises against it."""
STAFF = frozenset({Scope.MINISTER, Scope.OFFICIAL})
"""Offices of those who work for leaders."""
HYPHENATING = frozenset({"en"})
"""Languages in which a noun that a hyphen joins to the word behind it only describes that one:
`round-the-clock`, `summit-level`. Source: New Hart's Rules, 3.3."""
NUMBER_DATE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$")


def scan_article(article: Article, watch: Watch) -> tuple[Source, Source]:
    """Title and text with their watched names: the one thing that is done to every article."""
    sources = []
    for part, text in ((Part.TITLE, article.title), (Part.TEXT, article.text)):
        raw = text[:MAX_CHARACTERS]
        folded = fold(raw)
        sources.append(Source(part, raw, folded, watch.scan_folded(raw, folded)))
    return sources[0], sources[1]


def read_passages(
    sources: Sequence[Source], language: str, events: Mapping[str, CompiledEvent]
) -> Iterator[Passage]:
    """The passages of an article in a language, with the signs of the events that it may concern."""
    for source in sources:
        hits = [h for h in source.hits if h.event in events and h.kind is not HitKind.SUBJECT]
        starts = [hit.start for hit in hits]
        for sentence in split_sentences(source.raw, source.part):
            first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            yield _passage(source, sentence, language, hits[first:last], events)


def _passage(
    source: Source,
    sentence: Sentence,
    language: str,
    hits: Sequence[Hit],
    events: Mapping[str, CompiledEvent],
) -> Passage:
    words = read_words(source.raw, source.folded, sentence.start, sentence.end)
    if language in BARE_CAPITALS:
        words = with_accents(words)
    place = Places(words, sentence.start)
    grammar = grammar_of(language)
    raw = source.raw[sentence.start : sentence.end]
    folded = source.folded[sentence.start : sentence.end]
    placed = [
        (hit, place.span(hit.start - sentence.start, hit.end - sentence.start)) for hit in hits
    ]
    known = tuple(
        (place.span(start, end), each)
        for start, end, targets in entity_finder().find(raw, folded)
        for each in targets
    )
    names = Names(words, (*(at for _, at in placed), *(at for at, _ in known)), grammar)
    others = {at for hit, at in placed if names.is_anothers(at, _party_of(hit, events), known)}
    signs = _signs([(hit, at) for hit, at in placed if at not in others])
    nouns = [
        Mention(place.span(start, end), frozenset(targets))
        for start, end, targets in noun_finder(language).find(raw, folded)
        if language not in HYPHENATING or raw[end : end + 1] != "-"
    ]
    for event_id, sign in signs.items():
        if sign.affiliates and is_leaders(events[event_id], grammar):
            name_leaders(words, sign, names.spans, grammar)
            at = [noun.span for noun in nouns]
            seat_leaders(words, sign, events[event_id], known, at, grammar)
    mentions = _widest((*nouns, *_own_mentions(signs, events)))
    if language in CAPITAL_NOUNS and any(word.capital for word in words):
        mentions = tuple(each for each in mentions if words[each.span.end - 1].capital)
    _name_by_subject(words, mentions, signs, events, grammar)
    _call_by_default(mentions, signs, events)
    signs = _without_others(words, signs, known, mentions, grammar)
    for event_id, sign in signs.items():
        name_described(words, sign, events[event_id], [at for at, _ in known], grammar)
    line = make_line(words, _tags(words, mentions, signs, grammar))
    return Passage(
        sentence=sentence,
        line=line,
        signs=signs,
        mentions=mentions,
        entities=tuple((at, each.entry) for at, each in known if at not in others),
        staff=tuple(at for at, each in known if each.scope in STAFF and at not in others),
        marks=tuple(mark_finder(language).find(line)),
    )


def _signs(placed: Iterable[tuple[Hit, Span]]) -> dict[str, Signs]:
    """What a sentence holds, by event."""
    signs: dict[str, Signs] = {}
    for hit, at in placed:
        signs.setdefault(hit.event or "", Signs()).add(hit, at)
    return signs


def _without_others(
    words: Sequence[Word],
    signs: Mapping[str, Signs],
    known: Sequence[tuple[Span, Known]],
    mentions: Sequence[Mention],
    grammar: Grammar,
) -> dict[str, Signs]:
    """The signs of events, without people where all who are named are somebody else's."""
    adjectives = {at for at, each in known if each.adjective}
    nouns = [at for at, each in known if not each.adjective] + [each.span for each in mentions]
    return {
        event_id: sign.without_people()
        if are_others(words, sign, adjectives, nouns, grammar)
        else sign
        for event_id, sign in signs.items()
    }


def _party_of(hit: Hit, events: Mapping[str, CompiledEvent]) -> CompiledParty | None:
    """The party that a hit stands for, or whose people; None where it is no party."""
    if hit.event is None or hit.party is None:
        return None
    return events[hit.event].parties[hit.party]


def _own_mentions(
    signs: Mapping[str, Signs], events: Mapping[str, CompiledEvent]
) -> Iterator[Mention]:
    """What stands for an event by the user's own words: terms, its name, its only party, a treaty's."""
    for event_id, sign in signs.items():
        event = events[event_id]
        names = (
            at
            for index, party in enumerate(event.parties)
            if (len(event.parties) == 1 and party.entry is None)
            or (party.thing and not (event.event.terms or sign.terms))
            for at in sign.parties.get(index, ())
        )
        for at in (*sign.terms, *sign.names, *names):
            yield Mention(at, frozenset({event.lifecycle}))


def _call_by_default(
    mentions: Sequence[Mention], signs: dict[str, Signs], events: Mapping[str, CompiledEvent]
) -> None:
    """Give events that have no terms of their own those of their lifecycle, where they are named."""
    for event_id, sign in signs.items():
        event = events[event_id]
        if not event.event.terms:
            sign.terms += [m.span for m in mentions if event.lifecycle in m.lifecycles]


def _name_by_subject(
    words: Sequence[Word],
    mentions: Sequence[Mention],
    signs: dict[str, Signs],
    events: Mapping[str, CompiledEvent],
    grammar: Grammar,
) -> None:
    """Let an event noun with an event's subject beside it be its name, where it has no other."""
    for event in events.values():
        if not event.goes_by_subject:
            continue
        named = [m.span for m in mentions if names_subject(words, m, event, grammar)]
        if named:
            signs.setdefault(event.id, Signs()).names.extend(named)


def _widest(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """One mention a place: of those that overlap the widest, with the lifecycles of all."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if kept and mention.span.start < kept[-1].span.end:
            last = kept[-1]
            kept[-1] = Mention(
                Span(last.span.start, max(last.span.end, mention.span.end)),
                last.lifecycles | mention.lifecycles,
            )
        else:
            kept.append(mention)
    return tuple(kept)


def _tags(
    words: Sequence[Word],
    mentions: Sequence[Mention],
    signs: Mapping[str, Signs],
    grammar: Grammar,
) -> dict[int, set[Tag]]:
    spans = [(mention.span, Tag.EVENT) for mention in mentions]
    spans += [(at, Tag.PARTY) for sign in signs.values() for at in sign.people()]
    spans += [
        (Span(index, index + 1), Tag.DATE)
        for index, word in enumerate(words)
        if _is_date(word.text.rstrip("."), grammar)
    ]
    spans += [
        (Span(index, index + 1), Tag.NAME)
        for index, word in enumerate(words)
        if word.capital and index and words[index - 1].text[:1].isalnum()
    ]
    tags: dict[int, set[Tag]] = {}
    for at, tag in spans:
        for index in range(at.start, at.end):
            tags.setdefault(index, set()).add(tag)
    return tags


def _is_date(word: str, grammar: Grammar) -> bool:
    return is_calendar(word, grammar) or NUMBER_DATE.match(word) is not None
