"""A clause → what makes its cue possible, doubted, only to come, or what never was."""

from __future__ import annotations

from monitor.config.lexicon import Argument
from monitor.config.marks import Mark
from monitor.language.clauses import Clause, pause_behind, pauses
from monitor.language.conditions import find_conditions
from monitor.language.cues import Found
from monitor.language.negation import is_resumed

MODAL_REACH = 12
"""Words from the end of a modal to the verb that it colours, a subordinate subject between them."""
POST_MODAL_REACH = 14
"""Words from a noun to its predicate: `a delay of the long-planned summit of the two is likely`."""
CIRCUMSTANCE_REACH = 4
"""Words between a preposition of time and the noun that it leads to: `after a few weeks of`."""
SUBJECT_WORDS = 4
"""Words of a subject with its comma: `, the prime minister threatened`."""
VERB_LAST = frozenset({"de"})
"""Languages in which a modal closes its clause: `dass der Besuch verschoben werden könnte`."""
INFLECTED = frozenset({"fr"})
"""Languages whose conditional is a form of the verb and no word before it."""
NOMINAL = frozenset({Argument.NOUN, Argument.INSIDE})
"""Arguments of cues that are noun phrases: `a delay of the summit`."""
MODALS = frozenset({Mark.MODAL, Mark.POST_MODAL})


def find_modality(clause: Clause) -> list[Found[Mark]]:
    """The modals that reach the cue or stand in it, its conditions, the predicates behind it."""
    before = [*_modals(clause), *_expectations(clause), *find_conditions(clause)]
    before += _conditionals(clause)
    return [*before, *_threats(clause), *_cluster(clause), *_predicates(clause)]


def find_doubts(clause: Clause, end: int) -> list[Found[Mark]]:
    """The doubts up to a word: nobody doubts what is `no doubt`."""
    negated = {each.end for each in clause.passage.marks if each.meaning is Mark.NEGATOR}
    marks = clause.marks(Mark.DOUBT, clause.lowest(MODAL_REACH), end)
    return [found for found in marks if found.start not in negated]


def is_counterfactual(clause: Clause) -> bool:
    """Whether the cue tells what was to be and was not: `should have opened on Tuesday`."""
    marks = clause.marks(Mark.COUNTERFACTUAL, clause.lowest(MODAL_REACH), clause.cue.end)
    return any(
        found.start < clause.cue.start
        and clause.reaches(found)
        and not (_is_conditional(clause, found.end - 1) and _is_reported(clause, found.start))
        for found in marks
    )


def is_purpose(clause: Clause) -> bool:
    """Whether the cue is an infinitive that tells what something is done for: `came to sign`."""
    marks = clause.marks(Mark.PURPOSE, clause.start, clause.cue.start)
    return any(found.end == clause.cue.start for found in marks)


def is_future(clause: Clause) -> bool:
    """Whether the cue is a future, or an auxiliary of it stands right before, adverbs aside."""
    kinds, cue = clause.grammar.words, clause.cue
    if any(word.text in kinds["future"] for word in clause.words[cue.start : cue.end]):
        return True
    for index in range(clause.cue.start - 1, -1, -1):
        text = clause.words[index].text
        if text in kinds["future"]:
            return True
        if text not in kinds["aux"]:
            return False
    return False


def _modals(clause: Clause) -> list[Found[Mark]]:
    start, end = clause.start, clause.cue.start
    marks = (*clause.marks(Mark.MODAL, start, end), *find_doubts(clause, end))
    reach = end if _closes_bracket(clause) else MODAL_REACH
    return [
        found
        for found in marks
        if end - found.end < reach
        and clause.reaches(found)
        and not _is_no_modal(clause, found)
        and not _is_past_talk(clause, found)
    ]


def _closes_bracket(clause: Clause) -> bool:
    """Whether a cue closes the bracket that its modal opens, however much stands between them.

    `Sie will das Abkommen nach dem langen Streit um die Quoten noch vor dem Jahresende kündigen`.
    """
    index = clause.cue.end
    while index < len(clause.words) and clause.words[index].text in clause.grammar.words["aux"]:
        index += 1
    ends = index == len(clause.words) or not clause.words[index].text[:1].isalnum()
    return clause.grammar.language in VERB_LAST and ends


def _expectations(clause: Clause) -> list[Found[Mark]]:
    """What makes the cue a guess, within it or right behind it too, or one of two ways to go."""
    cue, start = clause.cue, clause.lowest(MODAL_REACH)
    guesses = clause.marks(Mark.LIKELY, start, len(clause.words))
    before = (found for found in guesses if found.end <= cue.start and clause.reaches(found))
    within = (found for found in guesses if found.end > cue.start and found.start <= cue.end)
    others = clause.marks(Mark.ALTERNATIVE, 0, cue.start)  # it may end a clause that `or` joins
    return [*before, *within, *filter(clause.reaches, others)]


def _is_no_modal(clause: Clause, modal: Found[Mark]) -> bool:
    """Whether a `May` is a month, a `would` the future of what was said, a doubt long over."""
    word = clause.words[modal.start]
    if word.capital and modal.start and word.text in clause.grammar.months:
        return True
    potential = clause.grammar.is_kind(word.text, "potential")
    if _is_conditional(clause, modal.start) and not potential:
        return _is_reported(clause, modal.start)
    return _is_circumstance(clause, modal)


def _conditionals(clause: Clause) -> list[Found[Mark]]:
    """The conditional that a cue stands in, unless it is reported: `il renoncerait au sommet`."""
    cue = clause.cue
    if clause.grammar.language not in INFLECTED:
        return []
    return [
        Found(index, index + 1, Mark.MODAL, clause.words[index].text)
        for index in range(cue.start, cue.end)
        if _is_conditional(clause, index) and not _is_reported(clause, index)
    ]


def _is_conditional(clause: Clause, index: int) -> bool:
    return clause.grammar.is_kind(clause.words[index].text, "conditional")


def _is_reported(clause: Clause, index: int) -> bool:
    """Whether a conditional is but the future of what was said, or told on somebody's word.

    `He said the talks would resume`, `le cycle serait remis, d'après le médiateur`, `die Gespräche
    würden vertagt, sagte er`; words behind a colon are somebody's own.
    """
    behind = clause.grammar.language in VERB_LAST
    said = clause.marks(Mark.SAYS, 0, len(clause.words) if behind else index)
    if any(all(word.text != ":" for word in clause.words[each.end : index]) for each in said):
        return True
    known = clause.marks(Mark.ACCORDING, 0, len(clause.words))
    return any(_is_informed(clause, each.end) for each in known)


def _is_informed(clause: Clause, start: int) -> bool:
    """Whether those who are named up to a pause are officials, hosts or parties, and no outsiders."""
    words, kinds = clause.words, clause.grammar.words
    end = min(pause_behind(words, start, len(words)), start + SUBJECT_WORDS)
    texts = [word.text for word in words[start:end]]
    if any(text in kinds["outsider"] for text in texts):
        return False
    official = any(text in kinds["official"] or text in kinds["host"] for text in texts)
    return official or _names_somebody(clause, start, end)


def _is_past_talk(clause: Clause, modal: Found[Mark]) -> bool:
    """Whether a modal is but hearsay, behind which its subject acts: `denied rumours and left`."""
    talk = clause.marks(Mark.HEARSAY, modal.start, modal.end)
    return bool(talk) and is_resumed(clause, modal)


def _is_circumstance(clause: Clause, modal: Found[Mark]) -> bool:
    """Whether a noun of doubt closes a phrase of time: `nach Wochen der Spekulation`."""
    kinds, lowest = clause.grammar.words, max(clause.start, modal.start - CIRCUMSTANCE_REACH)
    before = range(lowest, modal.start)
    first = max((i for i in before if clause.words[i].text in kinds["temporal"]), default=None)
    if first is None or _names_somebody(clause, first + 1, modal.start):
        return False
    inner = [word.text for word in clause.words[first + 1 : modal.start + 1]]
    return not any(clause.grammar.is_kind(text, "aux", "active", "stop") for text in inner)


def _threats(clause: Clause) -> list[Found[Mark]]:
    """The verbs of threat that, with their subject behind a comma, say how the cue was said."""
    behind = clause.marks(Mark.THREAT, clause.cue.end + 1, clause.end)
    return [
        each
        for each in behind
        if pauses(clause.words[max(each.start - SUBJECT_WORDS, clause.cue.end) : each.start])
    ]


def _names_somebody(clause: Clause, start: int, end: int) -> bool:
    """Whether a watched name or a known state or body stands within some words."""
    return any(start <= span.start < end for span in clause.passage.names())


def _cluster(clause: Clause) -> list[Found[Mark]]:
    """The modals right behind a cue and its auxiliaries, where verbs come last."""
    if clause.grammar.language not in VERB_LAST:
        return []
    modals = {each.start: each for each in clause.passage.marks if each.meaning in MODALS}
    end = clause.cue.end
    while end not in modals and end < len(clause.words):
        if clause.words[end].text not in clause.grammar.words["aux"]:
            return []
        end += 1
    return [modals[end]] if end in modals else []


def _predicates(clause: Clause) -> list[Found[Mark]]:
    """The predicates behind a cue that is a noun or a gerund, its own for all one can see."""
    cue, words = clause.cue, clause.words
    is_gerund = words[cue.start].text in clause.grammar.words["active"]
    if cue.meaning.argument not in NOMINAL and not is_gerund:
        return []
    return [
        found
        for found in clause.marks(Mark.POST_MODAL, cue.end, clause.end)
        if found.start < cue.end + POST_MODAL_REACH and not pauses(words[cue.end : found.start])
    ]
