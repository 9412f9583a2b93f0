"""Which commit brought a finding, and which one cured it: on real repositories, as `gov history` tells."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import jsonschema
import pytest

from gov import rules as gov_rules
from gov.history.revisions import revisions
from gov.metrics.turns import Turns
from gov.metrics.turns import told as said
from gov.rulebook import Facts, check, load_rulebook
from gov.schemas import schema_text
from tests.cli.running import gov
from tests.history.repositories import commit, git, repository

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "### PLAN-001: Accounts\n\n**Status**: Active\n"
SOUND = "### TASK-001 Sign in\n\n**Status**: Not Started\n**References**: PLAN-001\n"
TORN = SOUND.replace("PLAN-001", "PLAN-009")
DANGLING = "ENF-005.dangling"
DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}[:.]?")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = repository(tmp_path / "project", {"plan.md": PLAN, "tasks.md": SOUND}, "-b", "main")
    for number in range(3):
        commit(folder, f"Say more {number}", notes_md=f"# Notes {number}\n")
    return folder


def told(project: Path, *options: str, code: str = DANGLING) -> list[str]:
    """How each finding of a code is told, its day left out."""
    done = gov(project, "history", "--findings", *options)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    found = [lines[at + 1].strip() for at, line in enumerate(lines[:-1]) if f"[{code}]" in line]
    return [" ".join(word for word in line.split() if not DAY.fullmatch(word)) for line in found]


@pytest.mark.gov("TASK-042.6")
def test_the_commit_that_brought_a_finding_is_named_with_its_request(project: Path) -> None:
    guilty = commit(project, "Plan the sign-in anew (#12)", tasks_md=TORN)
    for number in range(5):
        commit(project, f"Go on {number}", notes_md=f"# More {number}\n")

    assert told(project) == [f"Came with {guilty} of (#12): Plan the sign-in anew (#12)"]


def test_a_merge_brings_what_its_branch_holds(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "side")
    commit(project, "Tear it", tasks_md=TORN)
    git(project, "checkout", "-q", "main")
    commit(project, "Meanwhile", notes_md="# Meanwhile\n")
    git(project, "merge", "-q", "--no-ff", "-m", "Merge pull request #7 from ada/side", "side")
    merge = git(project, "rev-parse", "--short=8", "HEAD").decode().strip()
    commit(project, "Go on", notes_md="# On\n")

    assert told(project) == [f"Came with {merge} of (#7): Merge pull request #7 from ada/side"]


def test_what_came_went_and_came_again_is_told_of_the_last_time(project: Path) -> None:
    commit(project, "Tear it", tasks_md=TORN)
    git(project, "tag", "v1")
    for number in range(4):
        commit(project, f"Go on {number}", notes_md=f"# On {number}\n")
    commit(project, "Cure it", tasks_md=SOUND)
    again = commit(project, "Tear it again", tasks_md=TORN)
    for number in range(3):
        commit(project, f"Go further {number}", notes_md=f"# Further {number}\n")

    assert told(project) == [f"Came with {again} of Tear it again"]

    cure = commit(project, "Cure it again", tasks_md=SOUND)
    commit(project, "Rest", notes_md="# Rest\n")
    assert told(project, "--since", "v1") == [f"Cured with {cure} of Cure it again"]


@pytest.mark.parametrize(
    "blind", ['[check]\nignore = ["ENF-005.dangling"]\n', '[project]\nexclude = ["tasks.md"]\n']
)
def test_a_commit_that_did_not_look_tells_nothing(project: Path, blind: str) -> None:
    came = commit(project, "Tear it", tasks_md=TORN)
    git(project, "tag", "v1")
    commit(project, "Look away", gov_toml=blind)
    commit(project, "Go on", notes_md="# On\n")
    commit(project, "Look again", gov_toml="")

    (line,) = told(project)
    assert line == f"Came with {came} of Tear it. 2 commits after it not judged"

    cure = commit(project, "Cure it", tasks_md=SOUND)
    assert told(project, "--since", "v1") == [f"Cured with {cure} of Cure it"]


def test_who_may_judge_few_commits_says_what_was_not_judged(project: Path) -> None:
    came = commit(project, "Tear it", tasks_md=TORN)
    for number in range(20):
        commit(project, f"Go on {number}", notes_md=f"# On {number}\n")

    rulebook, day = load_rulebook(gov_rules), date(2026, 11, 26)
    with revisions(project) as found:
        now = found.project("HEAD")
        verdict = check(Facts(now, day), rulebook)
        (finding,) = (one for one in verdict.findings if one.code == DANGLING)
        turn = Turns(found, now, rulebook, day, most=14).brought(verdict)[id(finding)]
        one = Turns(found, now, rulebook, day, most=1).brought(verdict)[id(finding)]

    assert turn.commit is not None
    assert turn.commit.id.startswith(came)
    # Of 19 between it and the newest, seven were walked, and halving saw two of the others.
    assert (turn.between, turn.since) == (0, 10)
    assert "10 commits after it not judged" in said(turn, "Came")
    assert said(one, "Came").endswith("or earlier: 24 commits before it not judged")


def test_what_was_there_from_the_first_commit_is_told_of_it(tmp_path: Path) -> None:
    folder = repository(tmp_path / "project", {"plan.md": PLAN, "tasks.md": TORN}, "-b", "main")
    begun = git(folder, "rev-parse", "--short=8", "HEAD").decode().strip()
    commit(folder, "Go on", notes_md="# On\n")

    assert told(folder) == [f"Came with {begun} of Begin"]


def test_what_is_not_committed_is_said_to_be_so(project: Path) -> None:
    (project / "tasks.md").write_text(TORN)

    assert told(project) == ["Came in what is not committed yet"]


def test_what_is_taken_away_brings_a_finding(project: Path) -> None:
    gone = commit(project, "Drop the plan", plan_md=PLAN.replace("001", "002"))
    commit(project, "Go on", notes_md="# On\n")

    assert told(project) == [f"Came with {gone} of Drop the plan"]


def test_settings_that_ask_for_more_bring_findings(project: Path) -> None:
    policy = commit(project, "Ask for decisions", gov_toml='[project]\nkinds = ["decision"]\n')
    commit(project, "Go on", notes_md="# On\n")

    (line,) = told(project, code="ENF-005.undeclared-kind")
    assert line == f"Came with {policy} of Ask for decisions"


@pytest.mark.gov("TASK-042.6")
def test_the_commit_that_cured_a_finding_is_named(project: Path) -> None:
    commit(project, "Tear it", tasks_md=TORN)
    git(project, "tag", "v1")
    commit(project, "Go on", notes_md="# On\n")
    cure = commit(project, "Cure it (!3)", tasks_md=SOUND)
    commit(project, "Go further", notes_md="# Further\n")

    assert told(project) == []
    assert told(project, "--since", "v1") == [f"Cured with {cure} of (!3): Cure it (!3)"]
    assert gov(project, "history", "--findings", "--since", "v1").out.endswith("1 cured since v1\n")


def test_of_two_alike_each_has_its_commit(project: Path) -> None:
    one = commit(project, "Tear one", tasks_md=TORN)
    second = TORN.replace("TASK-001", "TASK-002")
    two = commit(project, "Tear two", more_md=second)

    assert sorted(line.split()[2] for line in told(project)) == sorted([one, two])


def test_a_commit_that_cannot_be_judged_is_told_as_not_judged(project: Path) -> None:
    commit(project, "Break the settings", gov_toml="[project\n")
    last = commit(project, "Mend them, and tear it", gov_toml="", tasks_md=TORN)

    (line,) = told(project)
    assert line.startswith("Came after ")
    assert line.endswith(f"with {last} of at the latest: 1 commit between them not judged")


def test_a_shallow_clone_says_that_it_looks_no_further(project: Path, tmp_path: Path) -> None:
    commit(project, "Tear it", tasks_md=TORN)
    commit(project, "Go on", notes_md="# On\n")
    commit(project, "Go further", notes_md="# Further\n")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{project}", "shallow")

    (line,) = told(tmp_path / "shallow")
    assert line.startswith("There at ")
    assert line.endswith("already, and this clone goes no further back")


def test_a_shallow_clone_whose_first_commit_did_not_look_is_no_beginning(
    project: Path, tmp_path: Path
) -> None:
    commit(project, "Tear it", tasks_md=TORN)
    commit(project, "Look away", gov_toml='[project]\nexclude = ["tasks.md"]\n')
    again = commit(project, "Look again", gov_toml="")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{project}", "shallow")

    assert told(tmp_path / "shallow") == [f"Came with {again} of or earlier: 1 commit before it not judged"]


def test_a_file_that_goes_or_comes_turns_the_links_to_it(project: Path) -> None:
    link = "ENF-014.broken-link"
    commit(project, "Draw it", picture_png="x")
    commit(project, "Show it", tasks_md=f"{SOUND}\n![The picture](picture.png)\n")
    commit(project, "Go on", notes_md="# On\n")
    git(project, "rm", "-q", "picture.png")
    git(project, "commit", "-q", "-m", "Clear away")
    gone = git(project, "rev-parse", "--short=8", "HEAD").decode().strip()
    git(project, "tag", "v1")
    commit(project, "Go further", notes_md="# Further\n")

    assert told(project, code=link) == [f"Came with {gone} of Clear away"]

    back = commit(project, "Draw it again", picture_png="x")
    commit(project, "Rest", notes_md="# Rest\n")
    assert told(project, "--since", "v1", code=link) == [f"Cured with {back} of Draw it again"]


def test_what_stood_behind_its_cause_is_not_taken_for_cured(project: Path) -> None:
    commit(project, "Tear it", tasks_md=TORN)
    git(project, "tag", "v1")
    commit(project, "Leave a fence open", more_md="# More\n\n```\n")
    commit(project, "Go on", notes_md="# On\n")
    cure = commit(project, "Cure it", tasks_md=SOUND)
    commit(project, "Close the fence", more_md="# More\n")

    assert told(project, "--since", "v1") == [f"Cured with {cure} of Cure it"]


def test_of_findings_that_say_the_same_nobody_can_tell_which_came_when(project: Path) -> None:
    link, hanging = "ENF-014.broken-link", "See [this](gone.md).\n"
    commit(project, "One", tasks_md=f"{SOUND}\n{hanging}")
    commit(project, "Two", tasks_md=f"{SOUND}\n{hanging}\n{hanging}")
    both = told(project, code=link)
    left = commit(project, "One of them goes", tasks_md=f"{SOUND}\nNothing.\n\n{hanging}")
    commit(project, "Go on", notes_md="# On\n")

    assert len(both) == 2
    assert all(line.startswith("No commit tells") for line in both)
    (line,) = told(project, code=link)
    assert line.startswith(f"Came with {left} of or earlier: ")


def test_json_is_as_its_schema_says(project: Path) -> None:
    commit(project, "Tear it", tasks_md=TORN)
    git(project, "tag", "v1")
    commit(project, "Cure it (#4)", tasks_md=SOUND)
    (project / "tasks.md").write_text(TORN.replace("PLAN-009", "PLAN-008"))

    value = json.loads(gov(project, "history", "--findings", "--since", "v1", "--format", "json").out)

    jsonschema.validate(value, json.loads(schema_text("history")))
    (cured,) = value["findings"]["cured"]
    assert (cured["code"], cured["turn"]["commit"]["request"]) == (DANGLING, "#4")
    present = [one for one in value["findings"]["present"] if one["code"] == DANGLING]
    assert [one["turn"]["commit"] for one in present] == [None]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--since", "HEAD"], "--since is about findings"),
        (["TASK-001", "--findings"], "--findings is about the whole project as it is now"),
        (["--findings", "--at", "HEAD~1"], "--findings is about the whole project as it is now"),
        (["--findings", "--since", "side"], "'side' is not on the main line up to HEAD"),
        (["--findings", "--since", "nowhere"], "no commit is called 'nowhere' here"),
    ],
)
def test_what_does_not_go_together_is_refused(project: Path, options: list[str], message: str) -> None:
    git(project, "checkout", "-q", "-b", "side")
    commit(project, "Aside", notes_md="# Aside\n")
    git(project, "checkout", "-q", "main")

    done = gov(project, "history", *options)

    assert (done.code, done.out, done.err.splitlines()[0]) == (2, "", f"error: {message}")
