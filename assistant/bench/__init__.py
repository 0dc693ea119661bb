"""``daogou bench``: how fast Daogou imports, searches, answers and serves on this machine."""
