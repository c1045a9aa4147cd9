"""What the documentation says about a rule id."""

from dataclasses import dataclass

from eyebib.model.problem import Severity

ERROR = (Severity.ERROR,)
WARNING = (Severity.WARNING,)
NOTE = (Severity.NOTE,)
EITHER = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule id as it is printed in `[brackets]` after a message.

    `severities` are those with which the id is reported. `description` says what is wrong,
    `advice` what to do about it; both are sentences in Markdown.
    """

    id: str
    severities: tuple[Severity, ...]
    description: str
    advice: str
