"""Lists come in pages; this goes through all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


def items(listing: Callable[..., Any], **given: Any) -> Iterator[Any]:
    """Every row of a list, asking for a page when it is needed: ``items(client.list_audits, project="acme")``."""
    page = listing(**given)
    yield from page["items"]
    while page["next"] is not None:
        page = listing(**{**given, "cursor": page["next"]})
        yield from page["items"]
