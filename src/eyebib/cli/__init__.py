"""The command line: a group of verbs, each loaded from its own module when it is called.

`eyebib --help` loads click alone: the names and the short help of the verbs stand here.
"""

import contextlib
import gc
import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from eyebib.cli.report import print_problems
from eyebib.model.problem import EyebibError, UsageError
from eyebib.project.text_file import reason

VERBS: dict[str, tuple[str, str]] = {
    "import": ("eyebib.cli.import_", "Read a list, a .bib or a CSL-JSON file into entries/."),
    "add": ("eyebib.cli.add", "Add a paper by its link."),
    "identify": ("eyebib.cli.identify", "Say which identifier a link is. Asks nobody."),
    "resolve": ("eyebib.cli.resolve", "Ask Crossref and arXiv, and lock what they say."),
    "published": ("eyebib.cli.published", "Propose the published version of each preprint."),
    "check": ("eyebib.cli.check", "Say what is wrong, and where."),
    "show": ("eyebib.cli.show", "Print what is known of a work, and who says so."),
    "export": ("eyebib.cli.export", "Write the bibliography into output/."),
    "convert": ("eyebib.cli.convert", "Write a .bib or CSL-JSON file in another format."),
    "table": ("eyebib.cli.table", "Write the literature table into output/."),
    "plot": ("eyebib.cli.plot", "Draw a timeline and the modality matrix."),
}
"""The module of each verb, which holds its `command`, and its line in `eyebib --help`."""


class Verbs(click.Group):
    """Loads a verb when it is called, and shows an EyebibError as text with its exit code.

    The code is 1, or 2 for wrong usage.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The verbs in the order of their use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The verb of a name; None if there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(VERBS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the list of verbs without loading one of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, short_help) for verb, (_, short_help) in VERBS.items()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            click.secho(f"eyebib: {error}", fg="red", err=True)
            ctx.exit(2)
        except EyebibError as error:
            print_problems(error.problems)
            if not error.problems:
                click.secho(f"eyebib: {error}", fg="red", err=True)
            ctx.exit(1)


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="eyebib")
def cli() -> None:
    """A curated list of papers becomes a bibliography that can be trusted, and a survey's table.

    Run it in the folder that holds `entries/`, one small YAML file for each paper.

    \b
    Examples:
      eyebib check                       what is wrong, and where
      eyebib export --format bibtex      write output/references.bib
      eyebib table --format latex        write output/table.tex
    """


def main() -> None:
    """The command line; messages are printed whatever the terminal's encoding can hold.

    What the system refuses (a full disk behind `>`, a folder that may not be read) is told in a
    sentence.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell: `eyebib check 2>&-`
            null = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, name, null)
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    gc.set_threshold(100_000, 50, 100)  # what is read lives until the end: collecting finds little
    try:
        cli(prog_name="eyebib")
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        with contextlib.suppress(OSError):
            click.secho(f"eyebib: {where}{reason(error)}", fg="red", err=True)
        os._exit(1)  # what could not be printed is not tried again
