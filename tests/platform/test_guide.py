"""What the guide says of settings is so, and whoever follows it is signed in."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from gov_platform.settings import PREFIX, Settings
from tests.platform.test_command import platform, variables_of

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "platform.md"
ROW = re.compile(rf"^\| `{PREFIX}([A-Z_]+)` \|[^|]+\|([^|]*)\|$", re.MULTILINE)
PASSWORD = "correct horse battery staple"  # noqa: S105 - the guide's


def test_every_setting_is_told_with_its_default() -> None:
    told = {
        name.lower(): default.strip().strip("`") for name, default in ROW.findall(GUIDE.read_text("utf-8"))
    }

    assert list(told) == list(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, bool):
            assert told[name] == str(field.default).lower()
        elif isinstance(field.default, int | float):
            assert float(told[name]) == field.default


@pytest.mark.gov("TASK-048.1")
def test_whoever_follows_the_guide_is_signed_in(tmp_path: Path) -> None:
    made = platform(tmp_path, "create-admin", "kim@example.org", given=f"{PASSWORD}\n")
    assert made.stdout == "kim@example.org has an account with all rights\n", made.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [
        "-c",
        "from gov_platform.cli import main; main(prog_name='gov-platform')",
        "serve",
        "--port",
        str(port),
    ]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, *words], cwd=tmp_path, env=variables_of(), stderr=log)
    try:
        transport = httpx.HTTPTransport(retries=8)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=transport, timeout=20) as client:
            assert client.get("/health/live").status_code == 200
            signed_in = client.post(
                "/api/v1/auth/login", json={"email": "kim@example.org", "password": PASSWORD}
            )
            assert signed_in.status_code == 200, signed_in.text
            bearer = {"Authorization": f"Bearer {signed_in.json()['access_token']}"}
            me = client.get("/api/v1/auth/me", headers=bearer)
            assert (me.json()["email"], me.json()["role"]) == ("kim@example.org", "admin")
            assert client.post("/api/v1/auth/logout", headers=bearer).status_code in {200, 204}
            assert client.get("/api/v1/auth/me", headers=bearer).status_code == 401
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) in {0, -signal.SIGTERM}
    log_text, data = (tmp_path / "log").read_text("utf-8"), tmp_path / "gov-platform-data"
    assert PASSWORD not in log_text
    assert log_text.splitlines()[:2] == [f"mail: written to {data / 'mail'}, none is sent", f"data: {data}"]
    assert {path.name for path in data.iterdir()} >= {"platform.db", "secret"}
