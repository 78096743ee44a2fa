"""Rules for episodic findings."""
