"""MkDocs' events: what happens when, each in a line or two."""

from __future__ import annotations

import atexit
import gc
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin
from xml.sax.saxutils import escape as xml_escape

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, InclusionLevel

from gov.errors import GovError
from gov_dashboards import STATIC
from gov_dashboards.compiled import COMPILED
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import DASHBOARD, EXPLORER, FINDINGS, HOME, ITEMS, RULES, Addresses
from gov_mkdocs.chronicle import Chronicle
from gov_mkdocs.foreign_syntax import foreign_syntax
from gov_mkdocs.pages.all import generated_pages
from gov_mkdocs.pages.dashboard import home_page
from gov_mkdocs.pages.explorer import DATA, explorer_data
from gov_mkdocs.pages.item import former_pages, item_page, items_with_pages
from gov_mkdocs.pages.rules import rule_pages
from gov_mkdocs.pages.state import with_state
from gov_mkdocs.plugin.findings import LOGGER, report
from gov_mkdocs.plugin.fonts import keep_fonts_at_home
from gov_mkdocs.plugin.governed_page import (
    GeneratedPage,
    GovernedPage,
    PlainPage,
    become_generated,
    become_governed,
    become_plain,
)
from gov_mkdocs.plugin.halves import in_halves
from gov_mkdocs.plugin.links_out import drop_files_from_outside, refuse_loops
from gov_mkdocs.plugin.loading import Loaded, load
from gov_mkdocs.plugin.mermaid import draws_mermaid
from gov_mkdocs.plugin.named_sections import name_sections
from gov_mkdocs.plugin.options import GovOptions
from gov_mkdocs.plugin.ordinary_anchors import with_usual_anchors
from gov_mkdocs.plugin.ordinary_page import IdentifierLinks, why_not
from gov_mkdocs.plugin.policy import POLICY, InlineScripts
from gov_mkdocs.plugin.publishing import Draft, begin
from gov_mkdocs.plugin.searching import Entry, add_entries
from gov_mkdocs.plugin.shell import Building, Shell, without_indentation, write_pages
from gov_mkdocs.plugin.watching import Watch
from gov_mkdocs.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterable

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from gov.items import Item
    from gov_mkdocs.pages import Page as Made

__all__ = ["GovPlugin"]

ASSETS = "assets/gov"
_ALLOCATIONS = 200_000
# After every plug-in that writes when the pages are built, such as the search.
_LAST = -100
_IN_NAVIGATION = {
    DASHBOARD: "Dashboard",
    ITEMS: "Items",
    EXPLORER: "Explorer",
    FINDINGS: "Findings",
    RULES: "Rules",
}


class GovPlugin(BasePlugin[GovOptions]):  # type: ignore[no-untyped-call]  # MkDocs' own __init_subclass__
    """Governed documents as pages, identifiers as links, and pages for what they say together."""

    loaded: Loaded
    site: Site
    made: dict[str, Made]
    pages: dict[str, str]
    uris: dict[str, str]
    nav: Navigation
    env: jinja2.Environment
    files: Files
    here: str | None
    beside = True
    draft: Draft | None = None
    published = ""
    scripts: InlineScripts
    watch: Watch | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Let Python look less often for garbage: a sixth of the build of a large site goes into looking."""
        gc.set_threshold(_ALLOCATIONS, 20, 100)
        # At its end Python would look at all that is left, a fifth of the build: it is freed anyway.
        atexit.register(gc.freeze)
        # A preview has a folder of its own, and a dirty build works on what stands in the site.
        self.beside = command != "serve" and not dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our styles and scripts on every page, and let ordinary pages link identifiers."""
        self.draft = begin(config.site_dir) if self.beside else None
        if self.draft is not None:
            self.published = config.site_dir
            config.site_dir = str(self.draft.folder)
        keep_fonts_at_home(config, asked=self.config.fonts)
        docs = Path(config.docs_dir)
        refuse_loops(docs)
        self.here = None
        self.scripts = InlineScripts()
        # MkDocs' type says names; Python-Markdown takes extensions as well.
        extensions: list[object] = config.markdown_extensions  # type: ignore[assignment]  # MkDocs says list[str], and takes extensions too
        extensions.append(IdentifierLinks(lambda: None if self.here is None else (self.site, self.here)))
        for asset in _assets():
            address = f"{ASSETS}/{asset.name}"
            if asset.suffix == ".css" and address not in config.extra_css:
                config.extra_css.append(address)
        if (STATIC / "gov.js").is_file():
            config.extra_javascript.append(f"{ASSETS}/gov.js")
        else:
            LOGGER.warning(
                "the site's styles and scripts are not built: run `make assets` in the checkout of govtrace"
            )
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Check the project, and say which pages there will be."""
        drop_files_from_outside(files, Path(config.docs_dir))
        self.loaded = load(config, self.config.evidence)
        report(self.loaded.verdict)
        if self.watch is not None:
            self.watch.look_at(self.loaded)
        self.pages = self._published(files, config)
        for path in self.pages.values():
            for line, instead in foreign_syntax(self.loaded.verdict.project.by_path[path]):
                LOGGER.warning("%s:%d: %s", path, line, instead)
        self.uris = {path: uri for uri, path in self.pages.items()}
        documents = {path: _url(files, uri) for uri, path in self.pages.items()}
        addresses = Addresses(config.use_directory_urls, documents)
        self.site = Site(
            self.loaded.verdict, self.loaded.rulebook, addresses, self.config.raw_html,
            draws_mermaid(config, files), self.loaded.evidence, self.loaded.gate_log, self._chronicle(),
            today=self.loaded.today, logged=self.loaded.logged,
        )  # fmt: skip
        try:
            self.made = {page.file: page for page in self._generated(files, config)}
        except GovError as error:
            raise PluginError(f"{error}\n{error.help}".rstrip()) from error
        for uri in self.made:
            level = InclusionLevel.UNDEFINED if uri == HOME else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, uri, content="", inclusion=level))
        if EXPLORER in self.made:
            files.append(File.generated(config, DATA, content=explorer_data(self.site)))
        for asset in _assets():
            file = File.generated(config, f"{ASSETS}/{asset.name}", abs_src_path=str(asset))
            if files.get_file_from_path(file.src_uri) is None:
                files.append(file)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Where nobody has written a navigation, the generated pages follow the documents."""
        self.nav, self.files = nav, files
        for uri, title in _IN_NAVIGATION.items():
            file = files.get_file_from_path(uri)
            if uri not in self.made or file is None or file.page is None:
                continue
            if config.nav is None:
                file.page.title = title
                nav.items.append(file.page)
                nav.pages.append(file.page)
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Take over the pages that are ours."""
        uri = page.file.src_uri
        path = self.pages.get(uri)
        if uri in self.made:
            become_generated(page, self.made[uri])
        elif path is not None:
            outside = page.file.generated_by is not None
            become_governed(page, self.site, self.site.project.by_path[path], outside=outside)
        self.here = _plain(page.file.url)
        return page

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep from Python-Markdown what it would hang on."""
        reason = "" if isinstance(page, GovernedPage | GeneratedPage) else why_not(markdown)
        if reason:
            LOGGER.warning(
                "%s is shown without the theme's Markdown extensions: %s", page.file.src_uri, reason
            )
            become_plain(page, self.site)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let ordinary pages have the anchors that links to them may name."""
        if page.is_homepage and self.config.state_on_home and not isinstance(page, GeneratedPage):
            html = with_state(self.site, html, _plain(page.file.url))
        if isinstance(page, GovernedPage | GeneratedPage | PlainPage):
            return html
        if page.present_anchor_ids is None:
            page.present_anchor_ids = set()
        return with_usual_anchors(page.markdown or "", html, page.present_anchor_ids)

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Tell the search what governed documents hold, and the theme what sections are called."""
        self.env = env
        # To compile the theme's templates takes a third of the time of a small site.
        env.bytecode_cache = env.bytecode_cache or COMPILED
        name_sections(env)
        entries: list[Entry] = []
        for uri, path in self.pages.items():
            file = files.get_file_from_path(uri)
            if file is not None and file.page is not None:
                entries.extend(_entries(self.site, path, _plain(file.url), unescape(str(file.page.title))))
        entries.extend(
            Entry(_plain(file.url), made.title, made.words)
            for uri, made in self.made.items()
            if (file := files.get_file_from_path(uri)) is not None
        )
        addresses = self.site.addresses
        entries.extend(
            Entry(addresses.of_rule(rule.code), rule.code, rule.summary) for rule in self.site.rulebook.rules
        )
        add_entries(config, entries)
        return env

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Make our pages smaller by what the templates indent, and note the theme's inline scripts."""
        if isinstance(page, GovernedPage | GeneratedPage):
            output = without_indentation(output)
        inline = self.scripts.meet(output, page.content or "")
        if inline:
            LOGGER.info(
                "%s holds %s, which the policy in %s/%s does not allow",
                page.file.src_uri, counted(inline, "inline script"), ASSETS, POLICY,
            )  # fmt: skip
        return output

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Name the item pages in the site's map: previews of links need it."""
        if template_name.endswith(".html"):
            self.scripts.meet(output_content)
        if template_name != "sitemap.xml" or not config.site_url:
            return output_content
        base = config.site_url if config.site_url.endswith("/") else f"{config.site_url}/"
        urls = (self.site.addresses.of_item(item) for item in items_with_pages(self.site))
        entries = "".join(f"<url><loc>{xml_escape(urljoin(base, url))}</loc></url>\n" for url in urls)
        return output_content.replace("</urlset>", f"{entries}</urlset>")

    def _write(self, *, config: MkDocsConfig) -> None:
        """Write a page for each item and for each rule, and the policy that allows what pages hold."""
        building = Building(config, self.env, self.nav, self.files)
        addresses = self.site.addresses
        items = items_with_pages(self.site)
        if items:
            shell = Shell(building, "items", len(items))
            self.scripts.meet(shell.before + shell.after)
            # Both halves need them; made now, they are made once.
            _ = self.site.mentions_of, self.site.findings_of
            in_halves(items, lambda half: self._write_items(shell, config.site_dir, half))
            former = ((addresses.of_page(made.file), made) for made in former_pages(self.site))
            write_pages(shell, config.site_dir, former)
        rules = rule_pages(self.site)
        shell = Shell(building, "rules", len(rules) + len(items))
        self.scripts.meet(shell.before + shell.after)
        write_pages(shell, config.site_dir, ((addresses.of_page(made.file), made) for made in rules))
        policy = Path(config.site_dir, ASSETS, POLICY)
        policy.parent.mkdir(parents=True, exist_ok=True)
        policy.write_text(self.scripts.policy(), encoding="ascii")

    def _write_items(self, shell: Shell, site_dir: str, items: Iterable[Item]) -> None:
        of_item = self.site.addresses.of_item
        pages = ((of_item(item), item_page(self.site, item, self._target)) for item in items)
        write_pages(shell, site_dir, pages)

    @event_priority(_LAST)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Let the site that was made take the place of the old one, once all other plug-ins have written."""
        if self.draft is not None:
            draft, self.draft = self.draft, None
            draft.publish()
            config.site_dir = self.published

    on_post_build = CombinedEvent(_write, _publish)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it was."""
        self._give_up()

    def on_shutdown(self) -> None:
        """Leave nothing beside the site, also when somebody stops the build."""
        self._give_up()

    def _give_up(self) -> None:
        if self.draft is not None:
            draft, self.draft = self.draft, None
            draft.discard()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Build again when what the site is made of changes, wherever it lies."""
        self.watch = Watch(server, self.loaded.root, Path(config.docs_dir).resolve())
        self.watch.look_at(self.loaded)
        return server

    def _target(self, path: str, link: str) -> str:
        """A link of a document as it stands on the document's page."""
        file = self.files.get_file_from_path(self.uris[path])
        page = file.page if file is not None else None
        return page.known_links.get(link, link) if isinstance(page, GovernedPage) else link

    def _published(self, files: Files, config: MkDocsConfig) -> dict[str, str]:
        """The governed documents that get a page: Markdown file of the site to path in the project."""
        docs = Path(config.docs_dir).resolve()
        found: dict[str, str] = {}
        for path in self.loaded.verdict.project.by_path:
            absolute = self.loaded.root / path
            if absolute.is_relative_to(docs):
                file = files.get_file_from_path(absolute.relative_to(docs).as_posix())
                if file is not None and file.inclusion.is_included() and file.is_documentation_page():  # type: ignore[no-untyped-call]  # MkDocs
                    found[file.src_uri] = path
            elif self.config.outside_documents:
                uri = f"governed/{path}"
                if files.get_file_from_path(uri) is None:
                    files.append(File.generated(config, uri, content=""))
                    found[uri] = path
        return found

    def _chronicle(self) -> Chronicle | None:
        """What git can be asked for, where the site's authors want it."""
        if not self.config.history:
            return None
        loaded = self.loaded
        return Chronicle(loaded.root, loaded.verdict, loaded.rulebook, loaded.today, str(self.config.since))

    def _generated(self, files: Files, config: MkDocsConfig) -> list[Made]:
        """The generated pages, save those that the site's authors have written themselves."""
        pages = generated_pages(self.site)
        homes = (HOME, "README.md")
        if not any(file.url in {".", "./", "index.html"} for file in files.documentation_pages()):
            pages.append(home_page(self.site, str(config.site_name)))
        return [page for page in pages if page.file in homes or files.get_file_from_path(page.file) is None]


def _assets() -> list[Path]:
    """The files that pages load."""
    built = sorted(STATIC.iterdir()) if STATIC.is_dir() else []
    return [file for file in built if file.suffix in {".css", ".js", ".txt"}]


def _plain(url: str) -> str:
    return "" if url in {".", "./"} else url


def _url(files: Files, uri: str) -> str:
    file = files.get_file_from_path(uri)
    return _plain(file.url) if file is not None else ""


def _entries(site: Site, path: str, url: str, title: str) -> list[Entry]:
    """A document's entries for the search: itself, then each heading."""
    headings = site.rendered(path).headings
    first = headings[0] if headings and headings[0].level == 1 else None
    entries = [Entry(url, title, first.words if first else "")]
    entries.extend(
        Entry(f"{url}#{heading.anchor}", heading.text, heading.words, bool(heading.item))
        for heading in headings
        if heading is not first
    )
    return entries
