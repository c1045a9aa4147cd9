"""A key that is added to eyebib.toml leaves the rest as it is."""

import pytest

from eyebib.project.settings_editor import with_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", '[list]\nlayout = "table"\n'),
        ("\n", '\n[list]\nlayout = "table"\n'),
        ("# mine\n[list]  # it\ntitle = 'L'", "# mine\n[list]  # it\nlayout = \"table\"\ntitle = 'L'"),
        ('[venues]\n"A" = "B"\n', '[venues]\n"A" = "B"\n\n[list]\nlayout = "table"\n'),
        ("[list]\r\ntitle = 'L'\r\n", "[list]\r\nlayout = \"table\"\r\ntitle = 'L'\r\n"),
        ("[list]\nlayout = 'bullets'\n", None),
        ("list.title = 'L'\n", None),
        ("list = {title = 'L'}\n", None),
        ('[venues]\n"A" = """\n[list]\n"""\n', None),
        ("[list\n", None),
        ("a = " + "[" * 5000, None),
    ],
)  # fmt: skip
def test_a_key_is_added_once_and_only_to_a_table(text: str, expected: str | None) -> None:
    assert with_key(text, "list", "layout", "table") == expected
