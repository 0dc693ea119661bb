"""Faces: the chat page, the HTTP API and the widget."""
