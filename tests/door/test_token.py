"""What the front door asks of a token: whose it is, who signed it, for whom, and for how long."""

import base64
import hashlib
import hmac
import json
import ssl

import aiohttp
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from door.stranger import ABSENT, Knock, encode
from jwt.algorithms import RSAAlgorithm

from bot.sim.cast import BOT_APP_ID, BOT_SECRET, TENANT_ID

OTHER_APP = "99999999-1a2b-4c3d-8e4f-000000000b07"
CAPTURED = "d6d49420-f39b-4df7-a1dc-d59a935871db"
EMULATOR_ISSUERS = [
    f"https://sts.windows.net/{CAPTURED}/",
    f"https://login.microsoftonline.com/{CAPTURED}/v2.0",
    "https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/",
    "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0",
    "https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/",
    f"https://sts.windows.net/{TENANT_ID}/",
]


@pytest.fixture(scope="session")
def thief():
    """A key that is not Teams'."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def tokens(made):
    return {name: Knock(token=token) for name, token in made.items()}


async def test_without_one_bearer_token_in_one_header_nobody_is_heard(stranger):
    """AUTH-01."""
    good = stranger.token()
    headers = {
        "no header": (),
        "two headers, both good": (f"Bearer {good}", f"Bearer {good}"),
        "two headers, the second empty": (f"Bearer {good}", ""),
        "empty header": ("",),
        "empty bearer": ("Bearer",),
        "bearer and a blank": ("Bearer ",),
        "lower case": (f"bearer {good}",),
        "basic": ("Basic " + base64.b64encode(b"ada:secret").decode(),),
        "basic with the token": (f"Basic {good}",),
        "no scheme": (good,),
        "three parts": (f"Bearer {good} {good}",),
        "two in one": (f"Bearer {good}, Bearer {good}",),
        "a tab": (f"Bearer\t{good}",),
        "two blanks": (f"Bearer  {good}",),
        "more than 8 KiB of token": (f"Bearer {good}{'A' * 8192}",),
        "more than 8 KiB of scheme": ("B" * 8193,),
    }
    await stranger.is_refused({name: Knock(authorization=lines) for name, lines in headers.items()}, 401)
    await stranger.is_let_in(authorization=(f"Bearer {good}",))


async def test_garbage_is_no_token(stranger):
    """AUTH-02."""
    header, claims, signature = stranger.token().split(".")
    deep = b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}"
    half_as_deep = b'{"alg":"RS256","kid":"x","a":' + b"[" * 2800 + b"]" * 2800 + b"}"
    long_number = b'{"alg":' + b"9" * 5000 + b"}"
    garbage = {
        "a word": "garbage",
        "three letters": "a.b.c",
        "two segments": f"{header}.{claims}",
        "four segments": f"{header}.{claims}.{signature}.{signature}",
        "no signature": f"{header}.{claims}.",
        "base64 that breaks off": f"{header}A.{claims}.{signature}",
        "signs that are not base64": f"{header}.{claims}.{signature[:-1]}!",
        "padding": f"{header}==.{claims}==.{signature}==",
        "header is no JSON": f"{encode(b'{')}.{claims}.{signature}",
        "header is no text": f"{encode(bytes([255, 254, 0]))}.{claims}.{signature}",
        "header is a list": f"{encode([])}.{claims}.{signature}",
        "header is empty": f"{encode({})}.{claims}.{signature}",
        "header is deep": f"{encode(half_as_deep)}.{claims}.{signature}",
        "header with a long number": f"{encode(long_number)}.{claims}.{signature}",
        "algorithm is a list": f"{encode({'alg': ['RS256'], 'kid': stranger.kid})}.{claims}.{signature}",
        "key id is a list": f"{encode({'alg': 'RS256', 'kid': [stranger.kid]})}.{claims}.{signature}",
        "key id is null": f"{encode({'alg': 'RS256', 'kid': None})}.{claims}.{signature}",
        "claims are no JSON": f"{header}.{encode(b'{')}.{signature}",
        "claims are deep": f"{header}.{encode(deep)}.{signature}",
        "claims are half as deep": f"{header}.{encode(half_as_deep)}.{signature}",
        "claims were changed": f"{header}.{encode(stranger.claims(exp=9_999_999_999))}.{signature}",
    }
    await stranger.is_refused(tokens(garbage), 401)


async def test_a_token_that_teams_signed_but_that_makes_no_sense_is_refused(stranger):
    """AUTH-02."""
    strange = [ABSENT, None, "", 0, True, [], {}, "x", 1.5, float("inf"), float("nan")]
    signed = {
        f"{name} is {value!r}": stranger.token(**{name: value})
        for name in ("iss", "aud", "exp", "nbf", "serviceurl")
        for value in strange
    }
    # what a number can be for nbf: PyJWT rounds it, and a time long ago is as good as any
    fine = {f"nbf is {value!r}" for value in (0, True, 1.5)}
    await stranger.is_refused(tokens({name: token for name, token in signed.items() if name not in fine}), 401)


async def test_only_the_published_key_signs_and_only_with_rs256(stranger, thief, trap):
    """AUTH-03."""
    claims, kid = stranger.claims(), stranger.kid
    own = {**RSAAlgorithm.to_jwk(thief.public_key(), as_dict=True), "kid": kid, "endorsements": ["msteams"]}
    trap.document = {"keys": [own], "jwks_uri": f"{trap.url}/keys"}

    def forge(by="RS256", **header):
        return jwt.encode(claims, None if by == "none" else thief, algorithm=by, headers={"kid": kid, **header})

    signed = encode({"alg": "none", "typ": "JWT", "kid": kid}) + "." + encode(claims)
    forged = {
        "another key with our key's id": forge(),
        "another key with an id of its own": forge(kid="mine"),
        "another key, no id": jwt.encode(claims, thief, algorithm="RS256"),
        "alg none": forge(by="none"),
        "alg none with a good signature": f"{signed}.{stranger.token().split('.')[2]}",
        "alg None": f"{encode({'alg': 'None', 'kid': kid})}.{encode(claims)}.{encode(b'x')}",
        "RS512 by another key": forge(by="RS512"),
        "RS512 by the good key": stranger.teams.sign(claims, by="RS512"),
        "PS256 by the good key": stranger.teams.sign(claims, by="PS256"),
        "crit by the good key": stranger.teams.sign(claims, header={"crit": ["exp"], "exp": 1}),
        "crit that is empty": stranger.teams.sign(claims, header={"crit": []}),
        "crit b64": stranger.teams.sign(claims, header={"crit": ["b64"], "b64": True}),
        "jku": forge(jku=f"{trap.url}/keys"),
        "jku and an id of its own": forge(kid="mine", jku=f"{trap.url}/keys"),
        "x5u": forge(x5u=f"{trap.url}/certificate"),
        "x5u and an id of its own": forge(kid="mine", x5u=f"{trap.url}/certificate"),
        "jwk": forge(jwk=own),
        "jwk and an id of its own": forge(kid="mine", jwk=own),
        "x5c": forge(x5c=[base64.b64encode(b"certificate").decode()]),
        "an id that is an address": forge(kid=f"{trap.url}/keys"),
        "an id that is a path": forge(kid="../../../../dev/null"),
    }
    await stranger.is_refused(tokens(forged), 401)
    assert trap.visits == []
    await stranger.is_let_in()


async def test_the_public_key_is_no_secret_to_sign_with(stranger):
    """AUTH-03."""
    async with aiohttp.ClientSession() as session, session.get(stranger.teams.openid_url) as answer:
        found = (await answer.json())["jwks_uri"]
        async with session.get(found) as listed:
            entry = (await listed.json())["keys"][0]
    public = jwt.PyJWK(entry, algorithm="RS256").key
    secrets = {
        "PEM": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        "DER": public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        "JWK": json.dumps(entry).encode(),
        "modulus": entry["n"].encode(),
        "nothing": b"",
    }

    def forge(secret, alg):
        signed = encode({"alg": alg, "typ": "JWT", "kid": stranger.kid}) + "." + encode(stranger.claims())
        return f"{signed}.{encode(hmac.digest(secret, signed.encode(), hashlib.sha256))}"

    forged = {f"{alg} {name}": forge(secret, alg) for name, secret in secrets.items() for alg in ("HS256", "RS256")}
    await stranger.is_refused(tokens(forged), 401)


async def test_a_token_for_another_audience_is_refused(stranger):
    """AUTH-04."""
    audiences = {
        "another bot": OTHER_APP,
        "ours in upper case": BOT_APP_ID.upper(),
        "ours as an address": f"api://{BOT_APP_ID}",
        "the connector": "https://api.botframework.com",
        "missing": ABSENT,
        "a list of ours": [BOT_APP_ID],
        "a list of ours and another": [BOT_APP_ID, OTHER_APP],
        "a list of another": [OTHER_APP],
        "an empty list": [],
    }
    await stranger.is_refused(tokens({name: stranger.token(aud=value) for name, value in audiences.items()}), 401)
    await stranger.is_let_in(token=stranger.token(aud=BOT_APP_ID))


async def test_a_token_of_another_issuer_is_refused(stranger):
    """AUTH-05."""
    issuers = {
        "wrong": "https://evil.example",
        "government": "https://api.botframework.us",
        "trailing slash": "https://api.botframework.com/",
        "http": "http://api.botframework.com",
        "upper case": "https://API.botframework.com",
        "longer": "https://api.botframework.com.evil.example",
        "a list": ["https://api.botframework.com"],
        "missing": ABSENT,
    }
    await stranger.is_refused(tokens({name: stranger.token(iss=value) for name, value in issuers.items()}), 401)


async def test_a_token_lives_from_its_beginning_to_its_end_and_five_minutes_more(stranger):
    """AUTH-06."""
    now = stranger.claims()["nbf"]
    outside = {
        "expired an hour ago": stranger.token(exp=now - 3600),
        "expired, just beyond the leeway": stranger.token(exp=now - 301),
        "not yet": stranger.token(nbf=now + 3600),
        "not yet, just beyond the leeway": stranger.token(nbf=now + 330),
        "issued in the future": stranger.token(iat=now + 3600),
        "no end": stranger.token(exp=ABSENT),
        "no beginning": stranger.token(nbf=ABSENT),
        "end as text": stranger.token(exp=str(now + 3600)),
        "end as a float": stranger.token(exp=now + 3600.5),
        "end as a whole float": stranger.token(exp=float(now + 3600)),
        "end as a list": stranger.token(exp=[now + 3600]),
        "end as an object": stranger.token(exp={"$date": now + 3600}),
        "end as true": stranger.token(exp=True),
        "end beyond all numbers": stranger.token(exp=float("inf")),
    }
    await stranger.is_refused(tokens(outside), 401)
    await stranger.is_let_in(token=stranger.token(exp=now - 240))
    await stranger.is_let_in(token=stranger.token(nbf=now + 240))


async def test_a_token_that_entra_made_for_our_app_does_not_speak_for_teams(stranger, tenant):
    """AUTH-07."""
    forms = {
        "1.0": {"ver": "1.0", "appid": BOT_APP_ID},
        "2.0": {"ver": "2.0", "azp": BOT_APP_ID},
        "no version": {"appid": BOT_APP_ID, "azp": BOT_APP_ID},
    }
    made = {
        f"{issuer} {version} for {audience}": stranger.token(iss=issuer, aud=audience, **form)
        for issuer in EMULATOR_ISSUERS
        for version, form in forms.items()
        for audience in (BOT_APP_ID, "https://api.botframework.com")
    }
    form = {
        "grant_type": "client_credentials",
        "client_id": BOT_APP_ID,
        "client_secret": BOT_SECRET,
        "scope": "https://api.botframework.com/.default",
    }
    url = f"{tenant.login_url}/{tenant.tenant_id}/oauth2/v2.0/token"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=form, ssl=ssl.create_default_context(cafile=tenant.login_ca)) as answer,
    ):
        made["our own, with which we write to Teams"] = (await answer.json())["access_token"]
    await stranger.is_refused(tokens(made), 401)


async def test_another_bot_does_not_speak_for_teams(stranger):
    """AUTH-08."""
    made = {
        f"{name} of {app} with {version}": stranger.token(**{name: app}, **version)
        for name in ("appid", "azp")
        for app in (OTHER_APP, "AnonymousSkill", "", 5)
        for version in ({"ver": "1.0"}, {"ver": "2.0"}, {"ver": ""}, {})
    }
    made |= {
        f"from Entra, {app}": stranger.token(iss=EMULATOR_ISSUERS[-1], ver="1.0", appid=app) for app in (OTHER_APP,)
    }
    await stranger.is_refused(tokens(made), 401)
    await stranger.is_let_in()


async def test_a_replay_with_another_body_cannot_be_told_so_tokens_are_never_logged(stranger, caplog):
    """AUTH-17 SEC-01."""
    caplog.set_level(0)
    token, first = stranger.token(), stranger.activity()
    await stranger.is_let_in(body=first, token=token)
    # the body is not signed: whoever has the token can say anything in anybody's name, until it expires
    other = stranger.activity(from__aadObjectId="b0b00000-0000-4000-8000-000000000002", text="linkedin history")
    await stranger.is_let_in(body=other, token=token)
    # the same activity again is not done again
    traces, repeats = await stranger.traces(), await stranger.figures("linkgate_repeats")
    assert await stranger.knocks(body=first, token=token) == 200
    assert await stranger.knocks(body={**first, "text": "linkedin enable all"}, token=token) == 200
    after = await stranger.traces()
    assert (after["sent"], after["stored"]) == (traces["sent"], traces["stored"])
    assert await stranger.figures("linkgate_repeats") == {"message": repeats.get("message", 0) + 2}
    # nor does a token stand in the log, whatever became of it
    spoiled = stranger.token(aud=OTHER_APP)
    assert await stranger.knocks(token=spoiled) == 401
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert ours
    for secret in (token, spoiled):
        assert not any(part in caplog.text for part in secret.split(".")[1:])
