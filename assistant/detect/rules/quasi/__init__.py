"""Rules for quasi findings."""
