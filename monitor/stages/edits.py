"""Edits: two versions of an article in, what changed from one to the other out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from monitor.language.sentences import split_sentences
from monitor.model.articles import Part
from monitor.model.versions import Edit, EditKind, LoggedVersion, VersionView
from monitor.stages.dedupe import normal_text

TYPO_WORDS = 3
TYPO_RATIO = 0.75
"""So few words come or go where somebody mends a slip, and they look like those before: a word that
is put in, or another one, is matter. Choices."""
CUT_RATIO = 0.7
"""A text with a smaller share of its words, and no new sentence, was cut and not edited: who takes a
report back leaves out a sentence or two. A choice."""
PAYWALL = re.compile(
    r"subscri|sign (in|up)|log ?in|register|continue reading|read (more|the full)|cookies|javascript"
    r"|s'abonner|abonné|abonnieren|anmelden|weiterlesen|подпи|читать (далее|полностью)",
    re.IGNORECASE,
)
"""What stands in the place of a text that is not shown. Source: judgement."""


def diff(old_title: str, old_text: str, new_title: str, new_text: str) -> Edit:
    """What an edit changed, from two versions of an article."""
    old, new = sentences(old_title, old_text), sentences(new_title, new_text)
    added, removed = _changed(old, new)
    kind = EditKind.TEXT
    if normal_text(f"{old_title} {old_text}") == normal_text(f"{new_title} {new_text}"):
        kind = EditKind.NOTHING
    elif _is_typo(added, removed):
        kind = EditKind.TYPO
    elif is_cut(new_text, old_text):
        kind = EditKind.CUT
    elif normal_text(old_text) == normal_text(new_text):
        kind = EditKind.TITLE
    return Edit(kind=kind, added=tuple(added), removed=tuple(removed))


def compare(log: Sequence[LoggedVersion]) -> tuple[VersionView, ...]:
    """Versions as they are shown, each compared with the one before."""
    first = [VersionView(version=each, edit=None) for each in log[:1]]
    edits = (
        VersionView(version=new, edit=diff(old.title, old.text, new.title, new.text))
        for old, new in pairwise(log)
    )
    return (*first, *edits)


def is_cut(new: str, old: str) -> bool:
    """Whether a text is what was left of an older one, a note on subscribing aside."""
    whole = normal_text(old)
    if len(normal_text(new).split()) >= CUT_RATIO * len(whole.split()):
        return False
    return all(normal_text(each) in whole or PAYWALL.search(each) for each in sentences("", new))


def mends(old_title: str, old_text: str, new_title: str, new_text: str) -> bool:
    """Whether an edit mended slips alone: what cannot be read since could be before."""
    return _is_typo(*_changed(sentences(old_title, old_text), sentences(new_title, new_text)))


def sentences(title: str, text: str) -> list[str]:
    """The title, if there is one, and the sentences of the text."""
    found = [text[each.start : each.end] for each in split_sentences(text, Part.TEXT)]
    return [title, *found] if title else found


def _changed(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """The sentences that came, and those that went."""
    matcher = SequenceMatcher(
        None, [*map(normal_text, old)], [*map(normal_text, new)], autojunk=False
    )
    added: list[str] = []
    removed: list[str] = []
    for change, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if change != "equal":
            removed += old[old_start:old_end]
            added += new[new_start:new_end]
    return added, removed


def _is_typo(added: Sequence[str], removed: Sequence[str]) -> bool:
    new, old = (Counter(normal_text(" ".join(each)).split()) for each in (added, removed))
    came, went = [*(new - old).elements()], [*(old - new).elements()]
    if max(len(came), len(went)) > TYPO_WORDS:
        return False
    return SequenceMatcher(None, " ".join(came), " ".join(went)).ratio() >= TYPO_RATIO
