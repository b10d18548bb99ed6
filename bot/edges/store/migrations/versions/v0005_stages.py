"""What lists and the postman ask for, as columns: with a million rows they look at a few."""  # noqa: INP001  Alembic loads it by its path

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("changes", sa.Column("stage", sa.Text, nullable=False, server_default=sa.text("'draft'")))
    op.execute(
        "UPDATE changes SET stage = 'open' WHERE state IN ('waiting', 'returned', 'approved', 'applying', 'unknown')"
    )
    op.execute(
        "UPDATE changes SET stage = 'ended' "
        "WHERE state IN ('applied', 'failed', 'stale', 'withdrawn', 'rejected', 'expired') "
        "AND EXISTS (SELECT 1 FROM ledger WHERE request = changes.number AND event = 'sent')"
    )
    op.create_index("changes_by_stage", "changes", ["stage", "number"])
    op.add_column("notices", sa.Column("is_owed", sa.Boolean, nullable=False, server_default=sa.text("1")))
    op.execute(
        "UPDATE notices SET is_owed = NOT is_dead AND CASE WHEN topic IS NULL "
        "THEN shown < (SELECT rev FROM changes WHERE id = notices.change) ELSE message = '' END"
    )
    op.create_index("notices_owed", "notices", ["is_owed", "due"])
