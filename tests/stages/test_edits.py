from __future__ import annotations

import pytest

from monitor.model.versions import EditKind, LoggedVersion
from monitor.stages.edits import compare, diff, is_cut, mends
from tests.builders import NOON

TITLE = "Ruritania and Graustark agree to hold a summit"
TEXT = (
    "The leaders of Ruritania and Graustark will meet in Strelsau, both governments said.\n\n"
    "Farmers on both banks hope for lower tolls. The old border road is closed for the visit.\n\n"
    "The cooks of the palace have been told to expect forty guests from either side."
)
SLIGHT = " The old border road is closed for the visit."


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        pytest.param(TITLE, TEXT, EditKind.NOTHING, id="the same"),
        pytest.param(TITLE.upper(), TEXT + "\n", EditKind.NOTHING, id="case and layout"),
        pytest.param(TITLE, TEXT.replace("Strelsau", "Strelsaw"), EditKind.TYPO, id="a letter"),
        pytest.param(
            TITLE.replace("agree to", "agreed to"), TEXT, EditKind.TYPO, id="a letter of the title"
        ),
        pytest.param(
            TITLE, TEXT.replace("will meet", "will not meet"), EditKind.TEXT, id="a word put in"
        ),
        pytest.param(
            TITLE, TEXT.replace("Strelsau", "Zenda"), EditKind.TEXT, id="another word in its place"
        ),
        pytest.param("Summit agreed at last", TEXT, EditKind.TITLE, id="another title"),
        pytest.param(TITLE, f"{TEXT}\n\nMore follows.", EditKind.TEXT, id="a sentence more"),
        pytest.param(TITLE, TEXT.partition("\n")[0], EditKind.CUT, id="the first paragraph alone"),
        pytest.param(TITLE, "", EditKind.CUT, id="nothing left"),
    ],
)
def test_what_an_edit_did(title: str, text: str, kind: EditKind) -> None:
    assert diff(TITLE, TEXT, title, text).kind is kind


def test_the_sentences_that_came_and_went_are_told() -> None:
    edit = diff(TITLE, TEXT, TITLE, TEXT.replace("hope for lower", "fear higher"))
    assert edit.added == ("Farmers on both banks fear higher tolls.",)
    assert edit.removed == ("Farmers on both banks hope for lower tolls.",)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param(TEXT, False, id="the whole text"),
        pytest.param(TEXT.replace(SLIGHT, ""), False, id="a sentence less is an edit"),
        pytest.param(TEXT[:100], True, id="cut in the middle of a sentence"),
        pytest.param(
            f"{TEXT[:84]}\n\nSubscribe to read on.", True, id="with a note on subscribing"
        ),
        pytest.param("The report was withdrawn.", False, id="a retraction is a new sentence"),
    ],
)
def test_what_is_cut(text: str, cut: bool) -> None:
    assert is_cut(text, TEXT) is cut


def test_a_slip_that_is_mended_says_nothing_new() -> None:
    assert mends(TITLE.replace("agree", "agrre"), TEXT, TITLE, TEXT)
    assert not mends(TITLE, TEXT, TITLE, TEXT.replace("will", "won't"))


def test_versions_are_compared_each_with_the_one_before() -> None:
    log = [
        LoggedVersion(
            article_id=number,
            at=NOON,
            noticed_at=NOON,
            title=title,
            text=TEXT,
            changed=False,
            held=False,
        )
        for number, title in enumerate([TITLE, "Summit agreed at last", TITLE], 1)
    ]
    assert [view.edit and view.edit.kind for view in compare(log)] == [
        None,
        EditKind.TITLE,
        EditKind.TITLE,
    ]
    assert compare([]) == ()
