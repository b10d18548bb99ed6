"""What must hold before a file is used: it is sound, it is ours, and its tables are the ones that this code knows."""

import secrets
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from alembic.command import upgrade
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select

from bot.core.chain import Line, fits
from bot.edges.store.key import read_key, take_key
from bot.edges.store.tables import LEDGER, META
from bot.ports import ConflictError, UnexpectedError


@dataclass(frozen=True, slots=True)
class Stamp:
    """For what a store was made. Simulated requests must never be found by a bot that has the real tenant."""

    profile: str
    tenant_id: str


def prepare(connection: Connection, stamp: Stamp, key_file: Path) -> bytes:
    """Make the file ready for this code and this tenant, or raise and leave it as it was. Return the ledger's key."""
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise UnexpectedError("The store is damaged. Restore it from a backup.")
    _migrate(connection, key_file)
    _put_stamp(connection, stamp)
    _check_stamp(connection, stamp)
    return find_key(connection, key_file)


def check_fit(connection: Connection, stamp: Stamp) -> None:
    """Raise ConflictError unless the file is up to date and of this tenant; nothing is changed."""
    scripts = ScriptDirectory.from_config(_configure(connection))
    if MigrationContext.configure(connection).get_current_revision() != scripts.get_current_head():
        raise ConflictError("The store is of another version of Linkgate. Start the same version of linkgate serve.")
    _check_stamp(connection, stamp)


def find_key(connection: Connection, path: Path) -> bytes:
    """Read the ledger's key, made at *path* as long as no line needs one; refuse one that does not fit."""
    rows = connection.execute(select(LEDGER).order_by(LEDGER.c.seq.desc()).limit(2)).mappings()
    newest = [Line(**row) for row in rows]
    if not newest:
        return take_key(path)
    key = read_key(path)
    if not fits(key, newest[0], newest[1].seal if newest[1:] else ""):
        raise UnexpectedError(
            f"The newest line of the ledger does not fit the key in {path}. Put the key back that this ledger had "
            "before. If it is that key, somebody changed the ledger: keep a copy, and look at an older backup."
        )
    return key


def _configure(connection: Connection, **attributes: object) -> Config:
    config = Config(attributes={"connection": connection, **attributes})
    config.set_main_option("script_location", "bot.edges.store:migrations")
    return config


def _migrate(connection: Connection, key_file: Path) -> None:
    config = _configure(connection, take_key=partial(take_key, key_file))
    scripts = ScriptDirectory.from_config(config)
    present = MigrationContext.configure(connection).get_current_revision()
    if present not in {None, *(script.revision for script in scripts.walk_revisions())}:
        raise UnexpectedError(
            f"The store has revision {present}, and this Linkgate knows revisions up to {scripts.get_current_head()}. "
            "Start the newer Linkgate that wrote it."
        )
    upgrade(config, "head")


def _put_stamp(connection: Connection, stamp: Stamp) -> None:
    if connection.execute(select(META)).first() is None:
        fresh = {"profile": stamp.profile, "tenant_id": stamp.tenant_id, "instance_id": secrets.token_hex(16)}
        connection.execute(insert(META).values(**fresh, last_number=0))


def _check_stamp(connection: Connection, stamp: Stamp) -> None:
    found = Stamp(*connection.execute(select(META.c.profile, META.c.tenant_id)).one())
    if found != stamp:
        raise ConflictError(
            f"The store belongs to the {found.profile} of tenant {found.tenant_id}, and this is the {stamp.profile} "
            f"of tenant {stamp.tenant_id}. Give this one a store of its own."
        )
