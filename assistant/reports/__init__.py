"""What was found and done, told: to programs (json, lines) and to people (story). No input or output of its own."""
