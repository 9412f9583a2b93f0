"""Every command, file and output on the pages is what a reader gets."""

from __future__ import annotations

import importlib
import re
import shlex
from typing import TYPE_CHECKING

import pytest

import gov.cli
from gov import discovery
from gov.config import read_configuration_text
from tests.docs.pages import Block, Reader, blocks, matches, pages, sections, steps
from tests.rules.judging import project_of

if TYPE_CHECKING:
    from pathlib import Path

    import click

# Pages that tell one story from top to bottom; on all others each section begins in an empty folder.
STORIES = {"README.md", "docs/getting-started.md", "docs/onboarding.md", "docs/quick-reference.md"}
# What is not run. Each says why on its page; what is added here is what nobody proves.
# Its commands are run against a server in tests/platform/test_guide.py.
PLATFORM = "docs/guides/platform.md"
NOT_RUN = {
    ("README.md", "make site"),
    ("README.md", "make test"),
    ("README.md", "make assets"),
    ("README.md", "pip install ."),
    ("docs/getting-started.md", "make assets"),
    ("docs/getting-started.md", 'python -m pip install ".[site]"'),
    *(
        (PLATFORM, command)
        for command in (
            "gov-platform serve",
            "gov-platform serve --workers 2",
            "gov-platform worker",
            (
                "export GOV_PLATFORM_SMTP_HOST=mail.example.org GOV_PLATFORM_SMTP_USER=platform "
                'GOV_PLATFORM_SMTP_PASSWORD="$PASSWORD"'
            ),
            "export GOV_PLATFORM_MAIL_FROM=platform@example.org GOV_PLATFORM_CONFIRMATION=true",
            "export GOV_PLATFORM_DATABASE=postgresql://platform@db.example.org/platform",
            'export GOV_PLATFORM_SECRET="$(openssl rand -base64 32)"',
            (
                "curl -s http://127.0.0.1:8000/api/v1/auth/login -H 'Content-Type: application/json' "
                """-d '{"email": "kim@example.org", "password": "correct horse battery staple"}'"""
            ),
            'curl -s http://127.0.0.1:8000/api/v1/auth/me -H "Authorization: Bearer $TOKEN"',
            (
                "curl -s --data-binary @map.png -H 'Content-Type: application/octet-stream' "
                "-H \"Authorization: Bearer $TOKEN\" 'http://127.0.0.1:8000/api/v1/files?name=map.png'"
            ),
            (
                'curl -s -OJ -H "Authorization: Bearer $TOKEN" '
                '"http://127.0.0.1:8000/api/v1/files/$FILE/bytes"'
            ),
        )
    ),
}
# Languages of blocks that are neither run nor read here.
SHOWN_ONLY = {"markdown", "text", "yaml", "json", "xml"}
# What a command comes to that is used wrongly, or configured so.
USAGE = 2
# What the reader of a page has already.
GIVEN = {
    "README.md": {
        "constitution.md": "# Constitution\n\n### CONST-P7: Observability\n\nWhat runs MUST be seen.\n\n"
        "## Governance\n\nBy decision.\n\n"
        "**Version**: 1.0.0\n**Ratified**: 2026-01-05\n**Last Amended**: 2026-01-05\n",
        "plan.md": "### PLAN-008: Structured Logging\n\n**Status**: Active\n**References**: CONST-P7\n",
        "tasks.md": "### TASK-007 Set up structured logging\n**Status**: Not Started\n"
        "**References**: PLAN-009 (Structured Logging)\n**Assignee**: Kim\n**Estimated Effort**: M\n\n"
        "**Acceptance Criteria**:\n- [ ] Every log line is one JSON object\n",
        "../your-project/README.md": "# Nothing governed yet\n",
    }
}


def is_story(page: str) -> bool:
    return page in STORIES or page.startswith(("docs/guides/", "docs/workshop/", "docs/explanation/"))


def given(page: str, folder: Path) -> Reader:
    folder.mkdir()
    for name, text in GIVEN.get(page, {}).items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Reader(folder)


def parts() -> list[object]:
    """The pieces of pages that begin in a folder of their own: a whole story, or one section."""
    found: list[object] = []
    for page in pages():
        if is_story(page):
            found.append(pytest.param(page, 0, id=page))
        else:
            found += [
                pytest.param(page, number, id=f"{page}:{section.line}")
                for number, section in enumerate(sections(page))
                if any(list(steps(block)) for block in section.blocks)
            ]
    return found


def follow(page: str, folder: Path) -> None:
    """Follow a page that tells one story."""
    reader = given(page, folder / "folder")
    for block in blocks(page):
        reader.follow(block)


@pytest.mark.parametrize(("page", "number"), parts())
@pytest.mark.gov("TASK-044.4")
def test_who_follows_a_page_gets_what_it_shows(page: str, number: int, tmp_path: Path) -> None:
    reader = given(page, tmp_path / "folder")

    for block in blocks(page) if is_story(page) else sections(page)[number].blocks:
        reader.follow(block)


@pytest.mark.gov("TASK-044.4")
def test_only_what_cannot_run_here_is_left_out() -> None:
    left_out = [
        (page, step.command)
        for page in pages()
        for block in blocks(page)
        for step in steps(block)
        if step.not_run
    ]

    assert sorted(left_out) == sorted(NOT_RUN)


def test_a_command_that_is_not_run_tells_its_reader_why(tmp_path: Path) -> None:
    block = Block("sh", "", ("touch run", "touch left  # not run by the tests: it needs the network"), 1)

    Reader(tmp_path).follow(block)

    assert [step.not_run for step in steps(block)] == ["", "it needs the network"]
    assert [file.name for file in tmp_path.iterdir()] == ["run"]


def test_no_block_is_passed_over_because_of_its_language() -> None:
    known = {"sh", "console", "toml", "diff"} | SHOWN_ONLY

    assert [
        f"{page}:{block.line}: {block.language}"
        for page in pages()
        for block in blocks(page)
        if (block.language not in known and not (block.language == "python" and block.title))
        or (block.language == "diff" and not block.title)
    ] == []


def test_documents_that_are_not_run_hold_no_commands_to_copy(root: Path) -> None:
    others = [
        *(root / "docs/governance").rglob("*.md"),
        root / "CONTRIBUTING.md",
        root / "changelog.d/README.md",
    ]

    assert [
        path.name
        for path in others
        if re.search(
            r"^ *(?:```|~~~) *(?:sh|bash|shell|console)", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    ] == []


@pytest.mark.parametrize("page", pages())
def test_every_toml_on_a_page_is_accepted(page: str) -> None:
    for section in sections(page):
        # Where a page shows mistakes, the command under them says so.
        if any(step.code == USAGE for block in section.blocks for step in steps(block)):
            continue
        for block in (block for block in section.blocks if block.language == "toml"):
            under = ("tool", "gov") if block.title == "pyproject.toml" else ()
            read_configuration_text(block.text, block.title or "gov.toml", under=under)


@pytest.mark.parametrize("page", pages())
def test_every_command_in_running_text_exists_with_its_options(page: str, root: Path) -> None:
    names = discovery.module_names(gov.cli)
    for inline in re.findall(r"(?<!`)`gov ([^`\n]+)`(?!`)", (root / page).read_text(encoding="utf-8")):
        name, *arguments = shlex.split(inline)
        if name in {"COMMAND", "--help"}:
            continue
        name = name.replace("-", "_")
        assert name in names, inline
        command: click.Command = getattr(importlib.import_module(f"gov.cli.{name}"), name)
        options = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
        used = {argument for argument in arguments if argument.startswith("--")} - {"--help"}
        assert used <= options, inline


@pytest.mark.parametrize("name", discovery.module_names(gov.cli))
@pytest.mark.gov("TASK-044.3")
def test_every_option_of_a_command_is_told_in_the_reference(name: str, root: Path) -> None:
    text = (root / "docs/reference/commands.md").read_text(encoding="utf-8")
    command: click.Command = getattr(importlib.import_module(f"gov.cli.{name}"), name)
    options = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}

    untold = [option for option in options if option.startswith("--") and option not in text]

    assert untold == []


def test_the_readme_tells_of_every_command(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")

    told = {name.replace("-", "_") for name in re.findall(r"^\| `gov ([a-z-]+)", readme, re.MULTILINE)}

    assert told == set(discovery.module_names(gov.cli))


def test_the_item_in_the_readme_is_read_as_one() -> None:
    (item,) = (block for block in blocks("README.md") if block.language == "markdown")

    project = project_of({"tasks.md": item.text.encode()})

    assert [(i.id, i.status and i.status.phase, len(i.criteria)) for i in project.items] == [
        ("TASK-007", "open", 1)
    ]


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        (("a", "b"), True), (("a", "..."), True), (("...", "b"), True), (("...",), True), (("a",), False),
        (("a", "c"), False), (("b", "..."), False), (("a", "...", "b"), True),
    ],
)  # fmt: skip
def test_dots_stand_for_lines_and_nothing_else_does(shown: tuple[str, ...], *, same: bool) -> None:
    assert matches(shown, "a\nb\n") is same


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("$ gov list", "something else is printed"),
        ("$ gov lst", "exit code 2, not 0"),
    ],
)
def test_a_page_that_shows_what_is_not_so_is_found(line: str, told: str, tmp_path: Path) -> None:
    block = Block("console", "", (line, "TASK-001  -  Invented  (tasks.md:1)"), 1)

    with pytest.raises(AssertionError, match=told):
        Reader(tmp_path).follow(block)
