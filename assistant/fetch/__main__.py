"""The downloading process: `python -m assistant.fetch`, told one job on standard input."""

from __future__ import annotations

from assistant.fetch.download import main

if __name__ == "__main__":
    main()
