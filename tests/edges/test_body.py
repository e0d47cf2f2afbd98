from __future__ import annotations

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.edges.body import BodyDecoder
from monitor.edges.failures import FetchProblem, Reason

TEXT = b"A feed of some length, repeated. " * 50
RAW_DEFLATE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
RAW = RAW_DEFLATE.compress(TEXT) + RAW_DEFLATE.flush()


def decode(encoding: str, wire: bytes, max_bytes: int = 10_000, step: int = 7) -> bytes:
    decoder = BodyDecoder(encoding, max_bytes)
    for start in range(0, len(wire), step):
        decoder.feed(wire[start : start + step])
    return decoder.finish()


@pytest.mark.parametrize(
    ("encoding", "wire", "body"),
    [
        pytest.param("", TEXT, TEXT, id="no encoding"),
        pytest.param("identity", TEXT, TEXT, id="an encoding that is none"),
        pytest.param("gzip", gzip.compress(TEXT), TEXT, id="gzip"),
        pytest.param(" GZip", gzip.compress(TEXT), TEXT, id="gzip, oddly written"),
        pytest.param("x-gzip", gzip.compress(TEXT), TEXT, id="gzip by its old name"),
        pytest.param(
            "gzip",
            gzip.compress(b"one ") + gzip.compress(b"two"),
            b"one two",
            id="gzip in two parts",
        ),
        pytest.param("gzip", gzip.compress(TEXT) + b"\0" * 9, TEXT, id="gzip with padding"),
        pytest.param("gzip", b"", b"", id="gzip of nothing at all"),
        pytest.param("deflate", zlib.compress(TEXT), TEXT, id="deflate as the standard has it"),
        pytest.param("deflate", RAW, TEXT, id="deflate without its header"),
    ],
)
@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_encodings_are_decoded(encoding: str, wire: bytes, body: bytes, step: int) -> None:
    assert decode(encoding, wire, step=step) == body


@pytest.mark.parametrize(
    ("encoding", "wire", "reason"),
    [
        pytest.param("br", b"", Reason.BAD_ENCODING, id="brotli was not asked for"),
        pytest.param("zstd", b"", Reason.BAD_ENCODING, id="zstd was not asked for"),
        pytest.param("gzip, gzip", b"", Reason.BAD_ENCODING, id="packed twice"),
        pytest.param("gzip", TEXT, Reason.BAD_ENCODING, id="plain text that is called gzip"),
        pytest.param("gzip", gzip.compress(TEXT)[:-9], Reason.BAD_ENCODING, id="cut off"),
        pytest.param("gzip", b"\x1f", Reason.BAD_ENCODING, id="cut off after one byte"),
        pytest.param("deflate", b"\xff\xff", Reason.BAD_ENCODING, id="deflate that is garbage"),
        pytest.param("", b"x" * 10_001, Reason.TOO_LARGE, id="one byte too many"),
        pytest.param("gzip", gzip.compress(b"\0" * 10_001), Reason.TOO_LARGE, id="a small bomb"),
        pytest.param("gzip", gzip.compress(b"\0" * 9_999_999), Reason.TOO_LARGE, id="a bomb"),
        pytest.param(
            "gzip", gzip.compress(b"\0" * 6_000) * 2, Reason.TOO_LARGE, id="a bomb in two parts"
        ),
    ],
)
def test_what_cannot_be_decoded_is_an_error(encoding: str, wire: bytes, reason: Reason) -> None:
    with pytest.raises(FetchProblem) as caught:
        decode(encoding, wire, step=1000)
    assert caught.value.reason is reason


def test_a_body_of_exactly_the_limit_is_taken() -> None:
    assert len(decode("", b"x" * 10_000)) == 10_000
    assert len(decode("gzip", gzip.compress(b"\0" * 10_000))) == 10_000


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]), st.integers(1, 50))
def test_any_wire_gives_a_body_or_a_problem(wire: bytes, encoding: str, step: int) -> None:
    body = b""
    with suppress(FetchProblem):
        body = decode(encoding, wire, max_bytes=1_000, step=step)
    assert len(body) <= 1_000


@given(st.binary(max_size=900), st.integers(1, 50))
def test_what_was_packed_comes_out_however_it_is_cut(body: bytes, step: int) -> None:
    assert decode("gzip", gzip.compress(body), step=step) == body
