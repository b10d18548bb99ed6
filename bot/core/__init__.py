"""What Linkgate decides. Pure: no I/O, no clock, no randomness; facts, ids and times come as arguments."""
