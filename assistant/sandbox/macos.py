"""What discreet has on macOS: limits, but no filter that a program can surely put on itself."""

from __future__ import annotations

EXPLANATION = (
    "macOS offers no documented way for a program to shut its own network off for good. discreet opens no "
    "connection and its model runs in a process of its own, but nothing in the system enforces that. A "
    "firewall such as LuLu, or switching the network off while you work, does."
)
