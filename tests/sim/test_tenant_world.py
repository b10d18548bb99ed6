"""The tenant as a whole: its controls from another process, and what it still knows after a restart."""

from pathlib import Path

from sim.callers import open_caller, open_world

from bot.sim.cast import ADA, APPROVERS_GROUP, BOB, MALLORY, SALES_GROUP
from bot.sim.tenant import open_tenant
from bot.sim.tenant.directory import Directory
from bot.sim.tenant.groups import name_group

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
VALUE = "enableLinkedInAppFamily"


async def test_changes_outlive_a_restart_and_nothing_else_is_kept(tmp_path: Path) -> None:
    data = tmp_path / "world"
    async with open_tenant(data=data, users=60) as tenant, open_caller(tenant) as caller:
        assert not data.exists()
        await caller.portal("PUT", "PropertiesV2", {VALUE: 4, "linkedInSelectedGroupObjectId": SALES_GROUP})
        tenant.change_in_portal(1, usersCanRegisterApps=False)
        tenant.set_role(ADA.object_id, GLOBAL_ADMINISTRATOR, active=False)
        tenant.set_enabled(BOB.object_id, enabled=False)
        tenant.add_member(APPROVERS_GROUP, MALLORY.object_id)
        tenant.remove_member(APPROVERS_GROUP, BOB.object_id)
        tenant.set_group(SALES_GROUP, displayName="Sales North")
        tenant.delete_group(name_group("empty"))
        tenant.revoke("Organization.Read.All")
        tenant.set_region("NA", "GCC", "microsoftonline.com", "US")
        setting = tenant.setting
    assert [file.name for file in data.iterdir()] == ["tenant.json"]
    assert (data / "tenant.json").stat().st_size < 2000
    async with open_tenant(data=data, users=60) as tenant, open_caller(tenant) as caller:
        assert (tenant.setting, setting[VALUE]) == (setting, 1)
        assert (await caller.portal())[1]["usersCanRegisterApps"] is False
        assert (await caller.portal("PUT", "PropertiesV2", {VALUE: 0}))[0] == 401
        assert (await caller.graph(f"/users/{BOB.object_id}?$select=accountEnabled"))[1] == {"accountEnabled": False}
        members = [
            one["displayName"] for page in await caller.pages(f"/groups/{APPROVERS_GROUP}/members") for one in page
        ]
        assert members == ["Cleo Marchetti", "Mallory Voss"]
        assert (await caller.graph(f"/groups/{SALES_GROUP}?$select=displayName"))[1] == {"displayName": "Sales North"}
        statuses = [(await caller.graph(path))[0] for path in (f"/groups/{name_group('empty')}", "/organization")]
        assert statuses == [404, 403]


async def test_a_group_and_its_people_outlive_a_restart(tmp_path: Path) -> None:
    new = {"displayName": "Pilot", "mailEnabled": False, "mailNickname": "pilot", "securityEnabled": True}
    async with open_tenant(data=tmp_path, users=60) as tenant, open_caller(tenant) as caller:
        group = (await caller.write("POST", "/groups", {**new, **caller.bind(ADA.object_id)}))[1]["id"]
        await caller.write("PATCH", f"/groups/{group}", caller.bind(BOB.object_id, MALLORY.object_id))
        await caller.write("DELETE", f"/groups/{group}/members/{MALLORY.object_id}/$ref")
        await caller.write("PATCH", f"/groups/{SALES_GROUP}", caller.bind(BOB.object_id))
        sales = tenant.members(SALES_GROUP)
        shown = (await caller.graph(f"/groups/{group}"))[1]
    for _ in range(2):
        async with open_tenant(data=tmp_path, users=60) as tenant, open_caller(tenant) as caller:
            assert (await caller.graph(f"/groups/{group}"))[1] == shown
            assert tenant.members(group) == {ADA.object_id, BOB.object_id}
            assert tenant.members(SALES_GROUP) == sales
            assert tenant.group_writes == ()
    async with open_tenant(data=tmp_path, users=60) as tenant, open_caller(tenant) as caller:
        await caller.write("DELETE", f"/groups/{group}/members/{BOB.object_id}/$ref")
        tenant.set_enabled(BOB.object_id, enabled=False)
        tenant.remove_member(group, ADA.object_id)
        tenant.add_members(group, [MALLORY.object_id, ADA.object_id])
        tenant.delete_group(SALES_GROUP)
    async with open_tenant(data=tmp_path, users=60) as tenant:
        assert tenant.members(group) == {MALLORY.object_id, ADA.object_id}


def test_a_process_that_is_killed_while_it_writes_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    file, group = tmp_path / "tenant.json", name_group("empty")
    directory = Directory(users=60, file=file)
    directory.change_members(group, [ADA.object_id, BOB.object_id], is_in=True)
    directory.change_members(group, [ADA.object_id], is_in=False)
    (journal,) = tmp_path.iterdir()
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole[:50])
    again = Directory(users=60, file=file)
    assert again.members(group) == (BOB.object_id,)
    again.change_members(group, [MALLORY.object_id], is_in=True)
    journal.write_bytes(whole)  # an old one that a killed process could not take away counts for nothing
    assert set(Directory(users=60, file=file).members(group)) == {BOB.object_id, MALLORY.object_id}


async def test_another_process_has_the_same_controls() -> None:
    async with open_world() as caller:
        tenant = caller.tenant
        assert await caller.admin("change_in_portal", value=4, group=SALES_GROUP) == (200, {"value": None})
        assert tenant.setting[VALUE] == 4
        url = f"{tenant.admin_url}/setting"
        assert await caller.ask("GET", url, {}) == (200, {"value": tenant.setting})
        await caller.admin("fail", api="portal", do="status", code=500)
        assert [(await caller.portal())[0] for _ in range(2)] == [500, 200]
        assert (await caller.admin("add_members", group=SALES_GROUP, oids=[BOB.object_id]))[0] == 200
        _, members = await caller.admin("members", group=SALES_GROUP)
        assert members["value"] == sorted(tenant.members(SALES_GROUP))
        assert BOB.object_id in members["value"]
        await caller.write("PATCH", f"/groups/{SALES_GROUP}", caller.bind(MALLORY.object_id))
        _, joined = await caller.ask("GET", f"{tenant.admin_url}/group_writes", {})
        assert [(write["group"], write["ids"]) for write in joined["value"]] == [(SALES_GROUP, [MALLORY.object_id])]
        _, code = await caller.admin("issue_code")
        assert code["value"].startswith("0.")
        token = (await caller.sign_in_person())[1]["access_token"]
        audience = "74658136-14ec-4630-ad9b-26e160ff0fc6"
        _, read = await caller.admin("read_token", token=token, audience=audience)
        assert read["value"]["oid"] == ADA.object_id
        await caller.portal("PUT", "PropertiesV2", {VALUE: 1}, token=token)
        _, writes = await caller.ask("GET", f"{tenant.admin_url}/writes", {})
        assert [write["oid"] for write in writes["value"]] == ["another-admin", ADA.object_id]
        _, requests = await caller.ask("GET", f"{tenant.admin_url}/requests", {})
        assert requests["value"][-1] == {
            "api": "portal",
            "method": "PUT",
            "path": "/api/Directories/PropertiesV2",
            "id": writes["value"][-1]["id"],
            "status": 200,
        }


async def test_a_control_that_is_used_wrongly_says_so() -> None:
    async with open_world() as caller:
        assert (await caller.admin("explode"))[0] == 404
        assert (await caller.ask("GET", f"{caller.tenant.admin_url}/sign", {}))[0] == 404
        for control, arguments in (
            ("fail", {"api": "portal", "do": "explode"}),
            ("fail", {"api": "portal", "do": "reset", "path": "("}),
            ("grant", {"nothing": 1}),
            ("delete_group", {"id": "no-such-group"}),
        ):
            status, body = await caller.admin(control, **arguments)
            assert (status, list(body)) == (400, ["error"])
