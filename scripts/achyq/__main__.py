"""`python -m achyq` is the same as `achyq`."""

import sys

from achyq.cli import main

sys.exit(main())
