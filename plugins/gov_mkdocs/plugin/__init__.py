"""Between MkDocs and everything else: the only package that imports mkdocs.

What pages hold is made by `gov_mkdocs.site` and `gov_mkdocs.pages`, which know no generator.
"""

from gov_mkdocs.plugin.hooks import GovPlugin
from gov_mkdocs.plugin.options import GovOptions

__all__ = ["GovOptions", "GovPlugin"]
