"""Run the command line with `python -m eyebib`."""

from eyebib.cli import main

main()
