"""The client that people make: the generated methods on the runtime."""

from __future__ import annotations

from types import TracebackType

from .methods import Methods
from .runtime import Runtime


class Client(Methods):
    """Use it as a context manager, or close it.

    >>> with Client("https://audits.example.org", key=key) as client:
    ...     audit = client.create_audit(project="acme", body={"plan": digest})
    ...     for event in client.stream_events(project="acme", audit=audit["id"]):
    ...         print(event["event"]["type"])
    """

    def __init__(
        self,
        server: str,
        *,
        key: str,
        timeout: float = 60.0,
        retries: int = 3,
        backoff: float = 0.25,
        silence: float = 45.0,
        allow_plain_http: bool = False,
    ) -> None:
        """
        :param timeout: seconds for an answer; streams have none
        :param retries: further attempts of calls that may be repeated
        :param backoff: seconds before the first retry, doubled each time
        :param silence: a stream that says nothing for so many seconds is opened anew
        :param allow_plain_http: allow http:// to other machines, where everybody on the way can read the key
        :raises AddressError: for an address or key that no request is sent with
        """
        super().__init__(
            Runtime(
                server,
                key,
                timeout=timeout,
                retries=retries,
                backoff=backoff,
                silence=silence,
                allow_plain_http=allow_plain_http,
            )
        )

    def close(self) -> None:
        self._runtime.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
