"""Sends requests: retries what may be repeated, follows no redirect, keeps the key to itself."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx

from .address import checked_address
from .errors import AddressError, ClientError, ProblemError, UnexpectedAnswerError, UnreachableError
from .events import Message, messages_in

_passing = {429, 502, 503, 504}
_longest_wait = 60.0
_longest_backoff = 10.0
#: failures of a stream in a row, without an event between them, before it is given up
_patience = 30


class Runtime:
    def __init__(
        self,
        server: str,
        key: str,
        *,
        timeout: float,
        retries: int,
        backoff: float,
        silence: float,
        allow_plain_http: bool,
    ) -> None:
        base = checked_address(server, allow_plain_http=allow_plain_http)
        if not re.fullmatch(r"[\x21-\x7e]+", key):
            raise AddressError("The API key has characters that no key has; copy it again.")
        self._base = f"{base}/api/v1"
        self._retries, self._backoff, self._silence = retries, backoff, silence
        self._http = httpx.Client(
            headers={"authorization": f"Bearer {key}"}, timeout=timeout, follow_redirects=False
        )

    def __repr__(self) -> str:
        return f"<Runtime {self._base}>"

    def close(self) -> None:
        self._http.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        gives: str,
        names: dict[str, str],
        query: dict[str, Any] | None = None,
        body: Any = None,
        idempotent: bool = False,
    ) -> Any:
        url = self._url(path, names)
        # The same key for all attempts: that is what makes them safe.
        headers = {"idempotency-key": str(uuid.uuid4())} if idempotent else {}
        may_repeat = method != "POST" or idempotent
        retried = 0
        while True:
            try:
                response = self._attempt(method, url, query, body, headers)
                return _read(response, gives)
            except ClientError as error:
                is_unread = isinstance(error, ProblemError) and error.status == 429
                if retried >= self._retries or not (is_unread or (may_repeat and _is_passing(error))):
                    raise
                time.sleep(self._wait(error, retried))
                retried += 1

    def stream(self, path: str, *, names: dict[str, str], after: int | None = None) -> Iterator[Any]:
        """Goes on behind the last event when a connection breaks, falls silent or is closed by a proxy.

        It is over when the server closes a connection and has nothing to say.
        """
        url = self._url(path, names)
        last = None if after is None else str(after)
        failed = 0
        while True:
            heard = False
            try:
                for message in self._connection(url, last):
                    heard = True
                    if message.data is None:
                        continue
                    failed = 0
                    last = last if message.id is None else message.id
                    yield json.loads(message.data)
                if not heard:
                    return
            except ClientError as error:
                if failed >= _patience or not _is_passing(error):
                    raise
                time.sleep(self._wait(error, failed))
                failed += 1

    def _connection(self, url: str, last: str | None) -> Iterator[Message]:
        headers = {"accept": "text/event-stream", **({} if last is None else {"last-event-id": last})}
        timeout = httpx.Timeout(self._silence)
        try:
            with self._http.stream("GET", url, headers=headers, timeout=timeout) as response:
                if not response.is_success:
                    response.read()
                    raise _refusal(response)
                if _media_type(response) != "text/event-stream":
                    raise UnexpectedAnswerError(
                        response.status_code,
                        f"{response.url.host} answers with something else where a stream of events was expected.",
                    )
                yield from messages_in(response.iter_bytes())
        except httpx.TransportError as error:
            raise _unreachable(url, error) from error

    def _attempt(
        self, method: str, url: str, query: dict[str, Any] | None, body: Any, headers: dict[str, str]
    ) -> httpx.Response:
        params = {name: value for name, value in (query or {}).items() if value is not None}
        content = {"content": body} if isinstance(body, bytes) else {"json": body} if body is not None else {}
        try:
            response = self._http.request(method, url, params=params or None, headers=headers, **content)
        except httpx.TransportError as error:
            raise _unreachable(url, error) from error
        if response.is_success:
            return response
        raise _refusal(response)

    def _url(self, path: str, names: dict[str, str]) -> str:
        for name, value in names.items():
            # A dot segment would be resolved away, and another route asked.
            if not isinstance(value, str) or value in ("", ".", ".."):
                raise ValueError(f"{name}: a name is needed, to ask for {path}")
        return self._base + path.format(**{name: quote(value, safe="") for name, value in names.items()})

    def _wait(self, error: ClientError, retried: int) -> float:
        if error.retry_after is not None:
            return error.retry_after
        return min(_longest_backoff, self._backoff * 2**retried)


def _is_passing(error: ClientError) -> bool:
    if isinstance(error, UnreachableError):
        return True
    if not isinstance(error, (ProblemError, UnexpectedAnswerError)):
        return False
    # A conflict with a time to wait: the first of two equal requests is still being worked on.
    return error.status in _passing or (error.status == 409 and error.retry_after is not None)


def _refusal(response: httpx.Response) -> ClientError:
    host, status = response.url.host, response.status_code
    if 300 <= status < 400:
        location = response.headers.get("location", "")[:200]
        return UnexpectedAnswerError(
            status,
            f"{host} redirects to {location!r}, which is not followed: the API key would go along. "
            "Give the address it leads to.",
        )
    retry_after = _seconds(response.headers.get("retry-after", ""))
    if _media_type(response) == "application/problem+json":
        try:
            return ProblemError(response.json(), retry_after)
        except (ValueError, KeyError, TypeError):
            pass
    message = f"{host} answers {status} without saying why; is it a Palimpsest server, and is it well?"
    return UnexpectedAnswerError(status, message, retry_after)


def _unreachable(url: str, error: httpx.TransportError) -> UnreachableError:
    host = httpx.URL(url).host
    if isinstance(error, httpx.TimeoutException):
        return UnreachableError(f"{host} has not answered in time.")
    return UnreachableError(f"{host} cannot be reached ({type(error).__name__}); check the address and the network.")


def _read(response: httpx.Response, gives: str) -> Any:
    if gives == "json":
        if _media_type(response) != "application/json":
            found = _media_type(response) or "nothing"
            raise UnexpectedAnswerError(
                response.status_code,
                f"{response.url.host} answers with {found} where JSON was expected; is it a Palimpsest server?",
            )
        return response.json()
    if gives == "text":
        return response.text
    return response.content if gives == "bytes" else None


def _media_type(response: httpx.Response) -> str:
    return response.headers.get("content-type", "").split(";")[0].strip().lower()


def _seconds(text: str) -> float | None:
    return min(_longest_wait, float(text)) if re.fullmatch(r"\d{1,6}", text) else None
