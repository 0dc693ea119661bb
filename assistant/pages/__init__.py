"""The shop's own pages: read, kept, searched, quoted."""
