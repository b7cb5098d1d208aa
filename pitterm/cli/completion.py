"""`pitterm completion`: what makes a shell complete pitterm's commands and options."""

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes pitterm in SHELL.

    bash and zsh: eval "$(pitterm completion bash)" in .bashrc, or zsh in .zshrc. fish: pitterm
    completion fish > ~/.config/fish/completions/pitterm.fish
    """
    completes = get_completion_class(shell)
    root = click.get_current_context().find_root().command
    if completes is not None:
        click.echo(completes(root, {}, "pitterm", "_PITTERM_COMPLETE").source())
