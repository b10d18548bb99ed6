"""The channels in which Linkgate is installed."""  # noqa: INP001  Alembic loads it by its path

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "rooms",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
