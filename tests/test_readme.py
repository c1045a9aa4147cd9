"""The README and the code say the same."""

from conftest import REPOSITORY
from eyebib.cli import cli
from eyebib.exporters import EXPORTERS
from eyebib.project import entry_file
from eyebib.tables import TABLES

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_every_key_of_an_entry_is_in_the_table() -> None:
    for key, rule in entry_file.SCHEMA["properties"].items():
        assert f"| `{key}` | {rule['description']} |" in README


def test_every_verb_is_in_the_table() -> None:
    for name, command in cli.commands.items():
        summary = (command.help or "").partition("\n\n")[0].replace("\n", " ")
        assert f"| `eyebib {name}` | {summary} |" in README


def test_every_file_of_output_is_named() -> None:
    for name in (
        *(e.FILE for e in EXPORTERS.values()),
        *(t.FILE for t in TABLES.values()),
    ):
        assert f"`{name}`" in README
        assert (REPOSITORY / "output" / name).exists()


def test_the_two_commands_are_there_for_ci() -> None:
    for name in ("export", "test"):
        assert f"<!-- {name} -->\n```sh\npython3 -m venv .venv && " in README
