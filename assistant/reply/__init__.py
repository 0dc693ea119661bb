"""Replies in words: templates (one file a language) filled with records, never free text."""
