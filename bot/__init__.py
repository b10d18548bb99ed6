"""Linkgate: LinkedIn account connections, seen and changed from Teams behind an approval."""
