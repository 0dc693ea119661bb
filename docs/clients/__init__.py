"""What ``docs/make_clients.py`` is made of."""
