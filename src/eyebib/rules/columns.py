"""Rules about the survey's own columns: does the table show them, and as what?"""

from collections.abc import Iterator

from eyebib.model.bibliography import Work
from eyebib.model.problem import KEY, Problem, suggestion
from eyebib.model.settings import COLUMNS, Settings
from eyebib.rules.place import error, warning


def own_columns(work: Work, settings: Settings) -> Iterator[Problem]:
    """A column that has the name of a built-in one, or nearly that of one the table shows."""
    shown = {name.casefold(): name for name in settings.columns}
    for name in work.entry.table:
        if name.casefold() in COLUMNS:
            message = f"`{name}` is a column that eyebib makes itself; choose another name"
            yield error(work, message, "column", "table", name, KEY)
        elif shown and name.casefold() not in shown and (hint := suggestion(name, shown.values())):
            message = f"`{name}` is no column of [table] in eyebib.toml{hint}"
            yield warning(work, message, "column", "table", name, KEY)
