"""Which redirects are followed."""

from collections.abc import Collection

import httpx2


def target(url: httpx2.URL, location: str, hosts: Collection[str] = ()) -> str | None:
    """The target of a redirect; None if it must not be followed.

    A redirect may stay on its host, and may lead to one of `hosts`; it never drops encryption. A
    link to one of `hosts` without encryption gets it.
    """
    try:
        new = url.join(location)
    except httpx2.InvalidURL:
        return None
    if (new.scheme, new.host, new.port) in {
        (url.scheme, url.host, url.port),
        ("https", url.host, None),
    }:
        return str(new)
    if new.host in hosts and new.scheme in {"http", "https"} and new.port in {None, 80, 443}:
        return str(new.copy_with(scheme="https", port=None, userinfo=b""))
    return None
