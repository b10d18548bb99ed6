"""The wheel is read whole or not at all: nothing of what it says of Graph is left out in silence."""

from pathlib import Path

import pytest
from wire.wheel import Field, Model, Wheel

WHEEL = Wheel()
WALKED = [
    "/organization",
    "/users",
    "/users/$count",
    "/users/{user-id}",
    "/users/{user-id}/checkMemberGroups",
    "/users/{user-id}/memberOf/graph.group",
    "/users/{user-id}/transitiveMemberOf/graph.directoryRole",
    "/groups",
    "/groups/{group-id}",
    "/groups/{group-id}/members/$ref",
    "/groups/{group-id}/members/{directoryObject-id}/$ref",
    "/groups/{group-id}/owners",
    "/groups/{group-id}/transitiveMembers/graph.user/$count",
    "/groups/delta",
    "/directoryObjects/getByIds",
    "/security/secureScores",
    "/security/secureScoreControlProfiles/{secureScoreControlProfile-id}",
    "/auditLogs/directoryAudits",
    "/subscriptions/{subscription-id}",
]


def walk(path: str) -> Path:
    folder = WHEEL.root
    for step in path.strip("/").split("/"):
        folder = WHEEL.children(folder)[step]
    return folder


def test_paths_are_those_that_the_wheel_writes() -> None:
    assert [WHEEL.place(walk(path)).path for path in WALKED] == WALKED


def test_methods_say_what_they_take_and_give() -> None:
    place = WHEEL.place(walk("/groups/{group-id}"))
    assert sorted(place.operations) == ["DELETE", "GET", "PATCH"]
    assert set(place.operations["GET"].options) == {"$expand", "$select"}
    patch = place.operations["PATCH"]
    assert patch.takes is not None
    assert (WHEEL.model(patch.takes).name, patch.options) == ("Group", {})
    assert WHEEL.place(walk("/users/$count")).operations["GET"].simple == "int"
    assert WHEEL.place(walk("/groups")).operations["GET"].options["$top"] == "int"


def test_a_type_has_the_properties_that_it_inherits() -> None:
    user = WHEEL.named("user")
    assert user.ancestors == ("User", "DirectoryObject", "Entity")
    assert user.fields["id"] == user.fields["displayName"] == Field(kind="str", is_list=False)
    assert user.fields["accountEnabled"] == Field(kind="bool", is_list=False)
    assert user.fields["businessPhones"] == Field(kind="str", is_list=True)
    assert WHEEL.named("user_collection_response").fields["value"].is_list


def test_every_property_of_every_type_that_can_be_in_the_directory_is_understood() -> None:
    kinds = {
        "any",
        "bool",
        "bytes",
        "date",
        "datetime",
        "enum",
        "float",
        "int",
        "object",
        "str",
        "time",
        "timedelta",
        "uuid",
    }
    models = [WHEEL.model(file) for file in WHEEL.named("directory_object").derived.values()]
    assert {"User", "Group", "Device", "ServicePrincipal", "OrgContact"} <= {model.name for model in models}
    assert {field.kind for model in models for field in model.fields.values()} <= kinds
    enums = [field.file for model in models for field in model.fields.values() if field.kind == "enum" and field.file]
    assert all(WHEEL.values(file) for file in enums)


def test_a_source_of_another_form_is_refused(tmp_path: Path) -> None:
    source = (WHEEL.root / "models/verified_domain.py").read_text()
    (tmp_path / "models").mkdir()
    (tmp_path / "models/verified_domain.py").write_text(source.replace("n.get_bool_value()", "n.read(bool)", 1))
    wheel = Wheel()
    wheel.root = tmp_path
    with pytest.raises(ValueError, match="of another form"):
        wheel.named("verified_domain")


def test_what_no_wheel_describes_is_written_by_hand() -> None:
    written = Model(name="Policy", ancestors=("Policy",), fields={"id": Field(kind="str", is_list=False)}, derived={})
    wheel = Wheel(written={Path("policy"): written})
    assert wheel.model(Path("policy")) is written
    with pytest.raises(FileNotFoundError):
        WHEEL.model(Path("policy"))
