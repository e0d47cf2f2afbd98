from __future__ import annotations

import pytest

from monitor.model.claims import STATUSES, Lifecycle, Status
from monitor.stages.tracking.transitions import TABLE


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
def test_table_has_a_row_for_each_status_and_stays_in_its_lifecycle(lifecycle: Lifecycle) -> None:
    table, statuses = TABLE[lifecycle], set(STATUSES[lifecycle])
    assert set(table) == statuses
    for status, row in table.items():
        assert row.changes | row.opens <= statuses - {status}
        assert not row.changes & row.opens


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
def test_every_status_can_be_reached_and_left(lifecycle: Lifecycle) -> None:
    rows = TABLE[lifecycle].values()
    reached = frozenset[Status]().union(*(row.changes | row.opens for row in rows))
    assert reached == set(STATUSES[lifecycle])
    assert all(row.changes | row.opens for row in rows)


@pytest.mark.parametrize("lifecycle", list(Lifecycle))
def test_only_the_end_of_an_occurrence_opens_the_next(lifecycle: Lifecycle) -> None:
    ends = {status for status, row in TABLE[lifecycle].items() if row.opens}
    assert ends == set(STATUSES[lifecycle]) & {Status.HELD, Status.CANCELLED, Status.ENDED}
    assert not any(TABLE[lifecycle][end].changes for end in ends)
