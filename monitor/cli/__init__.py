"""The command line: one module per group of commands, heavy imports inside the commands."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line.

    Imports late: worker processes import this module again, and need none of it. Garbage is not
    collected before the services stand: modules are none, and looking for it took a tenth of a
    pass that finds nothing new.
    """
    gc.disable()
    from monitor.cli.app import main as run

    run()
