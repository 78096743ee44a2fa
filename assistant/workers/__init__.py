"""Processes that open documents and apply rules: without network, without files to write, each draft a message."""
