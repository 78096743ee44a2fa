"""One small module per rule; its dotted path below this package is the rule's id."""
