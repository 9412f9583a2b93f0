"""`gov completion`: what a shell needs to complete commands, options and their values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from gov.cli._printing import put

_SHELLS = ("bash", "zsh", "fish")


@click.command(short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands, options and values of gov in a shell.

    \b
    Examples:
      gov completion bash > ~/.local/share/bash-completion/completions/gov
      gov completion zsh > ~/.zfunc/_gov
      gov completion fish > ~/.config/fish/completions/gov.fish
    """
    made = get_completion_class(shell)
    if made is None:  # pragma: no cover - click knows the three
        message = f"click knows no shell called {shell!r}"
        raise click.UsageError(message)
    root = ctx.find_root()
    put(made(root.command, {}, "gov", "_GOV_COMPLETE").source())
