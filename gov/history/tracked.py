"""Which files git tracks, read from the index alone."""

from __future__ import annotations

import os
from pathlib import Path

from gov.errors import GovError

__all__ = ["tracked_paths"]

_SECONDS = 60


def tracked_paths(root: Path) -> frozenset[str]:
    """Paths below a folder that its git repository tracks, relative to the folder.

    None where there is no repository.

    The index is read from an empty repository made for the moment, so that no setting of the project's own
    repository takes effect. Raises `GovError` where there is an index that git cannot read.
    """
    found = _repository(root)
    if found is None:
        return frozenset()
    top, git_folder = found
    index = git_folder / "index"
    if not index.is_file():
        return frozenset()
    prefix = root.resolve().relative_to(top).as_posix()
    prefix = "" if prefix == "." else prefix + "/"
    names = _listed(index, git_folder)
    return frozenset(name[len(prefix) :] for name in names if name.startswith(prefix))


def _repository(root: Path) -> tuple[Path, Path] | None:
    """The top folder of the repository around a folder and its git folder."""
    resolved = root.resolve()
    for folder in (resolved, *resolved.parents):
        mark = folder / ".git"
        if mark.is_dir():
            return folder, mark
        if mark.is_file():
            text = mark.read_text("utf-8", "replace").strip()
            if text.startswith("gitdir:"):
                return folder, (folder / text.removeprefix("gitdir:").strip()).resolve()
    return None


def _listed(index: Path, git_folder: Path) -> list[str]:
    import subprocess  # noqa: PLC0415 - both only where git ignores something, which is rare
    import tempfile  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory(prefix="gov-") as scratch:
        bare = Path(scratch)
        (bare / "objects").mkdir()
        (bare / "refs").mkdir()
        (bare / "HEAD").write_text("ref: refs/heads/none\n")
        for shared in git_folder.glob("sharedindex.*"):
            (bare / shared.name).symlink_to(shared)
        environment = {
            "PATH": os.environ.get("PATH", os.defpath), "GIT_DIR": scratch, "GIT_INDEX_FILE": str(index),
            "GIT_WORK_TREE": scratch, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull,
            "LC_ALL": "C",
        }  # fmt: skip
        command = ["git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--cached"]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command in an environment made here
                command, env=environment, capture_output=True, check=False, timeout=_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            message = "git could not be run to tell which of the ignored files it tracks"
            raise GovError(message, help="Install git, or name the documents in gov.toml.") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        message = f"the git index {index} cannot be read: {reason}"
        raise GovError(message, help="Repair it with git, or name the documents in gov.toml.")
    return [name.decode("utf-8", "surrogateescape") for name in done.stdout.split(b"\0") if name]
