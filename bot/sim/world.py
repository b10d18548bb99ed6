"""A whole simulated world: one tenant and one Teams that know the same people, and the settings to reach them."""

import tempfile
from argparse import ArgumentTypeError
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.sim import cast
from bot.sim.deeds import list_deeds
from bot.sim.lists import make_lists
from bot.sim.teams import Person, Teams, open_teams
from bot.sim.tenant import Tenant, open_tenant
from bot.sim.tenant.tokens import HOUR

_BOT_AUDIENCE = "https://api.botframework.com"


_RULES = f"""\
# The house rules of the simulated world.
version = 1
approvers = "{cast.APPROVERS_GROUP}"
operators = "{cast.OPERATORS_GROUP}"
"""


@dataclass(frozen=True, slots=True)
class World:
    """Microsoft, as far as a bot can tell."""

    tenant: Tenant
    teams: Teams
    rules: Path

    def person(self, key: str) -> Person:
        return self.teams.person(key)

    def environment(self, data: Path) -> Mapping[str, str]:
        """Return the environment in which a bot lives here; the operator's code in it can be used once."""
        return {
            "LINKGATE_PROFILE": "simulation",
            "LINKGATE_APP_ID": cast.BOT_APP_ID,
            "LINKGATE_TENANT_ID": self.tenant.tenant_id,
            "LINKGATE_CLIENT_SECRET": cast.BOT_SECRET,
            "LINKGATE_RULES": str(self.rules),
            "LINKGATE_DATA": str(data),
            "LINKGATE_PORT": "0",
            "LINKGATE_METRICS_PORT": "0",
            "LINKGATE_SIM_GRAPH_URL": self.tenant.graph_url,
            "LINKGATE_SIM_PORTAL_URL": self.tenant.portal_url,
            "LINKGATE_SIM_LOGIN_URL": self.tenant.login_url,
            "LINKGATE_SIM_LOGIN_CA": str(self.tenant.login_ca),
            "LINKGATE_SIM_KEYS_URL": self.teams.openid_url,
            "LINKGATE_SIM_SERVICE_URL": self.teams.url,
            "LINKGATE_SIM_OPERATOR_CODE": self.tenant.issue_code(),
        }


def read_size(text: str) -> int:
    """Read from a command line how many people there are; the cast is always among them."""
    least = len(cast.CAST)
    if not text.isascii() or not text.isdecimal() or int(text) < least:
        raise ArgumentTypeError(f"a tenant has {least} people or more, as a whole number: the cast is always there")
    return int(text)


@asynccontextmanager
async def open_world(*, data: Path | None = None, users: int = 10_000, token_life: int = HOUR) -> AsyncIterator[World]:
    """Run a world on free loopback ports; with *data* it is kept there and goes on at the next start.

    A bot whose clock is moved needs tokens of a long *token_life*, in seconds.
    """
    async with (
        open_tenant(data=data, users=users, token_life=token_life) as tenant,
        open_teams(read_token=lambda token: tenant.read_token(token, _BOT_AUDIENCE), data=data) as teams,
    ):
        with tempfile.TemporaryDirectory(prefix="linkgate-world-") as passing:
            rules = (data or Path(passing)) / "rules.toml"
            if not rules.exists():
                rules.write_text(_RULES, encoding="utf-8")
            for heading, deeds in list_deeds(tenant).items():
                teams.offer(heading, *deeds)
            teams.lend(*make_lists(users))
            yield World(tenant, teams, rules)
