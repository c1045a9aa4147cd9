"""Rules about the files of a project: entries, settings, locks."""

from eyebib.rules.registry.rule import EITHER, ERROR, WARNING, Rule

TEXT = (
    Rule(
        id="unreadable",
        severities=ERROR,
        description="The file cannot be opened, or is not a regular file.",
        advice="Check its permissions, or replace it.",
    ),
    Rule(
        id="too-large",
        severities=ERROR,
        description="The file is larger than eyebib reads.",
        advice="Check that it is the right file.",
    ),
    Rule(
        id="encoding",
        severities=EITHER,
        description="The file is not UTF-8 (error); an imported file was read in another encoding "
        "(warning).",
        advice="Save it as UTF-8.",
    ),
    Rule(
        id="bom",
        severities=WARNING,
        description="The file starts with a byte order mark.",
        advice="Save it as UTF-8 without one.",
    ),
    Rule(
        id="crlf",
        severities=WARNING,
        description="Lines end in CRLF or CR.",
        advice="Save the file with LF line ends.",
    ),
)

ENTRIES = (
    Rule(
        id="citekey",
        severities=EITHER,
        description="A file name or key is not a valid citation key, or is not unique.",
        advice="Rename the file. An import chooses another key and warns.",
    ),
    Rule(
        id="stray-entry",
        severities=WARNING,
        description="An entry is in a folder below `entries/`, where it is not read.",
        advice="Move it to `entries/`.",
    ),
    Rule(
        id="yaml",
        severities=ERROR,
        description="The file is not valid YAML, or not one mapping of keys to values.",
        advice="Correct the syntax at the given line.",
    ),
    Rule(
        id="alias",
        severities=ERROR,
        description="The file uses a YAML alias (`*name`), which eyebib does not read.",
        advice="Write the value out.",
    ),
    Rule(
        id="too-deep",
        severities=ERROR,
        description="Lists or mappings are nested too deeply.",
        advice="Remove the nesting; entries need three levels.",
    ),
    Rule(
        id="empty",
        severities=ERROR,
        description="The file is empty.",
        advice="Write at least `title:` and `paper:`, or delete the file.",
    ),
    Rule(
        id="duplicate-key",
        severities=EITHER,
        description="A key is given twice in one mapping.",
        advice="Delete one of them. An import of CSL-JSON reads the last one and warns.",
    ),
    Rule(
        id="unknown-key",
        severities=ERROR,
        description="The key is not one that an entry can have.",
        advice="Correct the spelling; put columns of your own under `table:`.",
    ),
    Rule(
        id="missing-key",
        severities=ERROR,
        description="A required key is missing.",
        advice="Add it.",
    ),
    Rule(
        id="empty-value",
        severities=ERROR,
        description="A key has no value, or one of invisible characters only.",
        advice="Write a value, or delete the key.",
    ),
    Rule(
        id="value",
        severities=EITHER,
        description="The value is not of the form that its key needs.",
        advice="Correct it as the message says. An import ignores the value and warns.",
    ),
    Rule(
        id="identifier",
        severities=EITHER,
        description="The text is neither an identifier nor a link.",
        advice="Write a DOI, an arXiv id or a link. An import ignores the text and warns.",
    ),
    Rule(
        id="invisible",
        severities=WARNING,
        description="The file holds an invisible character, which is left out.",
        advice="Delete it.",
    ),
)

SETTINGS = (
    Rule(
        id="settings",
        severities=ERROR,
        description="`eyebib.toml` is not valid TOML, or has an unknown key or an invalid value.",
        advice="Correct it at the given line.",
    ),
)

LOCKS = (
    Rule(
        id="lock",
        severities=ERROR,
        description="The lock file cannot be read, or is of a newer version of eyebib.",
        advice="Run `eyebib resolve`, which writes it again, or update eyebib.",
    ),
    Rule(
        id="orphan-lock",
        severities=WARNING,
        description="There is no entry for the lock file.",
        advice="Rename it along with its entry, or delete it.",
    ),
    Rule(
        id="stale-lock",
        severities=ERROR,
        description="The lock file and the entry have different identifiers.",
        advice="Run `eyebib resolve`; with `--refresh` if the lock has one too many.",
    ),
)
