"""Rules about documents that cite."""

from eyebib.rules.registry.rule import ERROR, NOTE, WARNING, Rule

ALL = (
    Rule(
        id="unknown-citation",
        severities=ERROR,
        description="The document cites a key that is not in the bibliography.",
        advice="Correct the key, or add the paper.",
    ),
    Rule(
        id="never-cited",
        severities=NOTE,
        description="The document never cites the paper.",
        advice="Cite it, or leave it.",
    ),
    Rule(
        id="unread-citation",
        severities=WARNING,
        description="A macro of LaTeX computes a key.",
        advice="Give the .aux or .bcf file that LaTeX wrote, which has the key.",
    ),
    Rule(
        id="unread-file",
        severities=WARNING,
        description="A file that the document includes is missing, or is outside of its folder and "
        "of the current one.",
        advice="Run the command in a folder that contains all files of the document.",
    ),
    Rule(
        id="bcf",
        severities=ERROR,
        description="The .bcf file is not XML.",
        advice="Delete it and run LaTeX again.",
    ),
)
