"""What a person has set, where each value came from, and how to change it; reads no draft and no network."""
