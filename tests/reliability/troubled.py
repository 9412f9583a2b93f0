"""Projects with trouble of every kind, generated: several rules find something in nearly every one."""

from __future__ import annotations

from hypothesis import strategies as st

from gov.rulebook import BASELINE_FILE, can_be_set_aside, entries_of, write_baseline
from tests.rules.judging import judge

_STATUSES = st.sampled_from(
    [
        "Not Started",
        "In Progress",
        "Complted",
        "Completed",
        "Blocked",
        "not strated",
        "Active",
        "[status]",
        "",
        "done",
        "Finished",
        "todo",
        "**Completed** (2026-01-10)",
    ]
)
_REFERENCES = st.lists(
    st.sampled_from(
        [
            "PLAN-001", "PLAN-1", "PLAN-001 (Begin)", "PLAN-001 (Wrong label)", "PLAN-002 (Begin)",
            "PLAN-012", "CONST-P1", "CONST-P1 (Tets first)", "SPEC-001", "TASK-001", "TASK-002 to TASK-001",
            "PLAN 001",
            "REQ-001", "REQ-1 (Sign-in)", "PLAN-002", "PLAN-003", "PLAN-004",
            "PLAN-3", "SPEC-3", "PLAN-0004", "TASK-7", "TASK-3.1", "SPEC-002", "SPEC-004",
            "ADR-0001", "ADR-0002", "[PLAN-001](PLAN-001)", "PLAN-001, PLAN-001", "TASK-004.AC1", "PLAN-O01",
        ]
    ),
    max_size=4,
).map(", ".join)  # fmt: skip
_EFFORTS = st.sampled_from(["S", "M", "XL", "smal", "large", "2 days", "[S]"])
_CRITERIA = st.lists(
    st.sampled_from(
        [
            "- [ ] Request 1 is answered within 200 ms",
            "- [x] Each line of the log is one JSON object",
            "- [X] The page is shown",
            "- [] It works",
            "- [ ] ...",
        ]
    ),
    max_size=3,
).map("\n".join)
_ODDITIES = st.sampled_from(
    [
        "",
        "",
        "Plain words.  ",
        "See [PLAN-001](PLAN-001) and [the plan](plan.md#begin).",
        "References: PLAN-001",
        '<!-- gov: ignore[ENF-005.dangling] reason="soon" -->',
        '<!-- gov: ignore[ENF-005.dangling, ENF-003.bad-status] reason="soon" -->',
        'Text. <!-- gov: ignore[ENF-003.bad-stauts] reason="typo" -->',
        '<!-- gov: ignore[ENF-005] until=2999-01-01 reason="soon" -->',
        "**Supersedes**: PLAN-001",
        "**Superseded by**: TASK-002",
        "**Notes**: x\n---",
        "```python\ncode\n```",
        "**Risks**: PLAN-001 is TASK-001",
        "T\u0410SK-001 looks odd",
        "**Implements**: PLAN-001, PLAN-1",
        "**Implemented by**: TASK-001, TASK-002",
        "**Supersedes**: PLAN-002\n**Superseded by**: PLAN-003",
        "**Updated**: 2026-02-30",
        "See <https://example.org/PLAN-001> and [here](/home/me/plan.md).\t",
        '<!-- gov: ignore[ENF-003.bad-status] until=2020-01-01 reason="late" -->',
    ]
)
_NUMBERS = st.sampled_from(["001", "002", "3", "0004", "005", "001", "7"])


_FORMS = st.sampled_from(["lines", "lines", "lines", "list", "table", "bars"])


def _formed(form: str, fields: list[tuple[str, str]], ends: list[str]) -> list[str]:
    """Fields in one of the forms that people give them; `ends` are the spaces after each."""
    if form == "table":
        return ["| Field | Value |", "|---|---|", *(f"| **{name}** | {value} |" for name, value in fields)]
    if form == "bars":
        return [" | ".join(f"**{name}**: {value}" for name, value in fields)]
    mark = "- " if form == "list" else ""
    return [f"{mark}**{name}**: {value}{end}" for (name, value), end in zip(fields, ends, strict=True)]


@st.composite
def _task(draw: st.DrawFn) -> str:
    fields = [
        ("Status", draw(_STATUSES)),
        ("References", draw(_REFERENCES)),
        (
            "Dependencies",
            draw(st.sampled_from(["None", "TASK-001", "TASK-2", "TASK-3", "TASK-009", "TASK-001, TASK-002"])),
        ),
        ("Assignee", draw(st.sampled_from(["Mira", "Vacant", ""]))),
        ("Estimated Effort", draw(_EFFORTS)),
    ]
    ends = draw(st.lists(st.sampled_from(["", "", "  ", " \t"]), min_size=5, max_size=5))
    dropped = draw(st.sets(st.integers(0, 4), max_size=2))
    kept = [at for at in range(5) if at not in dropped]
    mark = draw(st.sampled_from(["#", "##", "###"]))
    title = draw(st.sampled_from([" Sign in", " Sign out", ": Sign-in", ""]))
    lines = [
        f"{mark} TASK-{draw(_NUMBERS)}{title}",
        "",
        *_formed(draw(_FORMS), [fields[at] for at in kept], [ends[at] for at in kept]),
        "",
        draw(_ODDITIES),
        "",
        draw(st.sampled_from(["**Acceptance Criteria**:", f"{mark}# Acceptance Criteria"])),
        "",
        draw(_CRITERIA),
        "",
    ]
    return "\n".join(lines)


@st.composite
def _standing(draw: st.DrawFn, kind: str) -> str:
    status = draw(
        st.sampled_from(
            [
                "Active",
                "Planned",
                "Actve",
                "Superseded",
                "Draft",
                "Approvd",
                "Accepted",
                "Implemented",
                "done",
                "Superseded by PLAN-001",
                "Met",
                "wip",
            ]
        )
    )
    title = draw(st.sampled_from(["Begin", "Sign-in"]))
    fields = _formed(draw(_FORMS), [("Status", status), ("References", draw(_REFERENCES))], ["", ""])
    return "\n".join(
        [f"### {kind}-{draw(_NUMBERS)}: {title}", "", *fields, draw(_ODDITIES), "", "Systems MUST begin.", ""]
    )


@st.composite
def _constitution(draw: st.DrawFn) -> str:
    governance = draw(st.sampled_from(["", "## Governance\n\nBy decision.\n\n", "## Goverance\n\nSo.\n\n"]))
    version = draw(st.sampled_from(["**Version**: 1.0.0\n", "**Version**: 1.0\n", ""]))
    number = draw(st.sampled_from(["1", "2", "01"]))
    return (
        f"# Constitution\n\n### CONST-P{number}: Test first\n\nWe MUST test.\n\n{governance}{version}"
        "**Ratified**: 2026-01-05\n**Last Amended**: 2026-01-05"
    )


@st.composite
def _decision(draw: st.DrawFn, number: int) -> str:
    named = draw(st.sampled_from([number, number, number + 1, 1]))
    status = draw(st.sampled_from(["Accepted", "Proposed", "Acepted", "Superseded by ADR-0002", ""]))
    if draw(st.booleans()):
        head = (
            f"---\nstatus: {draw(st.sampled_from(['accepted', '{proposed | accepted}', 'acceptd']))}\n---\n"
        )
        return f"{head}# ADR-{named:04d}: Use it\n\n## Context\n\nSo.\n\n## Decision\n\nYes.\n"
    sections = draw(
        st.lists(st.sampled_from(["Context", "Decision", "Consequences", "Options"]), unique=True, max_size=3)
    )
    text = "".join(f"\n## {name}\n\nText.\n" for name in sections)
    return f"# ADR-{named:04d}: Use it\n\n**Status**: {status}\n**References**: {draw(_REFERENCES)}\n{text}"


@st.composite
def troubled(draw: st.DrawFn) -> dict[str, bytes]:
    """Some files, in one of several forms of bytes each."""
    files = {"tasks.md": "# Tasks\n\n" + "\n".join(draw(st.lists(_task(), max_size=4)))}
    files["plan.md"] = "# Plan\n\n" + "\n".join(draw(st.lists(_standing("PLAN"), max_size=3)))
    if draw(st.booleans()):
        files["specs.md"] = "\n".join(draw(st.lists(_standing("SPEC"), min_size=1, max_size=2)))
    if draw(st.booleans()):
        files["constitution.md"] = draw(_constitution())
    count = draw(st.integers(0, 3))
    for number in range(1, count + 1):
        files[f"adr/{number:04d}-use-it.md"] = draw(_decision(number))
    if count and draw(st.booleans()):
        files["adr/index.md"] = "# Decisions\n\n- [ADR-0001: Use it](0001-use-it.md)\n\nThe end."
    if draw(st.booleans()):
        files["requirements.md"] = "\n".join(draw(st.lists(_standing("REQ"), min_size=1, max_size=2)))
    made = {name: draw(_stored(text)) for name, text in files.items()}
    kept, checked, *others = (draw(part) for part in _SETTINGS)
    made["gov.toml"] = "".join([kept, "[check]\n", checked, *others]).encode()
    if draw(st.integers(0, 3)) == 0:
        made[BASELINE_FILE] = draw(_set_aside(made))
        named = f'[check]\nbaseline = "{BASELINE_FILE}"\n'
        made["gov.toml"] = made["gov.toml"].replace(b"[check]\n", named.encode())
    return made


_REQUIREMENTS = """[kinds.req]
prefix = "REQ-"
noun = "requirement"
statuses = { Open = "open", Met = "done" }
upstream = ["plan"]
"""
_SETTINGS = (
    st.sampled_from(["", '[project]\nkinds = ["principle", "plan", "spec", "task", "decision"]\n']),
    st.sampled_from(
        [
            "", "", 'ignore = ["ENF-003.bad-effort"]\n', 'severity = { "ENF-005.dangling" = "warning" }\n',
            'severity = { "ENF-003" = "info", "ENF-005.width" = "error" }\n',
            'per-file-ignores = { "plan.md" = ["ENF-005"], "adr/*" = ["ENF-009.missing-date"] }\n',
        ]
    ),
    st.sampled_from(["", "", '[reciprocal]\n"Implements" = "Implemented by"\n']),
    st.sampled_from(
        [
            "", "", '[kinds.task]\nstatuses = { Todo = "open", Doing = "running", Done = "done" }\n',
            _REQUIREMENTS,
            _REQUIREMENTS + '[kinds.task]\nreferences = ["req", "plan"]\nupstream = ["req"]\n',
        ]
    ),
)  # fmt: skip


@st.composite
def _set_aside(draw: st.DrawFn, files: dict[str, bytes]) -> bytes:
    """A baseline of some of what is found, and an entry of what is found no more."""
    verdict = judge(files)
    able = [finding for finding in verdict.findings if can_be_set_aside(finding.code)]
    chosen = draw(st.sets(st.integers(0, max(len(able) - 1, 0))))
    entries = list(entries_of(finding for at, finding in enumerate(able) if at in chosen))
    has_stale: bool = draw(st.booleans())
    if entries and has_stale:
        entries.append(entries[0]._replace(fingerprint="0123456789abcdef", message="It was so once."))
    return write_baseline(entries)


@st.composite
def _stored(draw: st.DrawFn, text: str) -> bytes:
    """A text as editors store it."""
    data = text.encode()
    form = draw(st.sampled_from(["lf", "lf", "crlf", "bom", "mixed", "spaces", "unended", "all"]))
    if form == "crlf":
        return data.replace(b"\n", b"\r\n")
    if form == "bom":
        return b"\xef\xbb\xbf" + data
    if form == "mixed":
        return data.replace(b"\n", b"\r\n", draw(st.integers(1, 5)))
    if form == "all":
        return b"\xef\xbb\xbf" + data.rstrip(b"\n").replace(b"\n", b" \t\r\n")
    if form == "spaces":
        return data.replace(b"\n", b"  \n", draw(st.integers(1, 9)))
    return data.rstrip(b"\n") if form == "unended" else data
