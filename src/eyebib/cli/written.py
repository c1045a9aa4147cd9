"""The text of a bibliography in several formats, each proven.

That of a long bibliography is made in chunks over the cores. A format that fails does not prevent
the others from being written.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from operator import itemgetter
from pathlib import Path

from eyebib.cli import checked, cores
from eyebib.exporters import Part, export, export_part, refuse
from eyebib.exporters.blocks import FORMS, Blocks, join, with_longest_heads
from eyebib.exporters.losses import Unfit, advice, unfit
from eyebib.exporters.standing import Known, standing
from eyebib.model.bibliography import Bibliography, Work
from eyebib.model.problem import EyebibError, Problem, UsageError
from eyebib.model.settings import EMPTY, Options
from eyebib.project import folder
from eyebib.project.folder import Project
from eyebib.text import tex_ascii


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The formats to write, with the file that each may replace, and the options.

    `known` are the blocks of these files.
    """

    targets: Mapping[str, Path]
    options: Options
    known: Mapping[str, Known] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The text of each format that could be written, and the messages about the others.

    `remarks` are about texts that were written.
    """

    by_format: dict[str, str | bytes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Keep the messages of an error."""
        try:
            yield
        except UsageError:
            raise
        except EyebibError as error:
            self.refused.extend(str(error).splitlines())


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """What some works contribute to each format that is written in parts.

    `parts` has no format in which the works could not be told apart.
    """

    citekeys: Sequence[str]
    parts: Mapping[str, Part]
    unfit: Mapping[str, Unfit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The texts of a list, the number of its works, and all its problems."""

    texts: Texts
    count: int
    problems: Sequence[Problem]


def texts(bibliography: Bibliography, order: Order) -> Texts:
    """The text of each format; many works are written in chunks over the cores."""
    if cores.are_many(bibliography.works) and any(name in FORMS for name in order.targets):
        empty = replace(bibliography, works=())
        write = partial(_of_works, _with_known(order), empty)
        chunks = cores.by_chunks(write, bibliography.works)
        if chunks and _are_whole(chunks, order):
            return _texts_of_chunks(chunks, order, bibliography)
    result = Texts()
    for name in order.targets:
        _add(result, name, bibliography, order)
    return result


def texts_of_list(here: Project, order: Order) -> Written | None:
    """The texts of a long list, which is read in chunks, too.

    None if the list has to be read whole, as by `checked.in_chunks`.
    """
    if not cores.are_many(folder.entry_paths(here.entries)):
        return None  # before the files that may be replaced are read
    is_divisible = order.targets.keys() <= FORMS.keys()
    listed = checked.in_chunks(here, partial(_of_list, _with_known(order), is_divisible))
    chunks = [made for made, _ in listed.made] if listed else []
    if listed is None or not _are_whole(chunks, order):
        return None
    bibliography = checked.whole([part for _, part in listed.made])
    return Written(
        texts=_texts_of_chunks(chunks, order, bibliography),
        count=sum(len(each.citekeys) for each in chunks),
        problems=listed.problems,
    )


def _with_known(order: Order) -> Order:
    known = {name: standing(_bytes(target), name) for name, target in order.targets.items()}
    return replace(order, known=known)


def _of_works(order: Order, empty: Bibliography, works: Sequence[Work]) -> Chunk:
    return _chunk(order, replace(empty, works=tuple(works)))


def _of_list(
    order: Order, is_divisible: bool, bibliography: Bibliography
) -> tuple[Chunk, Bibliography]:
    """The works are kept for formats that are not written in parts."""
    rest = replace(bibliography, works=()) if is_divisible else bibliography
    return _chunk(order, bibliography), rest


def _chunk(order: Order, bibliography: Bibliography) -> Chunk:
    parts = {
        name: part
        for name in order.targets
        if name in FORMS
        and (part := export_part(bibliography, name, order.options, order.known[name]))
    }
    return Chunk(
        citekeys=[work.citekey for work in bibliography.works],
        parts=parts,
        unfit={name: unfit(bibliography, name) for name in parts},
    )


def _are_whole(chunks: Sequence[Chunk], order: Order) -> bool:
    """Whether chunks have a part for each format that can be written in parts."""
    divisible = FORMS.keys() & order.targets.keys()
    return all(each.parts.keys() == divisible for each in chunks)


def _texts_of_chunks(chunks: Sequence[Chunk], order: Order, bibliography: Bibliography) -> Texts:
    """The text of each format; formats that are not in parts need the bibliography."""
    result = Texts()
    for name in order.targets:
        if name in FORMS:
            _join(result, name, chunks, order)
        else:
            _add(result, name, bibliography, order)
    return result


def _add(result: Texts, name: str, bibliography: Bibliography, order: Order) -> None:
    with result.refusing():
        before = _bytes(order.targets[name]).decode(errors="replace")
        result.by_format[name] = text = export(bibliography, name, order.options, before)
        result.remarks.extend(_remarks(name, text.encode(), order, [unfit(bibliography, name)]))


def _join(result: Texts, name: str, chunks: Sequence[Chunk], order: Order) -> None:
    parts = [each.parts[name] for each in chunks]
    with result.refusing():
        refuse(name, [difference for part in parts for difference in part.differences])
        result.by_format[name] = text = join(_joined(chunks, name), name)
        unfits = [each.unfit[name] for each in chunks]
        result.remarks.extend(_remarks(name, text, order, unfits))


def _joined(chunks: Sequence[Chunk], name: str) -> Blocks:
    """The blocks of all chunks in citekey order, which need not be that of the files."""
    blocks = [each.parts[name].blocks for each in chunks]
    keys = (citekey for each in chunks for citekey in each.citekeys)
    pairs = zip(keys, (block for each in blocks for block in each.works), strict=True)
    return with_longest_heads(blocks, [block for _, block in sorted(pairs, key=itemgetter(0))])


def _remarks(name: str, text: bytes, order: Order, unfits: Sequence[Unfit]) -> Iterator[str]:
    """Which characters have no ASCII form, and what LaTeX cannot print."""
    if order.options.ascii and not text.isascii():
        characters = tex_ascii.named(text.decode())
        yield f"{name}: characters without an ASCII form: {characters}"
    yield from advice(name, unfits)


def _bytes(target: Path) -> bytes:
    """The content of a file that will be replaced; empty if there is none that can be read."""
    with suppress(OSError):
        if target.is_file():  # not a pipe, which would wait for its writer
            return target.read_bytes()
    return b""
