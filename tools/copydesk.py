"""Articles made by code, and what other desks make of them: for measuring how copies are known.

Everything is invented. Sentences are put together word by word, as often from common words as from
rare ones, around people and places of each article's own: two articles share as few turns of phrase
as two reports do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

SYLLABLES = [
    "ba", "bel", "cor", "dan", "dor", "el", "fen", "gar", "hal", "is", "ka", "lor", "mar",
    "nel", "or", "pra", "quin", "ros", "sel", "tam", "ul", "ver", "wyn", "zan",
]  # fmt: skip
WORDS = {
    "noun": [
        "harbour", "grain", "council", "school", "tramway", "water", "trade", "coast", "court",
        "weather", "teacher", "shipyard", "library", "post", "railway", "hospital", "farmer",
        "shopkeeper", "museum", "observatory", "bridge", "wall", "wheat", "pilot", "delay",
        "ferry", "nurse", "fire", "bell", "road", "fever", "forest", "strike", "flood", "quota",
        "quay", "lamp", "export", "orchard", "canal", "engineer", "budget", "visitor", "sailor",
        "letter", "household", "assembly", "report", "inquiry", "complaint", "tender", "plan",
        "winter", "neighbour", "hearing", "expert", "cost", "season", "fair", "audience",
        "rain", "decision", "figure", "damage", "lorry", "night", "market", "ship", "cargo",
        "mill", "bakery", "church", "tower", "square", "garden", "river", "valley", "mountain",
        "village", "border", "customs", "police", "doctor", "patient", "medicine", "pupil",
        "exam", "book", "paper", "theatre", "actor", "song", "choir", "painter", "picture",
        "exhibition", "tourist", "hotel", "kitchen", "cook", "fish", "sheep", "cattle", "dairy",
        "cheese", "apple", "harvest", "tractor", "field", "drought", "storm", "lightning",
        "roof", "window", "cellar", "pump", "pipe", "cable", "power", "coal", "gas", "wind",
        "turbine", "meter", "bill", "tax", "loan", "bank", "insurer", "lawyer", "judge",
        "witness", "verdict", "prison", "escape", "search", "rescue", "helicopter", "boat",
        "crew", "captain", "island", "lighthouse", "signal", "telephone", "network", "engine",
        "factory", "worker", "union", "wage", "contract", "supplier", "customer", "shop",
        "price",
    ],
    "adjective": [
        "old", "northern", "narrow", "quiet", "royal", "rural", "bronze", "deep", "heavy",
        "late", "early", "costly", "popular", "empty", "crowded", "broken", "modern", "wooden",
        "local", "foreign", "public", "private", "annual", "sudden", "careful", "hopeful",
        "bitter", "gentle", "famous", "forgotten", "hidden", "open", "closed", "cheap", "rare",
        "common", "southern", "distant", "nearby", "small", "large", "young", "elderly",
        "angry", "patient", "curious", "tired", "proud", "nervous", "loyal",
    ],
    "verb": [
        "repairs", "opens", "closes", "buys", "sells", "loses", "finds", "warns", "helps",
        "blames", "thanks", "follows", "leaves", "joins", "visits", "inspects", "measures",
        "counts", "doubts", "defends", "refuses", "accepts", "delays", "hurries", "plans",
        "stops", "starts", "ends", "extends", "reduces", "doubles", "halves", "shares", "hides",
        "shows", "paints", "cleans", "moves", "lifts", "carries", "sends", "receives", "writes",
        "reads", "signs", "questions", "answers", "forgets", "remembers", "praises",
    ],
    "link": [
        "near", "behind", "after", "before", "without", "beside", "against", "through",
        "during", "despite", "beyond",
    ],
    "adverb": [
        "again", "today", "slowly", "finally", "quietly", "openly", "reluctantly", "twice",
        "overnight", "together", "at", "last", "for", "good", "in", "public", "by", "mistake",
        "at", "dawn", "on", "Monday", "on", "Tuesday", "on", "Thursday", "this", "week", "next",
        "year",
    ],
}  # fmt: skip
FORMS = (
    "The {adjective} {noun} of {place} {verb} the {noun} {link} a {adjective} {noun}, {person} said.",
    "A {noun} {link} the {adjective} {noun} {verb} {number} {noun}s and {verb} the {noun} {adverb}.",
    "{person} {verb} the {adjective} {noun}, and the {noun} {verb} a {noun} {link} the {noun}.",
    "{adverb} the {noun} {verb} what the {adjective} {noun} {verb}, though no {noun} {verb} the {noun}.",
    "“The {noun} {verb} us, and our {adjective} {noun} {verb} the {noun} {adverb},” {person} said.",
    "In {place} {number} {noun}s {verb} each {adjective} {noun} that a {noun} {verb} {link} the {noun}.",
    "No {adjective} {noun} {verb} the {noun} in {place}, where every {noun} {verb} a {adjective} {noun}.",
)
LEAD = "The {noun} of {place} {verb} the {adjective} {noun} {link} the {noun}, {person} of the {noun} said."
TITLE = "{noun} {verb} {adjective} {noun} {link} {place} {noun}"
SLOGANS = (
    "Join our channel and never miss a headline from the region.",
    "Subscribe to our evening letter, it is free.",
    "Home » News » Region",
    "Read also: ten quiet walks for a rainy weekend.",
    "All rights reserved.",
    "This article was first published on our partner's pages.",
    "Share this story with your friends.",
    "Our app brings you the traffic news before you leave the house.",
)
BULLETIN = (
    "On the exchange in Corvelmar wheat closed at {number} crowns and rye at {number}.",
    "Barley was traded at {number}, with {number} sacks changing hands before noon.",
    "The harbour index stood at {number} points after {number} on the day before.",
    "Herring fetched {number} crowns a barrel, cod {number} and mackerel {number}.",
    "Brokers counted {number} ships at anchor and {number} under way.",
    "Freight to the islands cost {number} crowns a ton, insurance {number} in the hundred.",
)
BULLETIN_TITLE = "Prices and freights on the exchange of Corvelmar today"
PERSON = re.compile(r"\b([A-Z][a-z]{4,}) ([A-Z][a-z]{4,})\b")
PLACE = re.compile(r"\b(?:of|In) ([A-Z][a-z]{4,})\b")
SLOT = re.compile(r"\{(\w+)\}")
SENTENCES = (9, 22)
"""How long an article is, in sentences of about fourteen words."""
KEPT = 0.8
"""How much of its last report an agency's update keeps."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A title and a text of one sentence a line."""

    title: str
    text: str


class Desk:
    """Writes and rewrites; the same again from the same seed."""

    def __init__(self, seed: int) -> None:
        """A desk with a die of its own."""
        self._die = Random(seed)  # noqa: S311 - nothing secret is drawn

    def article(self) -> Copy:
        """An article about something of its own."""
        return self._report(self._filler())

    def report_on(self, copy: Copy) -> Copy:
        """Another report of the same thing: the same people and places, told anew."""
        text = copy.text
        people = [" ".join(pair) for pair in dict.fromkeys(PERSON.findall(text))]
        places = list(dict.fromkeys(PLACE.findall(text)))
        return self._report(self._filler({"person": people, "place": places}))

    def bulletin(self) -> Copy:
        """One of those that are the same every day but for their figures."""
        return Copy(BULLETIN_TITLE, self._filler()("\n".join(BULLETIN)))

    def edited(self, copy: Copy, share: float) -> Copy:
        """A text in which a share of the words is another."""
        lines = copy.text.split("\n")
        return replace(copy, text="\n".join(self._edited_line(line, share) for line in lines))

    def syndicated(self, copy: Copy) -> Copy:
        """A text as another outlet sets it: under its own headline, its slogans around."""
        before, *after = (self._die.choice(SLOGANS) for _ in range(4))
        return Copy(self._filler()(TITLE), "\n".join([before, copy.text, *after]))

    def cut(self, copy: Copy, share: float) -> Copy:
        """The beginning of a text."""
        words = copy.text.split(" ")
        return replace(copy, text=" ".join(words[: max(1, round(len(words) * share))]))

    def updated(self, copy: Copy) -> Copy:
        """What an agency sends next: a new headline and first sentence, most of the old text."""
        first, *rest = copy.text.split("\n")
        lead = self._reworded(first)
        title = self._filler()(TITLE)
        return Copy(title, "\n".join([lead, *rest[: round(len(rest) * KEPT)]]))

    def _report(self, fill: Callable[[str], str]) -> Copy:
        lead = fill(LEAD)
        body = [fill(self._die.choice(FORMS)) for _ in range(self._die.randint(*SENTENCES))]
        return Copy(fill(TITLE), "\n".join([lead, *map(_capital, body)]))

    def _reworded(self, lead: str) -> str:
        """Another sentence around the same names."""
        names = [word for word in lead.split() if word[0].isupper()][1:]
        return f"{' '.join(names)}: {self._filler()(FORMS[3])}"

    def _edited_line(self, line: str, share: float) -> str:
        words = line.split(" ")
        return " ".join(
            self._die.choice(WORDS["noun"]) if self._die.random() < share else word
            for word in words
        )

    def _filler(self, names: dict[str, Sequence[str]] | None = None) -> Callable[[str], str]:
        """Puts words into forms, and the people and places of one article, new ones if None."""
        own = names or {
            "person": [f"{self._name()} {self._name()}" for _ in range(3)],
            "place": [self._name() for _ in range(2)],
        }

        def fill(form: str) -> str:
            return _capital(SLOT.sub(lambda slot: self._word(slot[1], own), form))

        return fill

    def _word(self, kind: str, own: dict[str, Sequence[str]]) -> str:
        if kind == "number":
            return str(self._die.randint(11, 9999))
        return self._die.choice(own.get(kind) or WORDS[kind])

    def _name(self) -> str:
        return "".join(self._die.choices(SYLLABLES, k=3)).capitalize()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
