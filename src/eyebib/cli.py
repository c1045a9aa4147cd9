"""The command line: its verbs, each of which imports what it needs when it is called.

`eyebib --help` loads click alone.
"""

import io
import sys

import click

from eyebib import cli_network, cli_read, cli_write, terminal


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
    cli_network.add,
    cli_read.identify,
    cli_network.resolve,
    cli_network.published,
    cli_read.check,
    cli_read.show,
    cli_write.export,
    cli_write.convert,
    cli_write.table,
):
    cli.add_command(verb)


def main() -> None:
    """The command line; messages are printed whatever the terminal's encoding can hold."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    cli(prog_name="eyebib")
