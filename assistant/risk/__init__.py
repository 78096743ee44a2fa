"""Who could still tell, and from what: the judgement of one text (docs/risk-model.md has the rules)."""
