"""How the promises of `ports` are kept; which adapter serves is decided by the settings."""
