"""`python -m pitterm` is the `pitterm` command."""

from pitterm.cli import main

if __name__ == "__main__":
    main()
