"""Crossref grants, whose facts are nested in `project`, in the shape of other works."""

from eyebib.sources.field import Message, mapping, mappings, texts

_INVESTIGATORS = (
    "lead-investigator",
    "co-lead_investigator",
    "co-lead-investigator",
    "investigator",
)
"""The roles of people in a project, the leader first."""


def with_project(message: Message) -> Message:
    """A grant with title, authors, abstract and date in the fields of other works.

    Other messages are returned unchanged. The message's own fields are never replaced.
    """
    projects = mappings(message.get("project"))
    if not projects:
        return message
    people = [
        one for role in _INVESTIGATORS for each in projects for one in mappings(each.get(role))
    ]
    facts = {
        "title": _texts(projects, "project-title", "title"),
        "author": people,
        "abstract": "\n".join(_texts(projects, "project-description", "description")),
        "content-created": message.get("award-start") or mapping(projects[0]).get("award-start"),
    }
    return facts | {field: value for field, value in message.items() if value}


def _texts(projects: list[Message], field: str, part: str) -> list[str]:
    """The texts of a field that has one mapping per language: `[{"title": "..."}]`."""
    translations = (each for project in projects for each in mappings(project.get(field)))
    return [text for each in translations for text in texts(each.get(part))]
