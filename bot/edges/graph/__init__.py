"""People, groups and roles of the tenant, from Microsoft Graph v1.0. Reads only; keeps nothing.

`wire` sends and pages, `shape` tells what an answer means, `directory` asks the questions of `DirectoryPort`.
"""

from bot.edges.graph.directory import Graph

__all__ = ["Graph"]
