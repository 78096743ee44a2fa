"""What changed, as people read it: sentence by sentence, whole phrases inside, signs as well as colours."""
