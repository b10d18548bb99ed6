import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.act import Verb
from bot.core.command import (
    LONGEST,
    Announce,
    Audience,
    Check,
    Consent,
    Disable,
    Effect,
    Enable,
    Fault,
    Help,
    History,
    Members,
    Miss,
    Office,
    OfficeFiles,
    OfficeStatus,
    Pick,
    Requests,
    Status,
    Step,
    Whoami,
    Why,
    spell,
)
from bot.core.grammar import parse
from bot.core.hint import FORMS
from bot.core.office import OfficeState
from bot.core.typed import bare, read_lines, tidy

# The handbook: what is typed, and what it means.
MEANINGS = {
    "help": Help(),
    "?": Help(),
    "linkedin": Help(),
    "linkedin help": Help(),
    "help withdraw": Help("withdraw"),
    "linkedin status": Status(),
    "LinkedIn STATUS": Status(),
    "linkedin requests": Requests(),
    "linkedin history": History(),
    "linkedin withdraw 7": Step(verb=Verb.WITHDRAW, number=7),
    "linkedin withdraw LI-7": Step(verb=Verb.WITHDRAW, number=7),
    "linkedin withdraw li7": Step(verb=Verb.WITHDRAW, number=7),
    "linkedin why LI-7": Why(7),
    "linkedin whoami": Whoami(),
    "linkedin approve LI-7": Step(verb=Verb.APPROVE, number=7),
    "linkedin approve 7 4F2A9C01d3": Step(verb=Verb.APPROVE, number=7, fingerprint="4f2a9c01d3"),
    "linkedin reject LI-7 because not now": Step(verb=Verb.REJECT, number=7, note="not now"),
    "linkedin return 7 because: name the ticket": Step(verb=Verb.RETURN, number=7, note="name the ticket"),
    "linkedin enable all": Enable(),
    "linkedin enable everyone": Enable(),
    "linkedin enable all because of the summit": Enable(reason="of the summit"),
    "linkedin enable group": Pick(),
    "linkedin enable group because why ticket CHG-1": Pick(reason="why", ticket="CHG-1"),
    "linkedin enable group Sales": Enable(group="Sales"),
    "linkedin enable group Sales EMEA": Enable(group="Sales EMEA"),
    'linkedin enable group "Sales EMEA"': Enable(group="Sales EMEA"),
    'linkedin enable group "because of ticket 5"': Enable(group="because of ticket 5"),
    'linkedin enable group "a ""quoted"" name"': Enable(group='a "quoted" name'),
    "linkedin enable group Sales because summit ticket CHG-1": Enable(group="Sales", reason="summit", ticket="CHG-1"),
    "linkedin enable group Sales ticket CHG-1 because summit": Enable(group="Sales", reason="summit", ticket="CHG-1"),
    "linkedin enable group Sales --because summit": Enable(group="Sales", reason="summit"),
    "linkedin enable group Sales -because: summit": Enable(group="Sales", reason="summit"),
    "linkedin enable group Sales because the ticket system asks": Enable(
        group="Sales", reason="the ticket system asks"
    ),
    'linkedin enable all because "line one" ticket 42': Enable(reason="line one", ticket="42"),
    "linkedin disable": Disable(),
    "linkedin disable because audit ticket INC0012": Disable(reason="audit", ticket="INC0012"),
    "linkedin disable because:audit ticket:CHG-1": Disable(reason="audit", ticket="CHG-1"),
    "linkedin enable group Sales ticket:CHG-1 --because:summit": Enable(group="Sales", reason="summit", ticket="CHG-1"),
    "linkedin disable because they said “no”": Disable(reason="they said “no”"),
    "linkedin disable because “no” was said": Disable(reason="“no” was said"),
    "linkedin disable because audit tıcket 5": Disable(reason="audit tıcket 5"),
    "linkedin effect": Effect(),
    "linkedin consent": Consent(),
    "linkedin office status": OfficeStatus(),
    "linkedin office disable": Office(state=OfficeState.DISABLED),
    "linkedin OFFICE Enable for everyone": Office(state=OfficeState.ENABLED),
    "linkedin office reset for all because audit": Office(state=OfficeState.NOT_CONFIGURED, reason="audit"),
    'linkedin office disable for group "Sales EMEA" ticket CHG-1': Office(
        state=OfficeState.DISABLED, group="Sales EMEA", ticket="CHG-1"
    ),
    "linkedin office files disable": OfficeFiles(OfficeState.DISABLED),
    "linkedin office files disabled": OfficeFiles(OfficeState.DISABLED),
    "linkedin office files enabled": OfficeFiles(OfficeState.ENABLED),
    "linkedin office files reset": OfficeFiles(OfficeState.NOT_CONFIGURED),
    "linkedin announce": Announce(),
    "linkedin announce to channel": Announce(to_channel=True),
    "linkedin announce for everyone": Announce(on=Audience.EVERYONE),
    "linkedin announce for nobody to channel": Announce(on=Audience.NOBODY, to_channel=True),
    "linkedin announce for group Sales EMEA to channel": Announce(
        on=Audience.GROUP, group="Sales EMEA", to_channel=True
    ),
    'linkedin announce for group "gone to channel"': Announce(on=Audience.GROUP, group="gone to channel"),
    "linkedin announce all": Announce(on=Audience.EVERYONE),
    "linkedin announce nobody": Announce(on=Audience.NOBODY),
    "linkedin announce group Sales to channel": Announce(on=Audience.GROUP, group="Sales", to_channel=True),
    'linkedin office enable group "Sales EMEA"': Office(state=OfficeState.ENABLED, group="Sales EMEA"),
    "linkedin announce office disabled": Announce(office=OfficeState.DISABLED),
}

# What chat clients make of typed text, and the text that was meant.
CLIENTS = {
    "linkedin enable group “Sales EMEA”": Enable(group="Sales EMEA"),
    "linkedin enable group „Sales EMEA“": Enable(group="Sales EMEA"),
    "linkedin\u00a0status": Status(),
    "  linkedin   status  \n": Status(),
    "**linkedin status**": Status(),
    "linkedin *status*": Status(),
    "__linkedin__ status": Status(),
    "`linkedin status`": Status(),
    "```\nlinkedin status\n```": Status(),
    "***linkedin status***": Status(),
    "`linkedin` `disable` because `x`": Disable(reason="x"),
    "**linkedin enable group** Sales": Enable(group="Sales"),
    "linkedin enable group `Sales EMEA` because x": Enable(group="Sales EMEA", reason="x"),
    "linkedin enable group 'Sales EMEA'": Enable(group="Sales EMEA"),
    "linkedin enable group ‘because of it’ because x": Enable(group="because of it", reason="x"),
    "linkedin enable group “Sales because EMEA” because x": Enable(group="Sales because EMEA", reason="x"),
    "linkedin enable group «Équipe»": Enable(group="Équipe"),
    'linkedin enable group “Sales" because x': Enable(group="Sales", reason="x"),
    "linkedin enable group “a ””quoted”” name”": Enable(group='a "quoted" name'),
    "linkedin enable group \u200bSales\u200b": Enable(group="Sales"),
    "linkedin\u200b sta\u200btus": Status(),
    "\u202elinkedin status": Status(),
    "ｌｉｎｋｅｄｉｎ ｓｔａｔｕｓ": Status(),
    "linkedin enable all –because summit": Enable(reason="summit"),
    "linkedin enable all —because summit": Enable(reason="summit"),
    "linkedin enable group Sales – EMEA": Enable(group="Sales – EMEA"),
}

# Names are kept as they were typed: a group may be called so.
NAMES = [
    "Team “A”",
    "“A” and “B”",
    "Acme™ partners",
    "½ day staff",
    "*gold*",
    "__init__",
    "_under_ *star*",
    "– EMEA",
    "Sales —EMEA",
    "O’Brien's",
    "'a' or 'b'",
    "می\u200cخواهم",
    "E\u0301quipe",
    "Ｓales",
    "C:\\ops",
    "because",
    "ticket:ops-7",
]

# Near misses: never run, at most offered back.
MISSES = {
    "": (Fault.NOTHING, ()),
    "\u200b": (Fault.NOTHING, ()),
    "thanks!": (Fault.UNKNOWN, ()),
    "status": (Fault.UNKNOWN, ("linkedin status",)),
    "linkedin staus": (Fault.UNKNOWN, ("linkedin status",)),
    "linkedn status": (Fault.UNKNOWN, ("linkedin status",)),
    "linkedin enabel group Sales EMEA": (Fault.UNKNOWN, ("linkedin enable group Sales EMEA",)),
    "linkedin enable gruop Sales": (Fault.NO_TARGET, ("linkedin enable group Sales",)),
    "linkedin disabel": (Fault.UNKNOWN, ("linkedin disable",)),
    "linkedin unable all": (Fault.UNKNOWN, ()),
    "linkedin disapprove": (Fault.UNKNOWN, ()),
    "linkedin аpprove": (Fault.UNKNOWN, ()),
    "linkedin enable": (Fault.NO_TARGET, ("linkedin enable all", "linkedin enable group ")),
    'linkedin enable group "Sales': (Fault.OPEN_QUOTE, ()),
    "linkedin enable all ticket soon": (Fault.BAD_TICKET, ()),
    "linkedin enable Sales EMEA": (Fault.NO_TARGET, ('linkedin enable group "Sales EMEA"',)),
    "linkedin enable “Sales EMEA” because x": (Fault.NO_TARGET, ('linkedin enable group "Sales EMEA" because x',)),
    "linkedin enable not all": (Fault.NO_TARGET, ()),
    "linkedin enable all but sales": (Fault.NO_TARGET, ()),
    "linkedin enable al": (Fault.NO_TARGET, ("linkedin enable all",)),
    "linkedin enable group “Sales": (Fault.OPEN_QUOTE, ()),
    "linkedin disable group Sales": (Fault.EXTRA, ("linkedin disable",)),
    "linkedin status now": (Fault.EXTRA, ("linkedin status",)),
    "linkedin withdraw": (Fault.NO_NUMBER, ("linkedin requests",)),
    "linkedin withdraw all": (Fault.NO_NUMBER, ("linkedin requests",)),
    "linkedin status\nlinkedin disable": (Fault.TWO_LINES, ()),
    "linkedin enable all because x\r\nlinkedin disable": (Fault.TWO_LINES, ()),
    "x" * (LONGEST + 1): (Fault.TOO_LONG, ()),
    "linkedin disable because " + "x" * 1_001: (Fault.LONG_REASON, ()),
    # digits and letters that only look like ours
    "linkedin withdraw ٣": (Fault.NO_NUMBER, ("linkedin requests",)),
    "linkedin withdraw lı-7": (Fault.NO_NUMBER, ("linkedin requests",)),
    # a ligature of eighteen letters: short as it comes, long as it is meant
    "linkedin disable because " + "\u3300" * 600: (Fault.TOO_LONG, ()),
    # a Turkish dotless i, a Cyrillic е: not our words, so not our command
    "lınkedın status": (Fault.UNKNOWN, ("linkedin status",)),
    "linkеdin status": (Fault.UNKNOWN, ("linkedin status",)),
}


@pytest.mark.parametrize(("text", "command"), MEANINGS.items())
def test_what_is_typed_means_what_the_handbook_says(text, command):
    assert parse(text) == command


@pytest.mark.parametrize(("text", "command"), CLIENTS.items())
def test_what_chat_clients_do_to_text_is_undone(text, command):
    parsed = parse(text)
    assert parsed == command


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_as_it_was_typed(name):
    quoted = f'linkedin enable group "{name}" because x'
    assert parse(quoted) == Enable(group=name, reason="x")
    assert parse(spell(Enable(group=name))) == Enable(group=name)
    if not name.startswith(("because", "ticket")):
        assert parse(f"linkedin enable group {name} because x") == Enable(group=name, reason="x")


@pytest.mark.parametrize(("text", "miss"), MISSES.items())
def test_a_near_miss_is_offered_back_and_never_run(text, miss):
    """CMD-03 CMD-04 CMD-05 CMD-07."""
    parsed = parse(text)
    assert isinstance(parsed, Miss)
    assert (parsed.fault, parsed.suggestions) == miss


@pytest.mark.parametrize("form", FORMS)
def test_every_form_with_one_letter_lost_still_runs_nothing_else(form):
    for at in range(len(form)):
        parsed = parse(form[:at] + form[at + 1 :])
        whole = parse(form)
        assert isinstance(parsed, Miss | Help) or parsed == whole


signs = st.characters() | st.sampled_from("\"'“”„«»‘’`*_ –\u200b\u200c\u202e\u0301™½")
names = st.text(signs, min_size=1, max_size=60).map(tidy)
tickets = st.from_regex(r"[A-Z]{1,5}-[0-9]{1,6}", fullmatch=True) | st.just("")
reasons = names | st.just("")


states = st.sampled_from(OfficeState)


commands = st.one_of(
    st.builds(
        Enable,
        group=names,
        reason=reasons,
        ticket=tickets,
    ),
    st.builds(Disable, reason=reasons, ticket=tickets),
    st.builds(Step, verb=st.just(Verb.WITHDRAW), number=st.integers(0, 999_999_999)),
    st.builds(
        Step,
        verb=st.just(Verb.APPROVE),
        number=st.integers(0, 999_999_999),
        fingerprint=st.from_regex(r"[0-9a-f]{6,64}", fullmatch=True) | st.just(""),
    ),
    st.builds(Step, verb=st.sampled_from([Verb.REJECT, Verb.RETURN]), number=st.integers(0, 999_999_999), note=names),
    st.builds(Why, st.integers(0, 999_999_999)),
    st.builds(Office, state=states, group=names | st.just(""), reason=reasons, ticket=tickets),
    st.builds(OfficeFiles, states),
    st.builds(Announce, on=st.sampled_from([None, Audience.EVERYONE, Audience.NOBODY]), to_channel=st.booleans()),
    st.builds(Announce, on=st.just(Audience.GROUP), group=names, to_channel=st.booleans()),
    st.builds(Announce, office=states, to_channel=st.booleans()),
    st.sampled_from([Help(), Status(), Requests(), History(), Whoami(), OfficeStatus(), Effect(), Consent()]),
)


@given(commands)
def test_a_spelled_command_is_read_as_itself(command):
    """CMD-08."""
    assert parse(spell(command)) == command


@given(st.text(max_size=300) | st.text(st.characters(codec=None), max_size=60))
def test_reading_never_raises(text):
    """CMD-08."""
    parse(text)
    parse(f"linkedin enable {text}")
    parse(f"linkedin disable because {text}")
    parse(f"linkedin enable group {text}")
    parse(f"linkedin office disable for group {text}")
    parse(f"linkedin announce for group {text} to channel")


@given(st.text(signs, max_size=60))
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text)) == tidy(text)


# Signs that are taken for the letters of our words, and signs that nobody sees or that turn the text around.
ODD_SIGNS = "аеіոṡ" + "ıİſKℓｅⅼ🙂" + "\u0301\u0307\u200b\u200d\u202e\u2066\u00ad\u00a0\u3000\u2028ﬁ·٣"
HEADS = {
    Help: {"help", "?", "linkedin", "linkedin help"},
    Status: {"linkedin status"},
    Requests: {"linkedin requests"},
    History: {"linkedin history"},
    Step: {"linkedin withdraw"},
    Why: {"linkedin why"},
    Whoami: {"linkedin whoami"},
    Enable: {"linkedin enable all", "linkedin enable everyone", "linkedin enable group"},
    Disable: {"linkedin disable"},
    Members: {"linkedin members"},
    Check: {"linkedin check"},
    Effect: {"linkedin effect"},
    Consent: {"linkedin consent"},
    OfficeStatus: {"linkedin office status"},
    Office: {"linkedin office disable", "linkedin office enable", "linkedin office reset"},
    OfficeFiles: {"linkedin office files"},
    Announce: {"linkedin announce"},
}


@given(
    st.sampled_from([*FORMS, "linkedin enable group Sales", "linkedin withdraw 7", "linkedin enable everyone"]),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from(ODD_SIGNS), st.booleans()), min_size=1, max_size=4),
)
def test_what_is_run_is_ascii_after_the_one_clean_up_there_is(form, odds):
    """CMD-03."""
    signs = list(form)
    for place, sign, is_instead in odds:
        at = place % len(signs)
        signs[at : at + is_instead] = [sign]
    parsed = parse("".join(signs))
    if isinstance(parsed, Miss):
        return
    (line,) = read_lines("".join(signs))
    words = [bare(word) for word in line.plain.split()]
    said = {" ".join(words[:size]) for size in (1, 2, 3)} & HEADS[type(parsed)]
    assert said
    assert max(said).isascii()


@pytest.mark.parametrize(
    "between",
    [
        "\n",
        "\r",
        "\r\n",
        "\n\n\u200b\n",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x85",
        "\u2028",
        "\u2029",
        "; ",
        " && ",
        " | ",
        ", ",
        " ",
    ],
)
@pytest.mark.parametrize("second", ["linkedin enable all", "linkedin disable", "help"])
@pytest.mark.parametrize(
    "first", ["linkedin status", "linkedin requests", "linkedin enable all", "linkedin withdraw 7"]
)
def test_of_two_commands_in_one_message_none_is_run(first, between, second):
    """CMD-05."""
    assert isinstance(parse(first + between + second), Miss)


HUGE = {
    "a million signs": "linkedin enable all because " + "x" * 1_000_000,
    "ten thousand words": "linkedin " * 10_000,
    "quotes": "linkedin enable group " + '"' * (LONGEST - 23),
    "quotes and words": ("linkedin enable group " + '" a' * LONGEST)[:LONGEST],
    "open quotes": ("linkedin enable group " + 'because "' * LONGEST)[:LONGEST],
    "options": ("linkedin disable" + " ticket" * LONGEST)[:LONGEST],
    "options with dashes": ("linkedin disable" + " --because:" * LONGEST)[:LONGEST],
    "stars": ("linkedin enable all " + "* **" * LONGEST)[:LONGEST],
    "underlines": ("linkedin __" + "_ __a" * LONGEST)[:LONGEST],
    "marks": "linkedin enabel " + "a\u0301" * 990,
    "near words": ("linkedinlinkedin" * LONGEST)[:LONGEST],
    "ligatures": "\ufdfa" * LONGEST,
    "ids": ("linkedin enable all ticket " + "1-" * LONGEST)[:LONGEST],
}


@pytest.mark.parametrize("kind", HUGE)
def test_reading_takes_no_time_to_speak_of(kind):
    """CMD-07."""
    took = []
    for _ in range(3):
        began = time.process_time()
        parsed = parse(HUGE[kind])
        took.append(time.process_time() - began)
    assert min(took) < 0.05
    assert len(HUGE[kind]) <= LONGEST or parsed == Miss(Fault.TOO_LONG)
