"""What the tests of Zotero share: an entry, and what is said of a push."""

from collections.abc import Callable

from click.testing import Result

from zotero_server import Zotero

ENTRY = """\
title: A made-up paper of {0}
paper: doi:10.5555/{0}
code: https://github.com/example/{0}
modalities: [CFP, OCT]
tags: [eyes]
csl:
  type: article-journal
  author: [{{family: Example, given: Ann}}, {{literal: A Group}}]
  container-title: Journal of Examples
  issued: 2024-05
  volume: "7"
"""

Push = Callable[..., Result]


def last(result: Result) -> str:
    """The summary of a push."""
    return result.stderr.splitlines()[-1]


def writes(zotero: Zotero) -> list[str]:
    """The requests that wrote."""
    return [request.what for request in zotero.writes if "authorize" not in request.what]
