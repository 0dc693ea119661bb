"""What the field would put in place of the ranker, for `daogou evaluate personalisation`."""
