"""Crossref's grants, whose facts stand inside of `project`, in the shape of other works."""

from eyebib.sources.crossref.field import Message, mapping, mappings, texts

_INVESTIGATORS = (
    "lead-investigator",
    "co-lead_investigator",
    "co-lead-investigator",
    "investigator",
)
"""The people of a project, first who leads it."""


def spelled_out(message: Message) -> Message:
    """A grant with title, authors, abstract and date where other works have them.

    Any other message as it is. What the message states itself is never replaced.
    """
    projects = mappings(message.get("project"))
    if not projects:
        return message
    people = [
        one for role in _INVESTIGATORS for each in projects for one in mappings(each.get(role))
    ]
    facts = {
        "title": _said(projects, "project-title", "title"),
        "author": people,
        "abstract": "\n".join(_said(projects, "project-description", "description")),
        "content-created": message.get("award-start") or mapping(projects[0]).get("award-start"),
    }
    return facts | {field: value for field, value in message.items() if value}


def _said(projects: list[Message], field: str, part: str) -> list[str]:
    """Texts that are wrapped once more, for their language: `[{"title": "..."}]`."""
    wrapped = (each for project in projects for each in mappings(project.get(field)))
    return [said for each in wrapped for said in texts(each.get(part))]
