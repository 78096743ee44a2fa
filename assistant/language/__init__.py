"""English words: how a text is cut into them, what part they play, how they are inflected and spelt.

Pure functions over strings and the shipped word lists; knows nothing of drafts, details or models.
"""
