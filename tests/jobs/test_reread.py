from __future__ import annotations

from pathlib import Path

from monitor.stages.rereading import Watched, read_again
from monitor.wiring.web import open_readers
from tests.corpora import SAID, Report, make_config


async def test_a_worker_process_reads_what_this_one_does() -> None:
    watched = Watched.of(make_config(Path("/nowhere")))
    articles = [Report(said, 0, number).article() for number, said in enumerate(SAID)]
    async with open_readers() as readers:
        assert await readers.run(read_again, watched, articles) == read_again(watched, articles)
