"""The card of the Office policy as Intune has it: what comes of it, policy by policy, and what is not seen."""

from collections.abc import Iterator, Mapping
from itertools import product

from bot.core import policies
from bot.core.act import Act, Verb
from bot.core.office import Catalog, OfficeState, Policy
from bot.core.page import Leaf
from bot.core.policies import Look as Standing
from bot.core.speech.kept import recall
from bot.core.speech.labels import Button, Label
from bot.core.speech.office import OfficePhrase
from bot.core.speech.titles import POLICY_BADGES
from bot.core.view import OfficeView
from bot.core.words import cut
from cards import kit
from cards.kit import Element, Icon, Look, Tone

_MOST_SHOWN = 6
_LONGEST_IN_BOX = 96
_MARKS: Mapping[Standing, tuple[Label, Tone, Icon]] = {
    Standing.HIDDEN: (Label.HIDDEN, Tone.PLAIN, Icon.DISMISS),
    Standing.SHOWN: (Label.SHOWN, Tone.ACCENT, Icon.CHECKMARK),
    Standing.OPEN: (Label.NOT_CONFIGURED, Tone.PLAIN, Icon.PEOPLE),
    Standing.EITHER: (Label.SEEN_BY_SOME, Tone.PLAIN, Icon.PEOPLE),
    Standing.CONFLICT: (Label.CONFLICT, Tone.WARNING, Icon.WARNING),
    Standing.UNCLEAR: (Label.UNCLEAR, Tone.WARNING, Icon.WARNING),
    Standing.UNKNOWN: (Label.UNKNOWN, Tone.WARNING, Icon.WARNING),
}
_VALUES: Mapping[OfficeState | None, tuple[Tone, Icon]] = {
    OfficeState.DISABLED: (Tone.PLAIN, Icon.DISMISS),
    OfficeState.ENABLED: (Tone.ACCENT, Icon.CHECKMARK),
    OfficeState.NOT_CONFIGURED: (Tone.PLAIN, Icon.PEOPLE),
    None: (Tone.WARNING, Icon.WARNING),
}
_LIMITS = (OfficePhrase.NO_RESULTS, OfficePhrase.NO_MSI, OfficePhrase.NO_TOGGLE)


def draw_office(view: OfficeView) -> Element:
    """Draw the card: every policy if it can bear that, those that have no box in a line each; or else as many boxes."""
    for is_named, most in product((True, False), range(_MOST_SHOWN, 1, -1)):
        card = _draw(view, most, is_named=is_named)
        if kit.weigh(card) <= kit.HEAVIEST:
            return card
    return _draw(view, 1, is_named=False)


def _draw(view: OfficeView, most: int, *, is_named: bool) -> Element:
    catalog = view.catalog
    return kit.frame(
        [
            kit.head(
                Label.OFFICE_TITLE,
                (OfficePhrase.SETTING_NAME,),
                kit.tag(*_MARKS[policies.look_at(catalog)]),
            ),
            kit.apart(kit.say(*policies.tell_truth(catalog), look=Look.STRONG)),
            *(_draw_catalog(catalog, view, most, is_named=is_named) if catalog else _draw_alarm(view)),
            *_draw_limits(),
            kit.apart(kit.write(Label.READ_FROM_INTUNE if catalog else Label.TRIED_AT, view.at, look=Look.SMALL)),
        ],
        summary=policies.sum_office(catalog),
        actions=[
            kit.press(Act(Verb.OFFICE), Button.REFRESH),
            kit.press(Act(Verb.STATUS), Button.STATUS),
            _turn(view, most) or kit.press(Act(Verb.HELP), Button.HELP),
        ],
    )


def _draw_alarm(view: OfficeView) -> Iterator[Element]:
    yield kit.call_out(Tone.WARNING, Label.INTUNE_ALARM, [recall(view.why), (OfficePhrase.STILL_WORKS,)])


def _turn(view: OfficeView, most: int) -> Element | None:
    """Offer the policies for which this card has no room."""
    end = _find_start(view) + most
    if view.catalog is None or end >= len(view.catalog.policies):
        return None
    return kit.press(Act(Verb.OFFICE, leaf=Leaf(after=end)), Button.MORE_POLICIES)


def _find_start(view: OfficeView) -> int:
    """Say how many policies were shown before; where there are not so many any more, the list begins anew."""
    return view.after if view.catalog and view.after < len(view.catalog.policies) else 0


def _draw_catalog(catalog: Catalog, view: OfficeView, most: int, *, is_named: bool) -> Iterator[Element]:
    if conflicts := policies.tell_conflicts(catalog):
        yield kit.call_out(Tone.WARNING, Label.CONFLICTS, conflicts)
    listed = policies.sort_policies(catalog)[_find_start(view) :]
    for place, policy in enumerate(listed[:most]):
        yield _draw_policy(policy, view.everyone) if place else kit.apart(_draw_policy(policy, view.everyone))
    if left := listed[most:]:
        yield from (kit.near(kit.say(line, look=Look.SMALL)) for line in policies.list_rest(left, is_named=is_named))
    if catalog.is_renamed:
        yield kit.apart(kit.say(OfficePhrase.RENAMED_SETTING, look=Look.SMALL))


def _draw_policy(policy: Policy, everyone: int | None) -> Element:
    lines = [
        kit.say(cut(policy.name, _LONGEST_IN_BOX), look=Look.STRONG),
        kit.snug(kit.say(OfficePhrase.FOR_WHOM(whom=policies.tell_whom(policy, everyone)))),
        kit.near(kit.say(policies.tell_mark(policy), look=Look.SMALL)),
    ]
    if values := policies.tell_values(policy):
        lines.append(kit.snug(kit.say(*values, look=Look.SMALL)))
    return kit.shelve(lines, kit.tag(POLICY_BADGES[policy.state], *_VALUES[policy.state]))


def _draw_limits() -> Iterator[Element]:
    yield kit.apart(kit.write(Label.NOT_SEEN, look=Look.STRONG))
    yield from (kit.near(kit.say(limit, look=Look.SMALL)) for limit in _LIMITS)
