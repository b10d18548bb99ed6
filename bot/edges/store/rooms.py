"""The channels in which Linkgate is installed."""

from sqlalchemy import Connection, delete, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.place import Room, sort_rooms
from bot.edges.store.codec import split
from bot.edges.store.rows import load
from bot.edges.store.tables import ROOMS


def put_room(connection: Connection, room: Room) -> None:
    row = split(room, ROOMS)
    connection.execute(upsert(ROOMS).values(row).on_conflict_do_update(index_elements=["conversation"], set_=row))


def load_rooms(connection: Connection) -> tuple[Room, ...]:
    return sort_rooms(load(connection, Room, select(ROOMS)))


def drop_rooms(connection: Connection, place: str) -> None:
    """Forget a channel, or every channel of a team."""
    connection.execute(delete(ROOMS).where(or_(ROOMS.c.conversation == place, ROOMS.c.team == place)))
