"""Rules about works: their records, their metadata, and all of them together."""

from eyebib.rules.registry.rule import EITHER, ERROR, NOTE, WARNING, Rule

RECORDS = (
    Rule(
        id="unresolved",
        severities=WARNING,
        description="No metadata was fetched for the entry, which has an identifier, or a link "
        "without one and not all facts under `csl:`.",
        advice="Run `eyebib resolve`, or write the DOI or arXiv id into `identifier:`.",
    ),
    Rule(
        id="not-found",
        severities=EITHER,
        description="The identifier is not registered, or its source has no metadata for it. In an "
        "audit, no source knows the work (a warning).",
        advice="Check the link in the entry; if it is right, write the facts under `csl:`. In an "
        "audit, look for the work yourself; it may exist although it is not found.",
    ),
    Rule(
        id="title-mismatch",
        severities=ERROR,
        description="The record is of another paper than the entry.",
        advice="Correct the link, or the title if it is the same paper.",
    ),
    Rule(
        id="title-spelling",
        severities=WARNING,
        description="The title differs by one letter from that of the record.",
        advice="Correct the title, unless the record is wrong.",
    ),
    Rule(
        id="published-incomplete",
        severities=WARNING,
        description="The published version lacks a title, authors or a date, and is not cited.",
        advice="Run `eyebib resolve --refresh` later, or add what is missing under `csl:`.",
    ),
    Rule(
        id="unconfirmed",
        severities=WARNING,
        description="The cited record was transcribed or imported, and no source has confirmed it.",
        advice="Run `eyebib resolve`.",
    ),
    Rule(
        id="imported",
        severities=WARNING,
        description="An imported file says something else than the source, whose value is cited.",
        advice="Look at the paper: if the source is wrong, write the fact under `csl:`; if the "
        "file is, accept the difference with `accept:`.",
    ),
    Rule(
        id="consortium-members",
        severities=WARNING,
        description="The source lists the members of a group as authors of the paper.",
        advice="Set the authors as printed on the paper with `csl: author:`.",
    ),
    Rule(
        id="retracted",
        severities=ERROR,
        description="The work was retracted, withdrawn or removed by its publisher.",
        advice="Read the notice, and remove the entry if the list should not cite the work.",
    ),
    Rule(
        id="withdrawn",
        severities=EITHER,
        description="The preprint was withdrawn at arXiv, according to its comment or abstract "
        "(a warning if another version is cited).",
        advice="Read the page of the preprint; cite another version, or remove the entry.",
    ),
    Rule(
        id="corrected",
        severities=WARNING,
        description="A correction or an expression of concern was published.",
        advice="Read the notice and check what you cite.",
    ),
    Rule(
        id="published-since",
        severities=WARNING,
        description="A source states that the preprint was published.",
        advice="Run `eyebib published --accept` with the citation key, then `eyebib resolve`.",
    ),
    Rule(
        id="override",
        severities=WARNING,
        description="The source has changed a value that the entry overrides under `csl:`.",
        advice="Compare both; delete the line under `csl:` if the source is right.",
    ),
)

FACTS = (
    Rule(
        id="unknown-rule",
        severities=WARNING,
        description="`accept:` names a rule that does not exist.",
        advice="Write the id that `eyebib check` prints in brackets.",
    ),
    Rule(
        id="placeholder-title",
        severities=ERROR,
        description="The title is only the identifier or the link of the paper, because no source "
        "could be reached when the entry was added.",
        advice="Run `eyebib resolve`, which writes the title of the record, or write the title.",
    ),
    Rule(
        id="missing-fact",
        severities=EITHER,
        description="Metadata that works of this type need (error) or usually have (warning) is "
        "missing.",
        advice="Add it under `csl:`, or wait for the source and run `eyebib resolve --refresh`.",
    ),
    Rule(
        id="year",
        severities=WARNING,
        description="The year of publication is more than two years from `listed:`.",
        advice="Check `listed:` and the identifier.",
    ),
    Rule(
        id="all-caps",
        severities=WARNING,
        description="A title or name is all in capitals.",
        advice="Write it in mixed case under `csl:`.",
    ),
    Rule(
        id="entity",
        severities=WARNING,
        description="The text holds an HTML entity such as `&amp;`.",
        advice="Write the character itself under `csl:`.",
    ),
    Rule(
        id="et-al",
        severities=WARNING,
        description="A name is `et al.` or `others`, in place of names that are missing.",
        advice="Write all names under `csl:`.",
    ),
    Rule(
        id="replacement-character",
        severities=WARNING,
        description="A character was lost: the text holds U+FFFD.",
        advice="Write the text correctly under `csl:`.",
    ),
    Rule(
        id="incomplete-names",
        severities=WARNING,
        description="A list of names ends in `and others`, and no source has the other names.",
        advice="Run `eyebib resolve`, or write all names under `csl:` and delete them from "
        "`custom: incomplete:`.",
    ),
    Rule(
        id="unprintable",
        severities=WARNING,
        description="The text holds characters that pdflatex cannot print.",
        advice="Typeset with lualatex and a font that has them.",
    ),
)

LISTS = (
    Rule(
        id="duplicate",
        severities=(*EITHER, *NOTE),
        description="Two entries are the same work (error) or may be (warning). In an audit, two "
        "references of a file are (note).",
        advice="Keep one entry, with both versions under `published:` and `preprint:`.",
    ),
    Rule(
        id="facet",
        severities=EITHER,
        description="A value is not in its facet's vocabulary, or one of several where a paper has "
        "one (error); or a facet is named almost like one of `eyebib.toml` (warning).",
        advice="Correct the spelling, or add the value to `[facets.NAME.values]`.",
    ),
    Rule(
        id="column",
        severities=EITHER,
        description="A column under `table:` has the name of a built-in column or a facet (error), "
        "or almost that of one in `[table.columns]` (warning).",
        advice="Rename it.",
    ),
)

MARKERS = (
    Rule(
        id="marker",
        severities=ERROR,
        description="A marker such as `<!-- eyebib:list -->` is missing, repeated or unknown.",
        advice="Write the markers as the message says, each on a line of its own.",
    ),
    Rule(
        id="list-authors",
        severities=ERROR,
        description="The file asks for how to cite the list, whose authors are unknown.",
        advice="Add `authors` under `[list]` in `eyebib.toml`.",
    ),
)
