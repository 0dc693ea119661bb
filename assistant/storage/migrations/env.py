"""Alembic's way in: migrates over the connection that ``assistant.storage.migrate`` hands it."""

from alembic import context

# The caller's transaction holds the lock and is committed by the caller; SQLite's schema changes
# are part of it too, which Alembic takes not to be so.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
