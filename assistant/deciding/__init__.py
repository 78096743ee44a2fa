"""What the person decides about a rewritten draft, and what follows from it; no screen, no file."""
