"""`gov commit-msg`: refuse a message that names no task, before the commit is made."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from gov.change.claims import reasons_for_no_task
from gov.change.mentions import Once, mentions_in_commit, mentions_in_line, trailer_lines
from gov.change.words import Words
from gov.cli._closed_before import closed_before
from gov.cli._command import EXIT_FINDINGS
from gov.cli._likely_task import likely_task
from gov.cli._loading import load
from gov.errors import UsageError
from gov.history import Commit
from gov.history.comment_mark import comment_mark
from gov.project.repository import find_repository
from gov.rulebook.declarations import is_kept
from gov.rulebook.serving import CLOSED, line_to_add
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.change.mentions import Mention
    from gov.items import Item, Token
    from gov.project import Project

_LARGEST = 1 << 20
_SCISSORS = re.compile(r" -{8,80} >8 -{8,80}[ \t]{0,8}")
# What git or a host writes itself, or what another commit takes up before anybody reads it.
_OTHERS = re.compile(
    r"Merge (?:(?:remote-tracking )?branch(?:es)?|tags?|commits?) '|Merge pull request #[0-9]{1,18} from \S"
    r"|(?:fixup|squash|amend)! "
)
_UNDONE = re.compile(r"(?:Revert|Reapply) \"")
_UNDOES = re.compile(r"^This reverts commit [0-9a-f]{3,64}", re.MULTILINE)
_HEAD = re.compile(r"ref: refs/heads/(.{1,1000})")


class _Message(NamedTuple):
    """A message as git will keep it, and which line of the file each of its lines is, from 1."""

    text: str
    numbers: tuple[int, ...]


class _Refusal(NamedTuple):
    code: str
    message: str
    help: str
    line: int
    column: int


@click.command(short_help="Refuse a commit message that names no task.")
@click.argument("file")
@click.pass_context
def commit_msg(ctx: click.Context, file: str) -> None:
    """Refuse a commit message that names no task which the documents declare, and say which may be meant.

    FILE holds the message, as git gives it to the hook `commit-msg`. Looked at are the subject and the lines
    at its end such as `Task: TASK-004`, but neither comments nor what somebody else said. A task that was
    closed where the branch began, and still is, does not count. Messages that git writes itself, of merges
    and reverts, are let through, and so is `No-Task:` with a reason where the settings exempt any path.

    \b
    Examples:
      gov commit-msg .git/COMMIT_EDITMSG
    Exit codes: 0 accepted, 1 refused, 2 usage or configuration.
    """
    message = _message(file)
    text = message.text
    if not text or _is_of_git(text):
        return
    project = load().project
    if not any(is_kept(project, kind) for kind in project.configuration.change.kinds):
        return
    refusal = next(_refusals(text, project), None)
    if refusal is not None:
        number = message.numbers[refusal.line - 1]
        place = f"{file}:{number}:{refusal.column}"
        shown = text.split("\n")[refusal.line - 1]
        told = (
            f"{place}: error[{refusal.code}] {refusal.message}",
            f"  {number} | {shown[:140]}",
            f"  help: {refusal.help}",
        )
        click.echo("\n".join(map(printable, told)), err=True)
        ctx.exit(EXIT_FINDINGS)


def _is_of_git(text: str) -> bool:
    """Whether git writes such a message: while it merges any, else one in its own words."""
    if _OTHERS.match(text) or (_UNDONE.match(text) and _UNDOES.search(text)):
        return True
    repository = find_repository(Path.cwd())
    return repository is not None and (repository.own / "MERGE_HEAD").is_file()


def _message(name: str) -> _Message:
    """The message as git will keep it: without what stands below the scissors, and without comments."""
    try:
        with Path(name).open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        message = f"{name!r} cannot be read: {reason}"
        raise UsageError(message, help="Name the file that holds the message.") from error
    if len(data) > _LARGEST:
        message = f"{name!r} holds more than 1 MB, which is no commit message"
        raise UsageError(message, help="Name the file that holds the message.")
    text = data.decode("utf-8", "replace")
    mark = comment_mark(text, find_repository(Path.cwd()))
    kept: list[tuple[int, str]] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.startswith(mark):
            kept.append((number, line))
        elif _SCISSORS.fullmatch(line, len(mark)):
            break
    seen = [index for index, (_, line) in enumerate(kept) if line.strip()]
    kept = kept[seen[0] : seen[-1] + 1] if seen else []
    return _Message("\n".join(line for _, line in kept).strip(), tuple(number for number, _ in kept))


def _refusals(text: str, project: Project) -> Iterator[_Refusal]:
    """Why a message is refused; nothing where it names a declared task and nothing unknown."""
    settings, vocabulary = project.configuration.change, project.reader.vocabulary
    words = Words(vocabulary)
    made = Commit("", "", datetime.fromtimestamp(0, UTC), text, ())
    mentions = [m for m in mentions_in_commit(made, words, Once()) if m.standing == "counts"]
    wanted = [m for m in mentions if m.token.kind in settings.kinds and m.token.id]
    for mention in wanted:
        if mention.token.spelling in {"exact", "width"} and mention.token.id not in project.by_id:
            near = project.nearest(mention.token.id, mention.token.kind)
            told = f"the message names {mention.token.id}, which no document declares"
            way_out = (
                f"did you mean {near.id} {near.title}?" if near else "'gov list --kind task' shows them."
            )
            yield _Refusal("ENF-011.commit-unknown-task", told, way_out, mention.line, mention.column)
    named = [m for m in wanted if m.token.spelling in {"exact", "width"} and m.token.id in project.by_id]
    if named:
        yield from _all_closed(named, project)
        return
    trailers = (line for _, line in trailer_lines(text))
    if settings.exempt_paths and any(reasons_for_no_task(trailers)):
        return
    told = "the message names no task"
    yield _Refusal("ENF-011.commit-without-task", told, _way_out(text, project), 1, 1)


def _all_closed(named: list[Mention], project: Project) -> Iterator[_Refusal]:
    """That every task that a message names was closed before, where that is so."""
    items = [project.by_id[mention.token.id][0] for mention in named]
    # Git is asked only where the answer matters: most commits name a task that is open.
    if any(item.phase not in CLOSED for item in items):
        return
    before = closed_before([item.id for item in items], project)
    if all(item.id in before for item in items):
        item, mention = items[0], named[0]
        told = f"the message names {item.id}, which was {before[item.id]} before this branch began"
        way_out = "Name an open task, or open this one again in a change of its own."
        yield _Refusal("ENF-004.status-forbids", told, way_out, mention.line, mention.column)


def _way_out(text: str, project: Project) -> str:
    """What to write: the task that is nearly named, that of the branch, or those that are being worked on."""
    kinds = project.configuration.change.kinds
    near = next((item for token in _nearly(text, project) if (item := _declared(token, project))), None)
    if near is not None:
        return f"did you mean {near.id} {near.title}? Add a last line after an empty one: Task: {near.id}"
    tasks = [item for kind in kinds for item in project.of_kind(kind)]
    branch = _branch()
    named = [m.token.id for m in mentions_in_line(branch, "branch", Words(project.reader.vocabulary))]
    item = next((item for item in tasks if item.id in named), None)
    if item is not None:
        return f"The branch is that of {item.title}: add a last line after an empty one, Task: {item.id}"
    likely = likely_task(text, tasks)
    if likely is not None:
        return (
            f"did you mean {likely.id} {likely.title}? Add a last line after an empty one: Task: {likely.id}"
        )
    return line_to_add("a last line after an empty one", project, kinds)


def _nearly(text: str, project: Project) -> Iterator[Token]:
    """What was meant as an identifier of a task, anywhere in the message."""
    kinds = project.configuration.change.kinds
    for line in text.splitlines():
        for tokens in (project.reader.vocabulary.tokens(line), project.reader.vocabulary.near_tokens(line)):
            yield from (token for token in tokens if token.kind in kinds and token.id)


def _declared(token: Token, project: Project) -> Item | None:
    items = project.by_id.get(token.id)
    return items[0] if items else None


def _branch() -> str:
    """The branch that is checked out, empty where none is."""
    repository = find_repository(Path.cwd())
    if repository is None:
        return ""
    try:
        with (repository.own / "HEAD").open(encoding="utf-8", errors="replace") as file:
            found = _HEAD.match(file.read(_LARGEST))
    except OSError:
        return ""
    return found.group(1).strip() if found else ""
