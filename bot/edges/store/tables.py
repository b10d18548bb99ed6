"""The tables. A column stands here when a query asks for it; everything else is in *body*, as JSON.

Times are ISO text in UTC with microseconds: as text they sort as they follow each other.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint, text

METADATA = MetaData()

META = Table(
    "meta",
    METADATA,
    Column("tenant_id", Text, primary_key=True),
    Column("profile", Text, nullable=False),
    Column("instance_id", Text, nullable=False),
    Column("last_number", Integer, nullable=False),
)
"""One row: whose store this is, which one of theirs, and how far it has counted."""

CHANGES = Table(
    "changes",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("rev", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("origin", Text, nullable=False, unique=True),
    Column("slot", Text, unique=True),  # what the request holds while it is open
    Column("asker", Text, nullable=False, server_default=text("''")),  # object id of who asked
    Column("expires_at", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("stage", Text, nullable=False, server_default=text("'draft'")),  # which list it stands in
    Index("changes_by_state", "state"),
    Index("changes_by_stage", "stage", "number"),
    Index("changes_by_asker", "asker", "number"),
)

VOTES = Table(
    "votes",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("change", Text, ForeignKey("changes.id"), nullable=False),
    Column("voter", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("change", "voter"),
)

ITEMS = Table(
    "items",
    METADATA,
    Column("change", Text, ForeignKey("changes.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("line", Integer, nullable=False),
    Column("typed", Text, nullable=False),
    Column("user", Text, nullable=False),  # object id of who is meant
    Column("fate", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index("items_by_fate", "change", "fate"),
    sqlite_with_rowid=False,
)
"""The rows of the lists from which groups are filled."""

LEDGER = Table(
    "ledger",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("request", Integer, nullable=False),
    Column("event", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("seal", Text, nullable=False, server_default=text("''")),  # see `bot.core.chain`
    Index("ledger_by_request", "request", "event"),
    sqlite_autoincrement=True,
)
"""Append-only: triggers refuse to change or delete a line."""

NOTICES = Table(
    "notices",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("change", Text, ForeignKey("changes.id"), nullable=False),
    Column("topic", Text),
    Column("message", Text, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("due", Text, nullable=False),
    Column("is_dead", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Column("is_owed", Boolean, nullable=False, server_default=text("1")),  # whether something is to be delivered
    Index("notices_by_change", "change"),
    Index("notices_owed", "is_owed", "due"),
    Index("notices_by_fate", "is_dead", "due"),
)

SEATS = Table(
    "seats",
    METADATA,
    Column("user", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

ROOMS = Table(
    "rooms",
    METADATA,
    Column("conversation", Text, primary_key=True),
    Column("team", Text, nullable=False),  # which one it is a channel of; empty where Teams did not say
    Column("body", Text, nullable=False),
)
"""The channels in which Linkgate is installed."""

QUESTIONS = Table(
    "questions",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("asked_at", Text, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)
"""What `serve` asks the applier while the two are apart; forgotten after a minute."""

PULSES = Table(
    "pulses",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("at", Text, nullable=False),
)
