"""The rows of the lists from which groups are filled."""  # noqa: INP001  Alembic loads it by its path

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "items",
        sa.Column("change", sa.Text, sa.ForeignKey("changes.id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("typed", sa.Text, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("fate", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("items_by_fate", "items", ["change", "fate"])
