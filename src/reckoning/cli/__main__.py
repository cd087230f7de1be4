"""``python -m reckoning.cli`` is ``reckon``."""

from reckoning.cli import main

if __name__ == "__main__":
    main()
