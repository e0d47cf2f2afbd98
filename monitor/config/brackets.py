"""A list in brackets with items more or fewer, its other characters as they were.

Items are written one below the other, or one behind the other, as those are that stand there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.config.documents import Span

REST_OF_LINE = re.compile(r"[ \t]*,?[ \t]*(#[^\n]*)?\r?\n")
"""What may stand behind an item that has its line to itself."""


def with_more(text: str, brackets: Span, items: Sequence[Span], written: Sequence[str]) -> str:
    """The text with more items behind the last one.

    Args:
        text: The whole document.
        brackets: The list.
        items: What is in it, in order.
        written: The new ones, as YAML.
    """
    if not items:
        at = brackets[0] + 1
        return f"{text[:at]}{', '.join(written)}{text[at:]}"
    start, end = items[-1]
    rest = REST_OF_LINE.match(text, end)
    if rest is None or not _begins_line(text, start):
        return text[:end] + "".join(f", {each}" for each in written) + text[end:]
    indent, ending = text[_line_start(text, start) : start], _ending(rest[0])
    has_comma = rest[0].lstrip().startswith(",")
    lines = f",{ending}".join(f"{indent}{each}" for each in written)
    return (
        f"{text[:end]}{'' if has_comma else ','}{rest[0]}"
        f"{lines}{',' if has_comma else ''}{ending}{text[rest.end() :]}"
    )


def without(text: str, brackets: Span, items: Sequence[Span], position: int) -> str:
    """The text without an item, and without its line where it has one to itself; arguments as above.

    The last item goes with all that is between the brackets.
    """
    start, end = items[position]
    rest = REST_OF_LINE.match(text, end)
    if len(items) == 1:
        start, end = brackets[0] + 1, brackets[1] - 1
    elif rest is not None and _begins_line(text, start):
        start, end = _line_start(text, start), rest.end()
    elif position + 1 < len(items):
        end = items[position + 1][0]
    else:
        start = items[position - 1][1]
    return text[:start] + text[end:]


def _begins_line(text: str, start: int) -> bool:
    return not text[_line_start(text, start) : start].strip()


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _ending(line: str) -> str:
    return "\r\n" if line.endswith("\r\n") else "\n"
