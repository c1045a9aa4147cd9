"""`eyebib plot`: it needs the extra `plot`, which brings matplotlib."""

from typing import TYPE_CHECKING

import click

from eyebib.cli.output import believed
from eyebib.cli.report import counted, exit_on
from eyebib.model.problem import MissingExtraError
from eyebib.project import text_file
from eyebib.project.folder import Project

if TYPE_CHECKING:  # the package loads matplotlib, which need not be installed
    from eyebib.figures.data import Labels
    from eyebib.figures.sheet import Width


@click.command("plot")
@click.option(
    "--width",
    type=click.Choice(["one", "two"]),
    default="two",
    show_default=True,
    help="Columns of the paper: 3.5 or 7.2 inches.",
)
@click.option(
    "--labels",
    type=click.Choice(["name", "citekey"]),
    default="name",
    show_default=True,
    help="What stands beside a mark.",
)
def command(width: "Width", labels: "Labels") -> None:
    """Draw a timeline and the modality matrix into output/figures/, as PDF, PNG and SVG.

    Needs matplotlib: pip install matplotlib.

    \b
    Examples:
      eyebib plot
      eyebib plot --width one --labels citekey
    """
    try:
        from eyebib import figures  # noqa: PLC0415 - matplotlib need not be installed
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "matplotlib":
            raise
        raise MissingExtraError("figures need matplotlib: pip install matplotlib") from None
    here = Project()
    bibliography, problems = believed(here)
    content = counted(len(bibliography.works), "work")
    folder = here.output / "figures"
    files = dict(figures.draw(bibliography, labels=labels, width=width))
    for name, drawn in files.items():
        outcome = "wrote" if text_file.write(folder / name, drawn) else "unchanged"
        click.echo(f"{outcome:<9} {(folder / name).as_posix()}  ({content})", err=True)
    for path in sorted(folder.iterdir()):
        if figures.is_page(path.name) and path.name not in files:
            click.echo(f"old       {path.as_posix()}: no page any more; delete it", err=True)
    exit_on(problems)
