"""The values that every other package speaks in; imports nothing else of ours and does no input or output."""
