"""The failures of requests to a source."""

from eyebib.model.problem import EyebibError


class SourceError(EyebibError):
    """A source gave no usable answer.

    `status` is the HTTP status, if any; `retry_after` the number of seconds to wait, if the host
    names one; `location` the target of a redirect that may be followed. `transient` errors (429,
    5xx, transport) are retried, all others are permanent.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        location: str | None = None,
        transient: bool = False,
    ) -> None:
        self.status = status
        self.retry_after = retry_after
        self.location = location
        self.transient = transient
        super().__init__(message)


class UnconnectedError(SourceError):
    """No connection to a source could be made."""

    def __init__(self, message: str) -> None:
        super().__init__(message, transient=True)


class SilentError(SourceError):
    """A host that has never sent anything does not answer; the request is not repeated."""

    def __init__(self, message: str) -> None:
        super().__init__(message, transient=True)
