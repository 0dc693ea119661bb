"""Talking: understanding, dialogue, service and replies."""
