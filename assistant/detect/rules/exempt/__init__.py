"""Rules for exempt findings."""
