"""What a message means: intent, mood, limits, references, language."""
