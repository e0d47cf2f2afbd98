"""Credit: whose report an article is, by how it signs what it takes from a news agency.

An article is an agency's when its dateline, by-line, headline or last lines say so. A name in
running text is no credit of the article: an outlet may have a report of its own and one detail
from elsewhere. There it is a citation, and makes the agency the source of that sentence alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from urllib.parse import urlsplit

from monitor.config.agencies import Agency, load_agencies
from monitor.language.literals import LiteralFinder
from monitor.model.articles import Article

HEAD_CHARS, HEAD_LINES = 600, 4
"""Where datelines and by-lines stand: the first lines. Source: agencies' house styles; a kicker, a
by-line and a place may come before the dateline."""
TAIL_CHARS, TAIL_LINES = 500, 4
"""Where closing credits stand: the last lines, a notice of rights included."""
DATELINE_CHARS = 90
"""The longest way to write a place and a date before the agency's name."""

HEADLINE = (r"(?:\s[-–—|]|[:(])\s*{name}\)?\s*$",)
OPENINGS = (
    # WASHINGTON (AP) —   BERLIN, Aug 12 (Reuters) -   Berlin (dpa/AFP) –
    r"^[^()]{{0,{reach}}}\((?:[^()]{{0,40}}[/, ])?{name}[^()]{{0,40}}\)\s*[-–—:.]",
    # МОСКВА, 12 августа. /ТАСС/.
    r"^[^/]{{0,{reach}}}/\s*{name}\s*/",
    # МОСКВА, 12 авг — РИА Новости.   Москва. 12 августа. INTERFAX.RU -
    r"^[^-–—]{{0,{reach}}}\s[-–—]\s*{name}\s*[.,:]\s",
    r"^[^-–—]{{0,{reach}}}[.,]\s*{name}\s*[-–—]\s",
    # WASHINGTON — By The Associated Press.   By Jane Roe | The Associated Press
    r"^.{{0,{reach}}}\b[Bb]y {name}\s*(?:[.,:]|$)",
    r"^(?:By|BY|Von|Par|Автор:?)\s.{{0,80}}?[|,/–—-]\s*{name}\s*$",
)
CLOSINGS = (
    # … (AFP)   … (dpa, AFP)   … — ТАСС.
    r"\((?:[^()]{{0,40}}[/,; ])?{name}(?:[/,; ][^()]{{0,40}})?\)\.?\s*$",
    r"\s[-–—]\s*{name}\.?\s*$",
    # © 2031 The Associated Press.   Copyright AFP
    r"(?:©|\([cC]\)|[Cc]opyright)\s*(?:\d{{4}}\s*)?(?:by )?{name}",
    # With AFP   Mit Material von dpa   Quelle: dpa   avec AFP   по материалам ТАСС
    r"^\W*(?:{words})\W.{{0,25}}?{name}.{{0,60}}$",
    # Associated Press writers contributed to this report.
    r"{name}.{{0,50}}\bcontributed to this (?:report|story|article)",
    # ab/cd/dpa
    r"^[\w .-]{{0,20}}(?:/[\w .-]{{1,20}}){{0,3}}/{name}(?:/\w{{2,10}})*$",
)
ALONE = r"^(?:©|\([cC]\))?\s*{name}\.?$"
"""A line that holds nothing but the name."""
THANKS = (
    r"[Ww]ith(?: (?:files|reporting|material|additional reporting))?(?: from| by)?",
    r"(?:Additional )?[Rr]eporting by|Sources?|(?:Original )?(?:source|Source)",
    r"Mit (?:Material|Agenturmaterial|Informationen)(?: von| der)?|[Mm]it|Quellen?|Material",
    r"[Aa]vec|D['’]après|Source",
    r"Источники?|[Пп]о материалам|[Пп]о информации|[Сс] использованием материалов",
    r"Джерел[оа]|[Зз]а матеріалами|[Зз]а інформацією|[Зз] використанням матеріалів",
)
"""How a last line begins that names whose material was used."""
CITING = (
    r"told|[Aa]ccording to|citing|(?:cited|quoted|reported) by|(?:speaking|talking) to",
    r"сообщ\w+|переда[её]т|пишет|заяв\w+|сказа\w+|рассказа\w+|[Пп]о данным|ссылк\w+ на",
    r"повідом\w+|переда[єв]\w*|пише|розпові\w+|[Зз]а даними|посиланням на",
    r"[Ll]aut|meldet|berichtet|sagte",
    r"[Ss]elon|(?:indiqué|déclaré) à|rapporte|citée? par",
)
"""What stands before the agency that a sentence has its words from."""
BETWEEN = (
    r"the|an?|der|die|das|l['’]|à|news|wire|agency|agence|Agentur|Nachrichtenagentur",
    r"агентств\w+|агенці\w+",
)
REPORTING = (
    r"report|said|says|quot|cit|сообщ|переда|пишет|цитир|повідом|пише|цитує|bericht|melde",
    r"rapport|indiqu|écri",
)
"""How a verb begins whose subject is an agency that reports."""
CITATIONS = (
    # told Reuters, according to the AFP news agency, сообщает ТАСС, laut dpa, selon l'AFP
    r"(?:{citing})\s+(?:(?:{between})\s*){{0,3}}{name}",
    # Reuters reported, the TASS news agency said, ТАСС сообщает, dpa meldet
    r"{name}(?: news)?(?: agency)?\s+(?:has |had |hat |a |also )?(?:{reporting})",
)
"""How a sentence says that it is an agency's. Source: usage in the five shipped languages."""

Rules = tuple[re.Pattern[str], ...]


def credit_of(article: Article) -> str | None:
    """The id of the agency whose report an article is; None: the outlet's own.

    What an agency publishes itself is its own report too. Where several sign, the first one counts.
    """
    published_by = agency_at(article.outlet, article.url)
    if published_by is not None:
        return published_by
    head = _lines(article.text[:HEAD_CHARS])[:HEAD_LINES]
    tail = _lines(article.text[-TAIL_CHARS:])[-TAIL_LINES:]
    named = _named("\n".join((article.title, *head, *tail)))
    parts = (
        ([article.title], _headline_rules),
        (head, _opening_rules),
        (tail, _closing_rules),
    )
    found = (_first(lines, named, rules) for lines, rules in parts)
    return next((agency for agency in found if agency is not None), None)


def cited_in(sentence: str) -> str | None:
    """The id of the agency that a sentence names as where it has its words from; None: none."""
    return _first([sentence], _named(sentence), _citation_rules)


def agency_at(outlet: str, url: str | None) -> str | None:
    """The id of the agency that an outlet is, by its name or by where it publishes; None: none."""
    named = _by_name().get(outlet.casefold())
    host = (urlsplit(url).hostname or "") if url else outlet.casefold()
    labels, hosts = host.split("."), _hosts()
    within = (".".join(labels[number:]) for number in range(len(labels)))
    return named or next((hosts[domain] for domain in within if domain in hosts), None)


def agency_name(agency_id: str) -> str:
    """What people call an agency; its id where a later version does not list it any more."""
    agency = load_agencies().get(agency_id)
    return agency.name if agency else agency_id


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _named(text: str) -> list[str]:
    """The agencies whose name a text holds: few do, and looking so is cheaper than the patterns."""
    return sorted(_sign_finder().find(text))


def _first(lines: list[str], agencies: list[str], rules: Callable[[str], Rules]) -> str | None:
    """The agency that the first line with a credit names; in one line, the first one named."""
    for line in lines if agencies else ():
        found = [(place, each) for each in agencies for place in _places(line, rules(each))]
        if found:
            return min(found)[1]
    return None


def _places(line: str, rules: Rules) -> Iterator[int]:
    """Where a line has the name in each credit that it gives."""
    return (match.start("name") for rule in rules if (match := rule.search(line)))


@cache
def _headline_rules(agency_id: str) -> Rules:
    return _compiled(agency_id, HEADLINE)


@cache
def _opening_rules(agency_id: str) -> Rules:
    return _compiled(agency_id, (*OPENINGS, ALONE))


@cache
def _closing_rules(agency_id: str) -> Rules:
    return _compiled(agency_id, (*CLOSINGS, ALONE))


@cache
def _citation_rules(agency_id: str) -> Rules:
    return _compiled(agency_id, CITATIONS)


def _compiled(agency_id: str, templates: tuple[str, ...]) -> Rules:
    signs = "|".join(re.escape(sign) for sign in load_agencies()[agency_id].signs)
    name = rf"(?P<name>(?<!\w)(?:{signs})(?![\w]|-\w))"
    lists = {"words": THANKS, "citing": CITING, "between": BETWEEN, "reporting": REPORTING}
    words = {key: "|".join(parts) for key, parts in lists.items()}
    return tuple(
        re.compile(template.format(name=name, reach=DATELINE_CHARS, **words))
        for template in templates
    )


@cache
def _by_name() -> Mapping[str, str]:
    return {
        name.casefold(): agency.id for agency in load_agencies().values() for name in _names(agency)
    }


def _names(agency: Agency) -> tuple[str, ...]:
    return (agency.name, *agency.signs)


@cache
def _sign_finder() -> LiteralFinder[str]:
    return LiteralFinder(
        (sign, agency.id) for agency in load_agencies().values() for sign in agency.signs
    )


@cache
def _hosts() -> Mapping[str, str]:
    return {host: agency.id for agency in load_agencies().values() for host in agency.hosts}
