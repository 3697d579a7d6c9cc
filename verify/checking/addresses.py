"""Which addresses are the public internet. Everything that is not known to be public is refused.

Sources: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and successors).
"""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# The first match wins, so a narrow range stands before the wide one that holds it.
_SPECIAL: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/32", "unspecified_address"),
    ("0.0.0.0/8", "reserved_address"),
    ("10.0.0.0/8", "private_address"),
    ("100.64.0.0/10", "shared_address"),
    ("127.0.0.0/8", "loopback_address"),
    ("168.63.129.16/32", "platform_address"),
    ("169.254.0.0/16", "link_local_address"),
    ("172.16.0.0/12", "private_address"),
    ("192.0.0.0/24", "reserved_address"),
    ("192.0.2.0/24", "documentation_address"),
    ("192.88.99.0/24", "translated_address"),
    ("192.168.0.0/16", "private_address"),
    ("198.18.0.0/15", "reserved_address"),
    ("198.51.100.0/24", "documentation_address"),
    ("203.0.113.0/24", "documentation_address"),
    ("224.0.0.0/4", "multicast_address"),
    ("255.255.255.255/32", "broadcast_address"),
    ("240.0.0.0/4", "reserved_address"),
    ("::/128", "unspecified_address"),
    ("::1/128", "loopback_address"),
    ("::ffff:0:0/96", "mapped_address"),
    ("::ffff:0:0:0/96", "translated_address"),
    ("::/96", "mapped_address"),
    ("64:ff9b::/96", "translated_address"),
    ("64:ff9b:1::/48", "translated_address"),
    ("100::/64", "reserved_address"),
    ("2001::/32", "translated_address"),
    ("2001::/23", "reserved_address"),
    ("2001:db8::/32", "documentation_address"),
    ("2002::/16", "translated_address"),
    ("3fff::/20", "documentation_address"),
    ("fc00::/7", "private_address"),
    ("fe80::/10", "link_local_address"),
    ("fec0::/10", "private_address"),
    ("ff00::/8", "multicast_address"),
)
SPECIAL: tuple[tuple[Network, str], ...] = tuple((ipaddress.ip_network(text), word) for text, word in _SPECIAL)
_GLOBAL_UNICAST_6 = ipaddress.ip_network("2000::/3")

# What an intranet uses. A name on the allow-list may lead to these, never to link-local (cloud metadata) or worse.
INTRANET = frozenset({"private_address", "loopback_address", "shared_address"})


def refusal_of(address: Address) -> str | None:
    """The reason why this address is never dialled, or None for a public one."""
    if getattr(address, "scope_id", None):
        return "link_local_address"
    for network, word in SPECIAL:
        if address.version == network.version and address in network:
            return word
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_UNICAST_6:
        return "reserved_address"
    return None if address.is_global else "reserved_address"


def parse_address(text: str) -> Address | None:
    """The address that ``text`` writes in its plain form, or None (a host name)."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
