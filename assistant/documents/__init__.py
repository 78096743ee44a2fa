"""Drafts as files: read into passages without loss, written back byte by byte outside the changes.

`reading` gives a `Draft`, `writing` applies edits to it; everything between is one module per part of the work.
"""
