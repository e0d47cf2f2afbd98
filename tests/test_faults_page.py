"""What docs/faults.md says of tests is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| (\d+) \| .* \| ([^|]*) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
OWN_CASE = re.compile(r"def (test_case_(\d+)_\w+)")
CASES = {*range(1, 43), 46, 47, *range(65, 69)}
ROWS = ROW.findall((ROOT / "docs/faults.md").read_text(encoding="utf-8"))


def test_every_case_has_one_row() -> None:
    assert sorted(int(case) for case, _ in ROWS) == sorted(CASES)


@pytest.mark.parametrize(("case", "tests"), ROWS, ids=[f"case {case}" for case, _ in ROWS])
def test_what_shows_a_case_exists_or_is_said_to_be_missing(case: str, tests: str) -> None:
    named = TEST.findall(tests)
    assert named or tests == "not tested", case
    for path, name in named:
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_test_that_bears_a_number_is_in_the_row_of_its_case() -> None:
    rows = dict(ROWS)
    missing = [
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name, case in OWN_CASE.findall(path.read_text(encoding="utf-8"))
        if f"::{name}`" not in rows[case]
    ]
    assert missing == []
