"""The tree of errors: each holds its subject and whether trying again can help."""

from __future__ import annotations


class MonitorError(Exception):
    """Something that a person or a retry must deal with.

    Args:
        message: What is wrong and what to do, one line, free of secrets.
        subject: The file, URL, channel or id that it is about.
        permanent: True where trying again with the same input cannot help.
    """

    def __init__(self, message: str, *, subject: str = "", permanent: bool = True) -> None:
        super().__init__(message)
        self.subject = subject
        self.permanent = permanent


class ConfigError(MonitorError):
    """The configuration cannot be used; the message lists every mistake."""


class FetchError(MonitorError):
    """A page or feed could not be fetched.

    Args:
        message: What is wrong, one line.
        reason: A short class of the failure: `dns`, `tls`, `timeout`, `blocked_address` …
        subject: The URL that was asked for.
        permanent: True where the same request will fail again.
        retry_after_seconds: What the server asked for; None: nothing.
        status: The HTTP status that says so; None: another thing went wrong.
    """

    def __init__(
        self,
        message: str,
        *,
        reason: str,
        subject: str = "",
        permanent: bool = False,
        retry_after_seconds: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message, subject=subject, permanent=permanent)
        self.reason = reason
        self.status = status
        self.retry_after_seconds = retry_after_seconds

    @property
    def is_unasked(self) -> bool:
        """Whether nothing was sent: the host has asked before to be left alone for a time."""
        return self.status is None and self.retry_after_seconds is not None


class LeftHostError(FetchError):
    """A redirect leads to another host, and the request was to be asked of its own alone.

    Args:
        message: What is wrong, one line.
        subject: The URL that was asked for.
        location: Where the redirect leads.
    """

    def __init__(self, message: str, *, subject: str, location: str) -> None:
        super().__init__(message, reason="redirect", subject=subject, permanent=True)
        self.location = location


class ParseError(MonitorError):
    """A document is no feed, or the parser did not survive it."""


class ExtractError(MonitorError):
    """The extractor did not survive a page."""


class SandboxError(MonitorError):
    """A worker process was killed on its deadline, ran out of memory or crashed.

    Args:
        message: What is wrong, one line.
        subject: The document that it is about.
        permanent: True where trying again with the same document cannot help.
        is_loss: Whether it cost a worker's life or all of its memory, which is counted.
    """

    def __init__(
        self, message: str, *, subject: str = "", permanent: bool = True, is_loss: bool = False
    ) -> None:
        super().__init__(message, subject=subject, permanent=permanent)
        self.is_loss = is_loss


class RestingError(SandboxError):
    """Workers ended again and again over documents of a kind, and rest from it.

    Args:
        message: What is wrong, one line.
        seconds: How long they still rest.
    """

    def __init__(self, message: str, *, seconds: float) -> None:
        super().__init__(message, permanent=False)
        self.seconds = seconds


class StoreError(MonitorError):
    """The database is missing, broken, newer than this program or held by another daemon."""


class NoStoreError(StoreError):
    """There is no database yet: nothing is broken, nothing was ever polled."""


class PushError(MonitorError):
    """A channel's address cannot be used at all."""


class LockError(MonitorError):
    """Another daemon works on the same state folder."""
