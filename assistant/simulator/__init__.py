"""Measuring the conversation: simulated shoppers with hidden goals, and generated references."""
