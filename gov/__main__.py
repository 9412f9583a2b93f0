"""`python -m gov`."""

from gov.cli import main

main()
