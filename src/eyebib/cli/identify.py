"""`eyebib identify`."""

import click

from eyebib.cli.terminal import echo
from eyebib.model.identifier import identify
from eyebib.model.problem import EyebibError


@click.command("identify")
@click.argument("links", nargs=-1, required=True, metavar="LINK...")
def command(links: tuple[str, ...]) -> None:
    """Print the identifier in each link (offline).

    \b
    Examples:
      eyebib identify https://www.nature.com/articles/s41586-023-06555-x
      eyebib identify 2405.11338v2 "10.1002/(SICI)1097-4571" "PMID: 19910308"
      eyebib identify "https://google.com/url?q=https://arxiv.org/abs/2405.11338"
    """
    messages = []
    for link in links:
        try:
            identifier = identify(link)
            echo(f"{identifier} {identifier.version}".rstrip())
        except ValueError as error:
            messages.append(str(error))
    if messages:
        raise EyebibError(*messages)
