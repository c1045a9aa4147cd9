"""The command line: a group of verbs, each loaded from its own module when it is called.

The names and short help of the verbs are here, so that `eyebib --help` imports nothing but click.
"""

import contextlib
import gc
import io
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from eyebib.cli.report import print_error
from eyebib.cli.terminal import echo
from eyebib.model.problem import EyebibError, UsageError, reason
from eyebib.text.visible import visible

VERBS: dict[str, tuple[str, str]] = {
    "init": ("eyebib.cli.init", "Start a list in this folder (offline)."),
    "import": ("eyebib.cli.import_", "Read a list, a .bib or another file into entries/."),
    "add": ("eyebib.cli.add", "Add a paper by its link."),
    "identify": ("eyebib.cli.identify", "Print the identifier in a link (offline)."),
    "rename": ("eyebib.cli.rename", "Change a citation key (offline)."),
    "resolve": ("eyebib.cli.resolve", "Fetch metadata from Crossref, DataCite and arXiv."),
    "published": ("eyebib.cli.published", "Propose the published version of each preprint."),
    "audit": ("eyebib.cli.audit", "Compare the references of a paper with the sources."),
    "check": ("eyebib.cli.check", "Report problems in the list (offline)."),
    "show": ("eyebib.cli.show", "Print the metadata of a work with its sources."),
    "cited": ("eyebib.cli.cited", "Compare what a document cites with the list (offline)."),
    "export": ("eyebib.cli.export", "Write the bibliography to output/."),
    "convert": ("eyebib.cli.convert", "Convert a .bib or another file to any format."),
    "table": ("eyebib.cli.table", "Write the literature table to output/."),
    "plot": ("eyebib.cli.plot", "Draw a timeline, and figures of each facet."),
    "zotero": ("eyebib.cli.zotero", "Keep a Zotero library up to date with the list."),
}
"""The module that defines the `command` of each verb, and its line in `eyebib --help`."""

_INTERRUPTED = (
    "eyebib: interrupted: what is listed above is saved, and all other files are unchanged; "
    "run the command again to continue"
)


class Verbs(click.Group):
    """A group that imports a verb when it is called, and prints an EyebibError without traceback.

    The exit code is then 1, or 2 for a UsageError; it is 130 if the user interrupts the verb.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The verbs in the order in which they are used."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of a verb, or None if there is no such verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(VERBS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the list of verbs without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, short_help) for verb, (_, short_help) in VERBS.items()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except click.ClickException as error:  # click prints it
            error.message = visible(error.message)  # type: ignore[misc] # it is Final in click
            raise
        except EyebibError as error:
            print_error(error)
            ctx.exit(2 if isinstance(error, UsageError) else 1)
        except KeyboardInterrupt:
            echo(_INTERRUPTED, err=True)
            ctx.exit(128 + signal.SIGINT)


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    no_args_is_help=True,
    subcommand_metavar="COMMAND [ARGS]...",
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
        "show_default": True,
    },
)
@click.option("--version", "is_asked_for_version", is_flag=True, help="Print the version.")
@click.option(
    "--verbose",
    is_flag=True,
    help="With --version: also that of Python, of the system and of each package.",
)
@click.pass_context
def cli(ctx: click.Context, *, is_asked_for_version: bool, verbose: bool) -> None:
    """Turn a curated list of papers into a bibliography and a literature table.

    Run eyebib in the folder that contains `entries/`, which holds one YAML file per paper.

    \b
    Examples:
      eyebib check                       report problems in the list
      eyebib export --format bibtex      write output/references.bib
      eyebib table --format latex        write output/table.tex
    """
    if is_asked_for_version:
        _print_version(ctx, is_verbose=verbose)
    elif ctx.invoked_subcommand is None or verbose:
        raise click.UsageError("`--verbose` goes with `--version`", ctx)
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":  # see no-color.org
        ctx.color = False


def _print_version(ctx: click.Context, *, is_verbose: bool) -> None:
    version = import_module("eyebib.cli.version")  # no other verb needs it
    for line in version.lines() if is_verbose else [f"eyebib {version.version()}"]:
        echo(line)
    ctx.exit()


def main() -> None:
    """Run the command line, with characters replaced that the terminal's encoding does not have.

    An OSError (a full disk, a folder without read permission) is printed without traceback.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # the shell closed it: `eyebib check 2>&-`
            null = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, name, null)
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    _end_by_exit()
    gc.set_threshold(100_000, 50, 100)  # most objects live until the end
    try:
        cli(prog_name="eyebib")
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        with contextlib.suppress(OSError):
            echo(f"eyebib: {where}{reason(error)}", err=True)
        os._exit(1)  # without flushing stdout, which may fail again
    finally:
        gc.freeze()  # the system frees the memory of a process faster than the interpreter


def _end_by_exit() -> None:
    """Make SIGTERM and SIGHUP end the program like `sys.exit`, so that temporary files are removed.

    A signal that is ignored (`nohup`) stays ignored.
    """
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, _: sys.exit(128 + number))
