"""The house rules that a machine can check, so that no reviewer has to."""

import ast
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST = 400
SOURCES = (
    "gov",
    "gov_platform",
    "plugins",
    "dashboards",
    "tests",
    "benchmarks",
    "frontend",
    "hatch_build.py",
)
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base"}


def tracked(root: Path, *patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return sorted(Path(name) for name in set(listed.stdout.split("\0")) if name and (root / name).is_file())


def python_files(root: Path) -> list[Path]:
    files = [path for path in tracked(root, *SOURCES) if path.suffix == ".py"]
    assert files
    return files


def comments(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def test_no_source_file_is_longer_than_a_reader_can_hold(root: Path) -> None:
    sources = [
        path
        for path in tracked(root, *SOURCES, "Makefile", ".ci")
        if path.suffix in {".py", ".js", ".mjs", ".ts", ".css", ".j2", ".html", ""}
    ]

    too_long = {str(path): len((root / path).read_bytes().splitlines()) for path in sources}

    assert {path: lines for path, lines in too_long.items() if lines > LONGEST} == {}


def test_no_module_has_a_name_that_says_nothing(root: Path) -> None:
    vague = [path for path in python_files(root) if {path.stem, *path.parent.parts} & VAGUE]

    assert vague == []


@pytest.mark.parametrize("folder", ["plugins", "dashboards", "tests"])
def test_a_source_root_is_no_package(root: Path, folder: str) -> None:
    assert not (root / folder / "__init__.py").exists()


def test_every_folder_of_modules_inside_a_package_is_a_package(root: Path) -> None:
    """Import contracts and the type checker pass by a folder that is none, without a word."""
    roots = {Path("gov"), Path("gov_platform"), Path("plugins/gov_mkdocs"), Path("dashboards/gov_dashboards")}
    folders = {path.parent for path in python_files(root) if roots & set(path.parents)}

    assert {str(folder) for folder in folders if not (root / folder / "__init__.py").exists()} == set()


def test_every_module_says_what_it_is_for(root: Path) -> None:
    silent = [
        path
        for path in python_files(root)
        if not ast.get_docstring(ast.parse((root / path).read_text(encoding="utf-8")))
        and not path.name.startswith("test_")
    ]

    assert silent == []


def test_every_exemption_from_a_check_names_its_code_and_its_reason(root: Path) -> None:
    exemption = re.compile(r"(?:type: *ignore|noqa)\b")
    mypy = r"type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\]"
    ruff = r"noqa: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*"
    complete = re.compile(rf"# (?:{mypy}|{ruff}) +[-#] *\S.*")

    bare = [
        f"{path}:{line}: {text}"
        for path in python_files(root)
        for line, text in comments(root / path)
        if exemption.search(text) and not complete.fullmatch(text)
    ]

    assert bare == []


def test_patterns_match_ascii_digits_and_whole_lines_only(root: Path) -> None:
    r"""`\d` takes digits of every script and `$` a newline behind the end: both let look-alikes through."""
    calls = {"re.compile", "re.match", "re.search", "re.fullmatch", "re.findall", "re.finditer", "re.sub"}
    loose = []
    for path in (file for file in python_files(root) if file.parts[0] == "gov"):
        for node in ast.walk(ast.parse((root / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in calls:
                strings = (inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant))
                loose += [
                    f"{path}:{node.lineno}: {pattern}"
                    for pattern in strings
                    if isinstance(pattern, str)
                    and re.search(r"\\d|(?<!\\)\$\Z", pattern.replace(r"[^\W\d_]", ""))  # any letter
                ]

    assert loose == []


def test_nothing_speaks_of_the_machine_it_was_written_on(root: Path) -> None:
    place = re.compile(rb"(?<![\w.])/(?:work|home/[a-z]+|root)/|file:///(?!\{)|\.\./shared")
    texts = [path for path in tracked(root, ".") if path.parts[0] != "tests" and path.suffix != ".png"]

    told = [
        f"{path}:{number}"
        for path in texts
        for number, line in enumerate((root / path).read_bytes().splitlines(), 1)
        if place.search(line)
    ]

    assert told == []


def test_every_make_target_says_what_it_is_for(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (\S+)$", makefile, re.MULTILINE))
    told = set(re.findall(r"^(\S+):.*## \S", makefile, re.MULTILINE))

    assert phony - told == set()
