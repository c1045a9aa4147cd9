"""`python -m eyebib`."""

from eyebib.cli import main

main()
