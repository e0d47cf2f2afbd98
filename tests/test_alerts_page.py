"""What docs/alerts.md says of messages is so."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.edges.webhook import signature
from monitor.model.claims import Status
from monitor.stages.alert import SEVERITIES
from monitor.stages.words.text import spell_status

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/alerts.md").read_text(encoding="utf-8")
GOLDEN: dict[str, Any] = json.loads(
    (ROOT / "tests/data/messages/disputed.expected.json").read_text(encoding="utf-8")
)
BODY = b'{"title": "HELD: Summit"}'


def block(language: str) -> str:
    """The first block of code in a language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_the_example_is_a_golden_message() -> None:
    assert block("") == "\n".join([GOLDEN["title"], "", *GOLDEN["body"], ""])


def test_the_document_is_that_of_the_example() -> None:
    assert json.loads(block("json")) == GOLDEN["document"]


def test_the_table_explains_every_key_in_its_order() -> None:
    table = PAGE.partition("| key | type | meaning |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == list(GOLDEN["document"])


@pytest.mark.parametrize("status", Status)
def test_the_severity_of_each_status_is_told(status: Status) -> None:
    rows = [line for line in PAGE.splitlines() if re.search(rf"\b{spell_status(status)}\b", line)]
    assert any(row.startswith(f"| `{SEVERITIES[status].value}` |") for row in rows)


@pytest.mark.parametrize(
    ("secret", "tampered", "age_seconds", "genuine"),
    [
        pytest.param("swordfish", b"", 0, True, id="signed with a plain secret"),
        pytest.param("whsec_c3dvcmRmaXNo", b"", 0, True, id="signed with a secret in base64"),
        pytest.param("swordfish", b" ", 0, False, id="another body"),
        pytest.param("swordfish", b"", 900, False, id="an old post that is played again"),
    ],
)
def test_the_check_of_signatures_works(
    secret: str, tampered: bytes, age_seconds: int, genuine: bool
) -> None:
    code: dict[str, Any] = {}
    exec(block("python"), code)  # noqa: S102  # what readers are told to run
    now = datetime.fromtimestamp(time.time() - age_seconds, UTC)
    headers = signature(secret, "summit/1/7/desk", now, BODY)
    assert code["is_genuine"](secret, headers, BODY + tampered) is genuine
    assert not code["is_genuine"]("another", headers, BODY)
