"""Rules of `eyebib audit`, whose ids are its verdicts and notes."""

from eyebib.rules.registry.rule import ERROR, NOTE, WARNING, Rule

ALL = (
    Rule(
        id="differs",
        severities=ERROR,
        description="A field of the reference differs from what the source says about the work, or "
        "its identifier does not exist.",
        advice="Correct the field, or accept the difference with a reason.",
    ),
    Rule(
        id="other-work",
        severities=ERROR,
        description="The identifier of the reference is that of another work.",
        advice="Use the identifier that the message names; without one, find out which is meant.",
    ),
    Rule(
        id="cannot-confirm",
        severities=WARNING,
        description="Title and authors are right, but no source states the venue.",
        advice="Check the page of the conference or journal.",
    ),
    Rule(
        id="not-checkable",
        severities=NOTE,
        description="No source lists all works of this kind: books, theses, software, web pages.",
        advice="Check them by hand; a DOI makes them checkable.",
    ),
    Rule(
        id="not-asked",
        severities=WARNING,
        description="A source did not answer, so nothing is known about the reference.",
        advice="Run the audit again later.",
    ),
    Rule(
        id="published",
        severities=NOTE,
        description="The reference is of a preprint that was published since.",
        advice="Cite the version of record.",
    ),
    Rule(
        id="accept",
        severities=(*ERROR, *NOTE),
        description="A finding is accepted that does not exist (note), or the line that accepts it "
        "cannot be read (error).",
        advice="Delete the line, or write `% eyebib: accept KEY year: reason`.",
    ),
    Rule(
        id="not-corrected",
        severities=NOTE,
        description="`--fix` leaves a wrong field as it is: a macro, values joined by `#`, or a "
        "form that eyebib does not write.",
        advice="Correct it by hand.",
    ),
)
