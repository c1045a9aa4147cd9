"""How a response arrives: its size, its compression, and the first signs of the host."""

import zlib
from collections.abc import Mapping
from typing import Any

import httpx2

from eyebib.sources.attempt import Attempt
from eyebib.sources.failure import SourceError

MAX_BYTES = 10_000_000
"""The maximum size of a response to `get`, after decompression.

A feed of 100 arXiv entries has 0.25 MB, 40 Crossref works have 0.3 MB, and a work with 15,025
authors has 2 MB.
"""

_GZIP = 31
"""The `wbits` of zlib for gzip."""


def hold(attempt: Attempt, event: str, info: Mapping[str, Any]) -> None:
    """Tell the attempt about a new connection, which TLS replaces, and the host's first sign."""
    if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
        attempt.hold(info["return_value"].get_extra_info("socket"))
    if event.endswith((".start_tls.complete", ".receive_response_headers.complete")):
        attempt.hear()


def body(response: httpx2.Response) -> bytes:
    """The body, decompressed piece by piece: 1 kB of gzip may stand for 1 MB."""
    host, content = response.url.host, bytearray()
    unpacker = _unpacker(response)
    for chunk in response.iter_raw():
        content += unpacker.decompress(chunk, MAX_BYTES + 1 - len(content)) if unpacker else chunk
        if len(content) > MAX_BYTES:
            raise SourceError(f"{host}: the response has more than {MAX_BYTES:,} bytes")
    if unpacker and not unpacker.eof:
        raise SourceError(f"{host}: the compressed response is incomplete")
    return bytes(content)


def _unpacker(response: httpx2.Response) -> Any:  # noqa: ANN401 - zlib does not name its type
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip"}:
        raise SourceError(f"{response.url.host}: unexpected compressed response")
    return zlib.decompressobj(wbits=_GZIP) if coding.endswith("gzip") else None
