"""HTML elements whose text is escaped, unless it is markup already."""

from html import escape

from eyebib.text.clean import clean


class Markup(str):
    """Text that is markup: the result of a function here, or a file of the package."""

    __slots__ = ()


def text(value: str) -> Markup:
    """Escaped text on one line, without invisible characters."""
    return Markup(escape(clean(value)))


def block(value: str) -> Markup:
    """Escaped text of several lines for a `pre` element, with line ends and indentation."""
    lines = ((line, line.lstrip(" ")) for line in value.split("\n"))
    return Markup("\n".join(" " * (len(line) - len(rest)) + text(rest) for line, rest in lines))


def join(*parts: str) -> Markup:
    """The parts joined; those that are not markup are escaped."""
    return Markup("".join([p if isinstance(p, Markup) else text(p) for p in parts]))


def tag(name: str, /, *children: str, **attributes: str | bool) -> Markup:
    """An element with its attributes.

    `class_` stands for `class`, `aria_label` for `aria-label`. An attribute that is False is left
    out, one that is True has no value.
    """
    opening = [name]
    for key, value in attributes.items():
        attribute = key.rstrip("_").replace("_", "-")
        if value is True:
            opening.append(attribute)
        elif value is not False:
            opening.append(f'{attribute}="{text(value)}"')
    head = f"<{' '.join(opening)}>"
    return Markup(head if name in _VOID else f"{head}{join(*children)}</{name}>")


_VOID = frozenset({"input", "link", "meta"})


def lines(name: str, *children: Markup, **attributes: str | bool) -> Markup:
    """An element with each child on a line of its own."""
    newline = Markup("\n")
    parts = (part for child in children for part in (child, newline))
    return tag(name, newline, *parts, **attributes)
