"""Who asked, as a column: the newest request of a person is looked for at each wish."""  # noqa: INP001  Alembic loads it by its path

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("changes", sa.Column("asker", sa.Text, nullable=False, server_default=sa.text("''")))
    op.execute("UPDATE changes SET asker = json_extract(body, '$.requester.id')")
    op.create_index("changes_by_asker", "changes", ["asker", "number"])
    op.create_index("notices_by_fate", "notices", ["is_dead", "due"])
