"""Where answers go: the service URL that the token and the activity agree on, and only if it is Teams'."""

from door.stranger import ABSENT, Knock

from bot.config import Endpoints
from bot.edges.teams.door import is_served_by


async def test_the_activity_names_the_service_url_that_was_signed(stranger):
    """AUTH-09."""
    ours = stranger.teams.service_url
    urls = [
        ABSENT,
        None,
        "",
        ours.rstrip("/"),
        f"{ours}x",
        ours.upper(),
        "https://smba.trafficmanager.net/emea/",
        1,
        [ours],
    ]
    knocks = {f"activity says {url!r}": Knock(body=stranger.activity(serviceUrl=url)) for url in urls}
    knocks |= {f"token says {url!r}": Knock(token=stranger.token(serviceurl=url)) for url in urls}
    knocks |= {
        f"both say {url!r}": Knock(body=stranger.activity(serviceUrl=url), token=stranger.token(serviceurl=url))
        for url in (ABSENT, None, 1, [ours], {})
    }
    await stranger.is_refused(knocks, 401)
    await stranger.is_let_in(body=stranger.activity(serviceUrl=ours), token=stranger.token(serviceurl=ours))


TEAMS = Endpoints().service


def lookalikes(origin):
    """Return addresses that are not *origin*, however much they look like it."""
    scheme, _, authority = origin.partition("://")
    host, _, port = authority.partition(":")
    return [
        "",
        "/",
        f"//{authority}/",
        f"{'https' if scheme == 'http' else 'http'}://{authority}/emea/",
        f"ftp://{authority}/",
        f"{scheme.upper()}://{authority}/",
        f"{scheme}:/{authority}/",
        f"{scheme}://{authority}.evil/",
        f"{scheme}://{authority}evil/",
        f"{scheme}://evil.{authority}/",
        f"{scheme}://{host}.:{port or 443}/",
        f"{scheme}://{host}:8443/",
        f"{scheme}://{host}:/",
        f"{scheme}://user@{authority}/",
        f"{scheme}://user:password@{authority}/",
        f"{scheme}://{authority}@evil.example/",
        f"{scheme}://evil.example\\@{authority}/",
        f"{scheme}://{authority}\\@evil.example/",
        f"{scheme}://{authority}\\.evil.example/",
        f"{scheme}://{authority}/\\evil.example/",
        f"{scheme}://{authority}?@evil.example/",
        f"{scheme}://{authority}/?a=b",
        f"{scheme}://{authority}/?",
        f"{scheme}://{authority}/#fragment",
        f"{scheme}://{authority}/#",
        f"{scheme}://{authority}%2eevil.example/",
        f"{scheme}://{authority}\t.evil.example/",
        f"{scheme}://{authority}\n/",
        f"{scheme}://{authority}/\n",
        f"{scheme}://{authority}/\r\nHost: evil.example",
        f" {scheme}://{authority}/",
        f"{scheme}://{authority}/ ",
        f"{scheme}://[{host}]/",
        f"{scheme}://[{authority}/",
        f"{scheme}://\uff45vil.example/",
        "https://169.254.169.254/",
        "file:///etc/passwd",
    ]


NOT_TEAMS = [
    *lookalikes(TEAMS),
    "https://evil.trafficmanager.net/emea/",
    "https://smba.trafficmanager.net.evil/emea/",
    "https://smba-trafficmanager.net/emea/",
    "https://SMBA.trafficmanager.net/emea/",
    "https://smba.TrafficManager.net/emea/",
    "https://smba.trafficmanager.net:8443/emea/",
    "https://smba.trafficmanager.net:443/emea/",
    "https://smbа.trafficmanager.net/emea/",  # a Cyrillic letter
    "https://xn--smb-8cd.trafficmanager.net/emea/",
    "https://smba\u3002trafficmanager\u3002net/emea/",
    "https://smba.infra.gov.teams.microsoft.us/emea/",
]


def test_only_the_host_of_teams_is_teams():
    """AUTH-10."""
    assert TEAMS == "https://smba.trafficmanager.net"
    assert [url for url in NOT_TEAMS if is_served_by(url, TEAMS)] == []
    for path in ("", "/", "/emea/", "/teams/", "/amer/5f1c0a2e-7d34-4b6e-9a51-c0ffee000001/"):
        assert is_served_by(TEAMS + path, TEAMS)


async def test_a_signed_service_url_that_is_not_teams_is_refused(stranger, trap):
    """AUTH-10."""
    origin = stranger.teams.url.rstrip("/")
    urls = [url for url in [*lookalikes(origin), *NOT_TEAMS, trap.url, origin.replace("127.0.0.1", "localhost")] if url]
    knocks = {url: Knock(body=stranger.activity(serviceUrl=url), token=stranger.token(serviceurl=url)) for url in urls}
    await stranger.is_refused(knocks, 403)
    assert trap.visits == []
    await stranger.is_let_in()
