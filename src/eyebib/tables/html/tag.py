"""HTML that cannot be broken by what it shows: text is escaped unless it is markup already."""

from html import escape

from eyebib.text.clean import clean


class Markup(str):
    """Text that is markup: made by `tag` and `join` alone, or by the package's own files."""

    __slots__ = ()


def text(value: str) -> Markup:
    """Text as markup: one line, without invisible characters, nothing in it a tag or an entity."""
    return Markup(escape(clean(value)))


def block(value: str) -> Markup:
    """Text of several lines as markup, for a `pre`: line ends and indents stay."""
    lines = value.split("\n")
    return Markup(
        "\n".join(" " * (len(line) - len(line.lstrip(" "))) + text(line) for line in lines)
    )


def join(*parts: str) -> Markup:
    """Parts in a row; what is no markup yet is escaped."""
    return Markup("".join([p if isinstance(p, Markup) else text(p) for p in parts]))


def tag(name: str, /, *children: str, **attributes: str | bool) -> Markup:
    """An element. `class_` is `class`, `aria_label` is `aria-label`; False is no attribute."""
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
