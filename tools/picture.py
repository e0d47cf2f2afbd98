"""The picture of the demo in the README: `python tools/picture.py docs/demo.svg`.

Plays the demo and draws what a terminal would show of it, from the rumour to the dispute.
"""

from __future__ import annotations

import asyncio
import io
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from monitor.demo.run import play

WIDTH = 96
BEGIN, END = "A rumour", "A new date"
"""Headings of the first act that is drawn and of the first one that is not."""


def record() -> list[Text]:
    """The lines of the demo, with their colours."""
    screen = io.StringIO()
    console = Console(file=screen, width=WIDTH, force_terminal=True, highlight=False)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(console, Path(folder), 0))
    return [Text.from_ansi(line) for line in screen.getvalue().splitlines()]


def draw(lines: list[Text]) -> str:
    """An SVG from the lines between the two headings."""
    first = next(n for n, line in enumerate(lines) if BEGIN in line.plain)
    last = next(n for n, line in enumerate(lines) if END in line.plain)
    console = Console(file=io.StringIO(), width=WIDTH, record=True, highlight=False)
    for line in lines[first:last]:
        console.print(line)
    return console.export_svg(title="news-monitor demo")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(draw(record()), encoding="utf-8")
