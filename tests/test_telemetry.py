from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from monitor import telemetry


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers, root.level = handlers, level
    telemetry._secrets.clear()


def logged(*, as_json: bool, **values: object) -> str:
    stream = io.StringIO()
    telemetry.configure("info", json=as_json, stream=stream)
    telemetry.get_logger().info("feed_failed", **values)
    return stream.getvalue()


def test_a_line_for_people_starts_with_level_and_event() -> None:
    assert logged(as_json=False, feed="Wire") == "level=info event=feed_failed feed=Wire\n"


def test_a_json_line_holds_the_time_in_utc() -> None:
    line = json.loads(logged(as_json=True, failures=3))
    assert line["event"] == "feed_failed"
    assert line["failures"] == 3
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("a\nlevel=error event=forged", r"\n", id="a line break cannot forge a line"),
        pytest.param("\x1b[2J", r"\x1b", id="an escape sequence cannot reach a terminal"),
        pytest.param("\u202egnp.exe", r"\u202e", id="text cannot be turned around"),
    ],
)
def test_untrusted_text_is_escaped(value: str, written: str) -> None:
    line = json.loads(logged(as_json=True, title=value))
    assert written in line["title"]
    assert line["title"].isprintable()


def test_long_values_are_cut() -> None:
    assert len(json.loads(logged(as_json=True, title="x" * 5000))["title"]) == telemetry.VALUE_LIMIT


def test_a_traceback_keeps_its_end_which_names_the_error() -> None:
    def fail() -> None:
        raise OSError("long " * 2000 + "hunter2\nis full")

    stream = io.StringIO()
    telemetry.configure("info", json=True, secrets=["hunter2"], stream=stream)
    try:
        fail()
    except OSError:
        telemetry.get_logger().exception("job_failed", job="deliver")
    traceback = json.loads(stream.getvalue())["exception"]
    assert traceback.endswith(r"long ***\nis full")
    assert len(traceback) <= telemetry.TRACEBACK_LIMIT


def test_beats_that_are_skipped_do_not_fill_the_log() -> None:
    stream = io.StringIO()
    telemetry.configure("info", json=False, stream=stream)
    logging.getLogger("apscheduler.scheduler").warning("Execution of job skipped")
    assert stream.getvalue() == ""


def test_below_the_level_nothing_is_written() -> None:
    stream = io.StringIO()
    telemetry.configure("error", json=False, stream=stream)
    telemetry.get_logger().info("polled")
    assert stream.getvalue() == ""


def test_lines_of_libraries_are_made_safe() -> None:
    stream = io.StringIO()
    telemetry.configure("info", json=False, stream=stream)
    logging.getLogger("guest").warning("bad\nline")
    assert stream.getvalue() == "warning guest: bad\\nline\n"


def test_apprise_cannot_log_addresses_with_their_tokens() -> None:
    stream = io.StringIO()
    telemetry.configure("debug", json=False, stream=stream)
    logging.getLogger("apprise").error("Could not load slack://TOKEN")
    assert "TOKEN" not in stream.getvalue()


def test_a_known_secret_is_masked_wherever_it_stands() -> None:
    stream = io.StringIO()
    telemetry.configure("info", json=True, secrets=["hunter2", ""], stream=stream)
    telemetry.get_logger().info("refused", detail="GET https://x.example/?key=hunter2: 403")
    logging.getLogger("guest").warning("token hunter2")
    assert "hunter2" not in stream.getvalue()
    assert stream.getvalue().count(telemetry.MASK) == 2
