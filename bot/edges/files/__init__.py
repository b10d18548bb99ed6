"""Files that people attach, and files that they are given: they are on the tenant's SharePoint, and nowhere else."""

from bot.edges.files.client import LARGEST, SECONDS, SharePoint, open_sharepoint
from bot.edges.files.resolver import Resolver

__all__ = ["LARGEST", "SECONDS", "Resolver", "SharePoint", "open_sharepoint"]
