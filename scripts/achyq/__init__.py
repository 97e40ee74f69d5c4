"""Achyq: a static archive of anti-corruption news, and the generator that builds it."""

__version__ = "0.1.0"
