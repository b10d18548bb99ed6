"""The signing keys of the simulated Microsoft. A process makes each once: that takes longer than many a test.

Worlds of one process share them, under other key ids. They sign nothing that anybody else would believe.
"""

from functools import cache

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key


@cache
def make_key(name: str, *, bits: int = 2048) -> RSAPrivateKey:
    """Return the key of that *name*."""
    del name  # it tells one key from another, and says nothing about it
    return generate_private_key(public_exponent=65537, key_size=bits)
