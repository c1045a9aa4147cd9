"""`eyebib zotero push` and `eyebib zotero pull`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from eyebib.cli import completion
from eyebib.cli.output import UNREACHABLE, read_bibliography
from eyebib.cli.report import print_error, quantity
from eyebib.cli.terminal import echo, secret
from eyebib.cli.waiting import waits_shown
from eyebib.cli.zotero_report import exit_code, print_proposals, print_result
from eyebib.model.bibliography import Bibliography
from eyebib.model.problem import UsageError
from eyebib.model.selection import select
from eyebib.project import entry_editor
from eyebib.project.folder import Project, errors_of
from eyebib.sources.pace import SourceError
from eyebib.text.clean import clean
from eyebib.zotero import add_only, key, local_api, memory, proposal, pull, push, web_api
from eyebib.zotero.api import Api
from eyebib.zotero.local_api import Program
from eyebib.zotero.plan import Wishes
from eyebib.zotero.push import Result, Target
from eyebib.zotero.wanted import wanted

_NO_KEY = (
    "a key is needed: make one at https://www.zotero.org/settings/keys that may write the library, "
    f"and set {key.VARIABLE}"
)


@click.group("zotero")
def command() -> None:
    """Keep a Zotero library up to date with the list.

    Without --group and --user, the library is that of the Zotero program on this computer. For the
    web library, the key is taken from ZOTERO_API_KEY or from the system's keyring.

    \b
    Examples:
      eyebib zotero push --dry-run
      eyebib zotero push --group 51
      eyebib zotero pull
    """


def _library_options(function: Any) -> Any:  # noqa: ANN401 - click's decorators have no narrower type
    options = [
        click.option("--group", type=int, metavar="ID", help="The web library of a group."),
        click.option("--user", type=int, metavar="ID", help="The web library of a user."),
    ]
    for option in options:
        function = option(function)
    return function


@command.command("push")
@click.argument("citekeys", nargs=-1, shell_complete=completion.citekeys)
@click.option(
    "--collection", metavar="NAME", help="An existing collection, not one with the list's title."
)
@click.option("--prune", is_flag=True, help="Move items to the trash whose entries are gone.")
@click.option("--ours", is_flag=True, help="In conflicts, write the value of the list.")
@click.option("--dry-run", is_flag=True, help="Print what would be done; write nothing.")
@_library_options
@waits_shown()
def push_command(
    citekeys: tuple[str, ...],
    *,
    collection: str | None,
    prune: bool,
    ours: bool,
    dry_run: bool,
    group: int | None,
    user: int | None,
) -> None:
    """Create what is new in Zotero, update what changed, and leave everything else alone.

    Items are recognised by their citation keys, DOIs and arXiv ids, so that a second push changes
    nothing. A value that was changed both in the list and in Zotero is a conflict: it is shown, and
    left alone without --ours. Tags, notes and fields that the list does not have stay as they are.

    \b
    Examples:
      eyebib zotero push
      eyebib zotero push --group 51 --collection Retina --dry-run
    """
    if prune and citekeys:
        raise click.UsageError("`--prune` concerns the whole list; leave out the citation keys")
    here = Project()
    bibliography, problems = read_bibliography(here)
    wishes = Wishes(ours=ours, prune=prune)
    with _unreachable():
        library = _connect(group, user)
        target = _target(here, bibliography, citekeys, library, collection)
        result = _pushed(library, target, wishes, dry_run=dry_run)
    print_result(result, wishes, is_dry=dry_run)
    if isinstance(library, Program):
        echo(_LIMITS.format(version=library.version), err=True)
    sys.exit(1 if errors_of(problems) else exit_code(result))


@contextmanager
def _unreachable() -> Iterator[None]:
    """Exit with 3 if Zotero gives no usable answer."""
    try:
        yield
    except SourceError as error:
        print_error(error)
        echo("what was written is kept; run the command again to continue", err=True)
        sys.exit(UNREACHABLE)


@command.command("pull")
@click.option(
    "--accept",
    multiple=True,
    metavar="KEY",
    help="Write the proposals into this entry.",
    shell_complete=completion.citekeys,
)
@_library_options
@waits_shown()
def pull_command(accept: tuple[str, ...], group: int | None, user: int | None) -> None:
    """Show what people changed in Zotero as proposals for the entries.

    These are fields, tags, notes and links that differ from what was last pushed. Nothing is
    written without --accept.

    \b
    Examples:
      eyebib zotero pull --group 51
      eyebib zotero pull --accept retfound --accept flair
    """
    here = Project()
    bibliography, problems = read_bibliography(here)
    chosen = {work.citekey for work in select(bibliography, accept).works} if accept else set()
    with _unreachable():
        library = _connect(group, user)
        target = _target(here, bibliography, (), library, None)
        api = local_api.connect(library) if isinstance(library, Program) else library
        pulls = [*pull.pull(bibliography, api.read(), push.load(target))]
    for pulled in pulls:
        print_proposals(pulled)
        changes = proposal.changes(pulled.proposals)
        if pulled.work.citekey in chosen and changes:
            entry_editor.set_values(pulled.work.entry.path, changes)
            echo(f"wrote     {pulled.work.entry.path.as_posix()}", err=True)
    echo(f"{quantity(len(pulls), 'entry')} changed in Zotero", err=True)
    sys.exit(1 if errors_of(problems) else 0)


_LIMITS = (
    "note: Zotero {version} takes new items only; changes, links to code and collections need "
    "Zotero 10 or the web library (`--user`, `--group`)"
)


def _connect(group: int | None, user: int | None) -> Api | Program:
    """The library; the program itself if its local API cannot be written."""
    if group is not None and user is not None:
        raise click.UsageError("choose one of `--group` and `--user`")
    if group is not None:
        return _web("groups", group)
    if user is not None:
        return _web("users", user)
    program = local_api.find()
    return local_api.connect(program) if program.server_id else program


def _web(owner: web_api.Owner, number: int) -> Api:
    """The web library, with the key of the environment or the keyring, or one that is typed."""
    saved = key.saved(key.WEB)
    text = saved or secret("Key of the Zotero API")
    if not text:
        raise UsageError(_NO_KEY)
    api = web_api.connect(owner, number, text)
    if not saved:
        key.save(key.WEB, text)
    return api


def _pushed(library: Api | Program, target: Target, wishes: Wishes, *, dry_run: bool) -> Result:
    if isinstance(library, Program):
        api = local_api.connect(library)
        if dry_run:
            return add_only.preview(api, target)
        return add_only.push(api, library, target)
    if dry_run:
        return push.preview(library, target, wishes)
    return push.push(library, target, wishes)


def _target(
    here: Project,
    bibliography: Bibliography,
    citekeys: tuple[str, ...],
    library: Api | Program,
    collection: str | None,
) -> Target:
    chosen = select(bibliography, citekeys)
    works = {work.citekey for work in chosen.works}
    aliases = {alias: work.citekey for work in bibliography.works for alias in work.entry.aliases}
    return Target(
        works=wanted(chosen),
        collection=collection or clean(bibliography.settings.title) or "eyebib",
        is_named=collection is not None,
        file=memory.path(_identity(library), Path(here.root)),
        aliases=aliases,
        others=frozenset(w.citekey for w in bibliography.works if w.citekey not in works),
    )


def _identity(library: Api | Program) -> str:
    """What tells a library from others, for what is remembered of it."""
    return f"local {library.server_id}" if isinstance(library, Program) else library.identity
