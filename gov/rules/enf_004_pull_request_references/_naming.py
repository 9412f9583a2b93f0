"""What a change names and what of it counts, for the rules that look at it; where their findings stand."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from gov.rulebook import Draft
from gov.rulebook.anchoring import anchor
from gov.rulebook.declarations import is_kept
from gov.rulebook.serving import asked_kinds, line_to_add, no_task_counts, served, wanted_mentions
from gov.text import Source, read_outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.change import Mention
    from gov.items import Item, Token
    from gov.rulebook import Facts, Related, Severity

__all__ = [
    "about_change", "code_files", "hidden", "misspelt", "nouns", "of_other_kinds",
    "place_of", "placeholders", "scope_of", "spoiled_by", "template_headings", "unknown_tasks",
    "way_out", "why_none",
]  # fmt: skip

Reason = Literal[
    "", "unknown-task", "malformed", "wrong-kind", "placeholder", "only-in-quote", "only-in-code-block",
    "only-in-comment", "none",
]  # fmt: skip

_HIDDEN: tuple[tuple[Reason, str], ...] = (
    ("only-in-quote", "quote"), ("only-in-code-block", "code"), ("only-in-comment", "comment"),
)  # fmt: skip
_STANDINGS = {
    "box": "in a box that nobody ticked", "struck": "struck out", "picture": "in the text of a picture",
    "html": "in a block of HTML", "part": "as a part of another word", "quote": "in a quote",
    "follow-up": "as a follow-up, or in a line that says it is no part of this",
    "sample": "as a sample, or in a line that the template holds too", "reverted": "as what is taken back",
    "footnote": "in a footnote that nothing refers to", "merged": "as the name of a branch that was merged",
}  # fmt: skip
_SHOWN = 3
_PATTERNS = re.compile(r"[`\s,;]+")


def about_change(  # noqa: PLR0913 - the parts of a draft
    facts: Facts,
    message: str,
    help_text: str,
    *,
    related: tuple[Related, ...] = (),
    severity: Severity | None = None,
    about: tuple[str, ...] = (),
) -> Draft:
    """A finding about the change as a whole: it stands where findings stand that are about no document."""
    return Draft(
        anchor(facts), message, help_text, related=related, about=("change", *about), severity=severity
    )


def why_none(facts: Facts) -> Reason:
    """The one reason why a change names no task; empty where it names one, or need not."""
    change = facts.change
    if change is None or change.exemption is not None or change.is_empty or not _is_asked(facts):
        return ""
    if served(facts):
        return ""
    if any(unknown_tasks(facts)):
        return "unknown-task"
    if any(misspelt(facts, claimed_only=False)):
        return "malformed"
    if any(of_other_kinds(facts)):
        return "wrong-kind"
    if any(placeholders(facts)):
        return "placeholder"
    return next((reason for reason, standing in _HIDDEN if any(hidden(facts, standing))), "none")


def _is_asked(facts: Facts) -> bool:
    """Whether the project has what a change has to name: before its first task nobody could name one."""
    projects = [facts.project, *([facts.base] if facts.base else [])]
    return any(is_kept(project, kind) for project in projects for kind in asked_kinds(facts))


def nouns(facts: Facts) -> str:
    """What a change has to name, in words: task, or task or plan item."""
    return " or ".join(facts.project.noun(kind) for kind in asked_kinds(facts))


def unknown_tasks(facts: Facts) -> Iterator[Mention]:
    """What a change names as a task and no document declares, each identifier once."""
    if facts.change is None or facts.change.exemption is not None:
        return
    seen: set[str] = set()
    for mention in wanted_mentions(facts):
        token = mention.token
        if token.spelling not in {"exact", "width"} or token.id in facts.project.by_id or token.id in seen:
            continue
        if is_kept(facts.project, token.kind) or (facts.base and is_kept(facts.base, token.kind)):
            seen.add(token.id)
            yield mention


def misspelt(facts: Facts, *, claimed_only: bool) -> Iterator[tuple[Token, str]]:
    """What a change means as a task and writes otherwise, each with where it stands.

    Looked at are the title and lines such as `Task: ...`, or every line that a reader sees.
    """
    change = facts.change
    if change is None or change.exemption is not None:
        return
    seen: set[str] = set()
    kinds = asked_kinds(facts)
    for mention in wanted_mentions(facts):
        if mention.token.spelling == "confusable" and mention.token.written not in seen:
            seen.add(mention.token.written)
            yield mention.token, place_of(mention, facts)
    for nearly in change.claims.nearly:
        token = nearly.token
        if token.kind in kinds and token.written not in seen and (nearly.is_claimed or not claimed_only):
            seen.add(token.written)
            yield token, f"line {nearly.line} of the description" if nearly.line else "the title"


def spoiled_by(token: Token) -> str:
    """The characters that make an identifier none and look like another or like nothing, as a clause."""
    called = [_called(c) for c in dict.fromkeys(token.written) if _is_named(c)]
    return f": it holds {', '.join(called[:_SHOWN])}" if called else ""


def _is_named(character: str) -> bool:
    """Whether a reader may take a character for another, or not see it."""
    return not character.isascii()


def _called(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'without a name')}"


def _mentions(facts: Facts) -> tuple[Mention, ...]:
    return facts.change.claims.mentions if facts.change else ()


def of_other_kinds(facts: Facts) -> Iterator[Mention]:
    """The declared items that a change names and that are not what it has to name, each once."""
    seen: set[str] = set()
    for mention in _mentions(facts):
        token = mention.token
        is_other = token.kind not in asked_kinds(facts) and token.id in facts.project.by_id
        if mention.standing == "counts" and is_other and token.id not in seen:
            seen.add(token.id)
            yield mention


def placeholders(facts: Facts) -> Iterator[Mention]:
    """The placeholders of a template that a reader sees."""
    for mention in _mentions(facts):
        is_wanted = mention.token.kind in asked_kinds(facts)
        if mention.token.spelling == "placeholder" and mention.standing in {"counts", "box"} and is_wanted:
            yield mention


def hidden(facts: Facts, standing: str) -> Iterator[Mention]:
    """The declared tasks that a description names only where it does not count, each once."""
    seen: set[str] = set()
    for mention in _mentions(facts):
        token = mention.token
        is_task = token.kind in asked_kinds(facts) and token.id in facts.project.by_id
        is_told = mention.standing == standing and mention.where in {"body", "trailer", "box"}
        if is_told and not mention.commit and is_task and token.id not in seen:
            seen.add(token.id)
            yield mention


def place_of(mention: Mention, facts: Facts) -> str:
    """Where a mention stands, as the subject of a sentence."""
    if mention.commit:
        commits = facts.commits or ()
        subjects = (commit.subject for commit in commits if commit.id == mention.commit)
        return f"commit {mention.commit[:7]} ({next(subjects, '')[:60]})"
    if mention.where == "title":
        return "the title"
    if mention.where == "branch":
        return "the name of the branch"
    return f"line {mention.line} of the description"


def way_out(facts: Facts) -> str:
    """What to do for a change that names no task: what it nearly named, or how one is named."""
    for mention in _mentions(facts):
        why = _STANDINGS.get(mention.standing)
        item = facts.project.by_id.get(mention.token.id)
        if why and item and mention.token.kind in asked_kinds(facts):
            name = mention.token.id
            joint = mention.joint
            why += f", joined by {_called(joint)}" if joint and _is_named(joint) else ""
            return f"{name} stands {why}, where it does not count; write it as Task: {name}"
    if facts.change and facts.change.claims.no_task:
        return no_task_counts(facts.change.settings.exempt_paths)
    return line_to_add("a line to the description", facts.project, asked_kinds(facts))


def scope_of(item: Item) -> tuple[str, ...]:
    """The patterns under **Scope** of an item."""
    for field in item.fields:
        if field.label.casefold() == "scope":
            return tuple(pattern for pattern in _PATTERNS.split(field.value) if pattern)
    return ()


def code_files(facts: Facts) -> tuple[str, ...]:
    """The changed files that are no governed documents."""
    change = facts.change
    if change is None:
        return ()
    own = {f"{change.request.prefix}{document.path}" for document in facts.project.documents}
    if facts.base is not None:
        own |= {f"{change.request.prefix}{document.path}" for document in facts.base.documents}
    return tuple(file.path for file in change.request.files or () if file.path not in own)


def template_headings(facts: Facts) -> tuple[str, ...]:
    """The headings below the title that every template of the base has."""
    templates = facts.change.templates if facts.change else ()
    found: list[dict[str, str]] = []
    for text in templates:
        outline = read_outline(Source.read("template", text.encode("utf-8", "replace")))
        words = (heading.line.text.strip() for heading in outline.headings if heading.level > 1)
        found.append({heading.casefold(): heading for heading in words})
    if not found:
        return ()
    return tuple(heading for key, heading in found[0].items() if all(key in other for other in found))
