"""Scripted dialogues: stories in YAML, played on a real assistant (see docs/dialogues.md)."""
