"""Furniture: lines of a page that belong to no article, cut out of its text.

A line goes as a whole, and only by how it begins: a headline after "Read more:" says something of
another article, and would be read as news of this one.
"""

from __future__ import annotations

import re

from monitor.language.cleaning import BLANK_LINES, CHARS_PER_WORD, word_count

LONGEST_WORDS = 30
"""A longer line is a paragraph, however it begins. A choice."""

FURNITURE = re.compile(
    r"[\W_]*(?:"
    # English
    r"(?:read|see|watch|listen)(?: also| more| next)\s*(?:[:|–—»>-]|$|(?:on|about|from) (?:this|our|the))"
    r"|(?:also|more) (?:read|on this(?: story| topic)?|from (?:us|this|the) author)\s*(?:[:|]|$)|related(?: articles?| stories| topics?)?\s*(?:[:|]|$)"
    r"|(?:sign up|subscribe|register) (?:for|to|here|now|today)[^.]{0,60}(?:newsletter|briefing|alerts?|inbox|channel|podcast|e-?mail)"
    r"|(?:get|receive) [^.]{0,60}(?:in your inbox|newsletter|by e-?mail)"
    r"|(?:follow|join|like|find) us\b|share (?:this|on|via)\b|click here\b"
    r"|(?:advertisement|advertising|sponsored(?: content)?|promoted)\s*$"
    r"|this (?:site|website) uses cookies|we use cookies|by continuing (?:to|you)\b"
    r"|(?:copyright\s*(?:[©(\d]|$)|all rights reserved|©)|skip to (?:main )?content|back to top"
    # German
    r"|(?:lesen sie|mehr dazu|mehr zum|lesen sie auch|auch interessant|das könnte sie)(?: auch| thema| mehr| interessieren)?\s*(?:[:|–-]|$)"
    r"|(?:lesen sie auch|mehr zum thema)\b"
    r"|(?:abonnieren sie|melden sie sich|hier)[^.]{0,60}newsletter|newsletter (?:abonnieren|bestellen)"
    r"|folgen sie uns\b|(?:artikel|beitrag) (?:teilen|drucken)|anzeige\s*$|werbung\s*$|alle rechte vorbehalten"
    r"|(?:diese (?:web)?seite|wir) (?:verwendet|verwenden|nutzt|nutzen) cookies"
    # French
    r"|(?:à )?(?:lire|voir) (?:aussi|également)\b|(?:lire la suite|voir plus|sur le même (?:sujet|thème))\s*(?:[:|]|$)"
    r"|(?:inscrivez-vous|abonnez-vous|recevez)[^.]{0,60}(?:newsletter|infolettre|lettre|boîte)"
    r"|suivez-nous\b|partager (?:cet|l['’]|sur)|publicité\s*$|tous droits réservés"
    r"|(?:ce site|nous) utilis(?:e|ons) des cookies"
    # Spanish
    r"|(?:lea|lee|leer|vea) también\b|(?:(?:leer|ver) más|te puede interesar|más información)\s*(?:[:|]|$)"
    r"|(?:suscríba|suscribe|regístr|inscríb|recib)[^.]{0,60}(?:bolet[ií]n|newsletter|correo)"
    r"|síga(?:nos|n)\b|síguenos\b|compart(?:ir|e|a) (?:este|esta|en|la)\b|(?:publicidad|anuncio)\s*$"
    r"|todos los derechos reservados|(?:este sitio|utilizamos|usamos)[^.]{0,20}cookies"
    # Russian
    r"|(?:читайте|смотрите|читать) (?:также|еще|ещё|далее|подробнее)\b|(?:по теме|подробнее)\s*(?:[:|]|$)"
    r"|подпи(?:сывайтесь|шитесь)\b|следите за (?:нами|нашими)|поделиться\b|реклама\s*$"
    r"|все права защищены|(?:этот сайт|мы) использу(?:ет|ем) (?:файлы )?(?:cookies?|куки)"
    r")",
    re.IGNORECASE,
)
"""How such lines begin. Source: what publishers put between paragraphs; a choice of ours."""


def without_furniture(text: str) -> str:
    """A text without its lines that belong to no article; paragraphs stay apart as they were."""
    kept = "\n".join(line for line in text.split("\n") if not is_furniture(line))
    return (BLANK_LINES.sub("\n\n", kept) if "\n\n\n" in kept else kept).strip()


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page, and not to its article."""
    # Most lines are paragraphs: their length says so before anything else is looked at.
    is_paragraph = len(line) // CHARS_PER_WORD > LONGEST_WORDS
    return not is_paragraph and bool(FURNITURE.match(line)) and word_count(line) <= LONGEST_WORDS
