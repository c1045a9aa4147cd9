"""Every rule id that a problem can carry, whichever package reports it.

The other packages write ids as strings, because they must not import this one. A test compares
both sides, and writes `docs/rules.md` from this registry.
"""

from eyebib.rules.registry import audits, files, imports, manuscripts, works
from eyebib.rules.registry.rule import Rule

GROUPS: dict[str, tuple[Rule, ...]] = {
    "Text files": files.TEXT,
    "Entry files": files.ENTRIES,
    "Settings": files.SETTINGS,
    "Lock files": files.LOCKS,
    "Records": works.RECORDS,
    "Metadata": works.FACTS,
    "The list as a whole": works.LISTS,
    "Imported files": imports.ALL,
    "Imported awesome lists": imports.AWESOME_LISTS,
    "Imported BibTeX files": imports.BIBTEX,
    "Imported CSL files": imports.CSL_JSON,
    "Audited references": audits.ALL,
    "Documents that cite": manuscripts.ALL,
    "Lists written into a Markdown file": works.MARKERS,
}
"""The rules by the heading they are documented under."""
