"""The code of a class, which students type, and the secret of its teacher."""

from __future__ import annotations

import hashlib
import hmac
import secrets

LETTERS = "BCDFGHJKMNPRSTWXYZ"
"""Letters of a code. None looks like another one or like a digit, and without vowels no code is a
word."""

LENGTH = 5

HOW_WRITTEN = f"A code has {LENGTH} letters and no vowels. You find it on the board."
"""What is said of a text that is no code."""


def new_code() -> str:
    """Return random letters.

    Examples
    --------
    >>> code = new_code()
    >>> len(code), set(code) <= set(LETTERS)
    (5, True)
    """
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(text: str) -> str | None:
    """Return the code that somebody typed, or None if no code is written like that.

    Parameters
    ----------
    text : str
        In capitals or not, with or without spaces and hyphens.

    Examples
    --------
    >>> read_code(" bcd-fg "), read_code("BCDF"), read_code("BCDFA")
    ('BCDFG', None, None)
    """
    letters = "".join(text.split()).replace("-", "").upper()
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else None


def new_secret() -> str:
    """Return a random secret for a teacher's address, too long to be guessed."""
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    """Return what a room keeps of its teacher's secret, from which the secret cannot be told.

    Examples
    --------
    >>> len(digest("a")), digest("a") == digest("b")
    (64, False)
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def is_secret(secret: str, kept: str) -> bool:
    """Return whether a secret is the one of which a room keeps the digest."""
    return hmac.compare_digest(digest(secret), kept)
