"""Signs that a page writes as references: `&#40;` is text where a parenthesis may mean a name.

From the page to the title they are noncharacters, which no text has and no rule takes for signs.
"""

from eyebib.text.markup import plain

_HIDDEN = {ord(sign): 0xFDD0 + number for number, sign in enumerate("<>&$\\,()[")}
_SHOWN = {hidden: sign for sign, hidden in _HIDDEN.items()}


def hidden(text: str) -> str:
    """The text with a noncharacter in place of each sign."""
    return text.translate(_HIDDEN)


def shown(text: str) -> str:
    """The text with its signs."""
    return text.translate(_SHOWN)


def text_of_markup(markup: str) -> str:
    """The markup as plain text."""
    return shown(plain(markup))
