"""A clause → the noun of hearsay, `rumours`, `reports`, in whose content its cue stands."""

from __future__ import annotations

from collections.abc import Container

from monitor.config.marks import Mark
from monitor.language.clauses import SENTENCE_END, Clause
from monitor.language.cues import Found
from monitor.language.dates import names_month_or_weekday
from monitor.language.negation import NOMINAL, is_resumed
from monitor.language.subordination import OPEN_COMPOUNDS

CLOSES = frozenset({*SENTENCE_END, ":"})
"""Marks that no hearsay reaches over."""
CONTENT_REACH = 25
"""Words between a noun of hearsay and a cue in the clause that tells its content. A choice: a long
sentence."""
PREDICATE_REACH = 8
"""Words of a predicate between a noun of hearsay and its content: `rumours have grown in Rome that`.
A choice, as far as a denial reaches."""
ATTRIBUTES = 3
"""Words between a preposition and its noun: `amid a growing number of unconfirmed reports`."""
FINITE = ("s", "ed", "ing")
"""Endings of English verbs that say whether `reports` behind a name may be a noun. Source: Quirk et
al., A Comprehensive Grammar of the English Language, 3.2."""


def find_hearsay(clause: Clause) -> Found[Mark] | None:
    """The noun of hearsay in whose content a cue stands; None for none."""
    lowest = max(0, clause.cue.start - CONTENT_REACH)
    nouns = (
        found
        for found in clause.marks(Mark.HEARSAY, lowest, clause.cue.end + 1)
        if _is_compound(clause, found) or _holds(clause, found)
    )
    return max(nouns, key=lambda found: found.start, default=None)


def _is_compound(clause: Clause, talk: Found[Mark]) -> bool:
    """Whether a noun of hearsay heads the compound that a cue begins: `delay rumours`."""
    return talk.start == clause.cue.end and clause.grammar.language in OPEN_COMPOUNDS


def _holds(clause: Clause, talk: Found[Mark]) -> bool:
    """Whether a noun's content reaches to the cue: no other clause begins between them."""
    if talk.end > clause.cue.start or not (_leads(clause, talk) and _is_noun(clause, talk)):
        return False
    between = clause.words[talk.end : clause.cue.start]
    content = clause.grammar.words["complementizer"]
    breaks = clause.grammar.words["break"]
    if any(word.text in CLOSES or _ends(word.text, breaks, content) for word in between):
        return False
    if not _is_content(clause, talk):
        return False
    return clause.reaches(talk) and not is_resumed(clause, talk)


def _is_content(clause: Clause, talk: Found[Mark]) -> bool:
    """Whether a cue is of the noun phrase or of the clause that tells the content of hearsay.

    A finite verb is so only behind a conjunction or, in a headline, a subject: `reports it is off`.
    `After reports of shelling it suspended the truce` is none.
    """
    between = clause.words[talk.end : clause.cue.start]
    kinds = clause.grammar
    if any(word.text in kinds.words["complementizer"] for word in between):
        return True
    led = bool(between) and kinds.is_kind(between[0].text, "govern", "oblique")
    if not led or clause.cue.meaning.argument in NOMINAL:
        return True
    if clause.words[clause.cue.start].text in kinds.words["active"]:
        return True
    return len(between) <= ATTRIBUTES and not any(
        word.capital or kinds.is_kind(word.text, "aux", "passive") for word in between[1:]
    )


def _leads(clause: Clause, talk: Found[Mark]) -> bool:
    """Whether the content of hearsay begins behind its noun: `of`, `that`, a headline's subject.

    A predicate may come first: `speculation grows that`.
    """
    words, grammar, end = clause.words, clause.grammar, talk.end
    near = words[end : min(end + PREDICATE_REACH, clause.cue.start)]
    if any(word.text in grammar.words["complementizer"] for word in near):
        return True
    if "," in {words[end - 1].text, words[end].text} or grammar.is_kind(
        words[end].text, "govern", "oblique"
    ):
        return True
    if clause.marks(Mark.ACCORDING, end, end + 1):
        return True
    return _opens_headline(clause, talk)


def _opens_headline(clause: Clause, talk: Found[Mark]) -> bool:
    """Whether a clause without its conjunction follows: `shrugs off claims the summit is off`.

    Behind a time or a cause it is rather the main clause: `after weeks of rumours Doe confirmed`.
    """
    if clause.grammar.language not in OPEN_COMPOUNDS or is_circumstance(clause, talk):
        return False
    end = talk.end
    spans = (mention.span for mention in clause.passage.mentions)
    event = any(span.start <= end + 1 <= span.end for span in spans)
    return event or clause.passage.is_named(end) or _is(clause, end, "article")


def _ends(text: str, breaks: Container[str], content: Container[str]) -> bool:
    return text in breaks and text not in content


def _is_noun(clause: Clause, talk: Found[Mark]) -> bool:
    """Whether `reports` and `claims` are nouns: behind a name they are so only after a verb."""
    verbal = clause.words[talk.start].text in clause.grammar.words["denominal"]
    index = talk.start - 1
    if not verbal or index < 0 or not _may_claim(clause, index):
        return True
    return any(
        is_lexical(clause, i) and clause.words[i].text.endswith(FINITE) for i in range(index)
    )


def _may_claim(clause: Clause, index: int) -> bool:
    """Whether a word may end a subject or stand between it and its verb."""
    kinds = ("official", "outsider", "host", "pronoun", "aux", "press")
    word = clause.words[index]
    if clause.grammar.is_kind(word.text, "govern", "oblique", "article"):
        return False
    return (
        word.capital
        or clause.passage.is_named(index)
        or clause.grammar.is_kind(word.text, *kinds)
        or word.text in clause.grammar.weekdays
        or word.text == ","
    )


def is_circumstance(clause: Clause, talk: Found[Mark]) -> bool:
    """Whether hearsay is but the time or cause of something: `amid growing rumours of`."""
    near = clause.words[max(0, talk.start - ATTRIBUTES) : talk.start]
    return any(word.text in clause.grammar.words["temporal"] for word in near)


def is_lexical(clause: Clause, index: int) -> bool:
    """Whether a word may be a verb: no name, no role, no function word, no day."""
    word, grammar = clause.words[index], clause.grammar
    if not word.text[:1].isalpha() or word.capital or clause.passage.is_named(index):
        return False
    kinds = ("determiner", "stop", "aux", "oblique", "govern", "pronoun", "press", "article")
    roles = ("official", "outsider", "host")
    calendar = names_month_or_weekday(word.text, grammar)
    return not (calendar or grammar.is_kind(word.text, *kinds, *roles))


def _is(clause: Clause, index: int, *kinds: str) -> bool:
    return clause.grammar.is_kind(clause.words[index].text, *kinds)
