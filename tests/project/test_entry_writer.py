from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from eyebib.model.bibliography import Entry
from eyebib.project import entry_file, entry_schema, entry_writer
from eyebib.text.clean import clean, clean_lines
from works import entry

Write = Callable[[str, str | bytes], Path]

FULL = entry(
    "visionfm",
    name="VisionFM",
    title="VisionFM: a Multi-Modal Multi-Task Vision Foundation Model for Ophthalmic Intelligence",
    paper="arxiv:2310.04992",
    link="https://arxiv.org/abs/2310.04992",
    identifier="arxiv:2310.04992",
    published="doi:10.1056/AIoa2300221",
    code="none",
    listed=2023,
    modalities=("CFP", "External eye photo"),
    facets={"task": ("grading", "3D segmentation")},
    abstract="We present VisionFM, “a model”: 3.4 million images. " * 4,
    csl={
        "author": [{"family": "Qiu", "given": "Jianing"}, {"literal": "A: group"}],
        "issued": {"date-parts": [[2024, 11, 27]]},
        "volume": "1",
    },
    table={"images": "3.4M", "year": "2023"},
)

TEXT = """\
# yaml-language-server: $schema=entry.schema.json
name: VisionFM
title: 'VisionFM: a Multi-Modal Multi-Task Vision Foundation Model for Ophthalmic Intelligence'
paper: https://arxiv.org/abs/2310.04992
identifier: arxiv:2310.04992
published: doi:10.1056/AIoa2300221
code: none
listed: 2023
modalities: [CFP, External eye photo]
facets:
  task: [grading, 3D segmentation]
abstract: >-
  We present VisionFM, “a model”: 3.4 million images. We present VisionFM, “a model”: 3.4
  million images. We present VisionFM, “a model”: 3.4 million images. We present VisionFM,
  “a model”: 3.4 million images.
csl:
  author:
  - {family: Qiu, given: Jianing}
  - {literal: 'A: group'}
  issued: '2024-11-27'
  volume: '1'
table: {images: 3.4M, year: '2023'}
"""


def test_golden() -> None:
    assert entry_writer.dump(replace(FULL, abstract=clean(FULL.abstract))) == TEXT


def round_trip(original: Entry, write: Write) -> Entry:
    copy, _ = entry_file.read(write(f"{original.citekey}.yaml", entry_writer.dump(original)))
    return copy


def test_round_trip(write: Write) -> None:
    full = replace(FULL, abstract="One.\nTwo: “x”.")
    assert round_trip(full, write) == full


@pytest.mark.parametrize(
    "text",
    ["no", "2023", "1e3", "2024-01-01", "~", "- a", "# b", "*c", "'", "a: b", "@x", "=1+1", "🤗"],
)
def test_special_yaml_words_are_text(write: Write, text: str) -> None:
    odd = replace(FULL, name=text, title=text, tags=(text,), abstract=text)
    assert round_trip(odd, write) == odd


@hypothesis_settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(min_size=1).filter(clean), st.text())
def test_any_text_is_text(write: Write, title: str, abstract: str) -> None:
    odd = replace(FULL, title=clean(title), abstract=clean_lines(abstract))
    assert round_trip(odd, write) == odd


def test_the_header_names_the_schema() -> None:
    assert entry_writer.HEADER.endswith(f"$schema={entry_schema.SCHEMA_NAME}\n")
