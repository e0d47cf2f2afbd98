"""An event noun before a predicate → whether it is its subject, or only a part of something else."""

from __future__ import annotations

from monitor.language.passages import Mention
from monitor.language.phrases import FREE_ORDER, Phrases
from monitor.language.predicates import BRACKETS

COMPOUND_REACH = 4
"""Words between an event noun and a predicate that a compound can fill: `the summit venue was`."""
OPEN_COMPOUNDS = frozenset({"en"})
"""Languages that write the parts of a compound apart: `summit venue`."""
MARKERS = {"en": frozenset({"to"}), "fr": frozenset({"pour", "de", "d'", "à"})}
"""Words that make an infinitive of the next, or lead to one."""
INFINITIVES = {"en": ("",), "fr": ("er", "ir", "re")}
"""How the infinitives behind them end. Source: Grevisse, Le bon usage; English has no ending."""


def is_parted(phrases: Phrases, mention: Mention, last: int, verb: int) -> bool:
    """Whether another clause, with a subject of its own, begins behind a mention.

    One that a comma closes, or that a relative clause holds, only interrupts.

    Args:
        phrases: The sentence.
        mention: The noun.
        last: The last word before the predicate and its auxiliaries.
        verb: The first word of the predicate.
    """
    if any(word.text == "," for word in phrases.passage.words[last + 1 : verb]):
        return False
    behind = range(mention.span.end, last + 1)
    parts = next((i for i in behind if phrases.parts_clauses(i)), None)
    if parts is None or not any(map(phrases.is_stranger, range(parts + 1, last + 1))):
        return False
    if _is_attributive(phrases, mention, parts - 1):
        return False
    before = range(mention.span.end, parts - 1)
    return not any(phrases.is_kind(i, "relative") for i in before)


def _is_attributive(phrases: Phrases, mention: Mention, index: int) -> bool:
    """Whether a word opens a relative clause right behind a mention and what it is of."""
    if not phrases.is_kind(index, "relative"):
        return False
    end = mention.span.end
    return index == end or (index <= end + 2 and phrases.is_kind(end, "govern"))


def is_absolute(phrases: Phrases, mention: Mention, verb: int) -> bool:
    """Whether a participle follows a noun behind `with`: `with the truce respected`."""
    if mention.span.end != verb or phrases.grammar.language in FREE_ORDER:
        return False
    return phrases.is_kind(phrases.opening(mention), "with")


def purpose_start(phrases: Phrases, mention: Mention) -> int | None:
    """The marker of an infinitive with a mention as its object, where that completes a noun.

    `A ceremony to sign the treaty was scrapped`: the treaty was not. None where none does.
    """
    verb = phrases.opening(mention)
    marker = verb - 1
    words, language = phrases.passage.words, phrases.grammar.language
    if marker < 1 or words[marker].text not in MARKERS.get(language, ()) or verb in phrases.speech:
        return None
    is_verb = words[verb].text.endswith(INFINITIVES[language]) and phrases.is_stranger(verb)
    return marker if is_verb and phrases.is_stranger(marker - 1) else None


def heads_compound(phrases: Phrases, index: int, verb: int) -> bool:
    """Whether the noun at an index only modifies the next: `the summit venue was changed`."""
    near = verb - index <= COMPOUND_REACH
    if phrases.grammar.language not in OPEN_COMPOUNDS:
        return False
    kinds = ("oblique", "govern", "stop", "participle")
    next_word = phrases.passage.words[index + 1].text
    return near and not (phrases.is_kind(index + 1, *kinds) or next_word in BRACKETS)


def is_of_portion(phrases: Phrases, mention: Mention) -> bool:
    """Whether a mention only completes a part of itself: `the first phase of the truce`."""
    first = phrases.opening(mention)
    if phrases.is_kind(first, "govern"):
        first -= 1
    elif phrases.grammar.language not in FREE_ORDER:  # no genitive of its own
        return False
    return any(phrases.is_kind(i, "portion") for i in range(max(first, 0), mention.span.start))
