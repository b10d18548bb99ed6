"""What every place for files promises, tried in memory and on the real edge; and what an attacker makes of addresses.

An address comes out of a message. What counts here is what a server on loopback saw, or did not see.
"""

import asyncio
import gzip
import logging
import ssl
import zlib
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, web
from fakes.drive import open_drive
from fakes.files import ORIGIN, FakeFiles
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.edges.files import LARGEST, SECONDS, Resolver, open_sharepoint
from bot.edges.files.address import find_origin, is_public
from bot.ports import NotPermittedError, PortError, UnexpectedError, UnreachableError
from bot.sim.tenant.certificate import make_certificate

TENANT = ("https://contoso.sharepoint.com", "https://contoso-my.sharepoint.com")
CSV = b"upn\r\nada@contoso.com\r\n"


@pytest.fixture
async def drive():
    async with open_drive() as drive:
        drive.gives(CSV)
        yield drive


@pytest.fixture
async def trap():
    """Open a second place, where nobody has any business."""
    async with open_drive() as trap:
        trap.gives(b"secret")
        yield trap


@pytest.fixture
async def files(drive):
    async with open_sharepoint([drive.origin], is_near=True) as files:
        yield files


class Names:
    """A name service that gives one answer after the other, and the last one for ever."""

    def __init__(self, *answers):
        self.answers = [list(answer) for answer in answers]
        self.asked = []

    async def __call__(self, host, _port):
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def refused(work, kind=NotPermittedError):
    """Return the sentence with which it was refused; it never holds the address."""
    with pytest.raises(kind) as caught:
        await work
    assert "://" not in str(caught.value)
    assert "tempauth" not in f"{caught.value} {caught.value.code}"
    return str(caught.value)


@pytest.fixture(params=["in memory", "on loopback"])
async def place(request, drive):
    """Yield a port, its origin, and a way to look into it."""
    if request.param == "in memory":
        yield FakeFiles(), ORIGIN
        return
    held = {}

    async def answer(asked):
        if asked.method == "PUT":
            held[asked.raw_path] = await asked.read()
            return web.Response(status=201)
        return web.Response(body=held[asked.raw_path]) if asked.raw_path in held else web.Response(status=404)

    drive.answer = answer
    async with open_sharepoint([drive.origin], is_near=True) as files:
        yield files, drive.origin


class TestFiles:
    async def test_what_was_put_is_fetched_byte_for_byte(self, place):
        files, origin = place
        for name, data in {"a": b"\x00\xff\r\n", "b": CSV, "c": bytes(range(256)) * 4_000}.items():
            await files.put(f"{origin}/{name}?x=%20", data)
            assert await files.fetch(f"{origin}/{name}?x=%20") == data
        await files.check()

    async def test_what_is_not_there_is_refused(self, place):
        files, origin = place
        await refused(files.fetch(f"{origin}/gone"))

    async def test_another_place_is_refused_for_reading_and_writing(self, place):
        files, _ = place
        await refused(files.fetch("https://elsewhere.example/a"))
        await refused(files.put("https://elsewhere.example/a", b"x"))

    async def test_a_page_is_ours_where_the_files_are(self, place):
        files, origin = place
        assert files.is_ours(f"{origin}/personal/ada/Documents/LI-7.csv")
        assert not files.is_ours("https://elsewhere.example/personal/ada/Documents/LI-7.csv")


async def test_without_the_name_of_a_sharepoint_there_are_no_files_and_it_says_what_helps(trap):
    async with open_sharepoint([]) as files:
        for work in (files.check(), files.fetch(trap.url()), files.put(trap.url(), CSV)):
            told = await refused(work)
            assert "LINKGATE_SHAREPOINT" in told
            assert "pasted list works" in told
        assert not files.is_ours(trap.url())
    assert trap.visits == []


TRICKS = [
    "http://contoso-my.sharepoint.com/a",
    "HTTPS://contoso-my.sharepoint.com/a",
    "https://CONTOSO-my.sharepoint.com/a",
    "https://contoso-my.sharepoint.com",
    "https:contoso-my.sharepoint.com/a",
    "https:/contoso-my.sharepoint.com/a",
    "https:///contoso-my.sharepoint.com/a",
    "//contoso-my.sharepoint.com/a",
    "contoso-my.sharepoint.com/a",
    " https://contoso-my.sharepoint.com/a",
    "\thttps://contoso-my.sharepoint.com/a",
    "\x00https://contoso-my.sharepoint.com/a",
    "https://contoso-my.sharepoint.com/a\n",
    "https://contoso-my.sharepoint.com/a\r\nHost: evil.example",
    "https://contoso-my.sharepoint.com/a b",
    "https://contoso-my.sharepoint.com/a\x00",
    "https://contoso-my.sharepoint.com/\N{LATIN SMALL LETTER E WITH ACUTE}",
    "https://contoso-my.sharepoint.com/a\N{FULLWIDTH SOLIDUS}b",
    "https://contoso-my.sharepoint.com:443/a",
    "https://contoso-my.sharepoint.com:8443/a",
    "https://contoso-my.sharepoint.com:/a",
    "https://contoso-my.sharepoint.com./a",
    "https://ada@contoso-my.sharepoint.com/a",
    "https://ada:pass@contoso-my.sharepoint.com/a",
    "https://contoso-my.sharepoint.com@evil.example/a",
    "https://contoso-my.sharepoint.com:443@evil.example/a",
    "https://evil.example@contoso-my.sharepoint.com/a",
    "https://contoso-my.sharepoint.com\\@evil.example/a",
    "https://evil.example\\contoso-my.sharepoint.com/a",
    "https://contoso-my.sharepoint.com/\\evil.example/a",
    "https://evil.example#https://contoso-my.sharepoint.com/a",
    "https://evil.example/https://contoso-my.sharepoint.com/a",
    "https://evil.example?https://contoso-my.sharepoint.com/a",
    "https://contoso-my.sharepoint.com/a#b",
    "https://contoso-my.sharepoint.com#a",
    "https://contoso-my.sharepoint.com?a",
    "https://contoso-my%2esharepoint.com/a",
    "https://contoso-my.sharepoint%2ecom/a",
    "https://contoso-my.sharepoint.com%2f@evil.example/a",
    "https://contoso-my\N{IDEOGRAPHIC FULL STOP}sharepoint.com/a",
    "https://c\N{CYRILLIC SMALL LETTER O}ntoso-my.sharepoint.com/a",
    "https://\N{FULLWIDTH LATIN SMALL LETTER C}ontoso-my.sharepoint.com/a",
    "https://xn--cntoso-my-xyz.sharepoint.com/a",
    "https://contoso-my.share\N{SOFT HYPHEN}point.com/a",
    "https://localhost/a",
    "https://localhost./a",
    "https://localhost.localdomain/a",
    "https://127.0.0.1/a",
    "https://127.1/a",
    "https://0/a",
    "https://2130706433/a",
    "https://0x7f000001/a",
    "https://0x7f.0.0.1/a",
    "https://0177.0.0.1/a",
    "https://[::1]/a",
    "https://[::ffff:127.0.0.1]/a",
    "https://[::ffff:169.254.169.254]/a",
    "https://169.254.169.254/metadata/instance?api-version=2021-02-01",
    "https://168.63.129.16/machine?comp=goalstate",
    "https://metadata.google.internal/computeMetadata/v1/",
    "file:///etc/passwd",
    "file://contoso-my.sharepoint.com/etc/passwd",
    "ftp://contoso-my.sharepoint.com/a",
    "data:text/csv,upn",
    "javascript:alert(1)",
    "view-source:https://contoso-my.sharepoint.com/a",
    "https+unix://contoso-my.sharepoint.com/a",
    "",
    "/",
    "https://",
    "https://[contoso-my.sharepoint.com/a",
    "https://contoso-my.sharepoint.com/a" + "\ud800",
]


async def test_an_address_that_is_not_letter_for_letter_ours_is_refused_before_anybody_is_asked():
    """FILE-01."""
    names = Names(["127.0.0.1"])
    async with open_sharepoint(TENANT, resolver=Resolver(names)) as files:
        for url in TRICKS:
            assert "not on the SharePoint of this tenant" in await refused(files.fetch(url)), repr(url)
            assert "not on the SharePoint of this tenant" in await refused(files.put(url, CSV)), repr(url)
        assert names.asked == []
        await refused(files.fetch("https://contoso-my.sharepoint.com/a?b=%20&c=('d')"))
    assert names.asked == ["contoso-my.sharepoint.com"]


async def test_every_other_spelling_of_a_place_is_another_place(files, drive):
    """FILE-01."""
    host, port = urlsplit(drive.origin).hostname, urlsplit(drive.origin).port
    spelled = [
        f"http://localhost:{port}/a",
        f"http://127.1:{port}/a",
        f"http://127.000.000.001:{port}/a",
        f"http://2130706433:{port}/a",
        f"http://0x7f000001:{port}/a",
        f"http://0x7f.1:{port}/a",
        f"http://0177.0.0.1:{port}/a",
        f"http://0:{port}/a",
        f"http://[::ffff:127.0.0.1]:{port}/a",
        f"http://[::ffff:7f00:1]:{port}/a",
        f"http://ada@{host}:{port}/a",
        f"http://{host}:0{port}/a",
        f"http://{host}:{port}\\a",
        f"http://{host}:{port}#/a",
        f"http://{host}:{port}/a#b",
        f"http://{host}:{port}/a\tb",
        f"http://{host}.:{port}/a",
        f"HTTP://{host}:{port}/a",
        f"https://{host}:{port}/a",
        f"http:{host}:{port}/a",
    ]
    for url in spelled:
        await refused(files.fetch(url))
        await refused(files.put(url, CSV))
    assert drive.visits == []
    assert await files.fetch(f"http://{host}:{port}/a") == CSV
    assert [visit.path for visit in drive.visits] == ["/a"]


async def test_an_address_is_asked_for_as_it_stands(files, drive):
    """FILE-01."""
    path = "/personal/ada/_layouts/15/download.aspx?UniqueId=%7b0a%7d&Translate=false&tempauth=v1.a%2Bb~c=&A='(1)'"
    assert await files.fetch(drive.url(path)) == CSV
    await files.fetch(drive.url("/a/../b/%2e%2e/c//d"))
    assert [visit.path for visit in drive.visits] == [path, "/a/../b/%2e%2e/c//d"]


@given(
    st.sampled_from(TENANT),
    st.text("/\\@:?#.%[]a 0\t\n\u3002\uff0f-~", max_size=12) | st.text(max_size=8),
    st.text("/\\@:?#.a", max_size=6),
)
def test_whatever_is_taken_for_ours_is_so_for_every_reader_of_addresses(origin, middle, end):
    """FILE-01."""
    for url in (origin + middle + end, origin[: len(middle)] + middle + origin[len(middle) :] + end):
        if find_origin(url, TENANT):
            read, other = urlsplit(url), URL(url, encoded=True)
            host = read.hostname
            assert f"https://{host}" in TENANT
            assert (read.scheme, read.netloc, read.fragment) == ("https", host, "")
            assert (other.scheme, other.raw_authority, other.user, other.explicit_port) == ("https", host, None, None)
            assert url.isascii()
            assert url.isprintable()


async def test_who_only_has_our_name_is_told_nothing(tmp_path):
    """FILE-03: an impostor at a public address has no certificate for the name."""
    certificate, tls = make_certificate(tmp_path)
    async with open_drive(tls=tls) as impostor:
        impostor.gives(CSV)
        trusting = ssl.create_default_context(cafile=certificate)
        async with ClientSession() as session, session.get(f"{impostor.origin}/a", ssl=trusting) as answer:
            assert answer.status == 200
        origin = f"https://contoso.sharepoint.com:{urlsplit(impostor.origin).port}"
        async with open_sharepoint([origin], resolver=Resolver(Names(["127.0.0.1"]), lambda _: True)) as files:
            await refused(files.fetch(f"{origin}/secret?tempauth=v1.canary"), UnreachableError)
            await refused(files.put(f"{origin}/secret?tempauth=v1.canary", CSV), UnreachableError)
        assert [visit.path for visit in impostor.visits] == ["/a"]


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 305, 307, 308])
async def test_a_redirect_is_not_followed(files, drive, trap, status):
    """FILE-02."""
    for to in (trap.url(), "http://169.254.169.254/metadata/instance", drive.url("/elsewhere"), "//localhost/a", "b"):
        drive.gives(b"moved", status=status, Location=to, Refresh=f"0; url={to}")
        assert "another address" in await refused(files.fetch(drive.url("/a")))
        assert "another address" in await refused(files.put(drive.url("/a"), CSV))
    assert trap.visits == []
    assert {visit.path for visit in drive.visits} == {"/a"}
    assert len(drive.visits) == 10


INNER = [
    *("10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.1.1"),
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.1"),  # noqa: S104  never bound
    *("100.64.0.1", "100.100.100.200", "100.127.255.254", "192.0.0.1", "192.0.0.192", "192.0.2.1", "198.51.100.7"),
    *("203.0.113.9", "198.18.0.1", "198.19.255.255", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("192.88.99.1", "168.63.129.16"),
    *("::", "::1", "fe80::1", "fe80::1%lo", "febf::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "ff0e::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "::8.8.8.8"),
    *("64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1", "64:ff9b::168.63.129.16", "64:ff9b:1::1"),
    *("2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::", "2001:0:7f00:1::", "2001:0:4136:e378::"),
    *("2001:db8::1", "3fff::1", "2001:10::1", "100::1", "5f00::1", "4000::1", "2620:1ec::1%eth0"),
    *("localhost", "", "1", "127.1", "0x7f.1", "0177.0.0.1", "13.107.136.10.", "13.107.136", "not an address", "[::1]"),
]
OUTER = ["13.107.136.10", "52.104.0.1", "8.8.8.8", "2620:1ec:8f8::10", "2603:1030::1", "64:ff9b::13.107.136.10"]


@pytest.mark.parametrize("address", INNER)
async def test_a_name_of_ours_that_leads_inside_is_not_connected_to(address):
    """FILE-03."""
    assert not is_public(address)
    for answer in ([address], ["13.107.136.10", address], [address, "2620:1ec:8f8::10"]):
        names = Names(answer)
        async with open_sharepoint(TENANT, resolver=Resolver(names)) as files:
            assert "not on the internet" in await refused(files.fetch("https://contoso-my.sharepoint.com/a"))
            assert "not on the internet" in await refused(files.put("https://contoso.sharepoint.com/a", CSV))
        assert names.asked == ["contoso-my.sharepoint.com", "contoso.sharepoint.com"]


@pytest.mark.parametrize("address", OUTER)
async def test_what_is_on_the_internet_is_what_is_connected_to(address):
    """FILE-03."""
    (found,) = await Resolver(Names([address])).resolve("contoso.sharepoint.com", 443)
    assert (found["host"], found["hostname"], found["port"]) == (address, "contoso.sharepoint.com", 443)


async def test_a_server_inside_hears_nothing_of_a_name_that_leads_to_it(drive):
    """FILE-03."""
    port = urlsplit(drive.origin).port
    origin = f"http://contoso.sharepoint.com:{port}"
    async with open_sharepoint([origin], resolver=Resolver(Names(["127.0.0.1"]))) as files:
        assert "not on the internet" in await refused(files.fetch(f"{origin}/a"))
        assert "not on the internet" in await refused(files.put(f"{origin}/a", CSV))
    assert drive.visits == []
    async with open_sharepoint([origin], resolver=Resolver(Names(["127.0.0.1"]), lambda _: True)) as files:
        assert await files.fetch(f"{origin}/a") == CSV


async def test_only_the_lookup_that_was_looked_at_counts():
    """FILE-03: 127.0.0.2 stands for a server outside, 127.0.0.1 for one inside, where a second lookup would lead."""
    async with open_drive("127.0.0.2") as outside:
        port = urlsplit(outside.origin).port
        outside.gives(CSV)
        inside = web.AppRunner(web.Application())
        await inside.setup()
        heard = []
        server = await asyncio.start_server(lambda _, writer: (heard.append(1), writer.close()), "127.0.0.1", port)
        names = Names(["127.0.0.2"], ["127.0.0.1"])
        resolver = Resolver(names, lambda host: host == "127.0.0.2")
        origin = f"http://contoso.sharepoint.com:{port}"
        async with open_sharepoint([origin], resolver=resolver) as files:
            assert await files.fetch(f"{origin}/a") == CSV
            assert len(names.asked) == 1
            assert "not on the internet" in await refused(files.fetch(f"{origin}/a"))
        assert len(names.asked) == 2, "nothing of an earlier lookup is kept, and no connection"
        server.close()
        await server.wait_closed()
        await inside.cleanup()
    assert heard == []
    assert len(outside.visits) == 1


async def test_an_origin_that_is_a_number_is_not_looked_up_and_looked_at_all_the_same(drive):
    """FILE-03."""
    names = Names(["13.107.136.10"])
    port = urlsplit(drive.origin).port
    hosts = ("127.0.0.1", "[::1]", "[::ffff:7f00:1]", "2130706433", "127.1", "0x7f.0.0.0x1")
    for origin in (f"http://{host}:{port}" for host in hosts):
        async with open_sharepoint([origin], resolver=Resolver(names)) as files:
            assert "not on the internet" in await refused(files.fetch(f"{origin}/a")), origin
    assert drive.visits == []
    assert names.asked == []


async def test_a_name_without_an_address_is_somebody_who_cannot_be_reached():
    async def nobody(host, port):
        raise OSError("no such name")

    for resolver in (Resolver(nobody), Resolver(Names([]))):
        async with open_sharepoint(TENANT, resolver=resolver) as files:
            await refused(files.fetch(f"{TENANT[0]}/a"), UnreachableError)


@pytest.mark.parametrize(
    "host",
    [
        *("fabrikam.sharepoint.com", "fabrikam-my.sharepoint.com", "sharepoint.com", "www.sharepoint.com"),
        *("contoso-admin.sharepoint.com", "contoso-my-my.sharepoint.com", "contoso2.sharepoint.com"),
        *("my.contoso.sharepoint.com", "contoso.my.sharepoint.com", "xcontoso.sharepoint.com", "contos.sharepoint.com"),
        *("contoso.sharepoint.com.evil.example", "contoso.evilsharepoint.com", "evilsharepoint.com"),
        *("contoso.sharepoint.us", "contoso.sharepoint.cn", "contoso.sharepoint.com.au", "contoso.sharepoint.co"),
        *("contosoXsharepoint.com", "contoso-sharepoint.com", "contoso_my.sharepoint.com", "onedrive.live.com"),
        *("graph.microsoft.com", "1drv.ms", "contoso.onmicrosoft.com", "contoso-my.sharepoint.com.contoso.com"),
    ],
)
async def test_another_tenants_sharepoint_is_not_ours(host):
    """FILE-04 FILE-01."""
    names = Names(["13.107.136.10"])
    async with open_sharepoint(TENANT, resolver=Resolver(names)) as files:
        await refused(files.fetch(f"https://{host}/personal/ada/users.csv?tempauth=v1.canary"))
        await refused(files.put(f"https://{host}/personal/ada/users.csv", CSV))
        assert not files.is_ours(f"https://{host}/personal/ada/users.csv")
    assert names.asked == []


async def test_a_page_is_shown_only_as_a_place_of_ours():
    """FILE-04."""
    async with open_sharepoint(TENANT) as files:
        for page in (
            "https://contoso-my.sharepoint.com/personal/ada_contoso_com/Documents/Microsoft Teams Chat Files/LI-7.csv",
            "https://contoso.sharepoint.com/sites/Überblick/LI-7.csv",
            "https://contoso.sharepoint.com/a%20b.csv?web=1",
        ):
            assert files.is_ours(page)
        for page in (*TRICKS, "https://contoso.sharepoint.com/<script>", "https://contoso.sharepoint.com/a\u2028b"):
            is_there = page.startswith(tuple(f"{origin}/" for origin in TENANT))  # with signs that are only shown
            assert not files.is_ours(page) or (is_there and "\\" not in page and page.isprintable()), page


CREDENTIALS = {"authorization", "proxy-authorization", "cookie", "x-ms-tokens", "www-authenticate", "referer", "origin"}


async def test_no_token_and_no_cookie_goes_to_where_the_file_is(files, drive, monkeypatch, tmp_path):
    """FILE-05."""
    secrets = tmp_path / "netrc"
    secrets.write_text("machine 127.0.0.1 login ada password canary\ndefault login ada password canary\n")
    secrets.chmod(0o600)
    monkeypatch.setenv("NETRC", str(secrets))
    drive.gives(CSV, Set_Cookie="FedAuth=canary; Path=/", WWW_Authenticate="Bearer realm=x", status=200)
    await files.fetch(drive.url())
    await files.fetch(drive.url())
    await files.put(drive.url(), CSV)
    drive.gives(status=401, WWW_Authenticate="Basic realm=x")
    await refused(files.fetch(drive.url()))
    assert len(drive.visits) == 4, "a refusal is not answered with a sign-in"
    for visit in drive.visits:
        assert not visit.names() & CREDENTIALS
        assert "canary" not in str(visit.headers)
    assert drive.visits[0].names() == {"host", "accept", "accept-encoding", "user-agent", "connection"}
    assert drive.visits[0].header("Accept-Encoding") == ["identity"]


async def test_no_proxy_of_the_environment_learns_of_a_file(drive, trap, monkeypatch):
    """FILE-05."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, trap.origin)
    monkeypatch.delenv("no_proxy", raising=False)
    async with open_sharepoint([drive.origin], is_near=True) as files:
        assert await files.fetch(drive.url()) == CSV
    assert trap.visits == []


async def test_no_address_of_a_file_reaches_a_log(files, drive, caplog):
    """FILE-05."""
    with caplog.at_level(logging.DEBUG):
        await files.fetch(drive.url())
        drive.gives(status=403)
        await refused(files.fetch(drive.url()))
        await refused(files.fetch("https://evil.example/a?tempauth=v1.canary"))
    assert "canary" not in caplog.text


async def test_the_limits_are_the_ones_that_people_are_told():
    """FILE-06."""
    assert (LARGEST, SECONDS) == (5 * 1024 * 1024, 20.0)


async def test_a_file_of_5_mb_is_read_and_one_of_a_byte_more_is_not(files, drive):
    """FILE-06."""
    drive.gives(bytes(LARGEST))
    assert len(await files.fetch(drive.url())) == LARGEST
    drive.gives(bytes(LARGEST + 1))
    assert "larger than 5 MB" in await refused(files.fetch(drive.url()))


@pytest.mark.parametrize("headers", [{}, {"Content_Length": str(10**10)}])
async def test_an_endless_body_is_read_no_further_than_5_mb(files, drive, headers):
    """FILE-06."""
    drive.pours(b"u" * 65_536, **headers)
    async with asyncio.timeout(10):
        assert "larger than 5 MB" in await refused(files.fetch(drive.url()))
    assert drive.poured < 4 * LARGEST, "what is under way stands in buffers of the machine"


async def test_a_body_that_is_longer_than_it_says_is_no_file(files, drive):
    """FILE-06."""

    async def answer(request):
        request.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nupn" + b"x" * 1_000_000)
        request.transport.close()
        return web.Response()

    drive.answer = answer
    assert "broke off" in await refused(files.fetch(drive.url()), UnreachableError)
    drive.gives(CSV)
    assert await files.fetch(drive.url()) == CSV


async def test_a_body_that_is_shorter_than_it_says_is_no_file(files, drive):
    """FILE-06: never a silently shorter list."""
    for head in ("Content-Length: 900", "Transfer-Encoding: chunked"):

        async def answer(request, head=head):
            body = "3\r\nupn\r\n" if "chunked" in head else "upn"
            request.transport.write(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n{body}".encode())
            request.transport.close()
            return web.Response()

        drive.answer = answer
        assert "broke off" in await refused(files.fetch(drive.url()), UnreachableError)


async def test_a_byte_now_and_then_is_given_20_seconds_and_no_more(drive):
    """FILE-06."""
    drive.pours(b"u", every=0.05)
    async with open_sharepoint([drive.origin], is_near=True, seconds=0.4) as files:
        start = asyncio.get_running_loop().time()
        assert "20 seconds" in await refused(files.fetch(drive.url()), UnreachableError)
    assert 0.3 < asyncio.get_running_loop().time() - start < 3
    assert 2 < drive.poured < 20


async def test_who_never_answers_or_never_ends_the_headers_is_given_20_seconds_too(drive):
    """FILE-06."""

    async def silent(request):
        await asyncio.sleep(60)
        return web.Response()

    async def endless(request):
        request.transport.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            request.transport.write(b"X-A: b\r\n" if drive.visits else b"")
            await asyncio.sleep(0.05)

    async with open_sharepoint([drive.origin], is_near=True, seconds=0.4) as files:
        for answer in (silent, endless):
            drive.answer = answer
            await refused(files.fetch(drive.url()), UnreachableError)
            await refused(files.put(drive.url(), CSV), UnreachableError)


@pytest.mark.parametrize(
    "encoding", ["gzip", "x-gzip", "deflate", "br", "zstd", "GZIP", "gzip, gzip", "identity, gzip", "x"]
)
async def test_a_compressed_body_is_not_opened(files, drive, encoding):
    """FILE-06."""
    bomb = gzip.compress(gzip.compress(bytes(50_000_000)))
    drive.gives(bomb, Content_Encoding=encoding)
    assert "compressed" in await refused(files.fetch(drive.url()), UnexpectedError)


async def test_bytes_that_are_a_bomb_only_when_opened_stay_bytes(files, drive):
    """FILE-06."""
    for bomb in (gzip.compress(bytes(50_000_000)), zlib.compress(bytes(50_000_000))):
        drive.gives(bomb, Content_Encoding="identity", Content_Type="application/gzip")
        assert await files.fetch(drive.url()) == bomb


FATES = {
    **dict.fromkeys((401, 403, 404, 410), NotPermittedError),
    **dict.fromkeys((408, 429, 500, 502, 503, 504), UnreachableError),
    **dict.fromkeys((202, 204, 206, 207, 400, 402, 405, 409, 413, 418, 501, 507), UnexpectedError),
}


@pytest.mark.parametrize(("status", "kind"), FATES.items())
async def test_what_is_no_file_is_told_in_our_words(files, drive, status, kind):
    drive.gives(b"" if status == 204 else b"canary <script>", status=status)
    told = await refused(files.fetch(drive.url()), kind)
    asked_again = await refused(files.put(drive.url(), CSV), kind)
    assert "canary" not in told + asked_again
    if kind is NotPermittedError:
        assert "minutes. Attach it again" in told
        assert "minutes. Ask for the file again" in asked_again
    assert len(drive.visits) == 2, "nothing is sent a second time"


async def test_who_hangs_up_is_not_called_again(files, drive):
    async def answer(request):
        request.transport.abort()
        return web.Response()

    drive.answer = answer
    await refused(files.fetch(drive.url()), UnreachableError)
    await refused(files.put(drive.url(), CSV), UnreachableError)
    assert [visit.method for visit in drive.visits] == ["GET", "PUT"]
    drive.gives(b"x", status=200, Bad_Header="a\x01")
    with pytest.raises(PortError):
        await files.fetch(drive.url())


async def test_a_file_is_put_whole_in_one_piece(files, drive):
    for status in (200, 201):
        drive.gives(b'{"id": "01"}', status=status)
        await files.put(drive.url("/upload?session=1"), CSV)
    for visit in drive.visits:
        assert (visit.method, visit.path, visit.body) == ("PUT", "/upload?session=1", CSV)
        assert visit.header("Content-Range") == [f"bytes 0-{len(CSV) - 1}/{len(CSV)}"]
        assert visit.header("Content-Length") == [str(len(CSV))]


async def test_many_files_at_once_do_not_get_into_each_others_way(files, drive):
    async def answer(request):
        return web.Response(body=request.raw_path.encode() * 1_000)

    drive.answer = answer
    read = await asyncio.gather(*(files.fetch(drive.url(f"/{number}")) for number in range(40)))
    assert read == [f"/{number}".encode() * 1_000 for number in range(40)]
