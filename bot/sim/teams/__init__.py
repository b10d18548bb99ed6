"""A small Microsoft Teams on loopback: Microsoft's side of the wire for the demo and the tests.

`issuer` vouches for Teams, `line` leads to the bot, `connector` is the API that the bot calls, `chats` keeps what
was posted and `drive` the files, `people` act, `deeds` happen, and `page` shows it all in a browser. It knows nothing
of the rest of the bot.
"""

from bot.sim.teams.deeds import Deed
from bot.sim.teams.drive import Asked
from bot.sim.teams.issuer import Trouble
from bot.sim.teams.people import Answer, Message, Person
from bot.sim.teams.samples import Sample
from bot.sim.teams.server import Teams, open_teams
from bot.sim.teams.spoil import Spoil

__all__ = ["Answer", "Asked", "Deed", "Message", "Person", "Sample", "Spoil", "Teams", "Trouble", "open_teams"]
