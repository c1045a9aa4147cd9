"""Rules about the columns that entries add to the table with `table:`."""

from collections.abc import Iterator

from eyebib.model.bibliography import Work
from eyebib.model.problem import KEY, Problem
from eyebib.model.settings import COLUMNS, Settings
from eyebib.rules.place import error, warning
from eyebib.text.suggestion import suggestion


def own_columns(work: Work, settings: Settings) -> Iterator[Problem]:
    """A column named like a built-in one or a facet, or almost like one of `[table.columns]`.

    A column that is unlike any other is not reported: the table need not show every column.
    """
    shown = {name.casefold(): name for name in settings.columns}
    facets = {*(facet.name for facet in settings.facets), *work.entry.facets}
    for name in work.entry.table:
        if name.casefold() in facets:
            message = f"`{name}` is a facet; write it under `facets:`, or choose another name"
            yield error(work, message, "column", "table", name, KEY)
        elif name.casefold() in COLUMNS:
            message = f"`{name}` is a built-in column; choose another name"
            yield error(work, message, "column", "table", name, KEY)
        elif shown and name.casefold() not in shown and (hint := suggestion(name, shown.values())):
            message = f"unknown column `{name}`{hint}"
            yield warning(work, message, "column", "table", name, KEY)
