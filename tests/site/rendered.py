"""Documents as the tests read them: rendered without any site around them."""

from html import escape

from bs4 import BeautifulSoup, Tag

from gov.config import Configuration
from gov.project import MemoryTree, Project, load_project
from gov.text import Source
from gov_mkdocs.rendering import Settings, ToItem, ToRule, joined, render
from gov_mkdocs.rendering.targets import written
from gov_mkdocs.rendering.words import Words


def project_of(**files: str) -> Project:
    tree = MemoryTree({f"{name}.md": text.encode() for name, text in files.items()})
    return load_project(tree, Configuration())


def settings_for(project: Project, *, raw_html: bool = False) -> Settings:
    words = Words(project.reader.vocabulary, project.graph.items)
    return Settings(words, lambda item, word: f'<i class="{item.id}">{escape(word)}</i>', raw_html)


def _address(to: ToItem | ToRule) -> str:
    if isinstance(to, ToRule):
        return f"/rules/{to.code}/"
    return f"/items/{to.id}/" + (f"#{to.id}.{to.part}" if to.part else "")


def html_of(text: str, *, raw_html: bool = False) -> str:
    """The HTML of a text that declares nothing and names nothing."""
    rendered = render(
        Source.read("page.md", text.encode("utf-8", "replace")),
        (),
        settings_for(project_of(), raw_html=raw_html),
    )
    return joined(rendered.whole(), _address, written)


def page_of(path: str, **files: str) -> str:
    """The HTML of one document of a project; items are at `/items/TASK-001/`."""
    project = project_of(**files)
    document = project.by_path[path]
    rendered = render(document.source, document.items, settings_for(project))
    return joined(rendered.whole(), _address, written)


def plain(html: str) -> str:
    """HTML as its elements and words, without what is ours: anchors, colours, names of boxes."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.select("a.headerlink"):
        tag.decompose()
    for tag in soup.select(":is(h1, h2, h3, h4, h5, h6) > span[id]"):
        tag.unwrap()
    for tag in soup.select("div.highlight"):
        code = tag.find("code")
        words = code.get_text() if isinstance(code, Tag) else ""
        fresh, inner = soup.new_tag("pre"), soup.new_tag("code")
        inner.string = words
        fresh.append(inner)
        tag.replace_with(fresh)
    for tag in soup.find_all(["pre"]):
        code = tag.find("code")
        if isinstance(code, Tag):
            code.attrs = {}
    for tag in soup.select("label"):
        tag.unwrap()
    for tag in soup.select("span.task-list-indicator"):
        tag.decompose()
    for tag in soup.find_all(name=lambda _: True):
        for name in ("id", "class", "loading", "aria-label", "disabled", "checked"):
            tag.attrs.pop(name, None)
    return "\n".join(_lines(soup))


def _lines(node: Tag) -> list[str]:
    """One line a tag or a text, so that a difference is seen where it is."""
    lines: list[str] = []
    for child in node.children:
        if isinstance(child, Tag):
            attributes = " ".join(f"{name}={value}" for name, value in sorted(child.attrs.items()))
            lines.append(f"<{child.name} {attributes}>".replace(" >", ">"))
            lines.extend(_lines(child))
            lines.append(f"</{child.name}>")
        elif child.__class__.__name__ == "NavigableString":
            text = str(child)
            inside_code = node.name in {"code", "pre"}
            text = text if inside_code else " ".join(text.split())
            if text:
                lines.append(text)
    return lines
