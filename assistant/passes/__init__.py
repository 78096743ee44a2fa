"""What an installed instruct model is asked beside wordings: details that only understanding finds, and an attack."""
