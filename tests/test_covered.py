"""`make test` fails where the tests ran too few lines of a package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import covered

ROOT = Path(__file__).resolve().parent.parent


def report(folder: Path, **ran: int) -> str:
    """A report in which so many of 1,000 lines of each package ran."""
    classes = "".join(
        f'<class name="x" filename="somewhere/{package}/x.py"><methods/><lines>'
        + "".join(f'<line number="{number}" hits="{int(number < lines)}"/>' for number in range(1000))
        + "</lines></class>"
        for package, lines in ran.items()
    )
    file = folder / f"{len(list(folder.iterdir()))}.xml"
    file.write_text(f'<coverage version="7"><classes>{classes}</classes></coverage>', encoding="utf-8")
    return str(file)


@pytest.mark.gov("TASK-012.6")
def test_each_package_that_we_ship_is_judged_by_95_percent_of_its_lines() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (shipped,) = re.findall(r"\[tool\.hatch\.build\.targets\.wheel\]\npackages = \[(.*)\]", settings)

    assert set(covered.DEMANDED) == {Path(name).name for name in re.findall(r'"(.+?)"', shipped)}
    assert set(covered.DEMANDED.values()) == {95}


@pytest.mark.gov("TASK-012.6")
def test_the_share_of_each_package_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = [
        report(tmp_path, gov=950, gov_mkdocs=1000, gov_dashboards=999),
        report(tmp_path, gov_platform=987),
    ]

    assert covered.main(reports) == 0
    assert capsys.readouterr().out == (
        "gov             95.00 % of 1,000 lines\n"
        "gov_dashboards  99.90 % of 1,000 lines\n"
        "gov_mkdocs     100.00 % of 1,000 lines\n"
        "gov_platform    98.70 % of 1,000 lines\n"
    )


@pytest.mark.gov("TASK-012.6")
@pytest.mark.parametrize("package", covered.DEMANDED)
def test_one_package_below_its_threshold_fails_the_build(
    package: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = dict.fromkeys(covered.DEMANDED, 1000) | {package: 949}

    assert covered.main([report(tmp_path, **ran)]) == 1
    assert capsys.readouterr().out.endswith(
        f"\n{package}: 95 % of its lines are demanded. Most are left out in\n"
        f"  somewhere/{package}/x.py: 51 of 1000\n"
    )


@pytest.mark.gov("TASK-012.6")
def test_a_package_that_nothing_measured_fails_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = [report(tmp_path, gov=1000, gov_mkdocs=1000, gov_dashboards=1000)]

    assert covered.main(reports) == 1
    assert f"gov_platform: no line of it is in {reports[0]}\n" in capsys.readouterr().out


def test_a_line_counts_once_and_as_run_where_one_run_ran_it(tmp_path: Path) -> None:
    reports = [report(tmp_path, gov=10), report(tmp_path, gov=960)]

    assert covered.read(reports) == {"gov": {"somewhere/gov/x.py": (960, 1000)}}


def test_files_that_are_named_from_their_package_on_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in the report of the platform's tests, in a checkout that somebody keeps in a folder called gov."""
    checkout = tmp_path / "gov"
    checkout.mkdir()
    monkeypatch.chdir(checkout)
    (checkout / "gov_platform").mkdir()
    (checkout / "gov_platform" / "app.py").touch()
    (checkout / "x.xml").write_text(
        f"<coverage><sources><source>{checkout / 'gov_platform'}</source></sources>"
        '<class filename="app.py"><lines><line number="1" hits="1"/></lines></class></coverage>',
        encoding="utf-8",
    )

    assert covered.read(["x.xml"]) == {"gov_platform": {"gov_platform/app.py": (1, 1)}}


@pytest.mark.gov("TASK-012.6")
def test_make_test_measures_every_package_and_judges_what_it_measured() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^test:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    measured = re.findall(r"--cov-report=xml:(\S+)", recipe)
    (judged,) = re.findall(r"tests/covered\.py (.*)", recipe)

    assert measured
    assert sorted(judged.split()) == sorted(measured)
