"""One kind of error for everything that stops an export."""

from __future__ import annotations


class ExportError(Exception):
    """What is wrong, where, and what to do about it, in one line."""

    def __init__(self, problem: str, where: object, remedy: str) -> None:
        super().__init__(" ".join(f"{where}: {problem}; {remedy}".split()))
