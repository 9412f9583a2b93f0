"""A client that is generated from the description: it has types, and does what the description says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.platform.served import EMAIL, PASSWORD, register, served
from gov_platform.app import create_app
from gov_platform.settings import Settings
from tests.platform.conftest import SECRET

USE = """
import sys

from govtrace_platform_client import AuthenticatedClient, Client
from govtrace_platform_client.api.accounts import accounts_me, accounts_sign_in
from govtrace_platform_client.models import Account, Credentials, ProblemDocument, Tokens


def who(address: str, email: str, password: str) -> str:
    told = accounts_sign_in.sync(client=Client(address), body=Credentials(email=email, password=password))
    assert isinstance(told, Tokens)
    account = accounts_me.sync(client=AuthenticatedClient(address, told.access_token))
    assert isinstance(account, Account)
    return account.email


def refused(address: str) -> str:
    problem = accounts_me.sync(client=AuthenticatedClient(address, "none"))
    assert isinstance(problem, ProblemDocument)
    return problem.type_


if __name__ == "__main__":
    print(who(*sys.argv[1:]), refused(sys.argv[1]), sep="\\n")
"""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a client that was generated just now, and of what uses it."""
    folder = tmp_path_factory.mktemp("client")
    app = create_app(Settings(environment="test", worker="separate", data=folder / "data", secret=SECRET))
    (folder / "openapi.json").write_text(json.dumps(app.openapi()))
    (folder / "used.py").write_text(USE)
    words = ["--path", "openapi.json", "--meta", "none", "--output-path", "govtrace_platform_client"]
    run(folder, "openapi_python_client", "generate", *words, "--fail-on-warning")
    return folder


def run(folder: Path, module: str, *words: str) -> str:
    """Run a module where the client is, and expect it to have nothing to say against it."""
    # Its formatter is found by PATH.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(
        command, cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_whoever_uses_it_wrongly_is_told_by_its_types(generated: Path) -> None:
    words = ["--strict", "--follow-imports", "silent", "used.py"]
    assert run(generated, "mypy", *words).startswith("Success")

    (generated / "used.py").write_text(USE.replace("account.email", "account.mail"))
    with pytest.raises(AssertionError, match='"Account" has no attribute "mail"'):
        run(generated, "mypy", *words)
    (generated / "used.py").write_text(USE)


def test_it_signs_in_at_a_server_and_understands_its_errors(generated: Path, tmp_path: Path) -> None:
    variables = {"GOV_PLATFORM_DATA": str(tmp_path / "data")}
    register(variables)
    with served(variables, tmp_path / "log") as server:
        said = run(generated, "used", server.address, EMAIL, PASSWORD)

    assert said.splitlines() == [EMAIL, "urn:govtrace:problem:unauthorized"]
