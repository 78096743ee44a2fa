"""Folders of drafts: what is done with each, what is kept to go on later, and what they tell together.

Sees the domain, the pipeline and the mosaic; disk, worker processes and models come in through `ports`.
"""
