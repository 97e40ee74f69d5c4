"""Search: the words of the archive, the index of them, and the engine that asks it."""
