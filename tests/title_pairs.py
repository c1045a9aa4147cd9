"""Pairs of an entry and a record of which it is known whether they are the same work.

Made from `title_corpus` and `title_patterns`; `KINDS` names the kinds of pairs.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from eyebib.model import csl
from eyebib.model.bibliography import Entry, Record
from eyebib.model.csl import Item
from eyebib.text.markup import plain
from title_corpus import corpus, models, similar
from title_patterns import ABOUT, AS_LISTED, MARKED, NOTICES, TASKS, is_kept_apart
from works import entry, record

PAPER, VERSION = "doi:10.5555/paper", "arxiv:2001.00001"
NAME, VENUE = "QuokkaNet", "NeurIPS"
STRANGERS = [{"family": "Quux", "given": "Zoe"}, {"family": "Xyzzy", "given": "Bo"}]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An entry and a record that claims to be its paper; `form` tells pairs of a kind apart."""

    form: str
    entry: Entry
    record: Record
    others: tuple[Record, ...] = ()


def pair(form: str, title: str, item: Item, **fields: Any) -> Pair:  # noqa: ANN401 - fields of Entry
    """An entry with a title and an unknown byline, as most are, and a record of its paper."""
    listed = entry(title=title, paper=PAPER, listed=csl.year(item), **fields)
    return Pair(form=form, entry=listed, record=record(PAPER, item))


def bylines(each: Pair, item: Item) -> Iterator[Pair]:
    """The pair as a paper and as a published version; authors unknown, others, and the same.

    `item` is what the entry is about.
    """
    strangers = replace(each.record, item=each.record.item | {"author": STRANGERS})
    same = replace(each.record, item=each.record.item | {"author": item.get("author", [])})
    known = replace(each.entry, csl={"author": item.get("author", [])})
    version = entry(
        title=each.entry.title,
        name=each.entry.name,
        paper=VERSION,
        published=PAPER,
        listed=each.entry.listed,
    )
    preprint = record(VERSION, item)
    for label, listed, arriving, others in (
        ("unknown", each.entry, strangers, ()),
        ("other", known, strangers, ()),
        ("same", known, same, ()),
        ("version, other", version, strangers, (preprint,)),
        ("version, same", version, same, (preprint,)),
    ):
        form = f"{each.form} | {label}"
        yield Pair(form=form, entry=listed, record=arriving, others=tuple(others))


# Formatting


AMERICAN = {
    word: other
    for word, _, other in (
        pair.partition("/")
        for pair in """
        anaemia/anemia anaesthesia/anesthesia analogue/analog analyse/analyze analysed/analyzed analysing/analyzing
        behaviour/behavior behavioural/behavioral cancelled/canceled catalogue/catalog categorisation/categorization
        centre/center centres/centers characterisation/characterization characterising/characterizing colour/color
        coloured/colored defence/defense diarrhoea/diarrhea fibre/fiber fibres/fibers foetal/fetal
        generalisable/generalizable generalised/generalized generalisation/generalization grey/gray
        gynaecology/gynecology haematology/hematology haemorrhage/hemorrhage harbour/harbor ischaemic/ischemic
        labelled/labeled labelling/labeling labour/labor leukaemia/leukemia localisation/localization
        minimisation/minimization minimising/minimizing modelling/modeling neighbour/neighbor neighbourhood/neighborhood
        neighbours/neighbors oedema/edema oesophageal/esophageal oestrogen/estrogen optimisation/optimization
        optimising/optimizing orthopaedic/orthopedic paediatric/pediatric programme/program randomised/randomized
        recognise/recognize regularisation/regularization signalling/signaling specialised/specialized sulphur/sulfur
        summarisation/summarization synthesised/synthesized travelling/traveling tumour/tumor tumours/tumors
        utilising/utilizing vapour/vapor visualisation/visualization artefacts/artifacts ageing/aging catalyse/catalyze
        """.split()
    )
}
BRITISH = {american: british for british, american in AMERICAN.items()}
GREEK: Mapping[str, str] = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "κ": "kappa",
    "λ": "lambda",
}


def _replaced(words: Mapping[str, str]) -> Callable[[str], str]:
    pattern = re.compile(rf"(?i)\b(?:{'|'.join(words)})\b")
    return lambda title: pattern.sub(lambda match: words[match[0].lower()], title)


def _each(signs: Mapping[str, str | int | None]) -> Callable[[str], str]:
    return lambda title: title.translate(str.maketrans(dict(signs)))


FORMATS: Mapping[str, Callable[[str], str]] = {
    "upper case": lambda title: plain(title).upper(),
    "lower case": lambda title: plain(title).lower(),
    "capitals": lambda title: plain(title).title(),
    "italics": lambda title: f"<i>{title}</i>",
    "one word in italics": lambda title: re.sub(r"([A-Za-z]{4,})", r"<i>\1</i>", title, count=1),
    "entities": html.escape,
    "entities twice": lambda title: html.escape(html.escape(title)),
    "braces": lambda title: f"{{{title}}}",
    "full stop": lambda title: f"{title}.",
    "quotes": lambda title: f"“{title}”",
    "Markdown": lambda title: f"**{title}**",
    "double spaces": lambda title: title.replace(" ", "  "),
    "line breaks": lambda title: title.replace(" ", "\n", 2),
    "no-break spaces": lambda title: title.replace(" ", "\xa0"),
    "no hyphens": lambda title: title.replace("-", ""),
    "spaces for hyphens": lambda title: title.replace("-", " "),
    "other hyphens": _each({"-": "‐"}),
    "dashes": _each({"-": "–", "–": "—", "—": "-"}),
    "curly apostrophes": _each({"'": "’", "’": "'"}),
    "no colon": lambda title: title.replace(": ", " - ", 1),
    "and for &": lambda title: title.replace(" & ", " and "),
    "& for and": lambda title: title.replace(" and ", " & "),
    "Greek names": _each(GREEK),
    "Greek letters": _replaced({name: letter for letter, name in GREEK.items()}),
    "American": _replaced(AMERICAN),
    "British": _replaced(BRITISH),
    "without article": lambda title: re.sub("^(?:The|An?) ", "", title),
    "with article": lambda title: (
        title if re.match(r"\W|(?i:The|An?)\b", title) else f"The {title}"
    ),
}
"""What changes the look of a title, but not its words."""


def formatting() -> Iterator[Pair]:
    for item in corpus():
        for form, change in FORMATS.items():
            if (title := change(item["title"])) != item["title"]:
                yield pair(form, title, item)
                yield pair(f"record: {form}", item["title"], item | {"title": title})


# Lists


def as_listed() -> Iterator[Pair]:
    """Titles with labels, without their subtitle, or with a typing error."""
    for number, item in enumerate(corpus()):
        for place in range(3):
            pattern = AS_LISTED[(3 * number + place) % len(AS_LISTED)]
            title = _filled(pattern, item)
            yield pair(pattern, title, item, name=NAME)
            yield pair(f"record: {pattern}", item["title"], item | {"title": title}, name=NAME)
        if main := _main(item["title"]):
            yield pair("no subtitle", main, item)
            yield pair("record: no subtitle", item["title"], item | {"title": main})
        for form, title in _mistyped(item["title"], number) if csl.year(item) else ():
            yield pair(form, title, item)
    for number, item in enumerate(corpus()):
        pattern = MARKED[number % len(MARKED)]
        yield pair(pattern, item["title"], item | {"title": _filled(pattern, item)})


def _filled(pattern: str, item: Item, **values: str) -> str:
    year = csl.year(item) or 2023
    container = str(item.get("container-title") or VENUE)
    return pattern.format(
        title=item["title"],
        year=year,
        yy=f"{year % 100:02}",
        container=container,
        venue=VENUE,
        **{"name": NAME, **values},
    )


def _main(title: str) -> str:
    """The title without its subtitle, if it has one and is more than a name without it."""
    main, sign, _ = title.partition(": ")
    return main if sign and main.count(" ") > 1 else ""


def _mistyped(title: str, number: int) -> Iterator[tuple[str, str]]:
    words = list(re.finditer("[A-Za-z]{6,}", title))
    if len(words) > 3:
        at = words[number % len(words)].start() + 2
        yield "letter left out", title[:at] + title[at + 1 :]
        yield "letter doubled", title[:at] + title[at] + title[at:]
        yield "letters swapped", title[:at] + title[at + 1] + title[at] + title[at + 2 :]
        yield "wrong letter", title[:at] + ("x" if title[at] != "x" else "y") + title[at + 1 :]


# Others' papers


def notices() -> Iterator[Pair]:
    """Notices about papers, parts of them, and reviews."""
    for number, item in enumerate(corpus()[::5]):
        for place in range(4):
            pattern = NOTICES[(4 * number + place) % len(NOTICES)]
            title = _filled(pattern, item)
            yield from bylines(pair(pattern, item["title"], item | {"title": title}), item)


def about() -> Iterator[Pair]:
    """Papers about a model, by other people and by its authors."""
    for number, (name, item) in enumerate(models()):
        words = item["title"].split()
        topic = " ".join(words[len(words) // 2 :])
        rival = models()[number - 1][0]
        for pattern in ABOUT:
            values = {"topic": topic, "rival": rival, "task": TASKS[number % len(TASKS)]}
            title = _filled(pattern, item, name=name, **values)
            title = title[0].upper() + title[1:]
            made = pair(pattern, item["title"], item | {"title": title}, name=name)
            yield from bylines(made, item)


def near_misses() -> Iterator[Pair]:
    """Works of the corpus whose titles have most words in common."""
    for one, other in similar(corpus()):
        each = pair("", one["title"], other)
        yield replace(each, form="unknown")
        yield replace(each, form="known", entry=replace(each.entry, csl=_byline(one)))


def _byline(item: Item) -> Item:
    return {"author": item["author"]} if item.get("author") else {}


KINDS: Mapping[str, Callable[[], Iterator[Pair]]] = {
    "formatting": formatting,
    "as lists write it": as_listed,
    "notices": notices,
    "papers about the model": about,
    "near misses": near_misses,
}


def sample(kind: str, step: int) -> Iterator[Pair]:
    """One in `step` pairs of a kind."""
    return islice(KINDS[kind](), 0, None, step)


def half(each: Pair) -> str:
    """`tuned` or `kept apart`, by the pattern of a pair."""
    return (
        "kept apart"
        if is_kept_apart(each.form.partition(" | ")[0].removeprefix("record: "))
        else "tuned"
    )
