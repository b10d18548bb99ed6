"""The configuration: read once from the environment, checked whole. Only this module reads the environment.

Every problem is reported at once, each with the name of its setting; no value of a secret is ever shown.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from bot.checks import LOOPBACK, find_fault_of_certificate, find_fault_of_folder, is_host, is_loopback
from bot.core.rules import Rules
from bot.core.setting import GroupId
from bot.core.speech.tongues import TONGUES, pick
from bot.core.text import ENGLISH, Tongue
from bot.rulebook import RulebookError, read_rulebook

PREFIX = "LINKGATE_"
WritePath = Literal["PropertiesV2", "Properties"]


class Profile(StrEnum):
    PRODUCTION = "production"
    SIMULATION = "simulation"


class Hands(StrEnum):
    """Who carries out what was approved."""

    HERE = "here"
    APART = "apart"
    GUIDED = "guided"


@dataclass(frozen=True, slots=True)
class Item:
    """One setting: what it means, and what holds when it is absent (None: it must be given)."""

    meaning: str
    default: str | None = ""


ITEMS: Mapping[str, Item] = {
    "APP_ID": Item("Application (client) id of the bot registration, a GUID", None),
    "TENANT_ID": Item("Id of the one tenant that Linkgate serves, a GUID", None),
    "CLIENT_SECRET": Item("Secret of the app registration; or use one of the next two"),
    "CERTIFICATE": Item("Path of a PEM file with certificate and private key, instead of a secret"),
    "MANAGED_IDENTITY": Item(
        "`yes`: the user-assigned managed identity whose client id is APP_ID, instead of a secret"
    ),
    "RULES": Item("Path of the house rules, a TOML file: who approves, how many of them, for how long", None),
    "READ_ONLY": Item("`yes`: nothing is written to the tenant, whatever is approved", "no"),
    "LANGUAGE": Item(
        "What many read is in this language, and what a person reads whose client's language Linkgate does not speak: "
        "`en` or `de`",
        "en",
    ),
    "HANDS": Item(
        "`here`: serve writes the setting itself; `apart`: only `linkgate applier` does; `guided`: a person does",
        "here",
    ),
    "WRITE_PATH": Item("`PropertiesV2` or `Properties`: the portal API's path for the write", "PropertiesV2"),
    "DATA": Item("Folder of the database, on a local disk; made with mode 0700", "data"),
    "LEDGER_KEY": Item(
        "File of the ledger's key, `ledger.key` in DATA unless given; keep it apart from the database and its backups"
    ),
    "ANCHOR_FILE": Item("File of the ledger's anchors, `anchors.jsonl` in DATA unless given; best on another disk"),
    "ANCHOR_CHANNEL": Item("Conversation id of a Teams channel, `19:…@thread.tacv2`, where anchors are posted too"),
    "SHAREPOINT": Item(
        "Name of the tenant's SharePoint, `contoso` for contoso.sharepoint.com: files in private chats are on it; "
        "without it there are none, and a pasted list still works"
    ),
    "HOST": Item("Address to listen on; a TLS proxy stands before it", "127.0.0.1"),
    "PORT": Item("Port to listen on; 0 takes a free one", "3978"),
    "METRICS_HOST": Item(
        "Address for `/readyz` and `/metrics`; what they tell is no secret, but nobody else's either", "127.0.0.1"
    ),
    "METRICS_PORT": Item("Port for `/readyz` and `/metrics`; 0 takes a free one", "9464"),
    "PROFILE": Item("`production`, or `simulation` for a simulated world on loopback", "production"),
    "SIM_GRAPH_URL": Item("Simulation only: the simulated Microsoft Graph"),
    "SIM_PORTAL_URL": Item("Simulation only: the simulated portal API"),
    "SIM_LOGIN_URL": Item("Simulation only: the simulated sign-in, https"),
    "SIM_LOGIN_CA": Item("Simulation only: path of its certificate"),
    "SIM_KEYS_URL": Item("Simulation only: OpenID configuration of the simulated connector"),
    "SIM_SERVICE_URL": Item("Simulation only: the simulated connector's service URL"),
    "SIM_OPERATOR_CODE": Item("Simulation only: the code with which the operator signed in"),
}

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SHAREPOINT = re.compile(r"(?!-)[a-z0-9-]{1,60}(?<!-)", re.ASCII | re.IGNORECASE)
_CHANNEL = re.compile(r"19:[\w-]+@thread\.tacv2", re.ASCII)
_ZERO = "00000000-0000-0000-0000-000000000000"


class ConfigError(Exception):
    """The configuration cannot be used. *problems* are sentences, each naming a setting."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Where Microsoft is. The defaults are Microsoft's public cloud; the simulation has its own on loopback."""

    graph: str = "https://graph.microsoft.com/v1.0"
    portal: str = "https://main.iam.ad.ext.azure.com/api"
    login: str = "https://login.microsoftonline.com"
    login_ca: Path | None = None
    keys: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    # Teams' public connector host, exactly: other names under trafficmanager.net can be registered by anybody.
    service: str = "https://smba.trafficmanager.net"
    files: tuple[str, ...] = ()
    """Origins of the tenant's SharePoint; none: files are off."""

    @property
    def graph_beta(self) -> str:
        """Where Graph has what it calls beta: Intune's settings catalog is nowhere else."""
        return f"{self.graph.removesuffix('/v1.0')}/beta"

    @property
    def graph_host(self) -> str:
        """The only host that Graph's token may go to."""
        return urlsplit(self.graph).hostname or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A configuration that can be used. Its repr shows no secret."""

    profile: Profile
    app_id: str
    tenant_id: str
    rules: Rules
    is_read_only: bool
    tongue: Tongue
    hands: Hands
    data: Path
    ledger_key: Path
    anchor_file: Path
    anchor_channel: str
    host: str
    port: int
    metrics_host: str
    metrics_port: int
    write_path: WritePath
    endpoints: Endpoints
    client_secret: str | None = field(default=None, repr=False)
    certificate: Path | None = None
    managed_identity: bool = False
    operator_code: str | None = field(default=None, repr=False)


def read_environment() -> Mapping[str, str]:
    """Return the process's environment, for `read_settings`."""
    return os.environ  # noqa: TID251  the one place


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings, or raise ConfigError with every problem found."""
    return _Reader(environ).read()


def find_key(given: Mapping[str, str]) -> Path:
    """Tell where the ledger's key is; nothing else of the configuration is looked at."""
    values = {name.removeprefix(PREFIX): value.strip() for name, value in given.items()}
    return Path(values.get("LEDGER_KEY") or Path(values.get("DATA") or ITEMS["DATA"].default or "") / "ledger.key")


class _Reader:
    """Takes one setting after the other and collects what is wrong."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        given = {name.removeprefix(PREFIX): value.strip() for name, value in environ.items() if name.startswith(PREFIX)}
        self._given = given
        self._problems = [
            f"{PREFIX}{name} is not a setting of Linkgate. Check its spelling."
            for name in sorted(given.keys() - ITEMS.keys())
        ]

    def read(self) -> Settings:
        profile = self._one_of("PROFILE", tuple(Profile))
        is_simulated = profile == Profile.SIMULATION
        tenant_id = self._guid("TENANT_ID")
        certificate = self._text("CERTIFICATE")
        is_old_path = self._one_of("WRITE_PATH", ("PropertiesV2", "Properties")) == "Properties"
        settings = Settings(
            profile=Profile.SIMULATION if is_simulated else Profile.PRODUCTION,
            app_id=self._guid("APP_ID"),
            tenant_id=tenant_id,
            rules=self._rules("RULES", tenant_id),
            is_read_only=self._one_of("READ_ONLY", ("no", "yes")) == "yes",
            tongue=pick(self._one_of("LANGUAGE", tuple(tongue.code for tongue in TONGUES)), otherwise=ENGLISH),
            hands=self._hands("HANDS"),
            data=self._folder("DATA"),
            ledger_key=find_key(self._given),
            anchor_file=Path(self._text("ANCHOR_FILE") or Path(self._text("DATA")) / "anchors.jsonl"),
            anchor_channel=self._channel("ANCHOR_CHANNEL"),
            host=self._host("HOST"),
            port=self._number("PORT", 0, 65535),
            metrics_host=self._text("METRICS_HOST"),
            metrics_port=self._number("METRICS_PORT", 0, 65535),
            write_path="Properties" if is_old_path else "PropertiesV2",
            endpoints=self._simulated_endpoints() if is_simulated else Endpoints(files=self._sharepoint("SHAREPOINT")),
            client_secret=self._text("CLIENT_SECRET") or None,
            certificate=self._check_certificate(Path(certificate)) if certificate else None,
            managed_identity=self._one_of("MANAGED_IDENTITY", ("", "yes", "no")) == "yes",
            operator_code=self._text("SIM_OPERATOR_CODE") or None,
        )
        self._check_credential(settings)
        if settings.hands is Hands.GUIDED and settings.rules.executor is None:
            self._problems.append(f"{PREFIX}HANDS is guided, so the house rules have to name an executor.")
        self._check_profile(settings)
        if self._problems:
            raise ConfigError(tuple(self._problems))
        return settings

    def _text(self, name: str) -> str:
        default = ITEMS[name].default
        value = self._given.get(name) or default
        if value is None:
            self._problems.append(f"{PREFIX}{name} is missing or empty: {ITEMS[name].meaning}.")
        return value or ""

    def _guid(self, name: str) -> str:
        value = self._text(name)
        if value and (not _GUID.fullmatch(value) or value == _ZERO):
            self._problems.append(f"{PREFIX}{name} is not a GUID: {ITEMS[name].meaning}.")
        return value.lower()

    def _number(self, name: str, least: int, most: int) -> int:
        value = self._text(name)
        if re.fullmatch(r"[0-9]{1,6}", value) and least <= int(value) <= most:
            return int(value)
        self._problems.append(f"{PREFIX}{name} is not a whole number from {least} to {most}.")
        return least

    def _one_of(self, name: str, choices: tuple[str, ...]) -> str:
        value = self._text(name)
        if value not in choices:
            self._problems.append(f"{PREFIX}{name} is not one of: {', '.join(filter(None, choices))}.")
        return value

    def _hands(self, name: str) -> Hands:
        value = self._one_of(name, tuple(Hands))
        return next((hands for hands in Hands if hands == value), Hands.HERE)

    def _loopback(self, name: str, scheme: str) -> str:
        value = self._text(name)
        if not is_loopback(value, scheme):
            self._problems.append(f"{PREFIX}{name} must be a {scheme} address on loopback in the simulation.")
        return value.rstrip("/")

    def _host(self, name: str) -> str:
        value = self._text(name)
        if not is_host(value):
            self._problems.append(f"{PREFIX}{name} is neither an address nor the name of a host.")
        return value

    def _folder(self, name: str) -> Path:
        path = Path(self._text(name))
        if fault := find_fault_of_folder(path):
            self._problems.append(f"{PREFIX}{name} {fault}.")
        return path

    def _channel(self, name: str) -> str:
        value = self._text(name)
        if value and not _CHANNEL.fullmatch(value):
            self._problems.append(f"{PREFIX}{name} is not the id of a channel: {ITEMS[name].meaning}.")
        return value

    def _sharepoint(self, name: str) -> tuple[str, ...]:
        """Return the two origins of a tenant: of its sites, and of its people's OneDrives."""
        value = self._text(name).lower()
        if value and not _SHAREPOINT.fullmatch(value):
            self._problems.append(f"{PREFIX}{name} is not the name before .sharepoint.com: {ITEMS[name].meaning}.")
        return (f"https://{value}.sharepoint.com", f"https://{value}-my.sharepoint.com") if value else ()

    def _rules(self, name: str, tenant_id: str) -> Rules:
        path = self._text(name)
        try:
            if path:
                return read_rulebook(Path(path).read_text(encoding="utf-8"), tenant=tenant_id)
        except RulebookError as error:
            self._problems += [f"{PREFIX}{name}: the file {problem}." for problem in error.problems]
        except (OSError, ValueError):
            self._problems.append(f"{PREFIX}{name} names a file that cannot be read: {ITEMS[name].meaning}.")
        return Rules(approvers=GroupId("-"))

    def _check_certificate(self, path: Path) -> Path:
        if fault := find_fault_of_certificate(path):
            self._problems.append(f"{PREFIX}CERTIFICATE {fault}: {ITEMS['CERTIFICATE'].meaning}.")
        return path

    def _simulated_endpoints(self) -> Endpoints:
        service = self._loopback("SIM_SERVICE_URL", "http")
        return Endpoints(
            graph=self._loopback("SIM_GRAPH_URL", "http"),
            portal=self._loopback("SIM_PORTAL_URL", "http"),
            login=self._loopback("SIM_LOGIN_URL", "https"),
            login_ca=Path(self._text("SIM_LOGIN_CA")),
            keys=self._loopback("SIM_KEYS_URL", "http"),
            service=service,
            files=(f"http://{urlsplit(service).netloc}",) if is_loopback(service, "http") else (),
        )

    def _check_credential(self, settings: Settings) -> None:
        given = [bool(settings.client_secret), bool(settings.certificate), settings.managed_identity]
        if sum(given) != 1:
            self._problems.append(
                f"Give exactly one of {PREFIX}CLIENT_SECRET, {PREFIX}CERTIFICATE and {PREFIX}MANAGED_IDENTITY=yes."
            )

    def _check_profile(self, settings: Settings) -> None:
        if settings.profile is Profile.PRODUCTION:
            self._problems += [
                f"{PREFIX}{name} belongs to the simulation; {PREFIX}PROFILE is production."
                for name in sorted(self._given)
                if name.startswith("SIM_") and self._given[name]
            ]
            return
        if settings.host not in LOOPBACK:
            self._problems.append(f"{PREFIX}HOST must be a loopback address in the simulation.")
        if self._given.get("SHAREPOINT"):
            self._problems.append(f"{PREFIX}SHAREPOINT is a real one's name; the simulation has files of its own.")
        if settings.certificate or settings.managed_identity:
            self._problems.append(f"{PREFIX}PROFILE is simulation: real credentials are refused there.")
        if not settings.operator_code and settings.hands is not Hands.APART:
            self._problems.append(f"{PREFIX}SIM_OPERATOR_CODE is missing: the simulated operator has to sign in.")
