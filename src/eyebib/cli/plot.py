"""`eyebib plot`, which needs matplotlib (the extra `plot`)."""

from typing import TYPE_CHECKING

import click

from eyebib.cli.output import read_bibliography
from eyebib.cli.report import exit_on, quantity
from eyebib.cli.terminal import echo
from eyebib.model.problem import MissingExtraError
from eyebib.project import text_file
from eyebib.project.folder import Project

if TYPE_CHECKING:  # the package imports matplotlib, which may not be installed
    from eyebib.figures.data import Labels
    from eyebib.figures.sheet import Width


@click.command("plot")
@click.option(
    "--facet",
    metavar="NAME",
    default="",
    show_default=False,
    help="Draw only this facet, with a timeline by its values.",
)
@click.option(
    "--width",
    type=click.Choice(["one", "two"]),
    default="two",
    help="Width in columns of the paper: 3.5 or 7.2 inches.",
)
@click.option(
    "--labels",
    type=click.Choice(["name", "citekey"]),
    default="name",
    help="Text next to each mark.",
)
def command(facet: str, width: "Width", labels: "Labels") -> None:
    """Draw figures to output/figures/, as PDF, PNG and SVG.

    These are a timeline by kind of venue and, of each facet, a matrix and the papers per year.
    Needs matplotlib: pip install 'eyebib[plot]'.

    \b
    Examples:
      eyebib plot
      eyebib plot --width one --labels citekey
      eyebib plot --facet task
    """
    try:
        from eyebib import figures  # noqa: PLC0415 - matplotlib may not be installed
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "matplotlib":
            raise
        raise MissingExtraError("figures need matplotlib: pip install 'eyebib[plot]'") from None
    here = Project()
    bibliography, problems = read_bibliography(here)
    content = quantity(len(bibliography.works), "work")
    folder = here.output / "figures"
    files = dict(figures.draw(bibliography, facet=facet, labels=labels, width=width))
    for name, figure in files.items():
        is_new = text_file.write(folder / name, figure, root=here.root)
        outcome = "wrote" if is_new else "unchanged"
        echo(f"{outcome:<9} {(folder / name).as_posix()}  ({content})", err=True)
    for path in sorted(folder.iterdir()):
        if path.name not in files and figures.later_page(path.name) in files:
            echo(f"old       {path.as_posix()}: no longer written; delete it", err=True)
    exit_on(problems)
