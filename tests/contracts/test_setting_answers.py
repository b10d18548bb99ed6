"""What is sent to the Entra admin center and what its answers mean, without a wire."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from bot.core.outcome import Answer
from bot.core.setting import Doubt, GroupId, Mode, Setting, collateral
from bot.edges.portal.answer import Reply, explain, judge_reply, read_answer, read_wait
from bot.edges.portal.request import RESOURCE, build_body, check_token
from bot.ports import NotPermittedError, UnexpectedError
from bot.sim.cast import ADA, SALES_GROUP, TENANT_ID

CORRELATION = "c0ffee00-0000-4000-8000-000000000001"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ON_FOR_SALES = Setting(Mode.GROUP, GroupId(SALES_GROUP))

DOUBTS: list[tuple[dict[str, Any], Doubt, str]] = [
    ({"enableLinkedInAppFamily": 2}, Doubt.LEGACY, "enableLinkedInAppFamily: 2"),
    ({"enableLinkedInAppFamily": 3}, Doubt.LEGACY, "enableLinkedInAppFamily: 3"),
    ({"enableLinkedInAppFamily": None}, Doubt.MISSING, "enableLinkedInAppFamily: null"),
    ({"enableLinkedInAppFamily": True}, Doubt.MISSING, "enableLinkedInAppFamily: true"),
    ({"enableLinkedInAppFamily": "4"}, Doubt.MISSING, 'enableLinkedInAppFamily: "4"'),
    ({"enableLinkedInAppFamily": 0.0}, Doubt.MISSING, "enableLinkedInAppFamily: 0.0"),
    ({"enableLinkedInAppFamily": 5}, Doubt.UNDOCUMENTED, "enableLinkedInAppFamily: 5"),
    ({"enableLinkedInAppFamily": -1}, Doubt.UNDOCUMENTED, "enableLinkedInAppFamily: -1"),
    (
        {"enableLinkedInAppFamily": 4},
        Doubt.CONTRADICTION,
        "enableLinkedInAppFamily: 4, linkedInSelectedGroupObjectId: null",
    ),
    (
        {"enableLinkedInAppFamily": 4, "linkedInSelectedGroupObjectId": "Sales"},
        Doubt.CONTRADICTION,
        'enableLinkedInAppFamily: 4, linkedInSelectedGroupObjectId: "Sales"',
    ),
    (
        {"linkedInSelectedGroupObjectId": SALES_GROUP},
        Doubt.CONTRADICTION,
        f'enableLinkedInAppFamily: 0, linkedInSelectedGroupObjectId: "{SALES_GROUP}"',
    ),
    ({"objectId": None}, Doubt.OTHER_TENANT, "objectId: null"),
    ({"objectId": SALES_GROUP}, Doubt.OTHER_TENANT, f'objectId: "{SALES_GROUP}"'),
]


def reply(body: object, status: int = 200) -> Reply:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Reply(status=status, body=raw, request_id=CORRELATION)


def properties(**fields: object) -> dict[str, object]:
    return {
        "objectId": TENANT_ID,
        "enableLinkedInAppFamily": 0,
        "linkedInSelectedGroupObjectId": None,
        "isB2CTenant": False,
        **fields,
    }


class TestAnswer:
    @pytest.mark.parametrize(("fields", "doubt", "raw"), DOUBTS)
    def test_a_reading_that_is_not_whole_is_doubted(self, fields: dict[str, Any], doubt: Doubt, raw: str) -> None:
        reading = read_answer(reply(properties(**fields)), tenant_id=TENANT_ID, at=NOW)
        assert (reading.setting, reading.doubt, reading.raw) == (None, doubt, raw)

    def test_a_missing_field_is_doubted(self) -> None:
        reading = read_answer(reply({"objectId": TENANT_ID}), tenant_id=TENANT_ID, at=NOW)
        assert (reading.doubt, reading.raw) == (Doubt.MISSING, "enableLinkedInAppFamily: absent")

    @pytest.mark.parametrize("group", [None, "", "00000000-0000-0000-0000-000000000000"])
    def test_there_are_three_ways_to_name_no_group(self, group: str | None) -> None:
        body = properties(linkedInSelectedGroupObjectId=group)
        assert read_answer(reply(body), tenant_id=TENANT_ID, at=NOW).setting == Setting(Mode.EVERYONE)

    def test_ids_are_compared_and_kept_in_lower_case(self) -> None:
        body = properties(
            objectId=TENANT_ID.upper(),
            enableLinkedInAppFamily=4,
            linkedInSelectedGroupObjectId=SALES_GROUP.upper(),
        )
        assert read_answer(reply(body), tenant_id=TENANT_ID, at=NOW).setting == ON_FOR_SALES

    def test_the_rest_is_every_other_property(self) -> None:
        body = properties(linkedInSelectedGroupDisplayName=None, toEnableLinkedInUsers=[], toDisableLinkedInUsers=None)
        lists = {"toEnableLinkedInUsers", "toDisableLinkedInUsers"}
        before = read_answer(reply(body), tenant_id=TENANT_ID, at=NOW)
        assert set(before.rest) == {"objectId", "isB2CTenant", *lists}
        listed = {"toEnableLinkedInUsers": [{"id": ADA.object_id}], "toDisableLinkedInUsers": []}
        renamed = {"linkedInSelectedGroupDisplayName": "Sales EMEA"}
        after = read_answer(reply(body | listed | renamed), tenant_id=TENANT_ID, at=NOW)
        assert set(collateral(before.rest, after.rest)) == lists

    @pytest.mark.parametrize("body", [b"", b"true", b"[]", b"<html>", b'{"objectId":', b"[" * 100_000, b"\xff\xfe"])
    def test_what_is_no_object_is_an_error(self, body: bytes) -> None:
        with pytest.raises(UnexpectedError):
            read_answer(reply(body), tenant_id=TENANT_ID, at=NOW)

    @pytest.mark.parametrize("body", [b"", b"1", b"false", b'"true"', b"[true]", b"true false", b"<html>true"])
    def test_only_true_is_accepted(self, body: bytes) -> None:
        """APLY-09."""
        assert judge_reply(reply(b"true")) is Answer.ACCEPTED
        assert judge_reply(reply(body)) is Answer.UNSURE

    @pytest.mark.parametrize(
        ("header", "seconds"),
        [
            (None, None),
            ("", None),
            ("30", 30),
            (" 30 ", 30),
            ("1", 5),
            ("0", 5),
            ("-5", 5),
            ("86400", 3600),
            ("9" * 30, 5),
            ("1e3", 5),
            ("soon", 5),
            ("Mon, 02 Mar 2026 09:02:00 GMT", 120),
            ("Mon, 02 Mar 2026 08:00:00 GMT", 5),
            ("Mon, 01 Mar 2027 09:00:00 GMT", 3600),
        ],
    )
    def test_a_wait_is_bounded_whatever_is_asked_for(self, header: str | None, seconds: float | None) -> None:
        """APLY-07."""
        found = read_wait(header, at=NOW)
        assert (found and found.total_seconds()) == seconds

    def test_a_409_proves_something_only_with_an_exception(self) -> None:
        exception = {"ClassName": "Microsoft.Portal.Framework.Exceptions.ClientException", "Message": "no"}
        assert judge_reply(reply(exception, status=409)) is Answer.REFUSED
        assert judge_reply(reply({"message": "no"}, status=409)) is Answer.UNSURE

    def test_a_refusal_repeats_a_code_and_no_foreign_words(self) -> None:
        told = {"ClassName": "ClientException", "Message": "**<b>evil</b>**", "ClientData": {"errorCode": "Bad_Group"}}
        error = explain(reply(told, status=400))
        assert (error.code, error.request_id) == ("Bad_Group", CORRELATION)
        assert "Bad_Group" in str(error)
        assert "evil" not in str(error)
        told["ClientData"] = {"errorCode": "not a code <b>"}
        assert explain(reply(told, status=400)).code == "400"

    def test_a_body_holds_the_two_fields_of_the_setting(self) -> None:
        assert [
            json.loads(build_body(setting)) for setting in (Setting(Mode.EVERYONE), Setting(Mode.NOBODY), ON_FOR_SALES)
        ] == [
            {"enableLinkedInAppFamily": 0, "linkedInSelectedGroupObjectId": None},
            {"enableLinkedInAppFamily": 1, "linkedInSelectedGroupObjectId": None},
            {"enableLinkedInAppFamily": 4, "linkedInSelectedGroupObjectId": SALES_GROUP},
        ]


def sign(**claims: object) -> str:
    whole = {
        "aud": RESOURCE,
        "tid": TENANT_ID,
        "scp": "user_impersonation",
        "oid": ADA.object_id,
        "exp": (NOW + timedelta(minutes=5)).timestamp(),
    }
    merged = {name: value for name, value in {**whole, **claims}.items() if value is not None}
    return jwt.encode(merged, "a key that nobody looks at, 32 bytes")


class TestToken:
    @pytest.mark.parametrize(
        "claims",
        [
            {"aud": "https://graph.microsoft.com"},
            {"aud": [RESOURCE]},
            {"tid": SALES_GROUP},
            {"tid": None},
            {"idtyp": "app"},
            {"idtyp": "App"},
            {"scp": None},
            {"scp": "user_impersonation_not"},
            {"scp": ""},
            {"exp": NOW.timestamp()},
            {"exp": None},
            {"exp": "tomorrow"},
            {"oid": None},
            {"oid": 7},
            {"oid": ""},
            {"oid": "ada@contoso.example"},
            {"oid": f"{ADA.object_id}\n"},
        ],
    )
    def test_only_the_operators_token_for_this_tenant_is_used(self, claims: dict[str, object]) -> None:
        assert check_token(sign(), tenant_id=TENANT_ID, now=NOW) == ADA.object_id
        assert check_token(sign(oid=ADA.object_id.upper(), idtyp="user"), tenant_id=TENANT_ID, now=NOW) == ADA.object_id
        token = sign(**claims)
        with pytest.raises(NotPermittedError, match="az login") as raised:
            check_token(token, tenant_id=TENANT_ID, now=NOW)
        assert token not in str(raised.value)

    @pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é", "e30.W10.x"])
    def test_what_is_no_token_is_not_used(self, token: str) -> None:
        with pytest.raises(NotPermittedError):
            check_token(token, tenant_id=TENANT_ID, now=NOW)
