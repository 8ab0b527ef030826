"""Names of areas as people say them."""

TAILS = {
    "社区居民委员会": "社区",
    "村民委员会": "村",
    "居民委员会": "社区",
    "社区居委会": "社区",
    "村委会": "村",
    "居委会": "",
}


def short(name: str) -> str:
    """镇海社区居委会 → 镇海社区, 步云村委会 → 步云村, 城厢居委会 → 城厢."""
    for tail, said in TAILS.items():
        if name.endswith(tail) and len(name) > len(tail):
            return name.removesuffix(tail) + said
    return name


def full(said: str) -> list[str]:
    """Every name that is said so: 镇海社区 → 镇海社区, 镇海社区居委会, 镇海社区居民委员会 …"""
    found = [said]
    for tail, end in TAILS.items():
        if said.endswith(end) and len(said) > len(end):
            found.append(said.removesuffix(end) + tail)
    return found
