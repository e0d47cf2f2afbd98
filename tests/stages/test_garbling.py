from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.garbling import is_garbled

FRENCH = "Les négociations reprennent à Strelsau – enfin"
RUSSIAN = "Саммит Руритании отложен, сообщил дворец"


def misread(text: str, written: str, read: str) -> str:
    return text.encode(written).decode(read, "replace")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(FRENCH, misread(FRENCH, "utf-8", "cp1252"), id="UTF-8 as windows-1252"),
        pytest.param(FRENCH, misread(FRENCH, "utf-8", "latin-1"), id="UTF-8 as Latin-1"),
        pytest.param(FRENCH, misread(FRENCH, "cp1252", "utf-8"), id="windows-1252 as UTF-8"),
        pytest.param(FRENCH, FRENCH.encode("ascii", "replace").decode(), id="question marks"),
        pytest.param(RUSSIAN, misread(RUSSIAN, "utf-8", "cp1252"), id="Cyrillic as Western"),
        pytest.param(RUSSIAN, misread(RUSSIAN, "utf-8", "cp1251"), id="UTF-8 as windows-1251"),
        pytest.param(RUSSIAN, misread(RUSSIAN, "cp1251", "latin-1"), id="windows-1251 as Latin-1"),
        pytest.param(RUSSIAN, misread(RUSSIAN, "koi8-r", "cp1251"), id="KOI8-R as windows-1251"),
        pytest.param(
            "峰会推迟了", misread("峰会推迟了", "utf-8", "cp1252"), id="Chinese as Western"
        ),
        pytest.param(
            RUSSIAN, "?????? ????????? ???????, ??????? ??????", id="nothing but question marks"
        ),
        pytest.param("“Talks” are off", "â€œTalksâ€\x9d are off", id="quotation marks alone"),
    ],
)
def test_a_garbled_line_is_the_old_one(old: str, new: str) -> None:
    assert is_garbled(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Talks are on", "Talks are off", id="an edit of plain letters"),
        pytest.param(FRENCH, FRENCH, id="the same"),
        pytest.param(FRENCH, FRENCH.replace("reprennent", "échouent"), id="another word"),
        pytest.param(RUSSIAN, RUSSIAN.replace("отложен", "отменён"), id="another Russian word"),
        pytest.param(FRENCH, FRENCH.replace("–", "-"), id="a dash of another length"),
        pytest.param(
            "Саммит 15 августа 2031 года перенесён",
            "Саммит 15 августа 2031 года отменён?",
            id="a question with the same figures",
        ),
        pytest.param(
            "“Summit postponed”, says palace – Gazette",
            "Summit postponed, says palace Gazette?",
            id="no quotation marks, but a question mark",
        ),
        pytest.param(RUSSIAN, "Ruritania's summit is put off", id="another language"),
        pytest.param(misread(FRENCH, "utf-8", "cp1252"), FRENCH, id="what was garbled is mended"),
        pytest.param(misread(RUSSIAN, "cp1251", "latin-1"), RUSSIAN, id="so in Russian"),
    ],
)
def test_an_edit_is_no_garbling(old: str, new: str) -> None:
    assert not is_garbled(new, old)


@given(st.text(alphabet="абвгдежзиклмн", min_size=3), st.text(alphabet="опрстуфхцчшщ", min_size=3))
def test_other_letters_are_never_the_same_line(old: str, new: str) -> None:
    assert not is_garbled(new, old)
