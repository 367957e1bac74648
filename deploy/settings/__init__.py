"""Settings: base, and one file a place (local, testing, production). The environment decides which parts are in use."""
