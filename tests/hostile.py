"""A web that means harm: documents, answers and redirects, by the cases of docs/faults.md."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

from tests.loopback import RawServer, http

MEGABYTE = 1 << 20
KEY = (("X-Api-Key", "swordfish"),)
FEED = b'<rss version="2.0"><channel><title>%s</title>%s</channel></rss>'
ITEM = b"<item><guid>%s</guid><title>The ferry runs again</title><description>It does.</description></item>"
GOOD = FEED % (b"Ferry News", ITEM % b"1")


def titled(head: bytes, title: bytes) -> bytes:
    """A feed whose only item has this title, behind a head of the caller's."""
    return head + FEED % (b"T", b"<item><title>%s</title></item>" % title)


def entities(levels: int) -> bytes:
    """A document type whose last entity is ten to the power of `levels` letters."""
    lines = [b'<!ENTITY e0 "x">']
    lines += [b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, levels + 1)]
    return b"<!DOCTYPE rss [\n<!-- <a -->%s]>" % b"".join(lines)


def author(name: bytes) -> bytes:
    return FEED % (b"T", b"<item><title>A</title><author>%s</author></item>" % name)


LAUGHS = titled(entities(9), b"&e9;")
WIDE = b'<?xml version="1.0" encoding="utf-16"?>'
ATTRIBUTES = b" ".join(b'a%d="1"' % number for number in range(40_000))
BOMBS = {
    "entity": titled(b'<!DOCTYPE rss [\n<!ENTITY a "%s">\n]>' % (b"x" * 100_000), b"&a;" * 50_000),
    "laughs": b'<?xml version="1.0"?>' + LAUGHS,
    "wide laughs": (WIDE + LAUGHS).decode().encode("utf-16"),
    "encoding": b"<?xml " + b"encoding='" * 3_000,
    "style": FEED % (b"T", b'<item><description>&lt;p style="%s!"</description></item>' % (b" " * 40_000)),
    "author": author(b"a@" + b"a." * 16_000 + b"!"),
    "attributes": FEED % (b"T", b"<item><title %s>A</title></item>" % ATTRIBUTES),
}  # fmt: skip
ENCODINGS = {
    "null": b'<?xml version="1.0" encoding="a\0b"?>' + GOOD,
    "bytes": b'<?xml version="1.0" encoding="\xff\xfe"?>' + GOOD,
    "punycode": b'<?xml version="1.0" encoding="punycode"?>' + GOOD,
}
ZEROS = gzip.compress(b"\0" * (16 * MEGABYTE))
PACKED = {
    "gzip": http("200 OK", "Content-Encoding: gzip", body=ZEROS),
    "twice": http("200 OK", "Content-Encoding: gzip, gzip", body=gzip.compress(ZEROS)),
    "brotli": http("200 OK", "Content-Encoding: br", body=b"\x0b\x00"),
    "zstd": http("200 OK", "Content-Encoding: zstd", body=b"\x28\xb5\x2f\xfd"),
    "cut": http("200 OK", "Content-Encoding: gzip", body=gzip.compress(GOOD)[:-5]),
    "none": http("200 OK", "Content-Encoding: gzip", body=GOOD),
}
SLOW = {
    "silent": [b""] * 40,
    "headers": [b"HTTP/1.1 200 OK\r\n", *[b"X-A: 1\r\n"] * 40],
    "body": [http("200 OK", "Content-Length: 9999"), *[b"x"] * 40],
    "hints": [b"HTTP/1.1 103 Early Hints\r\n\r\n"] * 40,
}
REDIRECTS = {
    "circle": "/redirects/circle",
    "file": "file:///etc/passwd",
    "script": "javascript:alert(1)",
    "six": "/hop/1",
}
ATTRIBUTED = b" ".join(b'a%d="1"' % number for number in range(100_000))
PAGES = {
    "spans": b"<html><body><article>%s</article></body></html>" % (b"<span>a</span>" * 150_000),
    "nested": b"<html><body>%s<p>Deep.</p></body></html>" % (b"<div>" * 100_000),
    "deep": b"<html><body>%s<p>Deep.</p></body></html>" % (b"<div>" * 300),
    "attributes": b"<html><body><p %s>Many.</p></body></html>" % ATTRIBUTED,
    "pdf": b"%PDF-1.7\n" + bytes(range(256)),
    "zip": b"PK\x03\x04" + bytes(1_000),
    "json": b'{"text": "no page"}',
    "empty": b"",
}
ARCHIVE = b"".join(
    b"<item><guid>old-%d</guid><title>Old news %d</title><pubDate>Tue, 02 Jan 2024 08:00:00 GMT"
    b"</pubDate></item>" % (number, number)
    for number in range(5_000)
)
WRONG = {
    "path": b"/etc/passwd",
    "login": b"<!doctype html><html><title>Log in</title><body><form>Password</form></html>",
    "cut": (FEED % (b"T", ITEM % b"1" + ITEM % b"2"))[:-60],
    "archive": FEED % (b"T", ARCHIVE),
    "controls": titled(b"", "\u202egnp.exe \u200b\x07 10 \ufffe".encode()),
    "links": FEED % (b"T", b"<item><title>A</title><link>javascript:alert(1)</link></item>" * 9),
    "mark": b"\xef\xbb\xbf\n\n" + GOOD,
    "packed": gzip.compress(GOOD),
}
HEADERS = {
    "long": http("200 OK", f"X-Big: {'x' * 200_000}", body=GOOD),
    "many": http("200 OK", *(f"X-{number}: 1" for number in range(5_000)), body=GOOD),
    "cookies": http("200 OK", *(f"Set-Cookie: c{n}=1" for n in range(20)), body=GOOD),
}
STATUSES = {
    "unasked": http("304 Not Modified"),
    "gone": http("410 Gone"),
    "missing": http("404 Not Found"),
    "busy": http("503 Service Unavailable", "Retry-After: soon"),
}


@dataclass(frozen=True)
class Web:
    """Three hosts: one that means harm, one that is honest, one that is none of our business."""

    harm: RawServer
    honest: RawServer
    private: RawServer

    def feeds(self, pause_seconds: float = 0.03) -> dict[str, str]:
        """Addresses by kind and name; every answer is set, the slow ones with such pauses."""
        self.harm.pause_seconds = pause_seconds
        self.harm.hang_up = False
        groups: dict[str, Mapping[str, bytes | list[bytes]]] = {
            "bomb": {name: http(body=body) for name, body in BOMBS.items()},
            "encodings": {name: http(body=body) for name, body in ENCODINGS.items()},
            "outside": self._outside(),
            "packed": PACKED,
            "slow": SLOW,
            "redirects": {n: http("302 Found", f"Location: {to}") for n, to in REDIRECTS.items()},
            "huge": {"huge": [b"HTTP/1.1 200 OK\r\n\r\n", *[b"<item/>" * 150_000] * 100]},
            "pages": {"pages": http(body=self._paper())},
            "wrong": {name: http(body=body) for name, body in WRONG.items()},
            "headers": HEADERS,
            "statuses": STATUSES,
            "away": self._away(),
        }
        found = self._answer(groups)
        for number in range(4):
            self.honest.answers[f"/{number}"] = http(body=GOOD)
            kind = "honest" if number < 2 else "late"
            found[f"{kind} {number}"] = self.honest.url(f"/{number}")
        return found | {"private direct": self.private.url("/"), "private name": self._named()}

    def _answer(self, groups: Mapping[str, Mapping[str, bytes | list[bytes]]]) -> dict[str, str]:
        found = {}
        for kind, answers in groups.items():
            for name, answer in answers.items():
                path = f"/{kind}/{name}".replace(" ", "-")
                self.harm.answers[path] = answer
                found[f"{kind} {name}"] = self.harm.url(path)
        for hop in range(1, 7):
            self.harm.answers[f"/hop/{hop}"] = http("302 Found", f"Location: /hop/{hop + 1}")
        return found

    def _outside(self) -> dict[str, bytes]:
        elsewhere = self.honest.url("/dtd").encode()
        kinds = {
            "entity": b'<!DOCTYPE rss [<!ENTITY x SYSTEM "%s">]>' % elsewhere,
            "type": b'<!DOCTYPE rss SYSTEM "%s">' % elsewhere,
            "file": b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        }
        return {name: http(body=titled(head, b"A &x; B")) for name, head in kinds.items()}

    def _paper(self) -> bytes:
        """A feed of summaries whose pages hurt."""
        items = b""
        for name, body in PAGES.items():
            self.harm.answers[f"/page/{name}"] = http(
                "200 OK", "Content-Type: text/html", body=body
            )
            link = self.harm.url(f"/page/{name}").encode()
            items += b"<item><title>Harbour %s</title><link>%s</link>" % (name.encode(), link)
            items += b"<description>The harbour opens in spring.</description></item>"
        return FEED % (b"Harbour News", items)

    def _away(self) -> dict[str, bytes]:
        self.honest.answers["/key"] = http(body=GOOD)
        return {
            "key": http("302 Found", f"Location: {self.honest.url('/key')}"),
            "private": http("302 Found", f"Location: {self.private.url('/')}"),
        }

    def _named(self) -> str:
        return f"http://[::ffff:127.0.0.2]:{self.private.port}/"
