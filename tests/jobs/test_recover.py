from __future__ import annotations

import shutil
from pathlib import Path

from monitor.jobs.deliver import deliver_due
from monitor.jobs.recover import recover
from monitor.model.alerts import Message
from monitor.model.deliveries import DeliveryDraft, DeliveryState
from monitor.store import outbox
from monitor.store.backup import copy_database
from monitor.store.engine import Store
from tests.builders import NOON
from tests.fakes import FakePusher
from tests.jobs.conftest import MakeServices

DRAFT = DeliveryDraft(key="1", channel="desk", message=Message(title="HELD: summit", body=""))


async def test_what_a_crash_left_is_sent_as_a_possible_repeat(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = FakePusher()
    services = make_services(pusher=pusher)
    with memory.begin() as tx:
        outbox.add(tx, [DRAFT], NOON)
        outbox.claim(tx, NOON, 60)
    await recover(services)
    assert await deliver_due(services) == {DeliveryState.SENT: 1}
    assert pusher.sent[0][1].document["may_repeat"] is True


async def test_after_a_backup_was_restored_operators_are_told_what_is_not_sent(
    tmp_path: Path, make_services: MakeServices
) -> None:
    path = tmp_path / "old" / "monitor.db"
    with Store.open(path) as old:
        with old.begin() as tx:
            outbox.add(tx, [DRAFT], NOON)
        copy_database(path, tmp_path / "backup.db")
    shutil.copy(tmp_path / "backup.db", tmp_path / "monitor.db")
    pusher = FakePusher()
    with Store.open(tmp_path / "monitor.db") as restored:
        services = make_services(store=restored, pusher=pusher)
        await recover(services)
        assert await deliver_due(services) == {DeliveryState.SENT: 1}
        await recover(services)
        assert await deliver_due(services) == {}
    (_, notice), *_ = pusher.sent
    assert notice.title == "Restored from a backup"
    assert "waited when the backup was made: 1" in notice.body
