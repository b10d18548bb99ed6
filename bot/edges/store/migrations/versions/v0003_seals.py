"""Every line of the ledger is sealed, those that stand there too."""  # noqa: INP001  Alembic loads it by its path

import sqlalchemy as sa
from alembic import context, op

from bot.core.chain import Line, seal

revision = "0003"
down_revision = "0002"

_GUARD = (
    "CREATE TRIGGER ledger_refuses_update BEFORE UPDATE ON ledger "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
)


def upgrade() -> None:
    op.add_column("ledger", sa.Column("seal", sa.Text, nullable=False, server_default=sa.text("''")))
    op.execute("DROP TRIGGER ledger_refuses_update")
    _seal_all(op.get_bind())
    op.execute(_GUARD)


def _seal_all(connection: sa.Connection) -> None:
    rows = connection.execute(sa.text("SELECT seq, request, event, body, seal FROM ledger ORDER BY seq")).mappings()
    lines = [Line(**row) for row in rows]
    key = context.config.attributes["take_key"]() if lines else b""
    before = ""
    for line in lines:
        before = seal(key, line, before)
        sealing = sa.text("UPDATE ledger SET seal = :seal WHERE seq = :seq")
        connection.execute(sealing, {"seal": before, "seq": line.seq})
