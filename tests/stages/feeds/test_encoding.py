from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.feeds.encoding import CONTROLS, UTF8_XML, mend

TYPE = "text/xml; charset=iso-8859-1"


@pytest.mark.parametrize(
    ("body", "mended", "content_type"),
    [
        pytest.param(b"<a/>", b"<a/>", TYPE, id="plain ASCII is left"),
        pytest.param("<é/>".encode(), "<é/>".encode(), UTF8_XML, id="UTF-8 is UTF-8"),
        pytest.param("<é/>".encode("latin-1"), b"<\xe9/>", TYPE, id="other charsets are left"),
        pytest.param("éü\udcff".encode("utf-8", "surrogateescape"), "éü�".encode(), UTF8_XML,
                     id="one bad byte among good ones is one bad character"),
        pytest.param("Встреча".encode("cp1251"), "Встреча".encode("cp1251"), TYPE, id="Cyrillic"),
        pytest.param("é".encode("utf-16"), "é".encode("utf-16"), TYPE, id="UTF-16 with a mark"),
        pytest.param("<é".encode("utf-16-le"), b"<\0\xe9\0", TYPE, id="UTF-16 without one"),
        pytest.param(b"<a>\x00b\x07c\x7f\td\n", b"<a>bc\td\n", TYPE, id="controls are dropped"),
        pytest.param(b"\x1b$B", b"\x1b$B", TYPE, id="escape stays for Japanese"),
        pytest.param(b"&#65;&#x42;", b"&#65;&#x42;", TYPE, id="references are left"),
        pytest.param(b"a&#0;b&#x1f;c&#xFFFFFF;d", b"abcd", TYPE, id="to no character: dropped"),
        pytest.param(b"&#xD83D;&#xde00;", b"&#128512;", TYPE, id="two halves are put together"),
        pytest.param(b"&#55357;&#56832;", b"&#128512;", TYPE, id="decimal halves as well"),
        pytest.param(b"&#xD83D;x&#xDE00;", b"x", TYPE, id="halves alone are dropped"),
        pytest.param(b"&#xDE00;&#xD83D;", b"", TYPE, id="halves the wrong way round as well"),
        pytest.param(b"&#55000;&#57000;", b"&#55000;", TYPE, id="a whole one and a half one"),
        pytest.param(b"R&D &amp; &a-b; Q&A", b"R&amp;D &amp; &a-b; Q&amp;A", TYPE, id="a bare ampersand"),
        pytest.param(b"&<![CDATA[&]]>&<![CDATA[&", b"&amp;<![CDATA[&]]>&amp;<![CDATA[&", TYPE,
                     id="but for CDATA sections"),
        pytest.param(b"\x1b$B&\x21\x1b(B", b"\x1b$B&\x21\x1b(B", TYPE, id="or half a letter"),
        pytest.param(b"", b"", TYPE, id="nothing"),
    ],
)  # fmt: skip
def test_documents_are_mended(body: bytes, mended: bytes, content_type: str) -> None:
    assert mend(body, TYPE) == (mended, content_type)


@given(st.binary(max_size=100))
def test_no_control_is_left_but_in_wide_charsets(body: bytes) -> None:
    mended, _ = mend(body, TYPE)
    assert mended == body or not set(mended) & set(CONTROLS)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="&\ufffd")))
def test_good_documents_are_left_alone(text: str) -> None:
    assert mend(text.encode(), "")[0] == text.encode()
