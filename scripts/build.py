"""Build the site: the same as `achyq build`."""

import sys

from achyq.cli import main

sys.exit(main(["build", *sys.argv[1:]]))
