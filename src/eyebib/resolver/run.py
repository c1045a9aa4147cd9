"""One run of `eyebib resolve`: fetch, search for what has no identifier, fetch what was found."""

from collections.abc import Callable, Iterator

from eyebib.model.bibliography import Bibliography
from eyebib.model.identifier import Identifier
from eyebib.model.problem import UsageError
from eyebib.project.folder import Project
from eyebib.project.selected import load_sound
from eyebib.resolver import identification, plan
from eyebib.resolver.identification import Finding
from eyebib.resolver.resolve import Outcome, resolve
from eyebib.resolver.searches import Searches


def run(
    project: Project,
    bibliography: Bibliography,
    *,
    today: str,
    decide: Callable[[Finding], Finding],
    refresh: bool = False,
) -> Iterator[Outcome | Finding]:
    """The outcome of each identifier, and the finding of each entry without one, as they arrive.

    Args:
        project: The project whose locks and entries are written.
        bibliography: The works to resolve.
        today: The retrieval date of new records, as an ISO date.
        decide: Takes a proposal of a finding, or leaves the finding as it is; see `decided`.
        refresh: Whether to fetch and search again what is known.

    Raises:
        UsageError: The mailto or the base URL of a source is invalid, or `decide` raised it.
    """
    yield from resolve(project, bibliography, today=today, refresh=refresh)
    identified = []
    mailto = plan.address(bibliography.settings)
    searches = Searches(today=today, mailto=mailto, use="fresh" if refresh else "kept")
    for finding in identification.search(identification.unidentified(bibliography), searches):
        event = decide(finding)
        if event.kind == "identified":
            identified.append(event.entry.citekey)
        yield event
    if identified:
        yield from resolve(project, load_sound(project, identified)[0], today=today)


def decided(finding: Finding, *, accept: bool = False, chosen: Identifier | None = None) -> Finding:
    """The finding; if its proposal is proven or accepted, that is written into the entry.

    Args:
        finding: What the searches found.
        accept: Whether to take the proposal if there is exactly one.
        chosen: With `accept`, the proposal to take, of one or several.

    Raises:
        UsageError: `chosen` is not proposed.
    """
    proposals = finding.proposals
    if chosen is not None:
        proposals = tuple(p for p in proposals if p.identifier == chosen)
        if not proposals:
            message = f"{chosen} is not proposed for {finding.entry.citekey}"
            raise UsageError(f"{message}; to use it, write `identifier: {chosen}` into the entry")
    if finding.kind == "identified" or (accept and len(proposals) == 1):
        return identification.take(finding, proposals[0])
    return finding
