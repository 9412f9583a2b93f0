"""The group that finds its sub-commands by presence, and how the process ends."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import NoReturn

import click

import gov.cli
from gov import discovery
from gov.cli._printing import settle_streams
from gov.errors import GovError
from gov.text import printable

__all__ = ["EXIT_FINDINGS", "EXIT_INTERNAL", "EXIT_USAGE", "main", "run"]

EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_INTERNAL = 3
EXIT_STOPPED = 130


class _Commands(click.Group):
    """Sub-commands by file name; only the one that is called is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [name.replace("_", "-") for name in discovery.module_names(gov.cli)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        name = cmd_name.replace("-", "_")
        command = getattr(importlib.import_module(f"gov.cli.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a mistyped one is told the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # noqa: PLC0415 - only for a mistyped command

            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if near:
                message = f"{error.message} Did you mean {near[0]!r}?"
                raise click.UsageError(message, ctx) from error
            raise


@click.command(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="govtrace", prog_name="gov")
def command() -> None:
    """Check, trace and show governed Markdown: principles, plans, specifications, tasks, decisions.

    \b
    Start with:
      gov init                 make this folder a governed project
      gov check                find what is wrong, with file, line and cure
      gov explain ENF-005.dangling
    """


def main() -> NoReturn:
    """Run the command and end the process: 0 clean, 1 findings, 2 usage or configuration, 3 our own fault."""
    # A check makes a million small values that all live until the end: collecting costs a third of the time.
    gc.disable()
    _end(run())


def run() -> int:
    """Run the command that `sys.argv` names, say what stopped it, and give the exit code."""
    settle_streams()
    try:
        code = command.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        return EXIT_STOPPED
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return EXIT_USAGE
    except click.ClickException as error:
        context = error.ctx if isinstance(error, click.UsageError) else None
        _complain(error.format_message(), f"'{context.command_path} --help' shows how." if context else "")
        return EXIT_USAGE
    except GovError as error:
        _complain(str(error), error.help)
        return error.exit_code
    except Exception:  # noqa: BLE001 - the last line of defence: our fault, and said so
        import traceback  # noqa: PLC0415 - only for a fault of ours

        traceback.print_exc()
        click.echo("\ngov failed: this is a fault of gov, not of your documents. Please report it.", err=True)
        return EXIT_INTERNAL
    return code if isinstance(code, int) else 0


def _complain(message: str, way_out: str) -> None:
    """Say on standard error what is wrong and what to do.

    What a user or a file wrote cannot steer the terminal.
    """
    lines = [f"error: {message}", *([f"  help: {way_out}"] if way_out else [])]
    click.echo("\n".join(printable(line) for line in "\n".join(lines).split("\n")), err=True)


def _end(code: int) -> NoReturn:
    """End the process at once: taking a million values apart one by one would cost a tenth of the run."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:
        code = code or EXIT_INTERNAL
    os._exit(code)
