"""One file a migration, named NNNN_what.py after its revision."""
