"""Where a request comes from, as far as can be told."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

__all__ = ["Visitor", "visitor_of"]

_LONGEST_DEVICE = 200
_ONE_NETWORK = 64


@dataclass(frozen=True, slots=True)
class Visitor:
    """The address, the network that one household or one attacker has, and what the client calls itself."""

    address: str
    network: str
    device: str


def visitor_of(host: str | None, user_agent: str | None) -> Visitor:
    """Whoever sent a request. An IPv6 address stands for its /64, of which everybody has a whole one."""
    try:
        address = ipaddress.ip_address((host or "").partition("%")[0])
    except ValueError:
        told = network = "unknown"
    else:
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        told = network = str(address)
        if address.version == 6:  # noqa: PLR2004 - the version of the protocol
            network = str(ipaddress.ip_network((address, _ONE_NETWORK), strict=False))
    device = "".join(letter for letter in (user_agent or "") if letter.isprintable())
    return Visitor(told, network, device[:_LONGEST_DEVICE])
