"""Ordering: the BERT cross-encoder, the learned layer on top, shopper profiles, reasons."""
