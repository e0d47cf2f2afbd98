"""The claims of a headline → who makes them, where its text says the same.

`Summit called off. The summit will not take place, the palace said`: the palace says both. But
`Norland, rebels sign truce. Norland and the rebels signed a truce`: so says the outlet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.model.articles import Part
from monitor.model.claims import Claim, Standing


def with_speakers(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims, those of the outlet's headline by whom the first sentence that says the same names."""
    for claim in claims:
        same = _first_of_text(claim, claims) if claim.part is Part.TITLE else None
        if same is None or claim.standing is not Standing.OUTLET:
            yield claim
        else:
            yield replace(claim, by=same.by)


def _first_of_text(headline: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The first claim of the text that says what a headline says; None where none does."""
    told = (claim for claim in claims if claim.part is Part.TEXT)
    return next((claim for claim in told if claim.content == headline.content), None)
