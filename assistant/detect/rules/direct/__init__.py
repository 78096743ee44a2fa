"""Rules for direct findings."""
