"""Every mistake of a configuration is told at once, with file and line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from gov.config import find_root, read_configuration, read_configuration_text
from gov.config.patterns import flaw_of
from gov.config.plain import read_plain
from gov.config.schema import read_document
from gov.errors import ConfigurationError

BROKEN = """\
[project]
name = 3
kinds = ["principle", "plann", "task"]
documents = [
  "",
  "../x",
  "[z-a]",
]
excludee = []

[check]
select = ["ENF5"]
severity = { "ENF-005" = "fatal" }
fail-on = "never"
per-file-ignores = { "a/[" = [3], "b\\\\" = ["ENF-005"] }

[kinds.req]
width = 77
prefix = "9 x"
statuses = { Open = "opened" }
references = ["plnn"]

[kinds.foo]
noun = "foo"

[kinds.task]
prefix = "PLAN-"

[fields]
status = "x"

[[rules]]
code = "TEAM-001"

[[rules]]
code = "ENF-005.dangling"
message = "x"
select = { kind = "tsk" }
require = { kinds = ["plan"], minimum = 0, direction = "sideways" }

[[rules]]
code = "TEAM-001"
message = "y"
forbid = { kinds = ["plam"] }

[nope]
"""


def mistakes(text: str, **settings: tuple[str, ...]) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read_configuration_text(text, "gov.toml", **settings)
    return str(caught.value).split("\n")


@pytest.mark.gov("TASK-020.6")
def test_every_mistake_is_told_at_once_with_its_line() -> None:
    assert "\n".join(mistakes(BROKEN)) == snapshot("""\
gov.toml:2: project.name: 3 is not a text
gov.toml:3: no kind is called 'plann'
  help: Did you mean 'plan'?
gov.toml:4: project.documents.0: an empty pattern matches nothing
gov.toml:4: project.documents.1: '../x' leads out: a pattern is relative to this file and stays below it
gov.toml:4: project.documents.2: '[z-a]' has the range z-a, which holds nothing
gov.toml:9: unknown key 'project.excludee'
  help: Did you mean 'exclude'?
gov.toml:12: check.select.0: 'ENF5' is no code; a code is a family (ENF-005) or a diagnostic (ENF-005.dangling)
gov.toml:13: check.severity.ENF-005: 'fatal' is not one of 'error', 'warning', 'info'
gov.toml:14: check.fail-on: 'never' is not one of 'error', 'warning', 'info'
gov.toml:15: check.per-file-ignores.a/[.0: 3 is not a text
gov.toml:15: check.per-file-ignores.a/[: 'a/[' has a [ without its ]
gov.toml:15: check.per-file-ignores.b\\: 'b\\\\' ends in a backslash
gov.toml:18: kinds.req.width: input should be less than or equal to 9
gov.toml:19: kinds.req.prefix: a prefix starts with a letter and holds no space and no digit (for example REQ-)
gov.toml:20: kinds.req.statuses.Open: 'opened' is not one of 'proposed', 'open', 'running', 'blocked', 'done', 'retired'
gov.toml:21: no kind is called 'plnn'
  help: Did you mean 'plan'?
gov.toml:23: the kind 'foo' has no prefix
  help: Add one, for example prefix = "REQ-".
gov.toml:27: the kinds 'plan' and 'task' share the prefix 'PLAN-'
  help: Give each kind a prefix of its own.
gov.toml:30: fields.status: 'x' is not a list
gov.toml:32: 'rules.0.message' is missing
  help: Add it.
gov.toml:32: rule TEAM-001 neither requires nor forbids anything
  help: Add require or forbid.
gov.toml:36: the code 'ENF-005.dangling' is one of this tool's own, which begin with ENF-
  help: Choose another, for example TEAM-001.
gov.toml:38: no kind is called 'tsk'
  help: Did you mean 'task'?
gov.toml:39: rules.1.require.direction: 'sideways' is not one of 'up', 'down'
gov.toml:39: rules.1.require.minimum: input should be greater than or equal to 1
gov.toml:42: two rules have the code 'TEAM-001'
  help: Give each rule a code of its own.
gov.toml:44: no kind is called 'plam'
  help: Did you mean 'plan'?
gov.toml:46: unknown key 'nope'
  help: Known here: project, check, kinds, fields, rules, evidence, freshness, reciprocal, change, metrics, alerts.\
""")  # noqa: E501 - as they are told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[project]\nname = ", "gov.toml:2: not TOML: Invalid value"),
        ("[project\n", "gov.toml:1: not TOML: Expected ']' at the end of a table declaration"),
        ("a = " + "[" * 5000, "gov.toml: not TOML: nested too deeply"),
        (f"a = {'1' * 5000}", "gov.toml:1: not TOML: a number has too many digits"),
        ("project = 3", "gov.toml:1: project: 3 is not a table"),
        ("check = []", "gov.toml:1: check: [] is not a table"),
        ("rules = 3", "gov.toml:1: rules: 3 is not a list"),
        ("kinds = []", "gov.toml:1: kinds: [] is not a table"),
        ('[kinds]\nreq = "REQ-"', "gov.toml:2: kinds.req: 'REQ-' is not a table"),
        ("[project]\nkinds = 'task'", "gov.toml:2: project.kinds: 'task' is not a list"),
        ("[kinds.task]\nwidth = 'x'", "gov.toml:2: kinds.task.width: 'x' is not a whole number"),
        ("[kinds.task]\nwidth = 3.0", "gov.toml:2: kinds.task.width: 3.0 is not a whole number"),
        ("[change]\napprovals = '2'", "gov.toml:2: change.approvals: '2' is not a whole number"),
        ("[change]\nread-branch = 1", "gov.toml:2: change.read-branch: 1 is not true or false"),
        (
            "[[rules]]\ncode = 'TEAM-001'\nmessage = 'm'\nrequire = { minimum = true }",
            "gov.toml:4: rules.0.require.minimum: True is not a whole number",
        ),
        (
            "[[rules]]\ncode = 'TEAM-001'\nmessage = 'm'\nrequire = { fields = [] }",
            "gov.toml:4: rule TEAM-001 requires nothing",
        ),
        (
            "[[rules]]\ncode = 'TEAM-001'\nmessage = 'm'\nrequire = {}\nforbid = { kinds = ['task'] }",
            "gov.toml:4: rule TEAM-001 requires nothing",
        ),
        (
            "[[rules]]\ncode = 'TEAM-001'\nmessage = 'm'\nforbid = { direction = 'down' }",
            "gov.toml:4: rule TEAM-001 forbids nothing",
        ),
    ],
)
def test_a_single_mistake_is_told_in_plain_words(text: str, told: str) -> None:
    assert mistakes(text)[0] == told


def test_the_table_in_pyproject_is_told_with_its_own_lines() -> None:
    text = '[project]\nname = "x"\n\n[tool.gov.project]\nkinds = ["tsak"]\n'

    assert mistakes(text, under=("tool", "gov"))[0] == "gov.toml:5: no kind is called 'tsak'"


def test_a_broken_pyproject_that_names_our_table_is_not_passed_by(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.gov.project]\nkinds = ["task"\n')

    assert find_root(tmp_path) == tmp_path
    with pytest.raises(ConfigurationError, match="not TOML"):
        read_configuration(tmp_path)


def test_a_broken_pyproject_of_somebody_else_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other\n# gov\n")

    assert find_root(tmp_path) is None


def test_the_search_for_a_configuration_stops_at_the_repository(tmp_path: Path) -> None:
    (tmp_path / "gov.toml").write_text("")
    (tmp_path / "repository/.git").mkdir(parents=True)
    (tmp_path / "repository/docs").mkdir()

    assert find_root(tmp_path / "repository/docs") is None
    assert find_root(tmp_path) == tmp_path


def test_a_configuration_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "gov.toml").write_bytes(b"# \xff\n")

    with pytest.raises(ConfigurationError, match=r"gov\.toml: not UTF-8: byte 0xFF at offset 2"):
        read_configuration(tmp_path)


@pytest.mark.parametrize("pattern", ["a[", "[", "[]", "[!]", "x[z-a]y", "[9-0]", "a\\", "\\\\\\"])
def test_a_pattern_that_can_match_nothing_has_a_flaw(pattern: str) -> None:
    assert flaw_of(pattern)


@pytest.mark.parametrize(
    "pattern", ["a", "**/*.md", "[a-z]", "[]]", "[!a]", "[^]]", "a\\[", "\\\\", "[a-]", "[-a]", "!x"]
)
def test_an_ordinary_pattern_has_none(pattern: str) -> None:
    assert flaw_of(pattern) == ""


WORDS = st.sampled_from(
    ["task", "plan", "tsak", "ENF-005", "ENF-005.dangling", "enf", "docs/**", "../x", "[", "", "error", 3]
)
LISTS = st.lists(WORDS, max_size=3) | WORDS
TABLES = st.dictionaries(st.sampled_from(["docs/**", "ENF-005", "x["]), LISTS | WORDS, max_size=2)
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "project": st.fixed_dictionaries(
            {}, optional={"name": WORDS, "kinds": LISTS, "documents": LISTS, "exclude": LISTS, "other": LISTS}
        ),
        "check": st.fixed_dictionaries(
            {},
            optional={
                "select": LISTS, "extend-select": LISTS, "ignore": LISTS, "per-file-ignores": TABLES,
                "severity": TABLES, "fail-on": WORDS,
            },
        ),
        "kinds": st.just({}),
    },
)  # fmt: skip


@given(DOCUMENTS)
def test_what_is_read_without_the_schema_library_is_what_it_would_have_read(data: dict[str, object]) -> None:
    plain = read_plain(data, "gov.toml")

    document, problems = read_document(data)

    if plain is not None:
        assert problems == ()
        assert document is not None
        assert (plain.project, plain.check) == (document.project, document.check)


def test_the_commonest_configuration_is_plain() -> None:
    data = {
        "project": {"name": "A", "kinds": ["task"], "documents": ["docs/**/*.md"], "exclude": ["docs/old/"]},
        "check": {
            "select": ["ENF-005"], "ignore": ["ENF-005.dangling"], "per-file-ignores": {"a.md": ["ENF-001"]},
            "severity": {"ENF-002": "info"}, "fail-on": "warning",
        },
    }  # fmt: skip

    assert read_plain(data, "gov.toml") is not None


def test_a_kind_keeps_what_its_table_does_not_say() -> None:
    read = read_configuration_text('[kinds.task]\nwidth = 4\n[kinds.req]\nprefix = "REQ-"\n', "gov.toml")

    assert (read.kinds["task"].prefix, read.kinds["task"].width, read.kinds["req"].width) == ("TASK-", 4, 3)


def test_a_status_that_no_selected_kind_has_is_told() -> None:
    """It would select nothing, and the rule would never speak."""
    text = (
        '[[rules]]\ncode = "TEAM-001"\nmessage = "x"\n'
        'select = {kind = "task", status = ["Blokced", "blocked"]}\nrequire = {fields = ["Reason"]}\n'
    )

    with pytest.raises(ConfigurationError) as raised:
        read_configuration_text(text, "gov.toml")

    assert str(raised.value) == "gov.toml:4: no status is called 'Blokced'\n  help: Did you mean 'Blocked'?"
