"""Teams: the front door, what comes in, what goes out. The only room that speaks botbuilder.

POST /api/messages -> door (who is calling) -> activity (what was said or clicked) -> desk
desk -> render (how it looks) -> adapter / delivery -> connector -> Teams
"""
