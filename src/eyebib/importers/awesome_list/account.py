"""The account of a list: how many links lead to papers, and what became of them."""

from pathlib import Path

from eyebib.importers.awesome_list.reading import Reading
from eyebib.model.problem import Location, Problem, note
from eyebib.text.link import is_web_link


def account(reading: Reading, path: Path) -> Problem:
    """A note whose numbers add up to the number of web links on the page."""
    links = [link for link in reading.links if is_web_link(link.url) or link.kind == "paper"]
    papers = [link for link in links if link.kind == "paper"]
    code = sum(link.kind == "code" for link in links)
    again = len(papers) - len(reading.entries) - len(reading.unread)
    read = f"{len(reading.entries):,} read as entries, {again:,} to the same papers again"
    others = len(links) - len(papers) - code
    message = (
        f"{len(links):,} links: {len(papers):,} to papers "
        f"({read}, {len(reading.unread):,} not read), {code:,} to code, {others:,} others"
    )
    return note(Location(path=path), message, "account")
