"""What can go wrong between a client and a server. No message ever holds the key."""

from __future__ import annotations

from .models import Problem


class ClientError(Exception):
    """All of the errors below."""

    retry_after: float | None = None


class ProblemError(ClientError):
    """The server says no, as RFC 9457 has it."""

    def __init__(self, problem: Problem, retry_after: float | None = None) -> None:
        super().__init__(problem["detail"])
        self.kind = problem["type"].removeprefix("/problems/")
        self.status = problem["status"]
        self.detail = problem["detail"]
        self.problems = problem.get("problems", [])
        self.request_id = problem["instance"]
        self.retry_after = retry_after


class UnreachableError(ClientError):
    """Nobody answered, or not in time."""


class UnexpectedAnswerError(ClientError):
    """Somebody answered, but not as a server of ours would: another program, a proxy, a redirect."""

    def __init__(self, status: int, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class AddressError(ClientError, ValueError):
    """An address or key that no request is sent with."""
