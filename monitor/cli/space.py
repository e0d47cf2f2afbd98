"""How large the database is and how it grows, for `status`; `db upkeep` and `db check`."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import typer

from monitor.cli.options import Json, console, load_config, print_json, sentence

if TYPE_CHECKING:
    from rich.console import Console

    from monitor.config.schema.config import Config
    from monitor.jobs.upkeep import Upkeep
    from monitor.model.space import Growth, Sizes
    from monitor.store.engine import Store, Transaction

WEEK = timedelta(days=7)
UNITS = ("B", "kB", "MB", "GB", "TB")

app = typer.Typer(no_args_is_help=True, help="Tend the database, or look whether it is whole.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """What `status` shows of it; `growth` None: too early to tell, `next_upkeep` None: not yet."""

    sizes: Sizes
    growth: Growth | None
    next_upkeep: datetime | None


def gather_space(config: Config, store: Store, tx: Transaction, now: datetime) -> Space:
    """The sizes of a store, its growth over the last week, and when it is tended next."""
    from monitor.stages.upkeep import growth, next_upkeep
    from monitor.store import space

    sizes = space.sizes(tx, store.path)
    intake = space.intake(tx, now - WEEK, now)
    before = space.tended_since(tx, now - WEEK)
    last = space.last_tended(tx)
    kept = config.settings.retention
    return Space(
        sizes=sizes,
        growth=growth(sizes, intake, before, kept, now) if intake else None,
        next_upkeep=max(now, next_upkeep(last)) if last else None,
    )


def print_space(out: Console, space: Space) -> None:
    """Two lines for people."""
    sizes = space.sizes
    out.print(
        f"Database: {size(sizes.used_bytes)} in use, {size(sizes.words_bytes)} of it the index of"
        f" words; {size(sizes.free_bytes)} free, log {size(sizes.log_bytes)};"
        f" {sizes.articles} articles, {sizes.texts} with text."
    )
    if (growth := space.growth) is not None:
        sign = "-" if growth.bytes_per_day < 0 else ""
        out.print(
            f"Growth: {sign}{size(abs(growth.bytes_per_day))} a day over the last week;"
            f" {size(growth.bytes_in_a_year)} in a year if all stays as it is."
        )
    if space.next_upkeep is not None:
        out.print(f"Next upkeep: {space.next_upkeep:%Y-%m-%d %H:%M} UTC")


def size(number: float) -> str:
    """A number of bytes with three figures, in powers of 1000: `12.3 MB`."""
    for unit in UNITS:
        if number < 1000 or unit == UNITS[-1]:  # noqa: PLR2004 -- as the docstring says
            break
        number /= 1000
    digits = 0 if unit == "B" or number >= 100 else 1  # noqa: PLR2004 -- three figures
    return f"{number:.{digits}f} {unit}"


@app.command("upkeep")
def upkeep(ctx: typer.Context, json: Json = False) -> None:
    """Remove what is no longer kept, and give back the room; the daemon does it once a day.

    Not beside a running daemon, which holds the lock.
    """
    done = asyncio.run(_upkeep(load_config(ctx)))
    if json:
        print_json(asdict(done))
        return
    counts = (
        (done.texts, "texts"),
        (done.articles, "articles on no topic"),
        (done.items, "items"),
        (done.attempts, "tries of deliveries"),
        (done.backups, "backups"),
    )
    out = console()
    out.print(f"Removed: {sentence(counts) or 'nothing is old enough'}.")
    if done.bytes_released:
        out.print(f"Given back to the disk: {size(done.bytes_released)}.")


@app.command("check")
def check(ctx: typer.Context, json: Json = False) -> None:
    """Look whether articles, their words, bands, stories and versions agree; writes nothing.

    Exits with 1 if they do not. Reads the whole database.
    """
    from monitor.store.integrity import faults
    from monitor.wiring.stores import open_for_reading

    with open_for_reading(load_config(ctx)) as store, store.read() as tx:
        found = faults(tx)
    if json:
        print_json({"ok": not found, "faults": found})
    else:
        for fault in found or ["The parts of the database agree."]:
            console().print(fault)
    if found:
        raise typer.Exit(1)


async def _upkeep(config: Config) -> Upkeep:
    from monitor.jobs.upkeep import upkeep as tend
    from monitor.wiring.services import open_services
    from monitor.wiring.stores import open_for_reading

    with open_for_reading(config):
        pass  # what was never polled has nothing to tend: say so in place of creating it
    async with open_services(config) as services:
        return await tend(services)
