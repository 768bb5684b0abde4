"""Client of a Palimpsest server: one method per route, generated from docs/openapi.json."""

from .client import Client
from .errors import AddressError, ClientError, ProblemError, UnexpectedAnswerError, UnreachableError
from .items import items

__all__ = [
    "AddressError",
    "Client",
    "ClientError",
    "ProblemError",
    "UnexpectedAnswerError",
    "UnreachableError",
    "items",
]
