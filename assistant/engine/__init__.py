"""Runs models in processes of their own; the rest of discreet only ever sees `base` and the ports."""
