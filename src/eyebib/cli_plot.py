"""The verb that draws: it needs the extra `plot`, and loads it when it is called."""

from typing import TYPE_CHECKING

import click

from eyebib import cli_output, terminal

if TYPE_CHECKING:
    from eyebib.figuredata import Labels
    from eyebib.figures.sheet import Width


@click.command(short_help="Draw a timeline and the modality matrix.")
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
def plot(width: "Width", labels: "Labels") -> None:
    """Draw a timeline and the modality matrix into output/figures/, as PDF, PNG and SVG.

    Needs matplotlib: pip install matplotlib.

    \b
    Examples:
      eyebib plot
      eyebib plot --width one --labels citekey
    """
    from eyebib import project, report, textfile
    from eyebib.errors import EyebibError

    try:
        from eyebib import figures
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "matplotlib":
            raise
        raise EyebibError("figures need matplotlib: pip install matplotlib") from None
    here = project.Project()
    bibliography, problems = cli_output.believed(here)
    content = report.counted(len(bibliography.works), "work")
    folder = here.output / "figures"
    files = dict(figures.draw(bibliography, labels=labels, width=width))
    for name, drawn in files.items():
        outcome = "wrote" if textfile.write(folder / name, drawn) else "unchanged"
        click.echo(f"{outcome:<9} {(folder / name).as_posix()}  ({content})", err=True)
    for path in sorted(folder.iterdir()):
        if figures.is_page(path.name) and path.name not in files:
            click.echo(f"old       {path.as_posix()}: no page any more; delete it", err=True)
    terminal.exit_on(problems)
