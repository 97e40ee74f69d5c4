"""`python -m achyq` is the same as `achyq`."""

from achyq.cli import run

run()
