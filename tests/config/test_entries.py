from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.config.entries import mistake_in, unhurried

URL = "https://courier.example/feed.xml"


@pytest.mark.parametrize(
    ("entry", "mistake"),
    [
        pytest.param({"url": URL, "trust": "low"}, "", id="nothing is wrong"),
        pytest.param(
            {"url": URL, "priority": "hgh"},
            f"{URL}: priority: 'hgh' is unknown; did you mean high? known: normal, high",
            id="in the words of check",
        ),
        pytest.param(
            {"url": "ftp://reader:hush@courier.example/", "name": ""},
            "ftp://courier.example/: url: must be an address that begins with http:// or https://; "
            "name: must not be empty",
            id="all of it, and no password",
        ),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_in_one_line(
    entry: dict[str, str], mistake: str
) -> None:
    assert mistake_in(entry) == mistake


@pytest.mark.parametrize(
    ("interval", "kept"),
    [
        pytest.param("1s", False, id="a stranger asks for every second"),
        pytest.param("2m", True, id="as often as anybody may"),
    ],
)
def test_a_strangers_list_hurries_no_feed(interval: str, kept: bool) -> None:
    entry = unhurried({"url": URL, "interval": interval}, timedelta(minutes=2))
    assert ("interval" in entry) is kept
