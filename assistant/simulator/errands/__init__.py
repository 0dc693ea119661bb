"""Simulated customers of the service desk: each has errands drawn from the shop's records, and what
the records must be afterwards is worked out apart from the desk's own engine."""
