"""The map is executable: what README says of the tree and the commands is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from monitor.cli.app import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "systemd/README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
STAGE_ROW = re.compile(r"^\| (\w+) \| \[([\w/]+)\]\(([\w/.]+)\)", re.MULTILINE)
HELPERS_OF_STAGES = {
    *("address", "article", "backoff", "editions", "edits", "garbling"),
    "likeness",
    "signature",
    *("freshness", "moving", "pace", "pagehead", "read", "rereading", "wallclock"),
}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_inside_the_project_lead_somewhere(document: Path) -> None:
    links = [link for link in LINK.findall(document.read_text(encoding="utf-8")) if ":" not in link]
    missing = [link for link in links if not (document.parent / link).exists()]
    assert missing == []


def test_every_stage_module_is_on_the_map_or_known_as_a_helper() -> None:
    mapped = {Path(path).stem for _, _, path in STAGE_ROW.findall(README) if "/stages/" in path}
    modules = {path.stem for path in (ROOT / "monitor/stages").glob("*.py")} - {"__init__"}
    assert modules - HELPERS_OF_STAGES == mapped


def test_the_stage_table_names_the_module_that_it_links() -> None:
    rows = STAGE_ROW.findall(README)
    assert len(rows) == 38
    assert [path for _, name, path in rows if path != f"monitor/{name}.py"] == []


def test_every_command_is_in_the_readme() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    unnamed = [name for name in group.commands if f"news-monitor {name}" not in README]
    assert unnamed == []


def test_every_command_of_alerts_is_on_their_page() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    alerts = group.commands["alerts"]
    assert isinstance(alerts, typer.core.TyperGroup)
    page = (ROOT / "docs/alerts.md").read_text(encoding="utf-8")
    assert [name for name in alerts.commands if f"| `alerts {name}" not in page] == []


def test_every_command_of_feeds_is_on_their_page() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    feeds = group.commands["feeds"]
    assert isinstance(feeds, typer.core.TyperGroup)
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert [name for name in feeds.commands if f"| `feeds {name}" not in page] == []
