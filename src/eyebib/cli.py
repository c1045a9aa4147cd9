"""The command line: its verbs, each of which imports what it needs when it is called.

`eyebib --help` loads click alone.
"""

import contextlib
import gc
import io
import os
import sys
from pathlib import Path

import click

from eyebib import (
    cli_add,
    cli_network,
    cli_plot,
    cli_read,
    cli_table,
    cli_write,
    terminal,
    textfile,
)


@click.group(
    cls=terminal.Verbs,
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


for verb in (
    cli_read.import_,
    cli_add.add,
    cli_read.identify,
    cli_network.resolve,
    cli_network.published,
    cli_read.check,
    cli_read.show,
    cli_write.export,
    cli_write.convert,
    cli_table.table,
    cli_plot.plot,
):
    cli.add_command(verb)


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
            click.secho(f"eyebib: {where}{textfile.reason(error)}", fg="red", err=True)
        os._exit(1)  # what could not be printed is not tried again
