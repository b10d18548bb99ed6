"""What is written for people is true: README, help, grammar and settings say the same."""

import json
import re
from pathlib import Path

import pytest
import transcript

import cards
from bot import planner
from bot.config import ITEMS, PREFIX
from bot.core.command import Miss
from bot.core.grammar import parse
from bot.core.hint import FORMS
from bot.core.ledger import Event
from bot.core.view import HelpView
from bot.demo import play_demo
from bot.edges import files
from bot.edges.teams import budgets, door, gate, pacer, server, turn

HOME = Path(__file__).parent.parent
README = (HOME / "README.md").read_text(encoding="utf-8")
GAPS = {
    "[for everyone | for group <name or id>]": "for group Sales",
    "[to channel]": "to channel",
    "[<name or id>]": "Sales",
    "<name or id>": "Sales",
    "<name>": "Sales",
    "<person>": "ada@contoso.com",
    "<id>": "7",
    "<fingerprint>": "4f2a9c01d3",
}
"""What stands open in a command that README tells, and what could be typed there."""


def rows(heading):
    """Return the first cells of the table under *heading*, without their back-ticks."""
    table = README.split(heading, 1)[1].split("\n\n", 1)[0]
    return [line.split("|")[1].strip().strip("`") for line in table.splitlines()[2:] if line.startswith("|")]


def test_the_readme_lists_every_setting_as_the_code_reads_it():
    expected = [f"| `{PREFIX}{name}` | {item.meaning} | {_default(item.default)} |" for name, item in ITEMS.items()]
    listed = [line for line in README.splitlines() if line.startswith(f"| `{PREFIX}")]
    assert listed == expected


def test_the_readme_explains_every_event_of_the_ledger():
    assert rows("| event | meaning |") == list(Event)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_grammar_stands_in_readme_and_help(form):
    assert form in README
    drawn = str(cards.draw(HelpView(may_ask=True, may_decide=True)))
    assert form in drawn or form == "help"


def test_the_readme_gives_the_numbers_of_the_front_door():
    table = README.split("### The front door", 1)[1].split("### ", 1)[0]
    person, chat, search = (budgets.ALLOWANCES[scope] for scope in budgets.Scope)
    for told in (
        f"{gate.MOST_CONNECTIONS}; a newcomer",
        f"{gate.HEADER_SECONDS:.0f} s, {server.BODY_SECONDS:.0f} s",
        f"{door.LARGEST_BODY // 1024} KiB for the body",
        f"between two requests | {gate.IDLE_SECONDS:.0f} s",
        f"{person.burst} commands or clicks at once, then one every {person.gap:.0f} s",
        f"{chat.burst} at once, then one every {chat.gap:.0f} s",
        f"{search.burst} at once, then one every {search.gap:.0f} s",
        f"after {turn.MESSAGE_SECONDS:.0f} s at the latest",
        f"after {turn.CLICK_SECONDS:.0f} s at the latest",
        f"within {planner.ECHO.seconds} s",
        ", ".join(f"{most:,} in {_spell_seconds(seconds)}" for most, seconds in pacer.CONVERSATION) + " in a chat",
    ):
        assert told in table


def test_the_readme_gives_the_limits_of_a_file():
    told = README.split("### Files", 1)[1].split("### ", 1)[0]
    assert f"{files.LARGEST // 1024**2} MB at most and {files.SECONDS:.0f} s" in told


def _spell_seconds(seconds):
    return f"{seconds / 3600:.0f} h" if seconds >= 3600 else f"{seconds:.0f} s"


def test_the_app_package_offers_as_many_commands_as_teams_allows():
    manifest = json.loads((HOME / "manifest" / "manifest.json").read_text(encoding="utf-8"))
    (bot,) = manifest["bots"]
    alone, together = ([one["title"] for one in commands["commands"]] for commands in bot["commandLists"])
    assert [commands["scopes"] for commands in bot["commandLists"]] == [["personal"], ["team", "groupChat"]]
    for offered in (alone, together):
        assert len(set(offered)) == len(offered) <= 10  # the most that Microsoft's schema lets in
    on_cards = {"linkedin history", "linkedin withdraw", "linkedin stop", "linkedin why"}  # a button is nearer
    rarer = {f"linkedin office {word}" for word in ("disable", "enable", "reset", "files")}
    rarer |= {"linkedin create group", "linkedin members", "linkedin effect", "linkedin consent", "linkedin whoami"}
    assert set(alone) == set(FORMS) - on_cards - rarer
    nobody_elses = {"linkedin withdraw", "linkedin stop", "linkedin why"}
    lists_of_people = {"linkedin move to group"}  # files come in where one is alone
    assert set(together) == set(FORMS) - nobody_elses - lists_of_people - rarer


def test_every_command_line_in_the_readme_is_a_command():
    told = re.findall(r"`(linkedin [^`]+)`", README)
    assert told
    for line in told:
        command = line.replace("\\|", "|")
        for gap, typed in GAPS.items():
            command = command.replace(gap, typed)
        assert not isinstance(parse(command), Miss), line


async def test_the_readme_shows_the_transcripts_that_the_demo_plays():
    assert transcript.find_blocks() == (await play_demo(users=transcript.USERS)).split("\n\n")


def test_the_changelog_gives_a_reason_for_every_dependency():
    changelog = (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
    project = (HOME / "pyproject.toml").read_text(encoding="utf-8")
    named = re.findall(r'^  "([a-z0-9-]+)(?:\[[a-z]+\])?>=', project.split("[project.scripts]")[0], re.MULTILINE)
    assert len(named) > 15
    assert [name for name in named if name not in changelog] == []


def _default(default):
    if default is None:
        return "required"
    return f"`{default}`" if default else ""
