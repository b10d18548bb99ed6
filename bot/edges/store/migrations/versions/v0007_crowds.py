"""Who gains and who loses is kept as crowds; of older plans only the numbers are known."""  # noqa: INP001  Alembic loads it by its path

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    for place in ("$.plan.impact.gain", "$.plan.impact.lose"):
        op.execute(
            f"UPDATE changes SET body = json_set(body, '{place}', "  # noqa: S608  two constants
            f"json_object('people', json_extract(body, '{place}'), 'nested', 0, 'guests', 0, 'disabled', 0)) "
            f"WHERE json_type(body, '{place}') = 'integer'"
        )
