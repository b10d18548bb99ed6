"""The card of a request, through its whole life and for everybody who sees it.

    requester   review, send or discard; later withdraw
    approver    approve or reject, once
    executor    makes the change by hand, and says what came of it
    room        reads along; Teams asks for each watcher's own version

The audience decides which buttons are drawn, not what they may do: every click is judged again.
"""

from collections.abc import Iterator, Mapping

from bot.core import captions, errand, filling, words
from bot.core.act import Act, Verb
from bot.core.change import Change, Proof, State
from bot.core.notice import Audience
from bot.core.plan import Plan
from bot.core.rules import asks_telling
from bot.core.setting import Mode
from bot.core.speech.announcements import AnnouncePhrase
from bot.core.speech.labels import Button, Label
from bot.core.speech.lists import ListPhrase
from bot.core.speech.phrases import Phrase
from bot.core.speech.titles import BADGES, TITLES
from bot.core.summary import is_stopped
from bot.core.text import Code, Foreign, Part, Sentence
from bot.core.view import MOST_LOST, ChangeView
from cards import fill, form, impact, kit, record, step
from cards.kit import Element, Icon, Look, Tone

_MARKS: Mapping[State, tuple[Tone, Icon]] = {
    State.DRAFT: (Tone.PLAIN, Icon.EDIT),
    State.WAITING: (Tone.ACCENT, Icon.CLOCK),
    State.RETURNED: (Tone.WARNING, Icon.EDIT),
    State.APPROVED: (Tone.GOOD, Icon.CHECKMARK),
    State.APPLYING: (Tone.ACCENT, Icon.SYNC),
    State.APPLIED: (Tone.GOOD, Icon.CHECKMARK),
    State.FAILED: (Tone.ALARM, Icon.DISMISS),
    State.UNKNOWN: (Tone.ALARM, Icon.WARNING),
    State.STALE: (Tone.WARNING, Icon.WARNING),
    State.WITHDRAWN: (Tone.PLAIN, Icon.DISMISS),
    State.REJECTED: (Tone.ALARM, Icon.DISMISS),
    State.EXPIRED: (Tone.PLAIN, Icon.CLOCK),
}
_UNDECIDED = frozenset({State.DRAFT, State.WAITING, State.RETURNED})
_FORMS = frozenset({State.DRAFT, State.RETURNED})
_REPEATABLE = frozenset({State.STALE, State.EXPIRED, State.FAILED})
_HELPERS = frozenset({Audience.APPROVER, Audience.EXECUTOR})
_FAILURES = frozenset({State.FAILED, State.UNKNOWN, State.STALE})


def draw_change(view: ChangeView) -> Element:
    """Draw the card; of the rows or policies to look at as many are named as it can bear."""
    for most in (MOST_LOST, 2):
        card = _draw(view, most)
        if kit.weigh(card) <= kit.HEAVIEST:
            return card
    return _draw(view, 0)


def _draw(view: ChangeView, most: int) -> Element:
    change = view.change
    is_room = view.audience is Audience.ROOM
    return kit.frame(
        [
            _draw_head(view),
            kit.apart(kit.say(*captions.head_line(change), look=Look.LEAD)),
            *_draw_alarms(view),
            *(_draw_errand(change) if _is_turn(view) else []),
            *fill.draw_task(view, most=most),
            *_draw_step(view, most),
            *(_draw_plan(change, most) if change.state in _UNDECIDED else []),
            *_draw_facts(view),
            *_draw_end(view),
        ],
        summary=captions.sum_up(change),
        actions=list(_list_buttons(view)),
        refresh=kit.watch(_about(change, Verb.VIEW), view.watchers) if is_room and view.watchers else None,
    )


def _draw_head(view: ChangeView) -> Element:
    change = view.change
    context = (captions.name_context(change),)
    if is_asked(view):
        return kit.head(filling.ask_title(change), context, kit.tag(Label.YOUR_DECISION, Tone.WARNING, Icon.CLOCK))
    if _has_voted(view) and change.state is State.WAITING:
        return kit.head(Label.WAITING_TITLE, context, kit.tag(Label.YOU_APPROVED, Tone.GOOD, Icon.CHECKMARK))
    if _is_turn(view):
        return kit.head(Label.HAND_TITLE, context, kit.tag(Label.YOUR_TURN, Tone.WARNING, Icon.CLOCK))
    if change.attempt and change.attempt.proof is Proof.ATTESTED:
        return kit.head(Label.ATTESTED_TITLE, context, kit.tag(Label.ATTESTED, Tone.WARNING, Icon.EDIT))
    title = filling.name_title(change, fill.tell_tally(view)) if change.plan.task else TITLES[change.state]
    return kit.head(title, context, kit.tag(*_find_mark(view)))


def _find_mark(view: ChangeView) -> fill.Mark:
    state = view.change.state
    return fill.find_mark(view) or (BADGES[state], *_MARKS[state])


def is_asked(view: ChangeView) -> bool:
    """Tell whether the viewer is asked to decide now."""
    return view.change.state is State.WAITING and view.audience is Audience.APPROVER and not _has_voted(view)


def _is_turn(view: ChangeView) -> bool:
    """Tell whether the viewer is asked to make the change now."""
    return view.audience is Audience.EXECUTOR and view.change.waits_for is not None


def _has_voted(view: ChangeView) -> bool:
    return view.viewer is not None and view.change.has_vote_of(view.viewer)


def _draw_step(view: ChangeView, most: int) -> Iterator[Element]:
    """Show the setting or the policy before and after; what is only done to a group does not touch it."""
    change = view.change
    if change.plan.office:
        if change.state in _UNDECIDED and not is_asked(view):
            yield step.name_action(change.plan.office)
        yield from step.draw_step(change, change.plan.office, is_tight=most == 0)
    elif change.plan.task is None:
        yield impact.draw_step(change.plan, is_over=record.is_over(change))
    elif change.plan.sets:
        yield impact.draw_line(change.plan)


def _draw_alarms(view: ChangeView) -> Iterator[Element]:
    change = view.change
    if change.is_at_task:
        yield from fill.draw_progress(view)
    elif change.state is State.APPLYING and change.waits_for is None:
        yield kit.progress()
    if change.state is State.WAITING and change.needed > 1 and not fill.has_figures(change.plan):
        yield kit.measure(len(change.votes), change.needed)
    if change.attempt and change.attempt.collateral:
        yield kit.call_out(Tone.ALARM, Label.COLLATERAL_ALARM, [words.raise_alarm(change.attempt.collateral)])
    if change.state is State.RETURNED:
        yield kit.call_out(
            Tone.WARNING, Label.ASKED_TO_CHANGE, [(Foreign(change.note),), (captions.NEXT[change.state],)]
        )
    if change.state in _FAILURES:
        sentences = [captions.explain(change), (captions.tell_next(change, fill.tell_tally(view)),)]
        yield kit.call_out(_find_mark(view)[1], Label.WHAT_HAPPENED, sentences)


def _draw_errand(change: Change) -> Iterator[Element]:
    yield kit.call_out(Tone.ACCENT, Label.CLICKS, errand.list_clicks(change.plan))
    yield kit.near(kit.link(errand.PAGE, Button.OPEN))


def _draw_plan(change: Change, most: int) -> Iterator[Element]:
    if change.plan.office:
        yield from step.draw_plan(change.plan.office, most=most)
    elif change.plan.task is None:
        yield from impact.draw_impact(change.plan.impact)
    elif change.plan.touches_setting:
        yield from impact.draw_impact_line(change.plan.impact)
    yield from impact.draw_cautions(change.plan.cautions)


def _draw_facts(view: ChangeView) -> Iterator[Element]:
    rows = list(fill.list_rows(view.change))
    if view.change.state is not State.DRAFT or not _is_form(view):
        rows += record.list_facts(view.change, is_form=_is_form(view))
    if rows:
        yield kit.tabulate(rows)


def _draw_end(view: ChangeView) -> Iterator[Element]:
    """Draw what stands below the facts: what the change does not mean, what comes next, what is to be filled in."""
    change = view.change
    if (_is_form(view) or is_asked(view)) and (truths := list(_list_truths(change.plan))):
        yield kit.apart(kit.say(*words.join(truths, Code(" ")), look=Look.SMALL))
    if change.state is State.DRAFT and _is_form(view):
        yield kit.near(kit.write(Label.PLAN_UNTIL, change.expires_at, look=Look.SMALL))
    if next_step := _tell_next(view):
        yield kit.apart(kit.say(*next_step))
    if _is_form(view):
        yield kit.apart(form.ask_reason(change.reason, is_required=True))
        yield form.ask_ticket(change.ticket)
        if asks_telling(change.plan):
            yield form.ask_told(change.told)
            yield kit.near(kit.say(AnnouncePhrase.WHY_TOLD, look=Look.SMALL))


def _list_truths(plan: Plan) -> Iterator[Part]:
    if plan.office:
        yield from step.list_truths()
    elif plan.fill and not plan.sets:
        yield ListPhrase.NEVER_URGENT
    elif plan.task is None or plan.sets:
        yield from words.TRUTHS


def _tell_next(view: ChangeView) -> Sentence:
    """Say what comes next; where something failed the alarm has said it, and where buttons are they do."""
    state = view.change.state
    if state in _FAILURES | {State.RETURNED} or _is_form(view) or is_asked(view) or _is_turn(view):
        return ()
    if view.change.is_at_task and is_stopped(view.change):
        return ()
    if state is State.APPLYING and (told := errand.tell_next(view.change)):
        return told
    return (
        Phrase.YOU_VOTED
        if state is State.WAITING and _has_voted(view)
        else captions.tell_next(view.change, fill.tell_tally(view)),
    )


def _is_form(view: ChangeView) -> bool:
    """Tell whether the card is to be filled in; in a room everybody sees the form, and only the requester's counts."""
    return view.change.state in _FORMS and view.audience not in _HELPERS


def _list_buttons(view: ChangeView) -> Iterator[Element]:
    change = view.change
    if _is_form(view):
        yield from _list_form_buttons(change)
    elif view.audience is Audience.REQUESTER and change.state in {State.WAITING, State.APPROVED}:
        yield kit.press(_about(change, Verb.WITHDRAW), Button.WITHDRAW)
    elif is_asked(view):
        reject = kit.press(_about(change, Verb.REJECT), Button.REJECT, style="destructive", has_inputs=True)
        give_back = kit.press(_about(change, Verb.RETURN), Button.RETURN, has_inputs=True)
        yield kit.press(_about(change, Verb.APPROVE), Button.APPROVE, style="positive")
        yield kit.unfold(Button.REJECT_MORE, [form.ask_note("note", Label.NOTE)], reject)
        yield kit.unfold(Button.RETURN_MORE, [form.ask_note("changes", Label.CHANGES)], give_back)
    elif _is_turn(view):
        hindered = kit.press(_about(change, Verb.NOT_DONE), Button.NOT_DONE, has_inputs=True)
        yield kit.press(_about(change, Verb.DONE), Button.DONE, style="positive")
        yield kit.unfold(Button.NOT_DONE_MORE, [form.ask_note("hindrance", Label.HINDRANCE)], hindered)
    elif fill.can_stop(change) and view.audience is not Audience.EXECUTOR:
        yield kit.press(_about(change, Verb.STOP), Button.STOP, style="destructive")
    elif view.audience not in _HELPERS:
        yield from _list_end_buttons(change)


def _list_form_buttons(change: Change) -> Iterator[Element]:
    yield kit.press(_about(change, Verb.SEND), Button.SEND, style="positive", has_inputs=True)
    yield kit.press(_about(change, Verb.DISCARD), Button.DISCARD)
    if change.state is State.DRAFT and _can_select(change):
        yield kit.press(_about(change, Verb.BOTH), Button.BOTH)


def _list_end_buttons(change: Change) -> Iterator[Element]:
    if change.state in _REPEATABLE:
        yield kit.press(_about(change, Verb.AGAIN), Button.AGAIN)
    if change.state is State.APPLIED and _can_select(change):
        yield kit.press(_about(change, Verb.SELECT), Button.SELECT, style="positive")


def _can_select(change: Change) -> bool:
    """Tell whether the setting could be switched to the group that is filled."""
    plan = change.plan
    if plan.fill is None or plan.sets or plan.before.mode is Mode.UNTOLD:
        return False
    return plan.before.group != plan.fill.group.id


def _about(change: Change, verb: Verb) -> Act:
    return Act(verb, change.id, change.rev)
