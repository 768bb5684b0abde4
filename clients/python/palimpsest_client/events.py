"""Server-sent events: bytes in pieces in, messages out (HTML standard, section 9.2.6)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: more than this without an end of line is no stream of ours
_longest_line = 4_000_000


@dataclass(frozen=True)
class Message:
    id: str | None
    #: None for a comment, which only says that the other side is there
    data: str | None


def messages_in(chunks: Iterable[bytes]) -> Iterator[Message]:
    last: str | None = None
    data: list[str] = []
    for line in _lines_of(chunks):
        if line == "":
            if data:
                yield Message(last, "\n".join(data))
            data = []
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "":
            yield Message(None, None)
        elif field == "data":
            data.append(value)
        elif field == "id" and "\0" not in value:
            last = value


def _lines_of(chunks: Iterable[bytes]) -> Iterator[str]:
    """Lines end with CR, LF or both, which may lie in two pieces; what is left at the end is no line."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
    rest = ""
    ended_with_return = False
    for chunk in chunks:
        text = decoder.decode(chunk)
        if text == "":
            continue
        if ended_with_return and text.startswith("\n"):
            text = text[1:]
        ended_with_return = text.endswith("\r")
        *lines, rest = re.split(r"\r\n|\r|\n", rest + text)
        yield from lines
        if len(rest) > _longest_line:
            raise ValueError("a line of the event stream does not end")
