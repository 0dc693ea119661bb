"""The JSON of the HTTP API: what goes in and out, made from the stages' own types."""
