"""What `python -m policycompare` is given goes in; the exit status of the command comes out."""

import sys

from policycompare.cli import main

if __name__ == "__main__":
    sys.exit(main())
