"""A plan carried out: wordings proposed, checked, ranked, and shown as changes that the person can take or leave."""
