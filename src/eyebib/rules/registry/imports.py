"""Rules about files that `eyebib import` and `eyebib convert` read."""

from eyebib.rules.registry.rule import ERROR, NOTE, WARNING, Rule

ALL = (
    Rule(
        id="no-entry",
        severities=ERROR,
        description="The file holds no entry.",
        advice="Check that it is the right file, and that its name has the right extension.",
    ),
    Rule(
        id="not-read",
        severities=WARNING,
        description="A field, line or link was ignored.",
        advice="Add what you need of it to the entry by hand.",
    ),
    Rule(
        id="title",
        severities=ERROR,
        description="The entry has no title and was not imported.",
        advice="Add a title to the file and import it again.",
    ),
    Rule(
        id="repeated-entry",
        severities=WARNING,
        description="The key of the entry is that of an entry above. The first one was imported.",
        advice="Delete one of them, or change its key.",
    ),
    Rule(
        id="type",
        severities=WARNING,
        description="The type of the entry is unknown, and was read as a general one.",
        advice="Set `csl: type:` in the entry.",
    ),
    Rule(
        id="name",
        severities=WARNING,
        description="A name is empty, or may have been read wrongly.",
        advice="Check the names in the entry.",
    ),
    Rule(
        id="date",
        severities=WARNING,
        description="The text is not a date and was ignored.",
        advice="Write a date such as `2024-05-07` under `csl:`.",
    ),
)

AWESOME_LISTS = (
    Rule(
        id="paper",
        severities=WARNING,
        description="A link to a paper is in no entry: it has no title beside it, or is not a web "
        "link.",
        advice="Write `[Title](https://...)` in the list and import it again, or add the paper.",
    ),
    Rule(
        id="other-title",
        severities=WARNING,
        description="Two titles of different papers have one link in a list, or one identifier in "
        "a list and another file.",
        advice="Correct the link, or add the other paper by hand.",
    ),
    Rule(
        id="code",
        severities=WARNING,
        description="The target of a code link is not a web address.",
        advice="Write `code:` in the entry.",
    ),
    Rule(
        id="account",
        severities=NOTE,
        description="How many links lead to papers, and what became of them.",
        advice="Compare the numbers with what you expect of the list.",
    ),
)

BIBTEX = (
    Rule(
        id="bibtex",
        severities=ERROR,
        description="A part of the file is not BibTeX, and was not imported.",
        advice="Correct the syntax and import the file again.",
    ),
    Rule(
        id="syntax",
        severities=ERROR,
        description="A comma, a brace or the key of an entry is missing. The entry was imported as "
        "if it were there.",
        advice="Check the entry, and correct the file.",
    ),
    Rule(
        id="macro",
        severities=WARNING,
        description="A macro is not defined, or is defined twice.",
        advice="Define it once with `@string`, or put the text in braces.",
    ),
    Rule(
        id="field",
        severities=WARNING,
        description="A field is given twice; the first one was read.",
        advice="Delete one of them.",
    ),
    Rule(
        id="latex",
        severities=WARNING,
        description="A LaTeX command was not understood.",
        advice="Check the text in the entry.",
    ),
)

CSL_JSON = (
    Rule(
        id="json",
        severities=ERROR,
        description="The file is not JSON, or not a list of CSL items.",
        advice="Export it again from your reference manager.",
    ),
    Rule(
        id="csl-yaml",
        severities=ERROR,
        description="The file has no list of CSL items under `references`.",
        advice="Export it again with pandoc.",
    ),
)
