"""What discreet has on Windows: no filter and no limits without an administrator."""

from __future__ import annotations

EXPLANATION = (
    "Windows offers no way for a program to shut its own network off without an administrator. discreet opens "
    "no connection and its model runs in a process of its own, but nothing in the system enforces that. A "
    "firewall rule that blocks outgoing connections of python.exe, or switching the network off while you work, does."
)
