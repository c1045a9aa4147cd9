"""Values as YAML are written as PyYAML writes them, and read as they were."""

from typing import Any

import pytest
import yaml
from hypothesis import strategies as st

from eyebib.exporters import yaml_text
from properties import holds_for


class _Text(str):
    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """PyYAML's writer, with lists indented under their key and no aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - likewise
        super().increase_indent(flow, indentless=False)


_Dumper.add_representer(
    _Text, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def by_pyyaml(value: Any, *, in_ascii: bool) -> str:  # noqa: ANN401 - nested values
    return yaml.dump(
        quoted(value),
        Dumper=_Dumper,
        allow_unicode=not in_ascii,
        default_flow_style=False,
        sort_keys=False,
        width=float("inf"),
    )


def quoted(value: Any) -> Any:  # noqa: ANN401 - nested values
    if isinstance(value, str):
        return _Text(value)
    if isinstance(value, dict):
        return {key: quoted(part) for key, part in value.items()}
    return [quoted(part) for part in value] if isinstance(value, list) else value


SIGNS = st.sampled_from("\x00\t\n\x1f \"'\\~\x7f\x85\xa0é\u2028\ud7ff\ue000\ufeff\ufffe😀眼-:#")
WORDS = st.sampled_from(["DOI", "date-parts", "yes", "1e3", "", "~", "a b", "a: b", "k" * 130])
KEYS = WORDS | st.text(st.characters(categories=["L", "Nd", "P", "Zs"]), max_size=5)
TEXTS = st.text(SIGNS | st.characters(codec="utf-8"), max_size=12)
VALUES = st.recursive(
    TEXTS | st.integers(-1, 3000) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
)


@pytest.mark.parametrize("in_ascii", [False, True])
def test_kinds_of_values(*, in_ascii: bool) -> None:
    value = {"a": [], "b": {}, "c": [[2024, 5], ["x", {"d": None}]], "e\n": "é", "f": [[[{}]]]}
    text = yaml_text.write(value, in_ascii=in_ascii)
    assert text.isascii() == in_ascii
    assert yaml.safe_load(text) == value


@holds_for(st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), st.booleans(), examples=2000)
def test_the_bytes_are_those_of_pyyaml(value: dict[str, Any], in_ascii: bool) -> None:  # noqa: FBT001 - drawn
    assert yaml_text.write(value, in_ascii=in_ascii) == by_pyyaml(value, in_ascii=in_ascii)
