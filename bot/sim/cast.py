"""The people and ids that every simulated world shares.

Fixed, so that a world that is started again on the same folder is the same world.
"""

from dataclasses import dataclass

TENANT_ID = "5f1c0a2e-7d34-4b6e-9a51-c0ffee000001"
TENANT_NAME = "Contoso"
TENANT_DOMAIN = "contoso.onmicrosoft.com"
BOT_APP_ID = "0b07c0de-1a2b-4c3d-8e4f-000000000b07"
BOT_NAME = "Linkgate"
BOT_SECRET = "simulated-secret-of-the-bot"  # noqa: S105  opens nothing but a simulated tenant on loopback

APPROVERS_GROUP = "a9900000-0000-4000-8000-0000000000aa"
OPERATORS_GROUP = "a9900000-0000-4000-8000-0000000000bb"
SALES_GROUP = "a9900000-0000-4000-8000-00000000005a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """One person of the cast: the same object id in the tenant and in Teams."""

    key: str
    name: str
    object_id: str
    is_guest: bool = False

    @property
    def upn(self) -> str:
        if self.is_guest:
            return f"{self.key}_fabrikam.com#EXT#@{TENANT_DOMAIN}"
        return f"{self.key}@{TENANT_DOMAIN}"


ADA = Player(key="ada", name="Ada Lindqvist", object_id="ada00000-0000-4000-8000-000000000001")
BOB = Player(key="bob", name="Bob Okafor", object_id="b0b00000-0000-4000-8000-000000000002")
CLEO = Player(key="cleo", name="Cleo Marchetti", object_id="c1e00000-0000-4000-8000-000000000003")
MALLORY = Player(key="mallory", name="Mallory Voss", object_id="3a110000-0000-4000-8000-000000000004")
GUS = Player(key="gus", name="Gus Fabrikam", object_id="90500000-0000-4000-8000-000000000005", is_guest=True)

CAST = (ADA, BOB, CLEO, MALLORY, GUS)
"""Ada is Global Administrator; Bob and Cleo approve, Cleo may ask too; Mallory is nobody special; Gus is a guest."""
