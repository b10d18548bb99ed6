"""What people see. Pure: a view in, an Adaptive Card as a plain dict out; no fact is looked up or decided here.

Foreign text reaches a card in one way only, as `Foreign` through `kit.say`.
"""

from bot.core.text import ENGLISH, Tongue
from bot.core.view import (
    AnnounceView,
    ChangeView,
    CheckView,
    ChoiceView,
    ConsentView,
    DigestView,
    EffectView,
    FileView,
    HelpView,
    ListView,
    MembersView,
    OfferView,
    OfficeView,
    PostView,
    SaidView,
    StatusView,
    View,
    WhyView,
)
from cards import kit
from cards.announcement import draw_announcement, draw_posting
from cards.change import draw_change
from cards.check import draw_check
from cards.choice import draw_choice
from cards.consent import draw_consent
from cards.digest import draw_digest
from cards.effect import draw_effect
from cards.help import draw_help
from cards.kit import Element
from cards.lists import draw_list
from cards.members import draw_members
from cards.office import draw_office
from cards.said import draw_said
from cards.status import draw_status
from cards.why import draw_why


def draw(view: View, *, ref: str = "", tongue: Tongue = ENGLISH) -> Element | None:
    """Draw *view* as a card that speaks *tongue*. None: it needs no card, as a line of text or a file.

    A card bears a reference by which its lines in the log are found: *ref*, or that of the request that it shows.
    """
    card = _draw(view)
    known = view.change.ref if isinstance(view, ChangeView) else ref
    signed = kit.sign(card, known) if card and known else card
    return signed and kit.voice(signed, tongue)


def _draw(view: View) -> Element | None:  # noqa: C901, PLR0912  one case for each kind of view
    match view:
        case SaidView():
            return draw_said(view)
        case HelpView():
            return draw_help(view)
        case StatusView():
            return draw_status(view)
        case ChoiceView():
            return draw_choice(view)
        case ChangeView():
            return draw_change(view)
        case ListView():
            return draw_list(view)
        case DigestView():
            return draw_digest(view)
        case WhyView():
            return draw_why(view)
        case OfferView() | FileView():
            return None
        case MembersView():
            return draw_members(view)
        case CheckView():
            return draw_check(view)
        case EffectView():
            return draw_effect(view)
        case ConsentView():
            return draw_consent(view)
        case OfficeView():
            return draw_office(view)
        case AnnounceView():
            return draw_announcement(view)
        case PostView():
            return draw_posting(view)
