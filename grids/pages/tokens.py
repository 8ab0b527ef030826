"""Secrets that open something without an account: links, and the check codes of papers.

128 random bits, 22 characters in an address. They are shown once; what is stored is their SHA-256 in 64 hex
digits, and whoever comes with one is found by hashing it again.
"""

import hashlib
import secrets


def new() -> tuple[str, str]:
    """A token as it is handed out, and as it is stored."""
    token = secrets.token_urlsafe(16)
    return token, hashed(token)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
