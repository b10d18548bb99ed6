"""People, groups and roles of the tenant, from Microsoft Graph v1.0. Reads only; keeps nothing.

`wire` sends and pages, `shape` tells what an answer means, `directory` asks the questions of `DirectoryPort`.
"""

from bot.edges.graph.consents import Consents
from bot.edges.graph.directory import Graph
from bot.edges.graph.intune import Intune
from bot.edges.graph.members import Members

__all__ = ["Consents", "Graph", "Intune", "Members"]
