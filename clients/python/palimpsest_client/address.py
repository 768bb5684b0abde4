"""An address is checked before the key goes anywhere."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from .errors import AddressError


def checked_address(given: str, *, allow_plain_http: bool = False) -> str:
    """The address without a slash at the end."""
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
        parts.port  # noqa: B018, raises for what is no port
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise AddressError(f"{given[:100]!r} is no address of a server; give one such as https://audits.example.org")
    if parts.username or parts.password:
        raise AddressError(f"The address of {host} holds a name or password; leave it away and give an API key.")
    if parts.query or parts.fragment:
        raise AddressError(f"The address of {host} ends with ? or #; leave that away.")
    if parts.scheme == "http" and not allow_plain_http and not _is_loopback(host):
        raise AddressError(
            f"http://{host} would send the API key readable for everybody on the way; use https, or allow plain HTTP."
        )
    return given.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
