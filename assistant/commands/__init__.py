"""One module a group of commands; each adds its own to the Typer app with ``register``."""
