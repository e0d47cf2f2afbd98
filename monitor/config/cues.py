"""Users' own cues: files of config/lexicon/ → what is wrong with them, and cues like the shipped.

Like `monitor.config.references` it reads the plain documents, so that a mistake somewhere else in
a file hides none of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from monitor.config.documents import Document
from monitor.config.lexicon import LANGUAGES, Cue, cue_group, load_grammar
from monitor.config.patterns import compile_pattern
from monitor.config.problems import KeyPath, Problem, suggest
from monitor.config.schema.cues import CueEntry, CueFile
from monitor.config.validation import validate
from monitor.errors import ConfigError
from monitor.model.claims import STATUSES, Lifecycle, Status

OwnCues = Mapping[tuple[Lifecycle, str], tuple[Cue, ...]]
"""By lifecycle and language, in the order of the files."""
Search = Callable[[Lifecycle, str, Sequence[Cue], str], Cue | None]
"""Lifecycle, language, cues and a sentence → the cue that is found in it, None for none of them.
`monitor.language` stands above this package, so whoever may import both hands its search down."""


def own_cues(files: Mapping[str, CueFile]) -> OwnCues:
    """All cues of users' files, from the files by name."""
    found: dict[tuple[Lifecycle, str], tuple[Cue, ...]] = {}
    for name, file in files.items():
        key = (file.lifecycle, file.lang)
        found[key] = (*found.get(key, ()), *_cues(name, file))
    return found


def _cues(name: str, file: CueFile) -> Iterator[Cue]:
    macros = load_grammar(file.lang).macros
    for status, entries in file.cues.items():
        for entry in entries:
            yield from cue_group(status, entry.model_dump(), macros, name).cues


def cue_problems(document: Document, search: Search | None) -> Iterator[Problem]:
    """What is wrong with the cues of a file, beyond what its keys may hold.

    Args:
        document: The file.
        search: How a sentence is searched; None: examples are not tried.
    """
    lifecycle, language = _plain(document.value, "lifecycle"), _plain(document.value, "lang")
    known = Lifecycle(str(lifecycle)) if lifecycle in tuple(Lifecycle) else None
    if known is not None:
        yield from _foreign_statuses(document, known)
    if isinstance(language, str) and language in LANGUAGES:
        macros = load_grammar(language).macros
        trial = partial(search, known, language) if search and known else None
        for path, status, value in _entries(document):
            unread = list(_unread_patterns(document, path, value, macros))
            yield from unread
            entry = validate(document, value, CueEntry)
            if trial and not unread and status in tuple(Status) and isinstance(entry, CueEntry):
                cues = cue_group(Status(status), entry.model_dump(), macros).cues
                yield from _wrong_examples(document, path, entry, partial(trial, cues))


def _foreign_statuses(document: Document, lifecycle: Lifecycle) -> Iterator[Problem]:
    """A problem for each status that only other lifecycles have."""
    own = STATUSES[lifecycle]
    for status in _cues_by_status(document):
        if status in tuple(Status) and status not in own:
            text = f"'{status}' is no status of {lifecycle}; {suggest(status, own)}"
            yield document.problem(("cues", status), text)


def _entries(document: Document) -> Iterator[tuple[KeyPath, str, object]]:
    """The plain entries: where they stand, and for which status."""
    for status, entries in _cues_by_status(document).items():
        for place, value in enumerate(entries if isinstance(entries, list) else ()):
            yield ("cues", status, place), status, value


def _unread_patterns(
    document: Document, path: KeyPath, entry: object, macros: Mapping[str, str]
) -> Iterator[Problem]:
    sources = _plain(entry, "match")
    for place, source in enumerate(sources if isinstance(sources, list) else ()):
        try:
            compile_pattern(str(source), macros)
        except ConfigError as error:
            yield document.problem((*path, "match", place), str(error))


def _wrong_examples(
    document: Document, path: KeyPath, entry: CueEntry, find: Callable[[str], Cue | None]
) -> Iterator[Problem]:
    for place, text in enumerate(entry.ok):
        if find(text) is None:
            told = "no pattern of this entry is found in it: correct a pattern or the sentence"
            yield document.problem((*path, "ok", place), told)
    for place, text in enumerate(entry.no):
        if cue := find(text):
            told = f"'{cue.pattern.source}' is found in it: narrow the pattern, or move it to ok"
            yield document.problem((*path, "no", place), told)


def _cues_by_status(document: Document) -> Mapping[str, object]:
    cues = _plain(document.value, "cues")
    return cues if isinstance(cues, dict) else {}


def _plain(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None
