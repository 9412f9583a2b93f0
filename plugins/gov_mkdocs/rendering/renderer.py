"""The walk over a document's Markdown events: each adds its pieces, in one pass."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from gov.text import Heading as Block
from gov.text import read_outline
from gov.text.anchors import heading_anchors, tag_anchors
from gov.text.markdown import MAXIMUM_EVENTS, events
from gov_mkdocs.rendering import code
from gov_mkdocs.rendering.footnotes import Footnotes
from gov_mkdocs.rendering.headings import OpenHeading, places
from gov_mkdocs.rendering.inline import Entry, Inline, Settings
from gov_mkdocs.rendering.marks import Mark, marks_of
from gov_mkdocs.rendering.pieces import Heading, Rendered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gov.items import Item
    from gov.text import Outline, Source
    from gov.text.markdown import Event, Range

__all__ = ["Settings", "render"]

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ALERTS = {
    "Note": ("note", "Note"), "Tip": ("tip", "Tip"), "Important": ("info", "Important"),
    "Warning": ("warning", "Warning"), "Caution": ("danger", "Caution"),
}  # fmt: skip
_COLOURED_IN_ALL = 200_000


def render(
    source: Source, items: Sequence[Item], settings: Settings, outline: Outline | None = None
) -> Rendered:
    """Render a document that declares some items; one that the check found too large comes out empty.

    `outline` is what the check read, where it has.
    """
    labels: frozenset[str] = frozenset()
    if "[^" in source.body:
        labels = frozenset(label for event, _ in events(source.body) if (label := _defined_note(event)))
    blocks = (outline or read_outline(source)).blocks
    anchors = heading_anchors(block.line.text for block in blocks if isinstance(block, Block))
    walk = _Walk(source.base, marks_of(items), settings, Footnotes(labels), anchors)
    for count, (event, span) in enumerate(events(source.body)):
        if count == MAXIMUM_EVENTS:
            return _Walk(source.base, (), settings, Footnotes(()), ()).rendered()
        walk.take(event, span)
    return walk.rendered()


def _defined_note(event: Event) -> str:
    """The label of the footnote that begins here, empty where none does."""
    if isinstance(event, dict) and "Start" in event:
        tag = event["Start"]
        if isinstance(tag, dict) and "FootnoteDefinition" in tag:
            return tag["FootnoteDefinition"]
    return ""


class _Walk(Inline):
    """The state of one pass: blocks, and what stands in their lines."""

    def __init__(
        self, base: int, marks: Sequence[Mark], settings: Settings, notes: Footnotes, anchors: Sequence[str]
    ) -> None:
        super().__init__(base, marks, settings, anchors)
        self.notes = notes
        self.main = self.out
        self.depth = 0
        self.cuts: list[tuple[int, int]] = []
        self.lists: list[tuple[int, str]] = []
        self.tables: list[tuple[str, ...]] = []
        self.cell = 0
        self.in_head = False
        self.language: str | None = None
        self.code: list[str] = []
        self.coloured = 0
        self.html: list[str] | None = None

    def take(self, event: Event, span: Range) -> None:  # noqa: C901, PLR0912 - one branch a kind of event
        """Read one event."""
        if isinstance(event, dict) and "Text" in event:
            if self.language is not None:
                self.code.append(event["Text"])
                return
            if self.text_start < 0:
                self.text_start = span["start"] + self.base
            self.text.append(event["Text"])
            self.text_end = span["end"] + self.base
            return
        if self.text:
            self.flush()
        if isinstance(event, str):
            self.take_break(event, span)
        elif "Start" in event:
            tag = event["Start"]
            if isinstance(tag, str):
                self.open_plain(tag, span)
            else:
                self.open(tag, span)
        elif "End" in event:
            tag_end = event["End"]
            name = tag_end if isinstance(tag_end, str) else next(iter(tag_end))
            self.close(name)
        elif "Code" in event:
            self.take_code(event["Code"], span)
        elif "TaskListMarker" in event:
            self.take_marker(checked=event["TaskListMarker"])
        elif "Html" in event:
            if self.html is not None:
                self.html.append(event["Html"])
        elif "InlineHtml" in event:
            self.take_html(event["InlineHtml"])
        elif "FootnoteReference" in event and not self.images:
            self.out.append(self.notes.reference(event["FootnoteReference"], span["start"] + self.base))

    def take_break(self, event: str, span: Range) -> None:
        if event == "Rule":
            self.cut(span)
            self.out.append("<hr>\n")
            return
        self.say(" ")
        if not self.images:
            self.out.append("\n" if event == "SoftBreak" else "<br>\n")

    def cut(self, span: Range) -> None:
        if not self.depth:
            self.cuts.append((span["start"] + self.base, len(self.out)))

    def open_plain(self, tag: str, span: Range) -> None:
        """Open what needs no more than its name."""
        if self.open_inline(tag):
            return
        self.cut(span)
        self.depth += 1
        if tag == "Paragraph":
            self.out.append("<p>")
        elif tag == "Item":
            self.entries.append(Entry(len(self.out)))
            self.out.append("<li>")
        elif tag == "HtmlBlock":
            self.html = []
        elif tag == "TableHead":
            self.in_head, self.cell = True, 0
            self.out.append("<thead>\n<tr>\n")
        elif tag == "TableRow":
            self.cell = 0
            self.out.append("<tr>\n")
        elif tag == "TableCell":
            self.open_cell()

    def open(self, tag: object, span: Range) -> None:  # noqa: C901 - one branch a kind of block
        """Open what carries more than its name."""
        if not isinstance(tag, dict):
            return
        name, value = next(iter(tag.items()))
        if name == "Link":
            self.open_link(value["link_type"], value["dest_url"], value["title"])
            return
        if name == "Image":
            self.images.append((value["dest_url"], value["title"], []))
            return
        self.cut(span)
        self.depth += 1
        if name == "Heading":
            self.heading = OpenHeading(int(value["level"][1]), len(self.out))
            self.out.append("")
        elif name == "List":
            if self.entries:
                self.entries[-1].nested = True
            self.lists.append((len(self.out), "ul" if value is None else "ol"))
            start = f' start="{value}"' if value not in {None, 1} else ""
            self.out.append("<ul>\n" if value is None else f"<ol{start}>\n")
        elif name == "BlockQuote":
            self.open_quote(value)
        elif name == "CodeBlock":
            self.language = value["Fenced"] if isinstance(value, dict) else ""
        elif name == "Table":
            self.tables.append(tuple(value))
            self.out.append("<table>\n")
        elif name == "FootnoteDefinition":
            self.out = self.notes.open(value)

    def close(self, name: str) -> None:
        """Close whatever is open under a name."""
        if self.close_inline(name):
            return
        self.depth -= 1
        closer = _CLOSERS.get(name)
        if closer is not None:
            closer(self)

    def open_quote(self, kind: str | None) -> None:
        if kind is None:
            self.out.append("<blockquote>\n")
            self.lists.append((-1, "blockquote"))
            return
        look, title = _ALERTS[kind]
        self.lists.append((-1, "div"))
        self.out.append(f'<div class="admonition {look}">\n<p class="admonition-title">{title}</p>\n')

    def open_cell(self) -> None:
        alignments = self.tables[-1]
        side = alignments[self.cell] if self.cell < len(alignments) else "None"
        style = "" if side == "None" else f' style="text-align: {side.lower()}"'
        self.out.append(f"<{'th' if self.in_head else 'td'}{style}>")

    def close_heading(self) -> None:
        heading = self.heading
        if heading is None:
            return
        self.heading = None
        self.end_section()
        done = self.latest = heading.close(self.anchors)
        self.out[heading.index] = done.opened
        self.out.append(done.closed)

    def end_section(self) -> None:
        last = self.latest
        if last is not None:
            words = " ".join("".join(self.section).split())
            self.headings.append(Heading(last.level, last.anchor, last.text, last.item, words))
        self.section.clear()

    def close_entry(self) -> None:
        entry = self.entries.pop()
        place = f' id="{escape(entry.anchor)}"' if entry.anchor else ""
        if entry.label < 0:
            if place:
                self.out[entry.tag] = f"<li{place}>{places(entry.others)}"
        else:
            name = " ".join("".join(entry.words).split()) or "Task"
            checked = " checked" if entry.checked else ""
            self.out[entry.label] = (
                f'<label class="task-list-control"><input type="checkbox" disabled{checked} '
                f'aria-label="{escape(name)}">'
                '<span class="task-list-indicator"></span></label> '
            )
            self.out[entry.tag] = f'<li class="task-list-item"{place}>{places(entry.others)}'
            index, tag = self.lists[-1]
            opened = self.out[index]
            if isinstance(opened, str) and "class" not in opened:
                self.out[index] = opened.replace(f"<{tag}", f'<{tag} class="task-list"', 1)
        self.out.append("</li>\n")
        self.section.append(" ")

    def close_code(self) -> None:
        language, text = self.language or "", "".join(self.code)
        self.language = None
        self.code.clear()
        self.section.append(text)
        word = language.split(maxsplit=1)[0].rstrip(",{") if language.strip() else ""
        if word == "mermaid" and self.settings.mermaid:
            self.out.append(f'<pre class="mermaid"><code>{escape(text, quote=False)}</code></pre>\n')
            return
        self.coloured += len(text)
        self.out.append(code.coloured(word, text) if self.coloured <= _COLOURED_IN_ALL else code.plain(text))

    def close_html(self) -> None:
        text = "".join(self.html or ())
        self.html = None
        if self.settings.raw_html:
            self.out.append(text)
            return
        shown = _COMMENT.sub("", text).strip()
        if shown:
            held = places(self.anchors.others(*tag_anchors(shown)))
            self.out.append(f'<p class="gov-raw">{held}{escape(shown, quote=False)}</p>\n')

    def close_quote(self) -> None:
        self.out.append(f"</{self.lists.pop()[1]}>\n")

    def close_list(self) -> None:
        self.out.append(f"</{self.lists.pop()[1]}>\n")

    def close_cell(self) -> None:
        self.cell += 1
        self.section.append(" ")
        self.out.append("</th>\n" if self.in_head else "</td>\n")

    def close_head(self) -> None:
        self.in_head = False
        self.out.append("</tr>\n</thead>\n<tbody>\n")

    def close_table(self) -> None:
        self.tables.pop()
        self.out.append("</tbody>\n</table>\n")

    def close_note(self) -> None:
        self.out = self.main

    def close_paragraph(self) -> None:
        self.out.append("</p>\n")
        self.section.append(" ")

    def close_row(self) -> None:
        self.out.append("</tr>\n")

    def rendered(self) -> Rendered:
        """All that was read."""
        if self.text:
            self.flush()
        self.end_section()
        return Rendered(
            tuple(self.out), tuple(self.cuts), tuple(self.headings), tuple(self.mentions),
            frozenset(self.anchors.taken), self.notes.shown(), self.notes.places(),
        )  # fmt: skip


_CLOSERS: dict[str, Callable[[_Walk], None]] = {
    "Paragraph": _Walk.close_paragraph,
    "Heading": _Walk.close_heading,
    "Item": _Walk.close_entry,
    "List": _Walk.close_list,
    "BlockQuote": _Walk.close_quote,
    "CodeBlock": _Walk.close_code,
    "HtmlBlock": _Walk.close_html,
    "TableCell": _Walk.close_cell,
    "TableHead": _Walk.close_head,
    "TableRow": _Walk.close_row,
    "Table": _Walk.close_table,
    "FootnoteDefinition": _Walk.close_note,
}
