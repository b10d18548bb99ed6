"""What Linkgate remembers: requests, votes, ledger, notices and seats, in one SQLite file on a local disk.

`file` guards the file, `key` reads the ledger's key, `database` speaks to it, `schema` brings it up to date, `tables`
describes it, `codec` turns things into rows and back, and `store` keeps the promises of `StorePort`. It decides
nothing.
"""

from bot.edges.store.file import hold_hands
from bot.edges.store.key import read_key
from bot.edges.store.store import Store, join_store, open_store

__all__ = ["Store", "hold_hands", "join_store", "open_store", "read_key"]
