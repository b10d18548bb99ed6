"""Run the migrations inside the transaction that `schema` has open, so that they happen whole or not at all."""  # noqa: INP001  Alembic loads it by its path

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
