"""What is written to disk: whole or not at all, and never over an original."""
