"""discreet: turns a draft about a case into a generalised example, on this machine alone."""

from __future__ import annotations

__version__ = "0.1.0"
