"""Run the command line with `python -m eyebib`."""

from eyebib.cli import main

if __name__ == "__main__":  # where processes are spawned, each imports this module
    main()
