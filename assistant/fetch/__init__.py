"""Downloads model files, on explicit request alone, in a process of its own that never sees a word of a draft.

`download` is the only module of discreet that speaks over a network; nothing but `python -m assistant.fetch` loads it.
"""
