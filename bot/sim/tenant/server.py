"""A simulated tenant on loopback: it puts the rooms of this package together and opens the doors."""

import asyncio
import socket
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sim.cast import TENANT_ID
from bot.sim.tenant.admin import Admin, Control
from bot.sim.tenant.answer import Answer, Call
from bot.sim.tenant.certificate import make_certificate
from bot.sim.tenant.clock import read_seconds
from bot.sim.tenant.directory import Directory
from bot.sim.tenant.door import BETA, PREFIX, Door
from bot.sim.tenant.faults import Fault, Faults, Staged, name_api
from bot.sim.tenant.graph import Graph
from bot.sim.tenant.intune import Intune
from bot.sim.tenant.items import Items
from bot.sim.tenant.membership import GroupWrite, Membership
from bot.sim.tenant.policies import Policies
from bot.sim.tenant.portal import CALLERS_ID, Portal, Write
from bot.sim.tenant.properties import GROUP, LINKEDIN, VALUE
from bot.sim.tenant.quota import Quota
from bot.sim.tenant.signin import Signin
from bot.sim.tenant.tokens import HOUR, Tokens

ANOTHER_ADMIN = "another-admin"
"""Stands for the object id of whoever changes something in the portal meanwhile."""

_REMEMBERED = 1000
_LOOPBACK = "127.0.0.1"


@dataclass(slots=True, kw_only=True)
class Request:
    """A request that one of Microsoft's faces got; its status is 0 until, and unless, it is answered.

    Those inside a `$batch` have the api `item` and follow it when they are answered.

    *id* is what the caller called it.
    """

    api: str
    method: str
    path: str
    id: str = ""
    status: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request that Graph got, and its answer: None if there was none, or one that is wrong on purpose.

    *address* begins below *base*, as it was sent.
    """

    base: str
    method: str
    address: str
    headers: Mapping[str, str]
    body: bytes
    status: int = 0
    answer_headers: Mapping[str, str] = field(default_factory=dict)
    answer: bytes | None = None


class Tenant:
    """The tenant as tests and the demo use it: its addresses, its controls, and what it has seen.

    *intune* has its policies. *witnesses* are told every exchange with Graph, of all tenants in this process.
    """

    witnesses: ClassVar[list[Callable[[Exchange], None]]] = []

    def __init__(self, *, http_url: str, login_url: str, login_ca: Path, directory: Directory, token_life: int) -> None:
        self.tenant_id = TENANT_ID
        self.graph_url = f"{http_url}{PREFIX}"
        self.beta_url = f"{http_url}{BETA}"
        self.portal_url = f"{http_url}/api"
        self.admin_url = f"{http_url}/admin"
        self.login_url = login_url
        self.openid_url = login_url
        self.login_ca = login_ca
        self._directory = directory
        self._tokens = Tokens()
        self._signin = Signin(directory, self._tokens, login_url, life=token_life)
        self._portal = Portal(directory, self._tokens)
        self._faults = Faults()
        self._membership = Membership(directory, self.graph_url)
        self.intune = Policies(directory.intune, directory.keep)
        self._quota = Quota(read_seconds=read_seconds)
        self._requests: deque[Request] = deque(maxlen=_REMEMBERED)

    @property
    def setting(self) -> dict[str, Any]:
        """The LinkedIn fields as they are now."""
        return {name: self._directory.properties[name] for name in LINKEDIN}

    @property
    def writes(self) -> tuple[Write, ...]:
        """Every change that landed, oldest first: each PUT, and what ANOTHER_ADMIN did in the portal."""
        return tuple(self._portal.writes)

    @property
    def requests(self) -> tuple[Request, ...]:
        """The last requests, oldest first; those to the controls are not among them."""
        return tuple(self._requests)

    @property
    def group_writes(self) -> tuple[GroupWrite, ...]:
        """Everybody whom Graph let into a group or out of it, oldest first; the controls' doings are not among them."""
        return tuple(self._membership.writes)

    @property
    def people(self) -> tuple[str, ...]:
        """The object ids of everybody, the cast first."""
        return self._directory.user_ids

    def members(self, group: str) -> frozenset[str]:
        """Return the ids of the direct members."""
        return frozenset(self._directory.members(group))

    def change_in_portal(self, value: int, group: str | None = None, **other_fields: Any) -> None:  # noqa: ANN401  JSON
        """Change the setting as another admin would, and any other property with it; nothing is checked."""
        self._portal.change(ANOTHER_ADMIN, {VALUE: value, GROUP: group, **other_fields})

    def set_role(self, oid: str, role_template_id: str, active: bool) -> None:  # noqa: FBT001  said by name
        self._directory.change_role(oid, role_template_id, is_active=active)

    def set_enabled(self, oid: str, enabled: bool) -> None:  # noqa: FBT001  said by name
        self._directory.change_user(oid, accountEnabled=enabled)

    def set_person(self, oid: str, **fields: Any) -> None:  # noqa: ANN401  Graph's own words
        self._directory.change_user(oid, **fields)

    def add_member(self, group: str, oid: str) -> None:
        self._directory.change_member(group, oid, is_in=True)

    def add_members(self, group: str, oids: Iterable[str]) -> None:
        self._directory.change_members(group, oids, is_in=True)

    def remove_member(self, group: str, oid: str) -> None:
        self._directory.change_member(group, oid, is_in=False)

    def set_group(self, id: str, **fields: Any) -> None:  # noqa: A002, ANN401  Graph's own words
        self._directory.change_group(id, **fields)

    def delete_group(self, id: str) -> None:  # noqa: A002  Graph's own word
        self._directory.delete_group(id)

    def set_region(self, scope: str, sub_scope: str, cloud_instance_name: str, country: str | None) -> None:
        """Move the tenant to another cloud or country."""
        self._directory.change_region(
            scope=scope, sub_scope=sub_scope, cloud_instance_name=cloud_instance_name, country=country
        )

    def grant(self, permission: str) -> None:
        """Grant the bot a permission of Graph; it counts at once."""
        self._directory.change_permission(permission, is_granted=True)

    def revoke(self, permission: str) -> None:
        self._directory.change_permission(permission, is_granted=False)

    def set_consent(self, rules: Iterable[str]) -> None:
        """Set the rules by which users may consent to apps; without one they may not."""
        self._directory.change_consent(rules)

    def compute_score(self, at: str) -> None:
        """Have Secure Score computed, at a time like 2026-11-24T00:00:00Z, from the setting as it is now."""
        self._directory.compute_score(at)

    def set_limits(
        self,
        *,
        latency: float = 0,
        writes: tuple[float, float] | None = None,
        resource_units: tuple[float, float] | None = None,
        heavy: int | None = None,
    ) -> None:
        """Let each request take *latency* seconds and these limits hold, and no others.

        *writes* and *resource_units* are an amount and the seconds in which it comes back (see WRITES and
        RESOURCE_UNITS in `quota`); of more than *heavy* requests that add members in one batch the rest gets 503.
        """
        self._quota.limit(latency=latency, writes=writes, resource_units=resource_units, heavy=heavy)

    def fail(self, fault: Fault) -> None:
        self._faults.add(fault)

    def heal(self) -> None:
        self._faults.heal()

    def issue_code(self, oid: str | None = None) -> str:
        """Return a code as if the operator, or the person *oid*, had just signed in; it can be used once."""
        return self._signin.issue_code(oid) if oid else self._signin.issue_code()

    def read_token(self, token: str, audience: str) -> dict[str, Any] | None:
        """Return the claims of a token of this tenant for *audience* that holds now, else None."""
        return self._tokens.read(token, audience)

    def sign(self, claims: dict[str, Any]) -> str:
        """Sign any claims with the tenant's key: forged tokens have to come from somewhere."""
        return self._tokens.sign(claims)

    def app(self) -> web.Application:
        graph = Graph(self._directory, self._membership, self.graph_url)
        intune = Intune(self._directory, self.intune, self.beta_url)
        doors = [self._open(graph.answer, PREFIX), self._open(intune.answer, BETA)]
        app = web.Application(middlewares=[self._note, self._faults.meet])
        graphs = [way for door in doors for way in door.routes()]
        app.add_routes([*self._portal.routes(), *graphs, *self._admin().routes(), *self._signin.routes()])
        app.on_shutdown.append(self._let_go)
        return app

    def _open(self, answer: Callable[[Call], Answer], prefix: str) -> Door:
        return Door(Items(answer, self._faults, self._quota, self._note_item), self._tokens, prefix)

    def _admin(self) -> Admin:
        controls = (
            self.change_in_portal,
            self.set_role,
            self.set_enabled,
            self.set_person,
            self.add_member,
            self.remove_member,
            self.add_members,
            self.set_limits,
            self.set_group,
            self.delete_group,
            self.set_region,
            self.grant,
            self.revoke,
            self.compute_score,
            self.intune.set_license,
            self.intune.rename_linkedin,
            self.intune.set_policy,
            self.intune.delete_policy,
            self.set_consent,
            self.heal,
            self.issue_code,
            self.read_token,
        )
        named = {control.__name__: control for control in controls}
        views = {
            "setting": lambda: self.setting,
            "writes": lambda: [asdict(write) for write in self.writes],
            "group_writes": lambda: [asdict(write) for write in self.group_writes],
            "policies": lambda: self.intune.policies,
            "requests": lambda: [asdict(request) for request in self.requests],
        }
        shaped: dict[str, Control] = {
            "fail": lambda **fields: self.fail(Fault(**fields)),
            "put_policy": lambda name, states=(), **fields: self.intune.put_policy(name, *states, **fields),
            "members": lambda group: sorted(self.members(group)),
        }
        return Admin({**named, **shaped}, views)

    async def _let_go(self, _app: web.Application) -> None:
        self.heal()

    async def _take_time(self, request: web.Request, api: str) -> None:
        if self._quota.latency and api:
            await request.read()  # what was sent is here, whoever leaves meanwhile
            await asyncio.sleep(self._quota.latency)

    def _note_item(self, method: str, path: str, status: int) -> None:
        self._requests.append(Request(api="item", method=method, path=path, status=status))

    @web.middleware
    async def _note(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Remember each request when it comes, and how it was answered when it is."""
        called = request.headers.get(CALLERS_ID, "")
        noted = Request(api=name_api(request.path), method=request.method, path=request.path_qs, id=called)
        if noted.api:
            self._requests.append(noted)
        is_witnessed = noted.api == "graph" and bool(self.witnesses)
        body = await request.read() if is_witnessed else b""
        answer = None
        try:
            await self._take_time(request, noted.api)
            answer = await handler(request)
        except web.HTTPException as refusal:
            noted.status = refusal.status
            raise
        finally:
            if is_witnessed:
                self._testify(request, body, answer)
        if request.transport and not request.transport.is_closing():
            noted.status = answer.status
        return answer

    def _testify(self, request: web.Request, body: bytes, answer: web.StreamResponse | None) -> None:
        prefix, base = (BETA, self.beta_url) if request.path.startswith(f"{BETA}/") else (PREFIX, self.graph_url)
        exchange = Exchange(
            base=base,
            method=request.method,
            address=request.raw_path.removeprefix(prefix),
            headers=request.headers,
            body=body,
        )
        if isinstance(answer, web.Response) and not isinstance(answer, Staged):
            told = answer.body if isinstance(answer.body, bytes) else b""
            exchange = replace(exchange, status=answer.status, answer_headers=answer.headers, answer=told)
        for witness in self.witnesses:
            witness(exchange)


@asynccontextmanager
async def open_tenant(
    *, data: Path | None = None, users: int = 10_000, token_life: int = HOUR
) -> AsyncIterator[Tenant]:
    """Run a tenant of *users* people on free loopback ports; in the folder *data* its changes outlive the process.

    What it signs holds for *token_life* seconds.
    """
    directory = Directory(users=users, file=data / "tenant.json" if data else None)
    plain, secure = socket.create_server((_LOOPBACK, 0)), socket.create_server((_LOOPBACK, 0))
    with TemporaryDirectory() as folder:
        login_ca, context = make_certificate(Path(folder))
        tenant = Tenant(
            http_url=f"http://{_LOOPBACK}:{plain.getsockname()[1]}",
            login_url=f"https://{_LOOPBACK}:{secure.getsockname()[1]}",
            login_ca=login_ca,
            directory=directory,
            token_life=token_life,
        )
        runner = web.AppRunner(tenant.app(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.SockSite(runner, plain).start()
        await web.SockSite(runner, secure, ssl_context=context).start()
        try:
            yield tenant
        finally:
            await runner.cleanup()
