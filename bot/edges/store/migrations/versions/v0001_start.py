"""The first tables."""  # noqa: INP001  Alembic loads it by its path

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_requests()
    _create_ledger()
    _create_messages()


def _create_requests() -> None:
    op.create_table(
        "meta",
        sa.Column("tenant_id", sa.Text, primary_key=True),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("instance_id", sa.Text, nullable=False),
        sa.Column("last_number", sa.Integer, nullable=False),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False, unique=True),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False, unique=True),
        sa.Column("slot", sa.Text, unique=True),
        sa.Column("expires_at", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("changes_by_state", "changes", ["state"])
    op.create_table(
        "votes",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("change", sa.Text, sa.ForeignKey("changes.id"), nullable=False),
        sa.Column("voter", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("change", "voter"),
    )


def _create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("request", sa.Integer, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ledger_by_request", "ledger", ["request", "event"])
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER ledger_refuses_{act.lower()} BEFORE {act} ON ledger "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )


def _create_messages() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("change", sa.Text, sa.ForeignKey("changes.id"), nullable=False),
        sa.Column("topic", sa.Text),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("is_dead", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("notices_by_change", "notices", ["change"])
    op.create_table(
        "seats",
        sa.Column("user", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
