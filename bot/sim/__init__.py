"""Microsoft's side of the wire, for demo, training and tests.

A tenant (portal API, Graph subset, sign-in) and a small Teams, served on loopback over real HTTP.
Nothing here imports the rest of the bot: a wrong constant cannot agree with itself.
"""
