"""Name lists of .bib files: `von Last, Jr, First`, and BibLaTeX's `family=Last, given=First`."""

import re

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person, PybtexError

from eyebib.importers.bibtex_file import Block, Field
from eyebib.importers.bibtex_text import latex_text
from eyebib.model.name import is_et_al, is_group_name, split_et_al
from eyebib.text.tex_source import regular

_EXTENDED = re.compile(r'"?\s*(?:family|given|prefix|suffix)(?:-i)?\s*=')
_PAIR = re.compile(r'\s*"?\s*([\w-]+)\s*=\s*((?:\{(?:[^{}]|\{[^{}]*\})*\}|\\.|[^,{}\\])*)(?:,|$)')
_PARTS = {"family": "family", "given": "given", "suffix": "suffix"}


def names(block: Block, name: str) -> tuple[list[dict[str, str]], bool]:
    """Remove a field of names; the names that it gives, and whether others were left out."""
    field = block.fields.pop(name, None)
    if field is None:
        return [], False
    text = f" {' '.join(regular(field.raw).split())} ".replace(" and and ", " and  and ")
    split = [split_et_al(person) for person in split_name_list(text)]
    persons = [person for person, _ in split if not is_et_al(person)]
    is_incomplete = len(persons) < len(split) or any(mark for _, mark in split)
    people = [_name(block, field, person) for person in persons]
    if not all(people):
        block.warn(field.where, f"empty name in `{name}`", "name")
    return [person for person in people if person], is_incomplete


def _name(block: Block, field: Field, person: str) -> dict[str, str]:
    if _EXTENDED.match(person):
        return _extended_name(block, field, person)
    try:
        parts = Person(person)
    except PybtexError as error:
        block.warn(field.where, f"{error}; read as one name", "name")
        return {"literal": latex_text(block, field, person)}
    is_braced = re.fullmatch(r"\{.*\}", person) and parts.last_names == [person]
    is_group = "," not in person and ("&" in person or is_group_name(person))
    if is_group and not is_braced:
        message = f"`{person}` was read as a group; add braces, or write `Last, First` for a person"
        block.warn(field.where, message, "name")
    words = {
        "family": parts.last_names,
        "given": parts.bibtex_first_names,
        "non-dropping-particle": parts.prelast_names,
        "suffix": parts.lineage_names,
    }
    if is_braced or is_group:
        words = {"literal": [person]}
    texts = {part: latex_text(block, field, " ".join(values)) for part, values in words.items()}
    name = {part: text for part, text in texts.items() if text}
    return name if name.keys() & {"family", "literal"} else {}


def _extended_name(block: Block, field: Field, person: str) -> dict[str, str]:
    """A name in BibLaTeX's extended format (biblatex manual, 3.4): `family=Freitas, prefix=de`.

    `useprefix` decides whether the prefix belongs to the name in sorting and short forms.
    """
    pairs = {key: value.strip('" ') for key, value in _PAIR.findall(person)}
    is_used = pairs.get("useprefix", "").lower() == "true"
    particle = "non-dropping-particle" if is_used else "dropping-particle"
    texts = {
        part: latex_text(block, field, pairs[key])
        for key, part in (_PARTS | {"prefix": particle}).items()
        if key in pairs
    }
    name = {part: text for part, text in texts.items() if text}
    if name.keys() <= {"family"}:
        return {"literal": name["family"]} if name else {}
    return name if "family" in name else {"literal": " ".join(name.values())}
