"""Works chosen by their citekeys, and their variables without those that are left out."""

from collections.abc import Sequence
from dataclasses import replace

from eyebib.model import csl
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.problem import UsageError
from eyebib.model.settings import Options
from eyebib.text.suggestion import suggestion


def select(bibliography: Bibliography, citekeys: Sequence[str]) -> Bibliography:
    """The works with these citekeys or aliases; all works if `citekeys` is empty.

    Raises:
        UsageError: there is no entry with a citekey; suggests the nearest one.
    """
    if not citekeys:
        return bibliography
    aliases = {alias: work for work in bibliography.works for alias in work.entry.aliases}
    works = aliases | {work.citekey: work for work in bibliography.works}
    for citekey in citekeys:
        if citekey not in works:
            raise UsageError(f"no entry `{citekey}`{suggestion(citekey, works)}")
    selection = {works[citekey].citekey for citekey in citekeys}
    return replace(
        bibliography, works=tuple(w for w in bibliography.works if w.citekey in selection)
    )


OMITTABLE = csl.VARIABLES - {"type", "title", "id", "citation-key", "custom", "categories"}
"""The variables that can be left out of a file."""


def without(bibliography: Bibliography, options: Options) -> Bibliography:
    """The bibliography without what the options leave out; the abstract is also the entry's.

    Raises:
        UsageError: a variable is unknown, or no file can be without it.
    """
    for variable in sorted(options.omit - OMITTABLE):
        if variable in csl.VARIABLES:
            raise UsageError(f"`{variable}` cannot be omitted")
        raise UsageError(f"unknown CSL variable `{variable}`{suggestion(variable, OMITTABLE)}")
    if not options.omit and not options.url_if_no_doi:
        return bibliography
    works = tuple(_reduced(work, options) for work in bibliography.works)
    return replace(bibliography, works=works)


def _reduced(work: Work, options: Options) -> Work:
    has_doi = "DOI" in work.variables and "DOI" not in options.omit
    omitted = options.omit | ({"URL"} if has_doi and options.url_if_no_doi else set())
    variables = {name: value for name, value in work.variables.items() if name not in omitted}
    entry = replace(work.entry, abstract="") if "abstract" in omitted else work.entry
    return replace(work, entry=entry, variables=variables)
