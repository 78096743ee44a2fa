"""The full-screen application: shows what the core finds, and hands it what the person decides."""
