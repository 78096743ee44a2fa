"""Ladders for every kind of detail, and the plan that picks a rung for each."""
