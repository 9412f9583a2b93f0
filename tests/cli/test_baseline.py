"""`gov baseline` and the file it keeps: written once, brought up to date, and never trusted blindly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from gov.schemas import schema_text
from tests.cli.running import gov, healthy, write

if TYPE_CHECKING:
    from pathlib import Path

FILE = "gov-baseline.json"
NAMED = '[project]\nkinds = ["principle", "plan", "task"]\n\n[check]\nbaseline = "gov-baseline.json"\n'
TASK = "### TASK-{n:03d} Do {n}\n\n**Status**: Whatever\n**References**: PLAN-001, PLAN-00{n}\n\n"


def broken(folder: Path, count: int = 3, toml: str = NAMED) -> Path:
    """A project in which every task lacks fields and criteria, has a wrong status and a torn reference."""
    tasks = "# Tasks\n\n" + "".join(TASK.format(n=n) for n in range(3, 3 + count))
    return healthy(folder, gov_toml=toml, tasks_md=tasks)


def entries(folder: Path) -> list[dict[str, str]]:
    value = json.loads((folder / FILE).read_bytes())
    Draft202012Validator(json.loads(schema_text("baseline"))).validate(value)
    found: list[dict[str, str]] = value["findings"]
    return found


def test_what_is_set_aside_lets_the_check_pass(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    missing = gov(folder, "check")
    done = gov(folder, "baseline", "create")

    assert (missing.code, "'gov baseline create'" in missing.err) == (2, True)
    assert (done.code, done.out, done.err) == (0, "set 12 findings aside in gov-baseline.json\n", "")
    assert len(entries(folder)) == 12
    assert gov(folder, "check", "--fail-on", "warning").code == 0


def test_the_file_has_an_entry_a_line_in_one_order(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    gov(folder, "baseline", "create")
    first = (folder / FILE).read_bytes()
    (folder / FILE).unlink()
    gov(folder, "baseline", "create")
    lines = first.decode().splitlines()

    assert (folder / FILE).read_bytes() == first
    assert [json.loads(line.strip().removesuffix(","))["code"] for line in lines[3:-2]] == sorted(
        entry["code"] for entry in entries(folder)
    )


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    write(folder, {FILE: "mine\n"})
    done = gov(folder, "baseline", "create")

    assert (done.code, "'gov baseline update'" in done.err) == (2, True)
    assert (folder / FILE).read_text() == "mine\n"


def test_only_what_fails_is_set_aside_unless_all_is_asked_for(tmp_path: Path) -> None:
    folder = broken(
        tmp_path, toml=NAMED.replace("[check]\n", '[check]\nseverity = {"ENF-003" = "warning"}\n')
    )

    assert gov(folder, "baseline", "create", "--dry-run").out.startswith("would set 3 findings aside")
    assert not (folder / FILE).exists()
    assert gov(folder, "baseline", "create", "--all").out.startswith("set 12 findings aside")


@pytest.mark.gov("TASK-034.2")
def test_update_adds_what_is_new_and_drops_what_is_cured(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    gov(folder, "baseline", "create")
    text = (folder / "tasks.md").read_text()
    changed = text.replace("Whatever", "Not Started", 1) + TASK.format(n=9)
    (folder / "tasks.md").write_text(changed)
    before = (folder / FILE).read_bytes()

    told = gov(folder, "baseline", "update", "--dry-run")
    untouched = (folder / FILE).read_bytes()
    done = gov(folder, "baseline", "update")
    again = gov(folder, "baseline", "update")

    assert told.out == "would add 4, drop 1 cured; gov-baseline.json holds 15 findings\n"
    assert untouched == before
    assert done.out == "added 4, dropped 1 cured; gov-baseline.json holds 15 findings\n"
    assert again.out == "added 0, dropped 0 cured; gov-baseline.json holds 15 findings\n"
    assert gov(folder, "check", "--fail-on", "info").code == 0


@pytest.mark.gov("TASK-034.2")
def test_prune_only_drops(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    gov(folder, "baseline", "create")
    text = (folder / "tasks.md").read_text()
    (folder / "tasks.md").write_text(text.replace("Whatever", "Not Started", 1) + TASK.format(n=9))

    told = gov(folder, "baseline", "prune", "--dry-run")
    done = gov(folder, "baseline", "prune")

    assert told.out == "would drop 1 cured; gov-baseline.json holds 11 findings\n"
    assert done.out == "dropped 1 cured; gov-baseline.json holds 11 findings\n"
    assert gov(folder, "check").code == 1


@pytest.mark.parametrize("command", ["update", "prune"])
def test_without_a_baseline_there_is_nothing_to_bring_up_to_date(tmp_path: Path, command: str) -> None:
    done = gov(healthy(tmp_path), "baseline", command)

    assert (done.code, "'gov baseline create'" in done.err) == (2, True)


def test_what_silenced_an_error_takes_it_along(tmp_path: Path) -> None:
    folder = healthy(
        tmp_path,
        gov_toml=NAMED,
        tasks_md="### TASK-001 A\n\n**Status**: Not Started\nReferences: PLAN-001\n**Assignee**: Vacant\n"
        "**Estimated Effort**: S\n\n**Acceptance Criteria**:\n- [ ] A line is found within one minute\n",
    )
    done = gov(folder, "baseline", "create")

    assert [entry["code"] for entry in entries(folder)] == ["ENF-000.unread-field", "ENF-003.missing-field"]
    assert done.code == 0
    assert gov(folder, "check").code == 0


def test_what_hides_others_is_told_and_still_fails(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    (folder / "more.md").write_bytes(b"### TASK-077 A\n\xff\n")
    done = gov(folder, "baseline", "create")

    assert "cannot be set aside and must be mended" in done.err
    assert "more.md:2: ENF-000.unreadable" in done.err
    assert gov(folder, "check").code == 1


# The setting.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[project]\nname = 'A'", "[project]\nname = 'A'\n\n[check]\nbaseline = \"gov-baseline.json\"\n"),
        (
            '[check] # ours\r\nfail-on = "error"\r\n',
            '[check] # ours\r\nbaseline = "gov-baseline.json"\r\nfail-on = "error"\r\n',
        ),
        ("[check]", '[check]\nbaseline = "gov-baseline.json"\n'),
        (
            "[project]\nname = '''\n[check]\n'''\n",
            "[project]\nname = '''\n[check]\n'''\n\n[check]\nbaseline = \"gov-baseline.json\"\n",
        ),
        (
            '[check.severity]\n"ENF-003" = "info"\n',
            '[check.severity]\n"ENF-003" = "info"\n\n[check]\nbaseline = "gov-baseline.json"\n',
        ),
        ("", '[check]\nbaseline = "gov-baseline.json"\n'),
    ],
)
def test_the_setting_is_added_and_no_other_byte_changed(tmp_path: Path, before: str, after: str) -> None:
    healthy(tmp_path)
    (tmp_path / "gov.toml").write_bytes(before.encode())
    done = gov(tmp_path, "baseline", "create", "--configure")

    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("named it in gov.toml\n")
    assert (tmp_path / "gov.toml").read_bytes() == after.encode()
    assert gov(tmp_path, "check").code == 0


@pytest.mark.parametrize("toml", ['check = {fail-on = "error"}\n', 'check.fail-on = "error"\n'])
def test_a_setting_that_cannot_be_added_is_told(tmp_path: Path, toml: str) -> None:
    healthy(tmp_path)
    (tmp_path / "gov.toml").write_text(toml)
    done = gov(tmp_path, "baseline", "create", "--configure")

    assert (done.code, 'baseline = "gov-baseline.json"' in done.err) == (2, True)
    assert (tmp_path / "gov.toml").read_text() == toml


def test_the_line_to_add_is_told_also_for_pyproject(tmp_path: Path) -> None:
    healthy(tmp_path)
    (tmp_path / "gov.toml").unlink()
    (tmp_path / "pyproject.toml").write_text('[tool.gov.project]\nkinds = ["task"]\n')

    told = gov(tmp_path, "baseline", "create")
    (tmp_path / FILE).unlink()
    done = gov(tmp_path, "baseline", "create", "--configure")

    assert told.out.splitlines()[1:] == [
        "it counts once pyproject.toml names it:", "  [tool.gov.check]", '  baseline = "gov-baseline.json"',
    ]  # fmt: skip
    assert done.out.endswith("named it in pyproject.toml\n")
    assert gov(tmp_path, "check").code == 0


# The file, as others may have left it.

ENTRY = '{"fingerprint": "%016x", "code": "ENF-005.dangling", "item": "A", "path": "a.md", "message": "m"}'


def with_entries(*lines: str) -> str:
    return '{\n"version": 1,\n"findings": [\n' + ",\n".join(lines) + "\n]\n}\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "gov-baseline.json:1: not JSON: '{' is missing"),
        ("[]", "gov-baseline.json:1: not JSON: '{' is missing"),
        ("{", "gov-baseline.json:1: not JSON: expecting value"),
        ('{"version": 1, "findings": []} x', "gov-baseline.json:1: not JSON: something follows the object"),
        ('{"version": 1}', "gov-baseline.json:1: 'findings' is missing"),
        ('{"findings": []}', "gov-baseline.json:1: 'version' is missing"),
        ('{\n"version": 2,\n"findings": []}', "gov-baseline.json:2: is of version 2, and this gov reads"),
        ('{\n"version": true,\n"findings": []}', "gov-baseline.json:2: is of version True"),
        ('{"version": 1, "findings": {}}', "gov-baseline.json:1: 'findings' is not a list"),
        ('{"version": 1,\n"more": 1, "findings": []}', "gov-baseline.json:2: unknown key 'more'"),
        ('{"version": 1,\n"version": 1, "findings": []}', "gov-baseline.json:2: 'version' is given twice"),
        (
            with_entries(ENTRY % 1, ENTRY % 2, ENTRY % 1),
            "gov-baseline.json:6: the fingerprint 0000000000000001 ",
        ),
        (
            with_entries(ENTRY % 1, "{}"),
            "gov-baseline.json:5: an entry: 'fingerprint', 'code', 'item', 'path', ",
        ),
        (with_entries(ENTRY % 1 + " " + ENTRY % 2), "gov-baseline.json:4: not JSON: ']' is missing"),
        (with_entries(ENTRY.replace('"A"', "1") % 1), "gov-baseline.json:4: an entry: 'item' is not a text"),
        (with_entries(ENTRY.replace("%016x", "xyz")), "gov-baseline.json:4: 'xyz' is no fingerprint"),
        (
            with_entries(ENTRY.replace("ENF-005.dangling", "ENF-000.unreadable") % 1),
            "gov-baseline.json:4: ENF-000.unreadable cannot be set aside",
        ),
        (
            with_entries(ENTRY.replace('"item"', '"code"') % 1),
            "gov-baseline.json:4: not JSON: 'code' is given twice in one object",
        ),
        (
            with_entries(f"<<<<<<< ours\n{ENTRY % 1}\n=======\n{ENTRY % 2}\n>>>>>>> theirs"),
            "gov-baseline.json:4: holds the marks of a merge conflict",
        ),
        ("[" * 100_000, "gov-baseline.json:1: not JSON: '{' is missing"),
        ('{"version": ' + "[" * 100_000, "gov-baseline.json:1: not JSON: nested too deeply"),
        ('{"version": ' + "1" * 5000 + "}", "gov-baseline.json:1: not JSON: a number has too many digits"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line_and_a_way_out(
    tmp_path: Path, text: str, told: str
) -> None:
    healthy(tmp_path, gov_toml=NAMED)
    (tmp_path / FILE).write_text(text)
    for command in (("check",), ("rules",), ("baseline", "update"), ("baseline", "prune")):
        done = gov(tmp_path, *command)

        assert (done.code, done.out) == (2, ""), done
        assert done.err.startswith(f"error: {told}"), done.err
        assert "help: " in done.err


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    healthy(tmp_path, gov_toml=NAMED)
    (tmp_path / FILE).write_text(with_entries("{}", "1", ENTRY % 1, ENTRY % 1).replace('": 1', '": 7', 1))
    done = gov(tmp_path, "check")

    assert next(line for line in done.err.splitlines() if FILE in line).startswith(
        "error: gov-baseline.json:2"
    )
    assert done.err.count("gov-baseline.json:") == 4


def test_a_byte_order_mark_and_other_line_ends_are_read(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    gov(folder, "baseline", "create")
    data = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))

    assert gov(folder, "check").code == 0


@pytest.mark.parametrize("command", [("check",), ("baseline", "create"), ("baseline", "update")])
def test_a_link_out_of_the_project_is_neither_read_nor_written(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = broken(tmp_path / "here")
    outside = tmp_path / "outside.json"
    if command != ("baseline", "create"):
        outside.write_text('{"version": 1, "findings": []}')
    before = outside.read_bytes() if outside.exists() else None
    (folder / FILE).symlink_to(outside)
    done = gov(folder, *command)

    assert (done.code, "help: " in done.err) == (2, True)
    assert (outside.read_bytes() if outside.exists() else None) == before


def test_a_folder_that_leads_out_of_the_project_is_not_written_to(tmp_path: Path) -> None:
    folder = broken(tmp_path / "here", toml=NAMED.replace(FILE, "out/b.json"))
    (tmp_path / "outside").mkdir()
    (folder / "out").symlink_to(tmp_path / "outside")
    done = gov(folder, "baseline", "create")

    assert (done.code, "lies outside the project" in done.err) == (2, True)
    assert list((tmp_path / "outside").iterdir()) == []


# Entries that are stale.


@pytest.mark.parametrize("cured", [(3,), (4,), (5,), (3, 4), (4, 5), (3, 5), (3, 4, 5)])
def test_a_fix_takes_out_exactly_the_entries_that_are_cured(tmp_path: Path, cured: tuple[int, ...]) -> None:
    folder = broken(tmp_path)
    gov(folder, "baseline", "create")
    (folder / FILE).write_bytes((folder / FILE).read_bytes().replace(b"\n", b"\r\n"))
    before = (folder / FILE).read_bytes().splitlines()
    text = (folder / "tasks.md").read_text()
    for number in cured:
        text = text.replace(f", PLAN-00{number}", "")
    (folder / "tasks.md").write_text(text)

    told = gov(folder, "check", "--format", "json")
    places = [(f["path"], f["line"], f["code"]) for f in json.loads(told.out)["findings"]]
    done = gov(folder, "check", "--fix")

    assert places == [(FILE, 4 + 9 + n - 3, "ENF-013.stale-baseline") for n in cured]
    assert done.code == 0
    assert [e["item"] for e in entries(folder) if e["code"] == "ENF-005.dangling"] == [
        f"TASK-00{n}" for n in (3, 4, 5) if n not in cured
    ]
    after = (folder / FILE).read_bytes().splitlines()
    kept = [line for line in before if not any(b"PLAN-00%d" % n in line for n in cured)]
    assert [line.rstrip(b",") for line in after] == [line.rstrip(b",") for line in kept]


def test_the_last_entry_leaves_an_empty_list(tmp_path: Path) -> None:
    folder = broken(tmp_path, 1)
    gov(folder, "baseline", "create")
    healthy(folder, gov_toml=NAMED)
    done = gov(folder, "check", "--fix", "--fail-on", "info")

    assert done.code == 0, done.out
    assert entries(folder) == []


# Strictness.


def test_a_project_passes_strictly_by_ignoring_what_it_does_not_use(tmp_path: Path) -> None:
    folder = healthy(tmp_path)
    strict = gov(folder, "check", "--strict", "--format", "json")
    unused = sorted({entry["code"] for entry in json.loads(strict.out)["rules_not_run"]})
    ran = {code.partition(".")[0] for code in json.loads(strict.out)["rules_run"]}
    families = sorted({code.partition(".")[0] for code in unused} - ran)
    named = [*families, *(code for code in unused if code.partition(".")[0] in ran)]
    with (folder / "gov.toml").open("a") as file:
        file.write(f"\n[check]\nignore = {json.dumps(named)}\n")

    assert (strict.code, bool(unused)) == (1, True)
    assert gov(folder, "check", "--strict").code == 0
