from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.model.pages import NoText, NoTextReason, PageText
from monitor.stages.pages.repeats import (
    REMEMBERED,
    PagePrint,
    print_of,
    remembered,
    repeated_lines,
    without_repeats,
)

ABOUT = "The Courier has been printed in Strelsau since the year of the great flood."
HINT = "Write to the desk if you know more about this."
OWN = "The ferry number {} leaves Port Selm at nine and comes back at noon on most days of the "
OWN += "week, said the harbour master, who has counted every one of them since the spring thaw."


def prints(*texts: str) -> tuple[PagePrint, ...]:
    known: tuple[PagePrint, ...] = ()
    for number, text in enumerate(texts):
        known = remembered(known, print_of(f"https://a.example/{number}", text))
    return known


def page(number: int, *more: str) -> str:
    return "\n".join([OWN.format(number), *more, HINT])


def test_what_stands_at_either_end_of_most_pages_is_cut() -> None:
    known = prints(*(f"{ABOUT}\n{page(number)}" for number in range(4)))
    found = without_repeats(PageText(text=f"{ABOUT}\n{page(9)}"), repeated_lines(known))
    assert found == PageText(text=OWN.format(9))


def test_background_between_news_stays() -> None:
    known = prints(*(page(number, ABOUT, OWN.format(f"{number}b")) for number in range(4)))
    text = page(9, ABOUT, OWN.format("9b"))
    found = without_repeats(PageText(text=text), repeated_lines(known))
    assert isinstance(found, PageText)
    assert found.text == text.removesuffix(f"\n{HINT}")


def test_a_page_that_only_repeats_others_is_no_article() -> None:
    known = prints(*[f"{ABOUT}\n{HINT}"] * 4)
    found = without_repeats(PageText(text=f"{ABOUT}\n{HINT}"), repeated_lines(known))
    assert isinstance(found, NoText)
    assert found.reason is NoTextReason.BOILERPLATE


def test_three_pages_prove_nothing() -> None:
    assert not repeated_lines(prints(*[ABOUT] * 3))


def test_a_page_that_is_fetched_again_counts_once() -> None:
    known: tuple[PagePrint, ...] = ()
    for _ in range(6):
        known = remembered(known, print_of("https://a.example/1", ABOUT))
    assert len(known) == 1
    assert not repeated_lines(known)


def test_a_line_of_few_pages_is_theirs() -> None:
    known = prints(*(page(number) for number in range(8)), ABOUT, ABOUT)
    assert repeated_lines(known) == print_of("", HINT).lines


@given(st.lists(st.sampled_from([ABOUT, HINT, OWN, ""]), max_size=20))
def test_no_more_is_remembered_than_is_compared(texts: list[str]) -> None:
    assert len(prints(*texts)) <= REMEMBERED
