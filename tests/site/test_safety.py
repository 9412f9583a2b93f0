"""Whatever a document holds, its page runs nothing and leads nowhere unsafe."""

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.rendered import html_of, page_of

TAGS = frozenset((
    "a", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input",
    "label", "li", "ol", "p", "pre", "span", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
))  # fmt: skip
ATTRIBUTES = frozenset((
    "alt", "aria-label", "checked", "class", "disabled", "href", "id", "loading", "src", "start", "style", "title", "type",
    "value",
))  # fmt: skip
STYLES = frozenset(("text-align: left", "text-align: right", "text-align: center"))

PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", '"><script>alert(1)</script>',
    "' onmouseover='alert(1)", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))", "[x](<java\nscript:alert(1)>)", "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))", "[x](data:text/html,<script>alert(1)</script>)", "![x](javascript:alert(1))",
    '![" onerror=alert(1) x="](a.png)', "<javascript:alert(1)>", "[x]: javascript:alert(1)\n\n[x]",
    '[x](# "\\" onclick=alert(1) ")', '```"><script>alert(1)</script>\ncode\n```', '```py" onload="alert(1)\nx\n```',
    '[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: note', "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>", "<style>@import'//x'</style>", "<!--><script>alert(1)</script>-->",
    "<!-- a --!><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>", "<?php echo 1 ?>", "<!DOCTYPE x>",
    'http://x/"onmouseover=alert(1)', "https://x/<script>", 'www.x.org"><b', '<math><mi//xlink:href="data:x,<script>">',
    "&lt;script&gt;alert(1)&lt;/script&gt;", "\\<script>alert(1)\\</script>", "| <script>alert(1)</script> |\n|---|\n| x |",
    "# <script>alert(1)</script>", "> [!NOTE]\n> <script>alert(1)</script>", '- [ ] " onfocus=alert(1) autofocus x="',
    "<details open ontoggle=alert(1)>", "<base href=//x/>", "<form action=javascript:alert(1)><button>", "<object data=x>",
    "\u2028<script>alert(1)</script>", "\u202e<script>", "[x](//evil.example/\t)", "[x](\\\\evil.example)",
)  # fmt: skip

_TAGS = (
    "img src=x", "svg", "video src=x", "audio src=x", "input", "details open", "marquee", "iframe", "embed src=x",
    "object data=x", "body", "math",
)  # fmt: skip
_HANDLERS = (
    "onerror", "onload", "ontoggle", "onstart", "onfocus", "onmouseover", "onpointerenter", "onanimationstart", "onbegin",
)  # fmt: skip
# Every element that runs something by itself, with every event that comes without being asked for.
MORE_PAYLOADS = tuple(
    f'"><{tag} {handler}=alert(1) autofocus tabindex=1>' for tag in _TAGS for handler in _HANDLERS
)


class Reader(HTMLParser):
    """What a browser would make of a page, as far as tags and attributes go."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.problems.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.problems.append(f"{tag} {name}")
            if name == "style" and value not in STYLES:
                self.problems.append(f"style {value}")
            if name in {"href", "src"} and _runs(value or ""):
                self.problems.append(f"{name}={value}")

    def handle_comment(self, data: str) -> None:
        self.problems.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.problems.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.problems.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        self.problems.append(f"<![{data}")


def _runs(address: str) -> bool:
    plain = "".join(sign for sign in unescape(address) if sign > " ").lower()
    scheme, colon, _ = plain.partition(":")
    return bool(colon) and "/" not in scheme and "#" not in scheme and "?" not in scheme and scheme not in {
        "http", "https", "mailto",
    }  # fmt: skip


def problems(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.problems


def test_the_reader_sees_what_is_unsafe() -> None:
    assert problems('<a href="javascript:x" onclick="y">') == ["href=javascript:x", "a onclick"]
    assert problems("<script>") == ["<script>"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_text_is_only_text(payload: str) -> None:
    assert problems(html_of(payload)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_each_field_of_an_item_is_only_text(payload: str) -> None:
    line = payload.replace("\n", " ")
    tasks = (
        f"### TASK-001 Title {line}\n**Status**: {line}\n**References**: TASK-002 ({line})\n**Assignee**: {line}\n\n"
        f"**Acceptance Criteria**:\n- [ ] {line} TASK-002.1\n\n"
        f"### TASK-002 Other {line}\n**Acceptance Criteria**:\n- [x] {line}\n"
    )

    assert problems(page_of("tasks.md", tasks=tasks)) == []


@given(
    st.lists(
        st.sampled_from(
            [*PAYLOADS, "TASK-001", "`TASK-001`", "\n\n", "# ", "- [x] ", "| ", "> ", '"', "'", "<", ">"]
        ),
        max_size=12,
    ).map("".join)
)
def test_no_mixture_of_payloads_is_anything_but_text(text: str) -> None:
    assert problems(html_of(text)) == []
    assert problems(page_of("tasks.md", tasks=f"### TASK-001 {text}\n")) == []


@given(st.text(alphabet=st.sampled_from("<>\"'&/=:!-[]()`*_#|\\ \n\tajsx\x01\u2028"), max_size=200))
def test_no_text_becomes_markup(text: str) -> None:
    assert problems(html_of(text)) == []
