"""The bytes of a body from the bytes of the wire, never more than a limit of either.

A kilobyte of compressed zeros can become a gigabyte: each step is told how much it may still make.
"""

from __future__ import annotations

import zlib

from monitor.edges.failures import FetchProblem, Reason

GZIP_MAGIC = b"\x1f\x8b"

GZIP_WINDOW = zlib.MAX_WBITS | 16
"""Makes zlib read gzip. Source: zlib's manual, `inflateInit2`."""

DEFLATE_METHOD = 8
"""Low half of a zlib stream's first byte. Source: RFC 1950, section 2.2."""

GZIP_NAMES = frozenset({"gzip", "x-gzip"})
PLAIN_NAMES = frozenset({"", "identity"})


class BodyDecoder:
    """Decodes one body in bounded steps.

    Args:
        encoding: The `Content-Encoding` header, empty where there is none.
        max_bytes: Limit of the bytes on the wire and of the decoded body, each.

    Raises:
        FetchProblem: for an encoding that was not asked for.
    """

    def __init__(self, encoding: str, max_bytes: int) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in GZIP_NAMES | PLAIN_NAMES | {"deflate"}:
            raise FetchProblem(Reason.BAD_ENCODING, f"sent {encoding!r}, which was not asked for")
        self._max_bytes = max_bytes
        self._wire_bytes = 0
        self._body = bytearray()
        self._head = b""
        self._inflater: zlib._Decompress | None = None

    def feed(self, chunk: bytes) -> None:
        """Takes the next bytes of the wire.

        Raises:
            FetchProblem: too much, or not what the encoding says.
        """
        self._wire_bytes += len(chunk)
        if self._wire_bytes > self._max_bytes:
            raise self._too_large()
        if self._encoding in PLAIN_NAMES:
            self._body += chunk
            return
        try:
            self._inflate(chunk)
        except zlib.error as error:
            raise FetchProblem(
                Reason.BAD_ENCODING, f"body is not the {self._encoding} that its header says"
            ) from error

    def finish(self) -> bytes:
        """The whole body.

        Raises:
            FetchProblem: the compressed data ended too early.
        """
        complete = self._inflater.eof if self._inflater else not self._head
        if not complete:
            raise FetchProblem(Reason.BAD_ENCODING, "compressed body ended too early")
        return bytes(self._body)

    def _inflate(self, chunk: bytes) -> None:
        data = self._head + chunk
        self._head = b""
        while data:
            if self._inflater is None or self._inflater.eof:
                if len(data) < len(GZIP_MAGIC):  # too little to tell what follows
                    self._head = data
                    return
                if self._inflater is not None and not data.startswith(GZIP_MAGIC):
                    return  # padding after the end: browsers ignore it as well
                self._inflater = zlib.decompressobj(_window(self._encoding, data))
            data = self._step(self._inflater, data)

    def _step(self, inflater: zlib._Decompress, data: bytes) -> bytes:
        """Decodes some of the data and gives back what is left of it."""
        self._body += inflater.decompress(data, self._max_bytes - len(self._body) + 1)
        if len(self._body) > self._max_bytes:
            raise self._too_large()
        return inflater.unused_data if inflater.eof else inflater.unconsumed_tail

    def _too_large(self) -> FetchProblem:
        return FetchProblem(Reason.TOO_LARGE, f"body is larger than {self._max_bytes:,} bytes")


def _window(encoding: str, data: bytes) -> int:
    """What zlib must expect: `deflate` is a zlib stream by RFC 9110, but often sent without it."""
    if encoding in GZIP_NAMES:
        return GZIP_WINDOW
    is_zlib = data[0] & 0x0F == DEFLATE_METHOD and int.from_bytes(data[:2]) % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
