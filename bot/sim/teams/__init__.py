"""A small Microsoft Teams on loopback: Microsoft's side of the wire for the demo and the tests.

`issuer` vouches for Teams, `line` leads to the bot, `connector` is the API that the bot calls, `chats` keeps what
was posted, `people` act, `deeds` happen, and `page` shows it all in a browser. It knows nothing of the rest of the bot.
"""

from bot.sim.teams.deeds import Deed
from bot.sim.teams.issuer import Trouble
from bot.sim.teams.people import Answer, Message, Person
from bot.sim.teams.server import Teams, open_teams

__all__ = ["Answer", "Deed", "Message", "Person", "Teams", "Trouble", "open_teams"]
