"""One room for each outside system. They do not know each other; they speak the words of `bot.ports`."""
