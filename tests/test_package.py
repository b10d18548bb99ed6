"""The app package: what Microsoft's schema says of it, what we ask of it beyond that, its icons, its two languages."""

import asyncio
import copy
import hashlib
import io
import json
import re
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from PIL import Image, ImageChops

from bot import console
from bot.package import pack, read_app_id, read_domain, read_templates

HOME = Path(__file__).parent.parent
SCHEMAS = HOME / "tests/node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.30"
APP_ID = "3f0a5c1e-7d34-4b6e-9a51-0b2c4d6e8f10"
DOMAIN = "bot.contoso.com"

LONGEST_LIST, LONGEST_TITLE, LONGEST_DESCRIPTION = 10, 32, 128
"""The oldest limits of any manifest version; the newest are wider."""


def read_schema(name):
    # Draft 4 by its own words, but with `const`, which Draft 4 passes over: only Draft 7 sees a wrong version.
    text = (SCHEMAS / name).read_text(encoding="utf-8-sig")
    return Draft7Validator(json.loads(text, object_hook=_part_reference))


def _part_reference(schema):
    """Put a reference apart from what stands beside it, which Draft 7 would pass over: the lengths of names."""
    if len(schema) > 1 and isinstance(schema.get("$ref"), str):
        schema["allOf"] = [{"$ref": schema.pop("$ref")}]
    return schema


SCHEMA = read_schema("MicrosoftTeams.schema.json")
LOCALISATION = read_schema("MicrosoftTeams.Localization.schema.json")


def packed(app_id=APP_ID, domain=DOMAIN):
    return pack(read_templates(), app_id=app_id, domain=domain)


def unpacked():
    with zipfile.ZipFile(io.BytesIO(packed())) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def files():
    return unpacked()


@pytest.fixture
def manifest(files):
    return json.loads(files["manifest.json"])


@pytest.fixture
def german(files):
    return json.loads(files["de.json"])


def find_faults(schema, content):
    """Say where Microsoft's schema finds something."""
    return [error.json_path for error in schema.iter_errors(content)]


def find_excess(manifest):
    """Say which commands old clients would not take."""
    (bot,) = manifest["bots"]
    for at, commands in enumerate(bot["commandLists"]):
        if len(commands["commands"]) > LONGEST_LIST:
            yield f"list {at}"
        for command in commands["commands"]:
            if len(command["title"]) > LONGEST_TITLE or len(command["description"]) > LONGEST_DESCRIPTION:
                yield command["title"]


def test_microsofts_schema_finds_nothing_in_manifest_and_languages(manifest, german):
    assert find_faults(SCHEMA, manifest) == []
    assert find_faults(LOCALISATION, german) == []
    assert list(find_excess(manifest)) == []


def put(*way, value):
    """Return what puts *value* at the end of *way*."""

    def plant(content):
        for step in way[:-1]:
            content = content[step]
        content[way[-1]] = value

    return plant


def drop(*way):
    def plant(content):
        for step in way[:-1]:
            content = content[step]
        del content[way[-1]]

    return plant


LIST = ("bots", 0, "commandLists", 0)
COMMAND = {"title": "help", "description": "What you can do here"}

BROKEN = {
    "an older version": (put("manifestVersion", value="1.29"), "$.manifestVersion"),
    "a scope of other letters": (put("bots", 0, "scopes", value=["groupchat"]), "$.bots[0].scopes[0]"),
    "a scope of a list": (put(*LIST, "scopes", value=["channel"]), "$.bots[0].commandLists[0].scopes[0]"),
    "13 commands": (put(*LIST, "commands", value=[COMMAND] * 13), "$.bots[0].commandLists[0].commands"),
    "a title of 129 signs": (
        put(*LIST, "commands", 0, "title", value="x" * 129),
        "$.bots[0].commandLists[0].commands[0].title",
    ),
    "a command without title": (
        drop(*LIST, "commands", 0, "title"),
        "$.bots[0].commandLists[0].commands[0]",
    ),
    "an unknown key": (put("colour", value="#5B5FC7"), "$"),
    "an unknown key of the bot": (put("bots", 0, "supportFiles", value=True), "$.bots[0]"),
    "no outline": (drop("icons", "outline"), "$.icons"),
    "a colour's name": (put("accentColor", value="purple"), "$.accentColor"),
    "a name of 31 signs": (put("name", "short", value="x" * 31), "$.name.short"),
    "a summary of 81 signs": (put("description", "short", value="x" * 81), "$.description.short"),
    "an id that is none": (put("id", value="{{APP_ID}}"), "$.id"),
    "a page without https": (put("developer", "websiteUrl", value="bot.contoso.com"), "$.developer.websiteUrl"),
    "two bots": (lambda manifest: manifest["bots"].append(copy.deepcopy(manifest["bots"][0])), "$.bots"),
    "files for text": (put("bots", 0, "supportsFiles", value="yes"), "$.bots[0].supportsFiles"),
}


@pytest.mark.parametrize(("plant", "where"), BROKEN.values(), ids=BROKEN)
def test_microsofts_schema_refuses_each_planted_fault_where_it_is(manifest, plant, where):
    plant(manifest)
    assert find_faults(SCHEMA, manifest) == [where]


EXCESSIVE = {
    "11 commands": put(*LIST, "commands", value=[COMMAND] * 11),
    "a title of 33 signs": put(*LIST, "commands", 0, "title", value="x" * 33),
    "a description of 129 signs": put(*LIST, "commands", 0, "description", value="x" * 129),
}


@pytest.mark.parametrize("plant", EXCESSIVE.values(), ids=EXCESSIVE)
def test_what_only_new_clients_would_take_is_found(manifest, plant):
    plant(manifest)
    assert find_faults(SCHEMA, manifest) == []
    assert len(list(find_excess(manifest))) == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name.short", "x" * 31),
        ("description.short", ""),
        ("bots[0].commandLists[0].commands[12].title", "x"),
        ("bots[1].commandLists[0].commands[0].title", "x"),
    ],
)
def test_microsofts_schema_refuses_faults_of_a_language(german, key, value):
    assert find_faults(LOCALISATION, german | {key: value}) != []


def find_untranslated(manifest, language):
    """Say which texts of the manifest *language* lacks, has beyond them, or left as they are."""
    texts = {f"{of}.{form}": manifest[of][form] for of in ("name", "description") for form in ("short", "full")}
    typed = {"name.short"}  # a name, and the commands as they are typed, are the same in every language
    for at, commands in enumerate(manifest["bots"][0]["commandLists"]):
        for number, command in enumerate(commands["commands"]):
            key = f"bots[0].commandLists[{at}].commands[{number}]"
            texts |= {f"{key}.{part}": command[part] for part in ("title", "description")}
            typed.add(f"{key}.title")
    stray = language.keys() - texts.keys() - {"$schema"}
    return (
        stray
        | {key for key, text in texts.items() if (language.get(key) == text) is not (key in typed)}
        | (texts.keys() - language.keys())
    )


def test_every_text_of_the_manifest_is_there_in_german_and_commands_stay_what_is_typed(manifest, german):
    assert find_untranslated(manifest, german) == set()
    descriptions = [text for key, text in german.items() if "commands[" in key]
    assert max(map(len, descriptions)) <= LONGEST_DESCRIPTION
    for key, text in (
        ("name.full", manifest["name"]["full"]),
        ("bots[0].commandLists[1].commands[7].description", "The Office policy as Intune has it now"),
        ("bots[0].commandLists[0].commands[1].title", "linkedin einstellung"),
        ("bots[0].commandLists[1].commands[9].title", "linkedin whoami"),
    ):
        assert find_untranslated(manifest, german | {key: text}) == {key}
    for key in german.keys() - {"$schema"}:
        assert find_untranslated(manifest, {of: text for of, text in german.items() if of != key}) == {key}


def test_the_languages_that_the_manifest_names_are_the_ones_in_the_package(files, manifest):
    told = manifest["localizationInfo"]
    assert told["defaultLanguageTag"] == "en"
    named = {"manifest.json", *manifest["icons"].values(), *(one["file"] for one in told["additionalLanguages"])}
    assert files.keys() == named


def test_the_package_is_for_this_bot_and_asks_for_nothing_that_is_not_used(files, manifest):
    assert b"{{" not in b"".join(content for name, content in files.items() if name.endswith(".json"))
    (bot,) = manifest["bots"]
    assert manifest["id"] == bot["botId"] == APP_ID
    assert manifest["webApplicationInfo"] == {"id": APP_ID, "resource": f"api://botid-{APP_ID}"}
    assert manifest["validDomains"] == ["token.botframework.com"]
    assert manifest["developer"]["websiteUrl"] == f"https://{DOMAIN}/"
    assert bot["supportsFiles"] is True
    assert manifest.keys().isdisjoint({"authorization", "permissions", "devicePermissions", "staticTabs"})


def test_the_package_has_the_version_of_the_product(manifest):
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert manifest["version"] == project["version"]


def test_the_colour_icon_is_large_full_and_stands_free_of_its_edges(files):
    with Image.open(io.BytesIO(files["color.png"])) as image:
        assert (image.format, image.size) == ("PNG", (192, 192))
        pixels = image.convert("RGBA")
    assert pixels.getchannel("A").getextrema() == (255, 255)
    ground = Image.new("RGB", pixels.size, "#5B5FC7")
    left, top, right, bottom = ImageChops.difference(pixels.convert("RGB"), ground).getbbox()
    assert min(left, top) >= 36  # the middle 120 x 120, which no client crops
    assert max(right, bottom) <= 156


def test_the_outline_is_small_and_nothing_but_white_on_nothing(files):
    with Image.open(io.BytesIO(files["outline.png"])) as image:
        assert (image.format, image.size) == ("PNG", (32, 32))
        pixels = image.convert("RGBA")
    assert {colour[:3] for _, colour in pixels.getcolors()} == {(255, 255, 255)}
    assert pixels.getchannel("A").getextrema() == (0, 255)
    left, _, right, _ = pixels.getchannel("A").getbbox()
    assert (left, right) == (0, 32)  # no padding


def test_the_same_arguments_give_the_same_bytes_and_others_do_not():
    assert packed() == packed()
    assert len({hashlib.sha256(one).digest() for one in (packed(), packed(domain="b.contoso.com"))}) == 2
    with zipfile.ZipFile(io.BytesIO(packed())) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    "text",
    ["", "7", NOBODY, f"{{{APP_ID}}}", f"{APP_ID}0", f"{APP_ID}\n", APP_ID.replace("3", "g"), APP_ID.replace("3", "٣")],
)
def test_what_is_no_app_id_is_refused(text):
    with pytest.raises(ValueError, match="a GUID such as"):
        read_app_id(text)
    assert read_app_id(APP_ID.upper()) == APP_ID


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "localhost",
            "bot",
            ".contoso.com",
            "bot..com",
            "bot.contoso.com.",
            "bot.contoso.com\n",
            "bot_1.contoso.com",
        ),
        *("https://bot.contoso.com", "bot.contoso.com:443", "bot.contoso.com/api", "203.0.113.7", "*.contoso.com"),
        *("-bot.contoso.com", "bot-.contoso.com", "böt.contoso.com", f"{'a' * 64}.com", "a." * 126 + "com", 'b".de'),
    ],
)
def test_what_is_no_host_name_is_refused(text):
    with pytest.raises(ValueError, match="host name at which Teams reaches the bot"):
        read_domain(text)
    for fine in ("Bot.Contoso.COM", "xn--bt-fka.contoso.com", "a-1.b2.xn--p1ai"):
        assert read_domain(fine) == fine.lower()


async def run(*arguments, cwd=HOME, **environment):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=cwd,
        env=environment or None,
    )
    output, errors = await process.communicate()
    return process.returncode, output.decode() + errors.decode()


async def test_the_command_writes_the_package_or_says_why_not(tmp_path):
    out, nowhere = tmp_path / "linkgate app.zip", tmp_path / "nowhere" / "linkgate.zip"
    command = ("-m", "bot", "manifest", "--app-id", APP_ID, "--domain", DOMAIN, "--out")
    written, failed = await asyncio.gather(run(*command, str(out)), run(*command, str(nowhere)))
    assert written == (0, f"Wrote {out}. Upload it in the Teams admin center: Teams apps, Manage apps.\n")
    assert out.read_bytes() == packed()
    assert (failed[0], failed[1].startswith("The app package cannot be written: ")) == (1, True)
    assert "Traceback" not in failed[1]


@pytest.mark.parametrize(("app_id", "domain", "why"), [("7", DOMAIN, "a GUID"), (APP_ID, "https://x.de", "host name")])
def test_the_command_refuses_ids_and_domains_with_a_sentence(monkeypatch, capsys, app_id, domain, why):
    monkeypatch.setattr(sys, "argv", ["linkgate", "manifest", "--app-id", app_id, "--domain", domain])
    with pytest.raises(SystemExit) as ended:
        console.run()
    assert ended.value.code == 2
    assert why in capsys.readouterr().err


INSTALLED = f"""
import hashlib, bot.package as package
print(package.__file__)
print(hashlib.sha256(package.pack(package.read_templates(), app_id="{APP_ID}", domain="{DOMAIN}")).hexdigest())
"""


async def test_what_is_installed_from_a_wheel_writes_the_same_package(tmp_path):
    code, told = await run("-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path / "dist"))
    assert code == 0, told
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as contents:
        contents.extractall(installed)
    code, told = await run("-P", "-c", INSTALLED, cwd=tmp_path, PYTHONPATH=str(installed))
    assert (code, told.split()) == (0, [str(installed / "bot/package.py"), hashlib.sha256(packed()).hexdigest()])


def test_the_readme_leads_to_microsofts_own_pages_and_to_the_command():
    told = (
        (HOME / "README.md").read_text(encoding="utf-8").split("### Bringing it into Teams", 1)[1].split("### ", 1)[0]
    )
    links = re.findall(r"\]\(([^)]+)\)", told)
    assert len(links) == 5
    assert [link for link in links if not link.startswith("https://learn.microsoft.com/")] == []
    assert "$ linkgate manifest --app-id <" in told
