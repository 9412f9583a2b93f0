"""The walk over a document's Markdown events: each adds its pieces, in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from gov.text.markdown import MAXIMUM_EVENTS, events
from gov_mkdocs.rendering import code
from gov_mkdocs.rendering.anchors import Anchors
from gov_mkdocs.rendering.footnotes import Footnotes
from gov_mkdocs.rendering.headings import OpenHeading
from gov_mkdocs.rendering.marks import Mark, marks_of
from gov_mkdocs.rendering.pieces import Heading, Mention, Piece, Rendered, ToItem, ToTarget
from gov_mkdocs.rendering.targets import is_allowed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gov.items import Item
    from gov.text import Source
    from gov.text.markdown import Event, Range
    from gov_mkdocs.rendering.words import Words

__all__ = ["Settings", "render"]

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ALERTS = {
    "Note": ("note", "Note"), "Tip": ("tip", "Tip"), "Important": ("info", "Important"),
    "Warning": ("warning", "Warning"), "Caution": ("danger", "Caution"),
}  # fmt: skip
_INLINE = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "del"}
_COLOURED_IN_ALL = 200_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are rendered: the words they may hold, and what a status looks like.

    `badge` gives the HTML of an item's status, shown with the words that its author wrote.
    """

    words: Words
    badge: Callable[[Item, str], str]
    raw_html: bool = False
    mermaid: bool = False


def render(source: Source, items: Sequence[Item], settings: Settings) -> Rendered:
    """Render a document that declares some items."""
    stream = list(events(source.body)) if not source.too_large else []
    if len(stream) > MAXIMUM_EVENTS:
        stream = []
    labels = {tag["FootnoteDefinition"] for event, _ in stream if (tag := _note_start(event)) is not None}
    walk = _Walk(source.base, marks_of(items), settings, Footnotes(labels))
    for event, span in stream:
        walk.take(event, span)
    return walk.rendered()


def _note_start(event: Event) -> dict[str, str] | None:
    if isinstance(event, dict) and "Start" in event:
        tag = event["Start"]
        if isinstance(tag, dict) and "FootnoteDefinition" in tag:
            return {"FootnoteDefinition": tag["FootnoteDefinition"]}
    return None


@dataclass(slots=True)
class _Entry:
    """A list entry that is open: where its tag stands, where its checkbox waits for a name, its words so far."""

    tag: int
    label: int = -1
    checked: bool = False
    words: list[str] = field(default_factory=list)
    nested: bool = False
    anchor: str = ""


class _Walk:
    """The state of one pass."""

    def __init__(self, base: int, marks: Sequence[Mark], settings: Settings, notes: Footnotes) -> None:
        self.base = base
        self.marks = marks
        self.next_mark = 0
        self.settings = settings
        self.notes = notes
        self.out: list[Piece] = []
        self.main = self.out
        self.depth = 0
        self.cuts: list[tuple[int, int]] = []
        self.anchors = Anchors()
        self.heading: OpenHeading | None = None
        self.headings: list[Heading] = []
        self.section: list[str] = []
        self.mentions: list[Mention] = []
        self.text: list[str] = []
        self.text_start = self.text_end = -1
        self.links: list[bool] = []
        self.images: list[tuple[str, str, list[str]]] = []
        self.lists: list[tuple[int, str]] = []
        self.entries: list[_Entry] = []
        self.tables: list[tuple[str, ...]] = []
        self.cell = 0
        self.in_head = False
        self.language: str | None = None
        self.code: list[str] = []
        self.coloured = 0
        self.html: list[str] | None = None

    def take(self, event: Event, span: Range) -> None:
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
            self.take_inline_html(event["InlineHtml"])
        elif "FootnoteReference" in event and not self.images:
            self.out.append(self.notes.reference(event["FootnoteReference"], span["start"] + self.base))

    # Text

    def flush(self) -> None:
        """Write the text gathered since the last other event."""
        text = "".join(self.text)
        start, end = self.text_start, self.text_end
        self.text.clear()
        self.text_start = -1
        self.say(text)
        if self.images:
            return
        marks = self.marks_between(start, end)
        if marks and end - start == len(text.encode("utf-8", "replace")):
            self.write_marked(text, start, marks)
        elif marks:
            for mark in marks:
                self.note_mark(mark)
            self.write(text)
        else:
            self.write(text)

    def write(self, text: str) -> None:
        if self.heading is not None or self.links:
            self.out.append(escape(text, quote=False))
            return
        self.extend(self.settings.words.pieces(text))

    def extend(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            if isinstance(piece, ToItem):
                self.mentions.append(Mention(piece.id, self.headings[-1].anchor if self.headings else ""))
        self.out.extend(pieces)

    def write_marked(self, text: str, start: int, marks: Sequence[Mark]) -> None:
        """Write text in which an identifier is declared, a status stands or a criterion begins."""
        data = text.encode("utf-8", "replace")
        at = 0
        for mark in marks:
            self.note_mark(mark)
            first, last = mark.start - start, mark.end - start
            if mark.kind == "criterion" or first < at or last > len(data) or self.links:
                continue
            if (mark.kind == "declared") != (self.heading is not None):
                continue
            self.write(data[at:first].decode("utf-8", "replace"))
            written = data[first:last].decode("utf-8", "replace")
            if mark.kind == "status":
                self.out.append(self.settings.badge(mark.item, written))
            else:
                link = (
                    '<a class="gov-declared" href="',
                    ToItem(mark.item.id),
                    f'">{escape(written, quote=False)}</a>',
                )
                self.out.extend(link)
            at = last
        self.write(data[at:].decode("utf-8", "replace"))

    def marks_between(self, start: int, end: int) -> Sequence[Mark]:
        first = self.next_mark
        while first < len(self.marks) and self.marks[first].start < start:
            first += 1
        last = first
        while last < len(self.marks) and self.marks[last].start < end:
            last += 1
        self.next_mark = last
        return self.marks[first:last]

    def note_mark(self, mark: Mark) -> None:
        if mark.kind == "declared" and self.heading is not None and not self.heading.item:
            self.heading.item = mark.item.id
        elif mark.kind == "criterion" and self.entries and not self.entries[-1].anchor:
            self.entries[-1].anchor = self.anchors.claim(f"{mark.item.id}.{mark.part}")

    def say(self, text: str) -> None:
        """Take words for whatever needs them as plain text: an image, a heading, a checkbox, the search."""
        if self.images:
            self.images[-1][2].append(text)
        if self.heading is not None:
            self.heading.words.append(text)
            return
        self.section.append(text)
        if self.entries and not self.entries[-1].nested:
            self.entries[-1].words.append(text)

    def take_break(self, event: str, span: Range) -> None:
        if event == "Rule":
            self.cut(span)
            self.out.append("<hr>\n")
            return
        self.say(" ")
        if not self.images:
            self.out.append("\n" if event == "SoftBreak" else "<br>\n")

    def take_code(self, text: str, span: Range) -> None:
        self.say(text)
        if self.images:
            return
        for mark in self.marks_between(span["start"] + self.base, span["end"] + self.base):
            self.note_mark(mark)
        link = None if self.heading is not None or self.links else self.settings.words.code(text)
        if link is not None:
            self.extend(link)
        else:
            self.out.append(f"<code>{escape(text, quote=False)}</code>")

    def take_inline_html(self, text: str) -> None:
        if self.images:
            return
        if self.settings.raw_html:
            self.out.append(text)
        elif not text.startswith("<!--"):
            self.out.append(escape(text, quote=False))

    def take_marker(self, *, checked: bool) -> None:
        entry = self.entries[-1]
        entry.checked = checked
        entry.label = len(self.out)
        self.out.append("")

    # Blocks

    def cut(self, span: Range) -> None:
        if not self.depth:
            self.cuts.append((span["start"] + self.base, len(self.out)))

    def open_plain(self, tag: str, span: Range) -> None:
        """Open what needs no more than its name."""
        if tag in _INLINE:
            if not self.images:
                self.out.append(f"<{_INLINE[tag]}>")
            return
        self.cut(span)
        self.depth += 1
        if tag == "Paragraph":
            self.out.append("<p>")
        elif tag == "Item":
            self.entries.append(_Entry(len(self.out)))
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

    def open(self, tag: object, span: Range) -> None:
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
        if name in _INLINE:
            if not self.images:
                self.out.append(f"</{_INLINE[name]}>")
            return
        if name == "Link":
            if self.links.pop() and not self.images:
                self.out.append("</a>")
            return
        if name == "Image":
            self.close_image()
            return
        self.depth -= 1
        closer = _CLOSERS.get(name)
        if closer is not None:
            closer(self)

    def open_link(self, kind: object, target: str, title: str) -> None:
        target = f"mailto:{target}" if kind == "Email" else target
        allowed = is_allowed(target)
        self.links.append(allowed)
        if allowed and not self.images:
            rest = f' title="{escape(title)}"' if title else ""
            self.out.extend(('<a href="', ToTarget(target), f'"{rest}>'))

    def close_image(self) -> None:
        target, title, words = self.images.pop()
        alternative = "".join(words)
        if self.images:
            self.images[-1][2].append(alternative)
        elif is_allowed(target):
            rest = f' title="{escape(title)}"' if title else ""
            self.out.extend(
                ('<img src="', ToTarget(target), f'" alt="{escape(alternative)}"{rest} loading="lazy">')
            )
        else:
            self.out.append(escape(alternative, quote=False))

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
        opened, done = heading.close(self.anchors)
        self.out[heading.index] = opened[0]
        self.out.append(opened[1])
        self.headings.append(done)

    def end_section(self) -> None:
        if self.headings:
            last = self.headings[-1]
            words = " ".join("".join(self.section).split())
            self.headings[-1] = Heading(last.level, last.anchor, last.text, last.item, words)
        self.section.clear()

    def close_entry(self) -> None:
        entry = self.entries.pop()
        place = f' id="{escape(entry.anchor)}"' if entry.anchor else ""
        if entry.label < 0:
            if place:
                self.out[entry.tag] = f"<li{place}>"
        else:
            name = " ".join("".join(entry.words).split()) or "Task"
            checked = " checked" if entry.checked else ""
            self.out[entry.label] = (
                f'<label class="task-list-control"><input type="checkbox" disabled{checked} aria-label="{escape(name)}">'
                '<span class="task-list-indicator"></span></label> '
            )
            self.out[entry.tag] = f'<li class="task-list-item"{place}>'
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
            self.out.append(f'<p class="gov-raw">{escape(shown, quote=False)}</p>\n')

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
