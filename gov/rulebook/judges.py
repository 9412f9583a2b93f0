"""The files that decide whether and how the judge runs: pipelines, actions, hooks, owners, attributes.

What they come to nobody can try. A build file that people change every day, such as a Makefile, is none of
them: our own pipelines call no target of it.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gov.project import Globs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.project import Tree

__all__ = ["included_by", "starts_judge"]

_JUDGES = Globs.of_texts(
    (
        "/.github/workflows/", "/.github/actions/", "action.yml", "action.yaml", "/.forgejo/", "/.gitea/",
        "/.gitlab-ci.yml", "/.gitlab/", "*.gitlab-ci.yml", "*.gitlab-ci.yaml",
        "/azure-pipelines.yml", "/azure-pipelines.yaml", "/.azure-pipelines/", "/bitbucket-pipelines.yml",
        "/Jenkinsfile", "/.circleci/", "/.woodpecker/", "/.woodpecker.yml", "/.woodpecker.yaml",
        "/.drone.yml", "/.travis.yml", "/.cirrus.yml", "/.buildkite/",
        "/.pre-commit-config.yaml", "/.pre-commit-config.yml", "/.pre-commit-hooks.yaml",
        "/lefthook.yml", "/.lefthook.yml", "/.husky/", "/.githooks/",
        "CODEOWNERS", ".gitattributes",
    )
)  # fmt: skip
_PIPELINE = ".gitlab-ci.yml"
_NAMED = re.compile(r"(?<![\w./@-])[\w./@-]{1,300}\.ya?ml\b")
# A pipeline that names more files than this is no pipeline that anybody reads.
_MOST = 1_000


def starts_judge(path: str, included: frozenset[str]) -> bool:
    """Whether a file of the repository decides how the judge runs; `included` are those of GitLab's."""
    return path in included or _JUDGES.covers(path)


def included_by(trees: Iterable[Tree]) -> frozenset[str]:
    """The files of the repository that GitLab's pipeline names, before a change or after it.

    Names are taken wherever they stand: `include` has many forms, and one too many costs a look.
    """
    found: set[str] = set()
    for tree in trees:
        if not tree.exists(_PIPELINE):
            continue
        try:
            text = tree.read(_PIPELINE).decode("utf-8", "replace")
        except OSError:
            # A link that leads nowhere names nothing.
            continue
        for match in _NAMED.finditer(text):
            found.add(posixpath.normpath(match.group().lstrip("/")))
            if len(found) >= _MOST:
                break
    return frozenset(found)
