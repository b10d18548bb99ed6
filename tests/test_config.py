import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from bot.config import ITEMS, PREFIX, ConfigError, Hands, Profile, find_key, read_settings

APP, TENANT, GROUP = (
    "0b07c0de-1a2b-4c3d-8e4f-000000000b07",
    "5f1c0a2e-7d34-4b6e-9a51-c0ffee000001",
    "a9900000-0000-4000-8000-0000000000aa",
)
RULES = str(Path(__file__).parent / "fakes" / "rules.toml")
GOOD = {
    "LINKGATE_APP_ID": APP,
    "LINKGATE_TENANT_ID": TENANT,
    "LINKGATE_CLIENT_SECRET": "canary-hunter2",
    "LINKGATE_RULES": RULES,
    "PATH": "/usr/bin",
}
SIMULATED = GOOD | {
    "LINKGATE_PROFILE": "simulation",
    "LINKGATE_SIM_GRAPH_URL": "http://127.0.0.1:1/v1.0",
    "LINKGATE_SIM_PORTAL_URL": "http://127.0.0.1:1/api",
    "LINKGATE_SIM_LOGIN_URL": "https://127.0.0.1:2",
    "LINKGATE_SIM_LOGIN_CA": "/tmp/ca.pem",
    "LINKGATE_SIM_KEYS_URL": "http://127.0.0.1:3/v1/.well-known/openidconfiguration",
    "LINKGATE_SIM_SERVICE_URL": "http://127.0.0.1:3/",
    "LINKGATE_SIM_OPERATOR_CODE": "canary-code",
}


def a_certificate(key):
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "Linkgate")])
    return (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=365))
        .sign(key, SHA256())
        .public_bytes(Encoding.PEM)
    )


def a_key(key, encryption=None):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption())


RSA, ELLIPTIC = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())
CERTIFIED = {name: value for name, value in GOOD.items() if name != "LINKGATE_CLIENT_SECRET"}


def problems(environ):
    with pytest.raises(ConfigError) as caught:
        read_settings(environ)
    assert "canary" not in str(caught.value)
    return caught.value.problems


def test_a_whole_configuration_is_read_and_shows_no_secret():
    settings = read_settings(GOOD)
    assert settings.profile is Profile.PRODUCTION
    assert (settings.app_id, settings.tenant_id, settings.rules.approvers) == (APP, TENANT, GROUP)
    assert (settings.rules.tenant, settings.rules.version, settings.is_read_only) == (TENANT, 1, False)
    assert settings.endpoints.portal.startswith("https://main.iam.ad.ext.azure.com/")
    assert "canary" not in repr(settings)
    simulated = read_settings(SIMULATED)
    assert simulated.endpoints.service == "http://127.0.0.1:3"
    assert "canary" not in repr(simulated)


def test_all_problems_are_reported_at_once_each_with_its_setting():
    """OPS-05."""
    found = problems(
        {"LINKGATE_PORT": "many", "LINKGATE_READ_ONLY": "0", "LINKGATE_WRITE_PATH": "V3", "LINKGATE_APROVERS": GROUP}
    )
    for name in (
        "APP_ID",
        "TENANT_ID",
        "RULES",
        "PORT",
        "READ_ONLY",
        "WRITE_PATH",
        "APROVERS",
        "CLIENT_SECRET",
    ):
        assert any(PREFIX + name in problem for problem in found), name


@pytest.mark.parametrize("name", ["APP_ID", "TENANT_ID"])
@pytest.mark.parametrize(
    "value",
    [
        "(absent)",
        "",
        "   ",
        "\t\n",
        "None",
        "null",
        "canary-not-a-guid",
        "00000000-0000-0000-0000-000000000000",
        APP + "0",
    ],
)
def test_an_empty_or_malformed_id_is_refused_and_never_means_no_check(name, value):
    """AUTH-13."""
    environ = {key: text for key, text in GOOD.items() if key != PREFIX + name}
    found = problems(environ if value == "(absent)" else environ | {PREFIX + name: value})
    assert [PREFIX + name in problem for problem in found] == [True]


async def test_without_an_id_the_process_does_not_start_and_says_which_setting(tmp_path):
    """AUTH-13."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve"),
        env=GOOD | {"LINKGATE_APP_ID": "", "LINKGATE_DATA": str(tmp_path / "data")},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complaint = await process.communicate()
    assert (process.returncode, said) == (1, b"")
    assert b"LINKGATE_APP_ID" in complaint
    assert b"canary" not in complaint
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "10.0.0.1", "bot.example", "127.0.0.1.evil.example", "localhost."],  # noqa: S104  refused
)
def test_no_setting_turns_the_check_of_tokens_off(host):
    """AUTH-13."""
    # the keys of another issuer, which is the nearest to it, belong to the simulation, and that stays on loopback
    assert any(PREFIX + "HOST" in problem for problem in problems(SIMULATED | {PREFIX + "HOST": host}))
    for name in ("SIM_KEYS_URL", "SIM_SERVICE_URL"):
        elsewhere = problems(GOOD | {PREFIX + "HOST": host, PREFIX + name: SIMULATED[PREFIX + name]})
        assert any(PREFIX + name in problem for problem in elsewhere)
    for name in ("NO_AUTH", "DISABLE_AUTH", "SKIP_AUTH", "DEV", "DEBUG", "INSECURE", "APP_TYPE", "EMULATOR"):
        assert any(PREFIX + name in problem for problem in problems(GOOD | {PREFIX + name: "true"}))
    assert not [name for name in ITEMS if any(word in name for word in ("AUTH", "DEBUG", "DEV", "INSECURE", "VERIFY"))]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RULES", ""),
        ("RULES", "nowhere/rules.toml"),
        ("RULES", "tests"),
        ("READ_ONLY", "true"),
        ("HANDS", "none"),
        ("PORT", "65536"),
        ("MANAGED_IDENTITY", "maybe"),
        ("PROFILE", "dev"),
        ("NO_AUTH", "true"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(name, value):
    """OPS-05."""
    assert any(PREFIX + name in problem for problem in problems(GOOD | {PREFIX + name: value}))


@pytest.mark.parametrize(
    "more", [{"LINKGATE_CLIENT_SECRET": ""}, {"LINKGATE_MANAGED_IDENTITY": "yes"}, {"LINKGATE_CERTIFICATE": "c.pem"}]
)
def test_exactly_one_credential_is_given(more):
    assert any("exactly one" in problem for problem in problems(GOOD | more))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOST", "0.0.0.0"),  # noqa: S104  that is what is refused
        ("SIM_GRAPH_URL", "https://graph.microsoft.com/v1.0"),
        ("SIM_PORTAL_URL", "http://10.0.0.1/api"),
        ("SIM_LOGIN_URL", "http://127.0.0.1:2"),
        ("SIM_KEYS_URL", "http://localhost.evil.example/keys"),
        ("SIM_SERVICE_URL", "http://user@evil.example/"),
        ("SIM_OPERATOR_CODE", ""),
    ],
)
def test_the_simulation_stays_on_loopback(name, value):
    """APLY-16."""
    assert any(PREFIX + name in problem for problem in problems(SIMULATED | {PREFIX + name: value}))


def test_only_where_the_applier_is_apart_the_simulated_operator_need_not_sign_in():
    environ = {name: value for name, value in SIMULATED.items() if name != "LINKGATE_SIM_OPERATOR_CODE"}
    settings = read_settings(environ | {"LINKGATE_HANDS": "apart"})
    assert (settings.hands, settings.operator_code) == (Hands.APART, None)
    assert any("SIM_OPERATOR_CODE" in problem for problem in problems(environ | {"LINKGATE_HANDS": "here"}))
    assert read_settings(SIMULATED).hands is Hands.HERE


def test_guided_hands_need_somebody_whose_they_are(tmp_path):
    environ = GOOD | {"LINKGATE_HANDS": "guided"}
    assert any("executor" in problem for problem in problems(environ))
    rules = tmp_path / "rules.toml"
    rules.write_text(f'version = 1\napprovers = "{GROUP}"\nexecutor = "{APP}"\n')
    assert read_settings(environ | {"LINKGATE_RULES": str(rules)}).hands is Hands.GUIDED


def test_production_and_simulation_do_not_mix():
    """APLY-16."""
    assert problems(SIMULATED | {"LINKGATE_PROFILE": "production"})
    real = SIMULATED | {"LINKGATE_CLIENT_SECRET": "", "LINKGATE_MANAGED_IDENTITY": "yes"}
    assert any("real credentials" in problem for problem in problems(real))


@pytest.mark.parametrize(
    ("pem", "fault"),
    [
        (b"canary garbage", "no certificate"),
        (b"-----BEGIN CERTIFICATE-----\ncanary\n-----END CERTIFICATE-----\n", "no certificate"),
        (b"", "no certificate"),
        (a_key(RSA), "no certificate"),
        (a_certificate(RSA), "no private key"),
        (a_certificate(RSA) + a_key(RSA, BestAvailableEncryption(b"canary")), "password"),
        (a_certificate(ELLIPTIC) + a_key(ELLIPTIC), "not RSA"),
        (a_certificate(ELLIPTIC) + a_key(RSA), "another certificate"),
    ],
)
def test_a_certificate_that_cannot_sign_in_is_a_problem_among_the_others(tmp_path, pem, fault):
    """OPS-05."""
    path = tmp_path / "canary.pem"
    path.write_bytes(pem)
    found = problems(CERTIFIED | {"LINKGATE_CERTIFICATE": str(path), "LINKGATE_PORT": "many"})
    assert len(found) == 2
    assert any("LINKGATE_CERTIFICATE" in problem and fault in problem for problem in found)
    path.write_bytes(a_certificate(RSA) + a_key(RSA))
    assert read_settings(CERTIFIED | {"LINKGATE_CERTIFICATE": str(path)}).certificate == path


def test_a_certificate_that_is_not_there_or_is_a_folder_is_a_problem(tmp_path):
    for path in (tmp_path / "canary.pem", tmp_path, "\0"):
        (found,) = problems(CERTIFIED | {"LINKGATE_CERTIFICATE": str(path)})
        assert found.startswith("LINKGATE_CERTIFICATE cannot be read")


@pytest.mark.parametrize(
    "name", ["SIM_GRAPH_URL", "SIM_PORTAL_URL", "SIM_LOGIN_URL", "SIM_KEYS_URL", "SIM_SERVICE_URL"]
)
@pytest.mark.parametrize("url", ["http://[bad", "http://[::1", "https://localhost:many", "http://127.0.0.1:99999", "x"])
def test_an_address_that_is_none_is_a_problem_with_a_name(name, url):
    (found,) = problems(SIMULATED | {PREFIX + name: url})
    assert PREFIX + name in found


@pytest.mark.parametrize(
    "host", ["here or there", "http://localhost", "127.0.0.256", "1.2.3", "-x", "a..b", "[::1]", "x:1"]
)
def test_a_host_is_an_address_or_a_name(host):
    (found,) = problems(GOOD | {"LINKGATE_HOST": host})
    assert "LINKGATE_HOST" in found
    for good in ("0.0.0.0", "::", "10.1.2.3", "localhost", "bot-1.contoso.example"):  # noqa: S104  so can be wanted
        assert read_settings(GOOD | {"LINKGATE_HOST": good}).host == good


def test_a_folder_for_the_data_is_no_file(tmp_path):
    file = tmp_path / "file"
    file.touch()
    for path in (file, file / "below"):
        (found,) = problems(GOOD | {"LINKGATE_DATA": str(path)})
        assert "LINKGATE_DATA" in found
    for path in (tmp_path, tmp_path / "to" / "be" / "made"):
        assert read_settings(GOOD | {"LINKGATE_DATA": str(path)}).data == path


def test_every_setting_says_what_it_means():
    assert all(item.meaning for item in ITEMS.values())


def test_the_ledgers_key_and_anchors_are_beside_the_database_unless_told_otherwise(tmp_path):
    settings = read_settings(GOOD | {"LINKGATE_DATA": str(tmp_path)})
    assert (settings.ledger_key, settings.anchor_file) == (tmp_path / "ledger.key", tmp_path / "anchors.jsonl")
    assert settings.anchor_channel == ""
    elsewhere = {"LINKGATE_LEDGER_KEY": "/run/secrets/key", "LINKGATE_ANCHOR_FILE": "/mnt/worm/anchors"}
    settings = read_settings(GOOD | elsewhere)
    assert (str(settings.ledger_key), str(settings.anchor_file)) == tuple(elsewhere.values())
    assert find_key(elsewhere) == settings.ledger_key
    assert find_key({"LINKGATE_DATA": str(tmp_path)}) == tmp_path / "ledger.key"
    assert find_key({}) == read_settings(GOOD).ledger_key == Path("data/ledger.key")


@pytest.mark.parametrize("channel", ["Audit", "19:x", "19:x@thread.skype", "19:a@unq.gbl", "19:a@thread.tacv2;m"])
def test_anchors_are_posted_in_a_channel(channel):
    (found,) = problems(GOOD | {"LINKGATE_ANCHOR_CHANNEL": channel})
    assert found.startswith("LINKGATE_ANCHOR_CHANNEL is not the id of a channel")
    good = "19:561fbdbbfca848a484f0a6f00ce9dbbd@thread.tacv2"
    assert read_settings(GOOD | {"LINKGATE_ANCHOR_CHANNEL": good}).anchor_channel == good


def test_the_tenants_sharepoint_is_two_origins_and_without_its_name_there_are_no_files():
    """FILE-04."""
    assert read_settings(GOOD).endpoints.files == ()
    origins = ("https://contoso.sharepoint.com", "https://contoso-my.sharepoint.com")
    for name in ("contoso", "Contoso", " contoso "):
        assert read_settings(GOOD | {"LINKGATE_SHAREPOINT": name}).endpoints.files == origins
    (one, _) = read_settings(GOOD | {"LINKGATE_SHAREPOINT": "m365x-123"}).endpoints.files
    assert one == "https://m365x-123.sharepoint.com"


@pytest.mark.parametrize(
    "name",
    [
        *("contoso.sharepoint.com", "https://contoso.sharepoint.com", "contoso/", "contoso@evil", "contoso:443", "*"),
        *(
            "-contoso",
            "contoso-",
            "con_toso",
            "cont oso",
            "contoso\n.evil",
            "cöntoso",
            "c\N{CYRILLIC SMALL LETTER O}ntoso",
        ),
        *(
            "evil.example/",
            "evil.example#",
            "evil.example?",
            "evil.example\\",
            "x" * 61,
            "contoso,fabrikam",
            "127.0.0.1",
        ),
    ],
)
def test_what_is_no_name_of_a_sharepoint_is_refused(name):
    """FILE-04 FILE-01."""
    (found,) = problems(GOOD | {"LINKGATE_SHAREPOINT": name})
    assert found.startswith("LINKGATE_SHAREPOINT is not the name before .sharepoint.com")


def test_files_of_a_simulation_are_where_its_teams_is_and_nowhere_else():
    """FILE-04."""
    assert read_settings(SIMULATED).endpoints.files == ("http://127.0.0.1:3",)
    elsewhere = SIMULATED | {"LINKGATE_SIM_SERVICE_URL": "http://localhost:5/emea/"}
    assert read_settings(elsewhere).endpoints.files == ("http://localhost:5",)
    (found,) = problems(SIMULATED | {"LINKGATE_SHAREPOINT": "contoso"})
    assert found.startswith("LINKGATE_SHAREPOINT is a real one's name")
