"""A runner of steps that is as small as it can be: scripts run as they are written, actions are noted down.

It knows of expressions what our files use, and of a log what GitHub's runner takes for a command:
`::name::data` behind any white space, and `##[name]data` anywhere in a line.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")
_NAMES = """
    add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env
    set-output stop-commands warning
"""
_KNOWN = rf"(?i:{'|'.join(_NAMES.split())})"
_SECOND = re.compile(rf"\s*::({_KNOWN}(?: [^:]*(?::(?!:)[^:]*)*)?|[0-9a-f]{{32}})::(.*)")
_FIRST = re.compile(rf"##\[({_KNOWN}[^\]]*)\](.*)")


@dataclass
class Ran:
    """What became of one step."""

    name: str
    uses: str = ""
    code: int | None = None
    log: str = ""
    outputs: dict[str, str] = field(default_factory=dict)


@dataclass
class Runner:
    """One job: where it works, what happened, and what its environment holds."""

    workspace: Path
    temp: Path
    event_name: str
    event: dict[str, Any]
    path: tuple[Path, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    """The outputs of steps that are actions of others."""

    @property
    def summary(self) -> str:
        """What the steps wrote for the page of the run."""
        file = self.temp / "summary"
        return file.read_text("utf-8") if file.exists() else ""

    def filled(self, text: str) -> str:
        """A text with the event's values in place of its expressions."""
        return _filled(text, {"github": {"event_name": self.event_name, "event": self.event}})

    def act(self, file: Path, **inputs: str) -> list[Ran]:
        """Run a composite action; what is not given has its default."""
        action = yaml.safe_load(file.read_text("utf-8"))
        defaults = {name: values.get("default", "") for name, values in action["inputs"].items()}
        return self.steps(
            action["runs"]["steps"], defaults | {k.replace("_", "-"): v for k, v in inputs.items()}
        )

    def steps(self, steps: list[dict[str, Any]], inputs: dict[str, str] | None = None) -> list[Ran]:
        """Run steps in their order, as long as none fails or where they run all the same."""
        self.temp.mkdir(exist_ok=True)
        outputs: dict[str, Any] = {}
        context = {
            "inputs": inputs or {}, "steps": outputs,
            "github": {"event_name": self.event_name, "event": self.event},
        }  # fmt: skip
        ran: list[Ran] = []
        failed = False
        for step in steps:
            condition = str(step.get("if", "success()"))
            if not _holds(condition, context, failed=failed):
                continue
            filled = {name: _filled(value, context) for name, value in step.get("env", {}).items()}
            one = Ran(step["name"], step.get("uses", ""))
            if "run" in step:
                self._script(step, filled, one, _filled(step.get("working-directory", "."), context))
            else:
                one.outputs = self.given.get(step.get("id", ""), {})
            outputs[step.get("id", "")] = {"outputs": one.outputs}
            failed = failed or bool(one.code)
            ran.append(one)
        return ran

    def _script(self, step: dict[str, Any], filled: dict[str, str], one: Ran, folder: str) -> None:
        number = len(list(self.temp.glob("*.sh")))
        script, output, event = (self.temp / f"{number}.{end}" for end in ("sh", "output", "event.json"))
        script.write_text(step["run"], "utf-8")
        output.touch()
        event.write_text(json.dumps(self.event), "utf-8")
        assert step["shell"] == "bash"
        environment = {
            "PATH": os.pathsep.join((*map(str, self.path), "/usr/local/bin", "/usr/bin", "/bin")),
            "HOME": str(self.temp), "LANG": "C.UTF-8", "CI": "true", "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": self.event_name, "GITHUB_EVENT_PATH": str(event),
            "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "GITHUB_WORKSPACE": str(self.workspace), "RUNNER_TEMP": str(self.temp),
            "GITHUB_REPOSITORY": "octo/governed", "GITHUB_SERVER_URL": "https://github.example",
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script], cwd=self.workspace / folder,
            env=environment | self.variables | filled, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        one.code, one.log = done.returncode, done.stdout.decode()
        one.outputs = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())


def commands(log: str) -> list[tuple[str, str]]:
    """What a log has the runner do, as command and data; text between a stop and its token does nothing."""
    found: list[tuple[str, str]] = []
    token = ""
    for line in log.replace("\r", "\n").split("\n"):
        match = _SECOND.match(line) or _FIRST.search(line)
        if not match:
            continue
        if token:
            token = "" if match.group(1) == token else token
        elif match.group(1) == "stop-commands":
            token = match.group(2)
        else:
            found.append((match.group(1), match.group(2)))
    assert not token, "commands were stopped and never taken up again"
    return found


def _filled(value: str, context: dict[str, Any]) -> str:
    return _EXPRESSION.sub(lambda match: str(_value(match.group(1), context)), str(value))


def _holds(condition: str, context: dict[str, Any], *, failed: bool) -> bool:
    expression = _EXPRESSION.fullmatch(condition)
    text = expression.group(1) if expression else condition
    states = {"success()": not failed, "failure()": failed, "always()": True, "!cancelled()": True}
    words = text.split(" && ")
    if not any(word in states for word in words) and failed:
        return False
    return all(states[word] if word in states else bool(_value(word, context)) for word in words)


def _value(text: str, context: dict[str, Any]) -> object:
    """A name, a text, a comparison of two, or the first of several that is something."""
    if " || " in text:
        return next((value for value in (_value(one, context) for one in text.split(" || ")) if value), "")
    for sign in (" == ", " != "):
        if sign in text:
            left, right = (_value(one, context) for one in text.split(sign))
            return (left == right) == (sign == " == ")
    if text.startswith("'"):
        return text.strip("'")
    value: Any = context
    for name in text.split("."):
        value = value.get(name, "") if isinstance(value, dict) else ""
    return value


def hostile_variables(folder: Path) -> dict[str, str]:
    """Variables of a job that leave a file `ran` behind wherever a Python heeds them."""
    code = folder / "code"
    code.mkdir(exist_ok=True)
    for name in ("sitecustomize", "usercustomize", "click"):
        text = f"import pathlib\npathlib.Path({str(folder / 'ran')!r}).touch()\n"
        (code / f"{name}.py").write_text(text)
    return {"PYTHONPATH": str(code), "PYTHONINSPECT": "1", "PYTHONSTARTUP": str(code / "click.py")}
