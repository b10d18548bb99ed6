"""Where people see LinkedIn, case by case, held against sentences of Microsoft's documents."""

from dataclasses import replace
from itertools import combinations, product

import pytest

from bot.core.cover import Cover
from bot.core.effect import (
    ALL_PLATFORMS,
    CONNECTING,
    NEEDS_NO_CONSENT,
    NO_WITHDRAWS,
    ONLY_LOCAL,
    OWN_CHOICE,
    POLICY_OFF,
    POLICY_ON,
    STILL_ON_THE_WEB,
    OfficeRule,
    Scope,
    Sight,
    Surface,
    find_rule,
    judge,
    scope_person,
    scope_tenant,
    sum_up,
)
from bot.core.office import Catalog, OfficeState, Policy, PolicyId, Reach, Target
from bot.core.setting import GroupId, Mode, Setting

SOURCES = (
    *(NEEDS_NO_CONSENT, CONNECTING, NO_WITHDRAWS, POLICY_OFF, POLICY_ON, OWN_CHOICE, ONLY_LOCAL),
    *(STILL_ON_THE_WEB, ALL_PLATFORMS),
)
DOCUMENTS = {
    # read in MicrosoftDocs/entra-docs at 07cd7acd, ms.date 12/13/2024
    "entra/identity/users/linkedin-integration": (
        "access to public LinkedIn profile information is available without requiring individual consent.",
        "Select **No** to withdraw consent from all users in your organization.",
        "Users in your organization can use LinkedIn features in their Office 2016 applications.",
        "Users in your organization can't use LinkedIn features in their Office 2016 applications.",
        (
            "This group policy affects only Office 2016 apps for a local computer. If users disable LinkedIn in their "
            "Office 2016 apps, they can still see LinkedIn features in Microsoft 365."
        ),
    ),
    # read in MicrosoftDocs/entra-docs at 260714b6, ms.date 11/21/2023, and in a later copy, ms.date 12/19/2024
    "entra/identity/users/linkedin-user-consent": (
        (
            "After a user connects their accounts, information and highlights from LinkedIn are available in some "
            "Microsoft apps and services."
        ),
    ),
    # read in a copy of MicrosoftDocs/memdocs
    "mem/intune/apps/app-protection-policy-extensions": (
        (
            "These settings affect LinkedIn connections across Microsoft 365 apps on all platforms (web, mobile, and "
            "desktop)."
        ),
    ),
}
ON, OUTSIDE, OFF = Scope.IN, Scope.OUTSIDE, Scope.OFF
NOT_CONNECTED, CONNECTED = False, True

TABLE = """
    setting  policy          connected  windows         web        phones
    on       disabled        no         hidden          public     not-documented
    on       disabled        yes        hidden          connected  not-documented
    on       enabled         no         public          public     public
    on       enabled         yes        connected       connected  connected
    on       not-configured  no         choice          public     public
    on       not-configured  yes        choice          connected  connected
    outside  disabled        no         hidden          public     not-documented
    outside  disabled        yes        hidden          not-documented not-documented
    outside  enabled         no         public          public     public
    outside  enabled         yes        not-documented  not-documented not-documented
    outside  not-configured  no         choice          public     public
    outside  not-configured  yes        not-documented  not-documented not-documented
    off      disabled        no         hidden          not-documented not-documented
    off      disabled        yes        hidden          withdrawn  withdrawn
    off      enabled         no         not-documented  not-documented not-documented
    off      enabled         yes        withdrawn       withdrawn  withdrawn
    off      not-configured  no         not-documented  not-documented not-documented
    off      not-configured  yes        withdrawn       withdrawn  withdrawn
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]
SCOPES = {"on": ON, "outside": OUTSIDE, "off": OFF}
SALES, EMEA, LAB = (GroupId(f"{number}a1e0000-0000-4000-8000-000000000000") for number in range(3))
EVERYONE, DEVICES = Target(reach=Reach.USERS), Target(reach=Reach.DEVICES)
FILTERED = Target(reach=Reach.USERS, is_filtered=True)
STRANGE = Target(reach=Reach.OTHER)


def for_group(group, **more):
    return Target(reach=Reach.GROUP, group=group, **more)


def without(group):
    return Target(reach=Reach.EXCLUDED, group=group)


def policy(state, *targets):
    made = f"{state} {[target.key for target in targets]}"
    return Policy(id=PolicyId(made), name=made, state=state, targets=targets, digest=made)


def catalog(*policies):
    return Catalog(definition="d", policies=policies)


def off(*targets):
    return policy(OfficeState.DISABLED, *targets)


def on(*targets):
    return policy(OfficeState.ENABLED, *targets)


def see(scope, rule, surface, *, is_connected=False):
    return judge(scope, rule, surface, is_connected=is_connected).sight


def test_every_case_stands_in_the_table():
    cases = {(row[0], row[1], row[2]) for row in ROWS}
    assert cases == set(product(SCOPES, OfficeState, ("no", "yes")))
    assert len(ROWS) == len(cases)


@pytest.mark.parametrize("row", ROWS, ids=" ".join)
def test_each_case_is_as_the_documents_say(row):
    scope, rule, is_connected = SCOPES[row[0]], OfficeRule(row[1]), row[2] == "yes"
    seen = [see(scope, rule, surface, is_connected=is_connected) for surface in Surface]
    assert seen == [Sight(word) for word in row[3:]]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.words[:30])
def test_each_source_says_what_it_is_taken_for(source):
    assert any(source.words in sentence for sentence in DOCUMENTS[source.page])
    assert len(source.words) <= 80


def test_what_is_said_has_a_source_and_what_is_not_documented_has_none():
    used = set()
    for scope, rule, surface, is_connected in product(SCOPES.values(), OfficeState, Surface, (False, True)):
        cell = judge(scope, OfficeRule(rule), surface, is_connected=is_connected)
        assert bool(cell.sources) is (cell.sight is not Sight.NOT_DOCUMENTED)
        used |= set(cell.sources)
    assert used == set(SOURCES)


@pytest.mark.parametrize(
    ("scope", "rule", "surface", "is_connected", "sources"),
    [
        (ON, OfficeRule.DISABLED, Surface.WINDOWS, NOT_CONNECTED, (POLICY_OFF,)),
        (ON, OfficeRule.DISABLED, Surface.WEB, NOT_CONNECTED, (NEEDS_NO_CONSENT, ONLY_LOCAL, STILL_ON_THE_WEB)),
        (ON, OfficeRule.DISABLED, Surface.WEB, CONNECTED, (CONNECTING, ONLY_LOCAL, STILL_ON_THE_WEB)),
        (ON, OfficeRule.ENABLED, Surface.WINDOWS, NOT_CONNECTED, (NEEDS_NO_CONSENT, POLICY_ON)),
        (ON, OfficeRule.ENABLED, Surface.PHONES, CONNECTED, (CONNECTING, ALL_PLATFORMS)),
        (ON, OfficeRule.NOT_CONFIGURED, Surface.WINDOWS, CONNECTED, (OWN_CHOICE,)),
        (OFF, OfficeRule.ENABLED, Surface.WEB, CONNECTED, (NO_WITHDRAWS,)),
    ],
)
def test_a_cell_names_the_sentences_that_it_rests_on(scope, rule, surface, is_connected, sources):
    assert judge(scope, rule, surface, is_connected=is_connected).sources == sources


@pytest.mark.parametrize(("state", "surface", "is_connected"), list(product(OfficeState, Surface, (False, True))))
def test_what_is_unknown_of_the_setting_is_told_where_it_makes_no_difference(state, surface, is_connected):
    rule = OfficeRule(state)
    for scope, could_be in {Scope.PERHAPS: {ON, OUTSIDE}, Scope.UNKNOWN: {ON, OUTSIDE, OFF}}.items():
        each = {see(one, rule, surface, is_connected=is_connected) for one in could_be}
        told = see(scope, rule, surface, is_connected=is_connected)
        assert told is (each.pop() if len(each) == 1 else Sight.UNKNOWN)


@pytest.mark.parametrize(("scope", "surface", "is_connected"), list(product(SCOPES.values(), Surface, (False, True))))
def test_what_is_unknown_of_the_policy_is_told_where_it_makes_no_difference(scope, surface, is_connected):
    off, on, neither = (OfficeRule(state) for state in OfficeState)
    could_be = {
        OfficeRule.UNKNOWN: ({off, on, neither}, Sight.UNKNOWN),
        OfficeRule.CONFLICTING: ({off, on, neither}, Sight.UNKNOWN),
        OfficeRule.SOME_DISABLED: ({off, neither}, Sight.DIFFERING),
        OfficeRule.SOME_ENABLED: ({on, neither}, Sight.DIFFERING),
        OfficeRule.SOME_EITHER: ({off, on, neither}, Sight.DIFFERING),
    }
    for rule, (rules, otherwise) in could_be.items():
        each = {see(scope, one, surface, is_connected=is_connected) for one in rules}
        told = see(scope, rule, surface, is_connected=is_connected)
        is_documented = otherwise is Sight.UNKNOWN or Sight.NOT_DOCUMENTED not in each
        assert told is (each.pop() if len(each) == 1 else otherwise if is_documented else Sight.NOT_DOCUMENTED)


def test_of_a_policy_for_some_people_nobody_is_told_that_it_makes_a_difference_on_phones():
    assert see(ON, OfficeRule.SOME_DISABLED, Surface.PHONES) is Sight.NOT_DOCUMENTED
    assert see(ON, OfficeRule.SOME_DISABLED, Surface.WINDOWS) is Sight.DIFFERING
    assert see(ON, OfficeRule.SOME_ENABLED, Surface.PHONES) is Sight.PUBLIC


@pytest.mark.parametrize("rule", [OfficeRule.SOME_DISABLED, OfficeRule.SOME_ENABLED, OfficeRule.SOME_EITHER])
def test_where_the_setting_is_unknown_too_it_is_not_the_policy_alone_that_makes_a_difference(rule):
    for surface, is_connected in product(Surface, (False, True)):
        told = see(Scope.UNKNOWN, rule, surface, is_connected=is_connected)
        assert told is Sight.UNKNOWN


def test_who_has_not_connected_sees_the_same_inside_and_outside_of_the_group():
    for rule, surface in product(OfficeRule, Surface):
        assert see(ON, rule, surface) is see(OUTSIDE, rule, surface)


def test_where_the_policy_is_not_off_all_surfaces_are_as_the_web_so_two_small_tables_hold_every_case():
    for scope, surface, is_connected in product(SCOPES.values(), Surface, (False, True)):
        web = see(scope, OfficeRule.NOT_CONFIGURED, Surface.WEB, is_connected=is_connected)
        for rule in (OfficeRule.ENABLED, OfficeRule.NOT_CONFIGURED):
            seen = see(scope, rule, surface, is_connected=is_connected)
            assert seen is web or (seen is Sight.CHOICE and surface is Surface.WINDOWS)
        assert see(scope, OfficeRule.DISABLED, Surface.WEB, is_connected=is_connected) is web


def test_how_a_person_is_covered_is_how_the_setting_reaches_them():
    assert {cover: scope_person(cover) for cover in Cover} == {
        Cover.EVERYONE: ON,
        Cover.DIRECT: ON,
        Cover.NESTED: Scope.PERHAPS,
        Cover.OUTSIDE: OUTSIDE,
        Cover.NOBODY: OFF,
        Cover.UNKNOWN: Scope.UNKNOWN,
    }
    assert scope_tenant(None) is scope_tenant(Setting(Mode.UNTOLD)) is Scope.UNKNOWN
    assert scope_tenant(Setting(Mode.EVERYONE)) is scope_tenant(Setting(Mode.GROUP, SALES)) is ON
    assert scope_tenant(Setting(Mode.NOBODY)) is OFF


@pytest.mark.parametrize(
    ("policies", "rule"),
    [
        ([], OfficeRule.NOT_CONFIGURED),
        ([off()], OfficeRule.NOT_CONFIGURED),
        ([off(EVERYONE)], OfficeRule.DISABLED),
        ([on(DEVICES)], OfficeRule.ENABLED),
        ([off(for_group(SALES))], OfficeRule.DISABLED),
        ([off(for_group(LAB))], OfficeRule.NOT_CONFIGURED),
        ([off(for_group(LAB), for_group(EMEA))], OfficeRule.DISABLED),
        ([off(EVERYONE, without(SALES))], OfficeRule.NOT_CONFIGURED),
        ([off(for_group(SALES), without(EMEA))], OfficeRule.NOT_CONFIGURED),
        ([off(EVERYONE, without(LAB))], OfficeRule.DISABLED),
        ([off(FILTERED)], OfficeRule.UNKNOWN),
        ([off(STRANGE)], OfficeRule.UNKNOWN),
        ([off(for_group(SALES, is_filtered=True))], OfficeRule.UNKNOWN),
        ([off(for_group(LAB, is_filtered=True))], OfficeRule.NOT_CONFIGURED),
        ([off(FILTERED, without(SALES))], OfficeRule.NOT_CONFIGURED),
        ([off(EVERYONE), off(FILTERED)], OfficeRule.DISABLED),
        ([off(EVERYONE), on(FILTERED)], OfficeRule.UNKNOWN),
        ([off(FILTERED, for_group(SALES))], OfficeRule.DISABLED),
        ([off(EVERYONE), off(for_group(SALES))], OfficeRule.DISABLED),
        ([off(EVERYONE), on(for_group(SALES))], OfficeRule.CONFLICTING),
        ([off(EVERYONE), on(for_group(LAB))], OfficeRule.DISABLED),
        ([off(EVERYONE, without(SALES)), on(for_group(SALES))], OfficeRule.ENABLED),
        ([policy(None, for_group(SALES))], OfficeRule.CONFLICTING),
        ([policy(None, for_group(LAB))], OfficeRule.NOT_CONFIGURED),
        ([policy(None, FILTERED)], OfficeRule.UNKNOWN),
    ],
)
def test_what_the_policies_say_to_somebody_in_sales_and_emea(policies, rule):
    groups = frozenset({SALES, EMEA})
    assert find_rule(catalog(*policies), groups) is rule
    assert find_rule(catalog(*reversed(policies)), groups) is rule


@pytest.mark.parametrize(
    ("policies", "rule"),
    [
        ([], OfficeRule.NOT_CONFIGURED),
        ([off(), on(without(SALES))], OfficeRule.NOT_CONFIGURED),
        ([off(EVERYONE)], OfficeRule.DISABLED),
        ([on(EVERYONE)], OfficeRule.ENABLED),
        ([off(DEVICES), off(for_group(SALES))], OfficeRule.DISABLED),
        ([off(for_group(SALES))], OfficeRule.SOME_DISABLED),
        ([off(for_group(SALES)), off(for_group(LAB))], OfficeRule.SOME_DISABLED),
        ([on(FILTERED)], OfficeRule.SOME_ENABLED),
        ([on(EVERYONE, without(SALES))], OfficeRule.SOME_ENABLED),
        ([off(EVERYONE), on(for_group(SALES))], OfficeRule.CONFLICTING),
        ([off(DEVICES), on(EVERYONE)], OfficeRule.CONFLICTING),
        ([off(for_group(LAB)), on(for_group(SALES))], OfficeRule.SOME_EITHER),
        ([off(EVERYONE, without(SALES)), on(for_group(SALES))], OfficeRule.SOME_EITHER),
        ([off(FILTERED), on(STRANGE)], OfficeRule.SOME_EITHER),
        ([policy(None, EVERYONE)], OfficeRule.CONFLICTING),
        ([policy(None, for_group(LAB))], OfficeRule.CONFLICTING),
    ],
)
def test_what_the_policies_say_to_everyone(policies, rule):
    assert sum_up(catalog(*policies)) is rule


def test_of_any_two_policies_an_exclusion_takes_one_person_out_and_nobody_else():
    for one, other in combinations([off(EVERYONE), on(for_group(SALES)), off(FILTERED)], 2):
        spared = [replace(each, targets=(*each.targets, without(LAB))) for each in (one, other)]
        assert find_rule(catalog(*spared), frozenset({SALES, LAB})) is OfficeRule.NOT_CONFIGURED
        assert find_rule(catalog(*spared), frozenset({SALES})) is find_rule(catalog(one, other), frozenset({SALES}))
