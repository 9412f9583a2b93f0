"""Asks a server over and over: `client.py PORT PATH SECONDS CONNECTIONS`, with a token on standard input.

Stands in for wrk where that is not installed: slower itself, but the same for whatever is compared.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

_GOOD = b"HTTP/1.1 200 "
_LENGTH = b"content-length:"


async def ask(port: int, request: bytes, until: float, spent: list[float]) -> int:
    """Ask over one connection until a moment; how many answers were not good."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    failed = 0
    while (began := time.perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        lines = [line.strip() for line in head.lower().split(b"\r\n") if line.lower().startswith(_LENGTH)]
        await reader.readexactly(int(lines[0].removeprefix(_LENGTH)))
        spent.append(time.perf_counter() - began)
        failed += not head.startswith(_GOOD)
    writer.close()
    return failed


async def press(port: int, path: str, seconds: float, connections: int, token: str) -> dict[str, float]:
    """Ask over many connections at once."""
    request = f"GET {path} HTTP/1.1\r\nHost: platform\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    spent: list[float] = []
    began = time.perf_counter()
    asking = (ask(port, request, began + seconds, spent) for _ in range(connections))
    failed = sum(await asyncio.gather(*asking))
    took = time.perf_counter() - began
    return {
        "answers": len(spent),
        "seconds": took,
        "p99": sorted(spent)[int(len(spent) * 0.99)],
        "failed": failed,
    }


if __name__ == "__main__":
    port, path, seconds, connections = sys.argv[1:]
    told = press(int(port), path, float(seconds), int(connections), sys.stdin.read().strip())
    print(json.dumps(asyncio.run(told)))
