"""What the shop knows about a person: shown, forgotten, kept no longer than set, and masked
wherever it would leave the records."""
