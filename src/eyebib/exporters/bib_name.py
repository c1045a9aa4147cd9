"""Names of people and groups in the form that BibTeX and biber split correctly."""

import re
from collections.abc import Callable
from functools import partial
from itertools import takewhile

from eyebib.model import csl
from eyebib.text import tex
from eyebib.text.tex import accents, braced

_PARTICLES = frozenset(
    "af al ap aus bin da dal das de de' degli dei del della den der des di do dos du e el en ibn la"
    " las le lo los op st te ten ter tot und van vander ver vom von y zu zum zur 's 't".split()
)

_EASY = re.compile(
    r"(?!And,|None,)[A-Z][A-Za-z]+, (?!None$)(?:(?!And\b)[A-Z][a-z]*\.?(?:[ -](?=[A-Z])|$))+"
)
"""Names without accents, particles or special characters, such as `Keane, Pearse A.`."""


def name(name: csl.Name, *, accented: bool) -> str:
    r"""One name of an author field: `von Last, Jr, First`, or `{Group Name}`.

    Parts that BibTeX would misread get braces: a comma or "and" in a part, a family name with a
    lower-case word after the leading particles, several words without a given name, `others`.
    With `accented`, accents are TeX commands and Greek letters are formulas (classic BibTeX);
    otherwise UTF-8 stays (BibLaTeX), because biber takes `$` for the initial of `$\alpha$`.
    """
    if len(name) == 2 and _EASY.fullmatch(easy := f"{name.get('family')}, {name.get('given')}"):
        return easy  # a shortcut for speed: most names are of this form
    parts = (csl.family(name), name.get("suffix", ""), name.get("given", ""))
    family, suffix, given = (" ".join(part.split()) for part in parts)
    whole = " ".join(filter(None, (given, family, suffix)))
    escape = partial(tex.escape, formulas=accented)
    if family and given:
        text = ", ".join(
            [_family(family, escape), *(_part(p, escape) for p in (suffix, given) if p)]
        )
    elif whole.lower() == "others":
        text = f"{{{whole}{{}}}}"  # biber takes `{others}` for "et al." too
    elif csl.is_group(name) or re.search(r"[\s,]", whole) or _is_parted(whole):
        text = braced(escape(whole))
    else:
        text = escape(whole)
    return accents(text) if accented else text


def _family(family: str, escape: Callable[[str], str]) -> str:
    words = family.split()
    particles = [*takewhile(_PARTICLES.__contains__, words[:-1])]
    last = " ".join(words[len(particles) :])
    return " ".join([*particles, braced(escape(last)) if _is_parted(last) else _part(last, escape)])


def _is_parted(family: str) -> bool:
    """Whether BibTeX finds a particle in a name: it splits `al-Hussein` at the hyphen."""
    tokens = re.split(r"[\s-]", family)
    return len(tokens) > 1 and any(next(filter(str.isalpha, t), "").islower() for t in tokens)


def _part(text: str, escape: Callable[[str], str]) -> str:
    misread = re.search(r"(?i),|(?<!\S)and(?!\S)|(?<!\S)-|-(?!\S)", text)
    return braced(escape(text)) if misread else escape(text)
