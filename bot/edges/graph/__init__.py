"""People, groups and roles of the tenant, from Microsoft Graph v1.0, and the Office policy, from beta. Keeps nothing.

`wire` sends and pages. `directory` asks the questions of `DirectoryPort`, and `shape` tells what an answer means;
`members` fills groups. `intune` reads and writes policies, `catalog` is their JSON, `denial` what a refusal proves.
"""

from bot.edges.graph.consents import Consents
from bot.edges.graph.directory import Graph
from bot.edges.graph.intune import Intune
from bot.edges.graph.members import Members

__all__ = ["Consents", "Graph", "Intune", "Members"]
