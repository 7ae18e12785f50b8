"""How many proxies stand between visitors and this site, each of which adds an address to
X-Forwarded-For: what stands further left in it is whatever a visitor wrote."""

# of compose.yaml's nginx, by PROXY: `plain` stands behind a balancer that ends TLS
PROXIES = {"tls": 1, "plain": 2}


def trusted_proxies(named: str, proxy: str) -> int:
    """named: TRUSTED_PROXIES, empty where it follows from `proxy`, the setting PROXY."""
    return int(named) if named else PROXIES.get(proxy, 0)
