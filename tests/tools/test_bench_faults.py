from __future__ import annotations

import os

import pytest

from tests.hostile import Web
from tests.loopback import RawServer
from tools.bench_faults import CASES, forget_peak, longest_pause, more_feeds, peak_bytes


def test_every_case_has_feeds_and_every_feed_that_means_harm_a_case() -> None:
    web = Web(RawServer(), RawServer(), RawServer())
    urls = web.feeds() | more_feeds(web)
    begins = [begin for case in CASES.values() for begin in case]
    assert all(any(name.startswith(begin) for name in urls) for begin in begins)
    left = {name for name in urls if not name.startswith(tuple(begins))}
    assert {name.split()[0] for name in left} == {"honest", "late"}


@pytest.mark.parametrize(
    ("moments", "pause"),
    [
        pytest.param([9.0, 11.0, 13.0, 19.0], 6.0, id="between two requests"),
        pytest.param([4.0, 12.0, 14.0, 16.0, 18.0, 19.0], 8.0, id="since one before"),
        pytest.param([9.0, 11.0, 12.0], 8.0, id="until the end"),
        pytest.param([], 10.0, id="not one"),
    ],
)
def test_the_longest_pause_is_found(moments: list[float], pause: float) -> None:
    assert longest_pause(moments, 10.0, 20.0) == pause


def test_the_peak_of_a_process_can_be_forgotten() -> None:
    many = bytearray(64 << 20)
    before = peak_bytes(os.getpid())
    del many
    forget_peak(os.getpid())
    assert peak_bytes(os.getpid()) < before
