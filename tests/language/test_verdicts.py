"""What is made of the rumours, reports and claims that a cue is part of."""

from __future__ import annotations

import pytest

from tests.readings import told

DELAY = "the summit of Macron and Merz had been postponed"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            f"Berlin made short work of reports that {DELAY}.",
            ["postponed denied"],
            id="an unknown verb denies",
        ),
        pytest.param(f"Berlin confirmed reports that {DELAY}.", ["postponed asserted"], id="true"),
        pytest.param(f"Berlin would not comment on reports that {DELAY}.", [], id="left open"),
        pytest.param(f"Berlin could not confirm reports that {DELAY}.", [], id="not borne out"),
        pytest.param(f"Experts tore into reports that {DELAY}.", [], id="outsiders cannot deny"),
        pytest.param(
            f"Reports that {DELAY} are a tall tale, Berlin said.",
            ["postponed denied"],
            id="called false",
        ),
    ],
)
def test_a_verdict_on_hearsay(text: str, claims: list[str]) -> None:
    assert told(text) == claims
