"""Migrations of the shop's database; ``assistant.storage.migrate`` runs them."""
