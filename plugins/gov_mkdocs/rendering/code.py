"""Fenced code in colours, with the class names that Material's style sheet knows."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

__all__ = ["LANGUAGES", "LONGEST", "coloured", "plain"]

# Lexers are regular expressions of very different quality: only these are given text that nobody vouches for.
LANGUAGES = frozenset((
    "bash", "c", "console", "cpp", "css", "diff", "docker", "dockerfile", "go", "html", "http", "ini", "java",
    "javascript", "js", "json", "make", "makefile", "markdown", "md", "nginx", "powershell", "py", "pycon",
    "python",
    "rs", "ruby", "rust", "sh", "shell", "sql", "toml", "ts", "typescript", "xml", "yaml", "yml", "zsh",
))  # fmt: skip
LONGEST = 10_000
_FORMATTER = HtmlFormatter(nowrap=True)


def plain(code: str) -> str:
    """Code as it is."""
    return f'<div class="highlight"><pre><code>{escape(code, quote=False)}</code></pre></div>\n'


@lru_cache(maxsize=4096)
def coloured(language: str, code: str) -> str:
    """Code in the colours of its language; as it is where the language is unknown or the code very long."""
    language = language.lower()
    if language not in LANGUAGES or len(code) > LONGEST:
        return plain(code)
    lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    inner = highlight(code, lexer, _FORMATTER)
    return f'<div class="language-{language} highlight"><pre><span></span><code>{inner}</code></pre></div>\n'
