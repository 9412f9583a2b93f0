"""Projects with trouble of every kind, generated: several rules find something in nearly every one."""

from __future__ import annotations

from hypothesis import strategies as st

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
    ]
)
_REFERENCES = st.lists(
    st.sampled_from(
        [
            "PLAN-001", "PLAN-1", "PLAN-001 (Begin)", "PLAN-001 (Wrong label)", "PLAN-002 (Begin)",
            "PLAN-012", "CONST-P1", "CONST-P1 (Tets first)", "SPEC-001", "TASK-001", "TASK-002 to TASK-001",
            "PLAN 001",
            "ADR-0001", "[PLAN-001](PLAN-001)", "PLAN-001, PLAN-001", "TASK-004.AC1", "PLAN-O01",
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
    ]
)
_NUMBERS = st.sampled_from(["001", "002", "3", "0004", "005", "001", "7"])


@st.composite
def _task(draw: st.DrawFn) -> str:
    dependencies = draw(st.sampled_from(["None", "TASK-001", "TASK-2", "TASK-009", "TASK-001, TASK-002"]))
    lines = [
        f"### TASK-{draw(_NUMBERS)} {draw(st.sampled_from(['Sign in', 'Sign out', '']))}".rstrip(),
        "",
        f"**Status**: {draw(_STATUSES)}{draw(st.sampled_from(['', '  ']))}",
        f"**References**: {draw(_REFERENCES)}{draw(st.sampled_from(['', '  ']))}",
        f"**Dependencies**: {dependencies}",
        f"**Assignee**: {draw(st.sampled_from(['Mira', 'Vacant', '']))}",
        f"**Estimated Effort**: {draw(_EFFORTS)}",
        "",
        draw(_ODDITIES),
        "",
        "**Acceptance Criteria**:",
        "",
        draw(_CRITERIA),
        "",
    ]
    dropped = draw(st.sets(st.integers(2, 8), max_size=2))
    return "\n".join(line for at, line in enumerate(lines) if at not in dropped)


@st.composite
def _standing(draw: st.DrawFn, kind: str) -> str:
    status = draw(
        st.sampled_from(["Active", "Planned", "Actve", "Superseded", "Draft", "Approvd", "Accepted"])
    )
    title = draw(st.sampled_from(["Begin", "Sign-in"]))
    return (
        f"### {kind}-{draw(_NUMBERS)}: {title}\n\n**Status**: {status}\n"
        f"**References**: {draw(_REFERENCES)}\n{draw(_ODDITIES)}\n\nSystems MUST begin.\n"
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
    made = {name: draw(_stored(text)) for name, text in files.items()}
    if draw(st.booleans()):
        made["gov.toml"] = b'[project]\nkinds = ["principle", "plan", "spec", "task", "decision"]\n'
    return made


@st.composite
def _stored(draw: st.DrawFn, text: str) -> bytes:
    """A text as editors store it."""
    data = text.encode()
    form = draw(st.sampled_from(["lf", "lf", "crlf", "bom", "mixed", "spaces", "unended"]))
    if form == "crlf":
        return data.replace(b"\n", b"\r\n")
    if form == "bom":
        return b"\xef\xbb\xbf" + data
    if form == "mixed":
        return data.replace(b"\n", b"\r\n", draw(st.integers(1, 5)))
    if form == "spaces":
        return data.replace(b"\n", b"  \n", draw(st.integers(1, 9)))
    return data.rstrip(b"\n") if form == "unended" else data
