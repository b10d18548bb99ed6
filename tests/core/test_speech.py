"""The phrase book is whole: nothing is untranslated, unused or stale, and what is kept is found again."""

import ast
import re
from pathlib import Path

import pytest

from bot.core.speech.announcements import AnnouncePhrase
from bot.core.speech.answers import AnswerPhrase
from bot.core.speech.effects import EffectPhrase
from bot.core.speech.german_kept import KEPT
from bot.core.speech.kept import recall
from bot.core.speech.labels import Button, Label
from bot.core.speech.lessons import Lesson
from bot.core.speech.lists import ListPhrase
from bot.core.speech.office import OfficePhrase
from bot.core.speech.phrases import Phrase
from bot.core.speech.tongues import GERMAN
from bot.core.text import Foreign, flatten

ROOT = Path(__file__).parents[2]
SPEECH = ROOT / "bot/core/speech"
OURS = (Label, Button, Phrase, AnswerPhrase, ListPhrase, OfficePhrase, EffectPhrase, AnnouncePhrase, Lesson)
NAMES = {kind.__name__: kind for kind in OURS}
ENGLISH = {str(one) for kind in OURS for one in kind}
TABLES = (
    "german",
    "german_answers",
    "german_lists",
    "german_office",
    "german_effects",
    "german_announcements",
    "german_lessons",
    "german_labels",
)
GAP = re.compile(r"\{(\w+)\}")
SPARE_LETTERS = 6
"""What a short text may have beyond its share: German has no word as short as "on"."""

ERRORS = {"UnreachableError", "NotPermittedError", "NotFoundError", "ConflictError", "UnexpectedError"}
RAISERS = sorted(
    {
        *(ROOT / "bot" / f"{name}.py" for name in ("brake", "questions", "handless", "notary", "checks", "clerk")),
        *(ROOT / "bot" / f"{name}.py" for name in ("planner", "facts", "register")),
        *(ROOT / "bot/edges" / name for name in ("signin.py", "anchors.py", "teams/connector.py")),
        *(ROOT / "bot/edges/files").glob("*.py"),
        *(ROOT / "bot/edges/graph").glob("*.py"),
        *(ROOT / "bot/edges/portal").glob("*.py"),
        *(ROOT / "bot/edges/store").glob("*.py"),
    }
)
AT_START = {
    "bot/edges/store/schema.py": "only a terminal sees why a store does not fit",
    "bot/edges/store/key.py": "the key is read when the store is opened, for a terminal",
    "bot/edges/store/file.py:_translated": "folders are made when the store is opened, for a terminal",
    "bot/edges/store/file.py:refuse_shared": "permissions are looked at when the store is opened, for a terminal",
    "bot/edges/store/file.py:_lock": "a second Linkgate stops at its start",
}
ELSEWHERE = {
    "words.READ_ONLY": "a constant of words",
    "words.NEW_RULES": "a constant of words",
    "words.NO_APPLIER": "a constant of words",
    "words.NO_HANDS": "a constant of words",
    "words.UNREACHABLE": "a constant of words",
    "told.sentence": "the applier's own error, raised again by the bot",
    "str(error)": "the sentence of an error that was raised with it",
    "str(why)": "what explain returns, which is an error of its own",
    "_name_remedy(self._credential)": "a place below",
    "_NO_CLOUD": "a place below",
    "_TOO_SLOW": "a place below",
    "_CLASHES[name]": "a place below",
    "sentence": "a place below",
}
"""Sentences that are no text where they are raised, and where they come from."""
PLACES = {
    "bot/core/errand.py": ("NO_EXECUTOR", "explain", "_explain_success", "_explain_failure", "_name"),
    "bot/core/words.py": ("READ_ONLY", "NEW_RULES", "NO_APPLIER", "NO_HANDS", "UNREACHABLE"),
    "bot/core/findings.py": (
        *("LANDED_LATE", "NOT_OFFERED_NOW", "REQUESTER_LOST_RIGHT", "APPROVER_LOST_RIGHT", "KEEPS_READING"),
        *(
            "explain_difference",
            "_count_roster",
            "object_to_group",
            "object_to_aim",
            "explain_doubt",
            "tell_doubt",
            "explain_outcome",
        ),
    ),
    "bot/core/fill.py": ("GONE", "NO_KEY", "AMBIGUOUS"),
    "bot/core/steps.py": ("find_gap",),
    "bot/core/publication.py": (
        *("READ_BACK", "NEVER_ARRIVED", "NOT_ASSIGNED", "NOT_SHOWN", "KEEPS_READING", "DELETED", "SOMETHING_ELSE"),
        *("explain_end", "_tell_half", "find_difference", "_find_difference", "_compare"),
    ),
    "bot/core/tasks.py": ("tell_end", "_tell_unset", "_count_reached"),
    "bot/crew.py": ("TOO_MANY_REFUSED",),
    "bot/filler.py": ("TOO_BUSY", "STOPPED"),
    "bot/inspector.py": ("_object_to_people",),
    "bot/edges/graph/members.py": ("REFUSED", "FORBIDDEN", "UNFIT"),
    "bot/notary.py": ("_contradict",),
    "bot/edges/anchors.py": ("_translated", "_read", "_add", "_check", "read_anchors"),
    "bot/edges/signin.py": ("_NO_CLOUD", "_name_remedy"),
    "bot/edges/portal/answer.py": ("_ACTIVATE", "_BY_HAND"),
    "bot/edges/portal/client.py": ("_TOO_SLOW", "_lose"),
    "bot/edges/portal/request.py": ("SIGN_IN", "check_token"),
    "bot/edges/store/database.py": ("_PASSING",),
    "bot/edges/store/store.py": ("_CLASHES",),
}
"""Constants and functions every text of which is a sentence, or a piece of one."""
NO_SENTENCES = {
    "": "nothing is wrong",
    "utf-8": "an encoding",
    "replace": "what is done with bytes that are no text",
    "\n": "the end of a line",
    "oid": "a claim", "aud": "a claim", "tid": "a claim", "idtyp": "a claim", "scp": "a claim", "exp": "a claim",
    "app": "what a claim says", "user_impersonation": "what a claim says", "verify_signature": "an option",
    "origin": "a key", "number": "a key", "slot": "a key",
}  # fmt: skip


def read(path):
    return ast.parse(path.read_text(), str(path))


def templates(node):
    """Turn every text below *node* into its template; an f-string's own pieces are not texts."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            gaps = iter(range(len(values)))
            yield "".join(one.value if isinstance(one, ast.Constant) else f"{{{next(gaps)}}}" for one in values)
        case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body):
            is_told = ast.get_docstring(node) is not None
            yield from (text for one in body[is_told:] for text in templates(one))
        case ast.BinOp(op=ast.Add()) if list(templates(node.left)) + list(templates(node.right)):
            # bytes and paths have no text in them; a sentence that is added up cannot be read
            pytest.fail(f"a sentence is an f-string, not a sum: {ast.unparse(node)}")
        case _:
            yield from (text for one in ast.iter_child_nodes(node) for text in templates(one))


def defined(tree):
    """List what has a name in a module, functions in classes as well."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name, node
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if node in tree.body:
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if node in tree.body:
                yield name, value


def raised(node, place):
    """List the templates of the errors and readings that are made below *node*."""
    if place in AT_START:
        return
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        place = f"{place.split(':')[0]}:{node.name}"
        if place in AT_START:
            return
    if isinstance(node, ast.Call):
        yield from (template for text in spoken(node) for template in read_text(text, place))
    for child in ast.iter_child_nodes(node):
        yield from raised(child, place)


def spoken(call):
    name = ast.unparse(call.func)
    if name.rsplit(".", 1)[-1] in ERRORS:
        assert call.args, f"an error has its sentence first: {ast.unparse(call)}"
        yield call.args[0]
    if name in {"Written", "Reading"}:
        yield from (one.value for one in call.keywords if one.arg in {"sentence", "why"})


def read_text(node, place):
    if isinstance(node, ast.Constant | ast.JoinedStr):
        return list(templates(node))
    source = ast.unparse(node)
    assert source in ELSEWHERE, f"{place}: nobody can read the sentence {source}"
    return []


def written():
    """List every template that is kept or raised."""
    found = {text for path in RAISERS for text in raised(read(path), str(path.relative_to(ROOT)))}
    for place, names in PLACES.items():
        here = list(defined(read(ROOT / place)))
        assert set(names) <= {name for name, _ in here}, place
        found |= {text for name, node in here if name in names for text in templates(node)}
    return found - set(NO_SENTENCES)


def keys_of(name):
    """List the keys of the dictionaries of a module as they are written."""
    for node in ast.walk(read(SPEECH / f"{name}.py")):
        for key in node.keys if isinstance(node, ast.Dict) else ():
            match key:
                case ast.Attribute(value=ast.Name(id=kind), attr=member):
                    yield str(NAMES[kind][member])
                case ast.Constant(value=str(text)):
                    yield text
                case None:
                    continue  # another table, taken in whole
                case _:
                    pytest.fail(f"nobody can read the key {ast.unparse(key)}")


def sources():
    """List the modules that may use the phrase book."""
    for folder in ("bot", "cards"):
        yield from (path for path in (ROOT / folder).rglob("*.py") if SPEECH not in path.parents)
    yield SPEECH / "titles.py"
    yield SPEECH / "kept.py"


def test_everything_has_a_german_text():
    missing = [text for text in ENGLISH if re.search("[A-Za-z]", GAP.sub("", text)) and text not in GERMAN.words]
    assert not missing


def test_no_key_is_stale_or_stands_twice():
    keys = [key for name in TABLES for key in keys_of(name)]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)
    assert set(keys) <= ENGLISH
    kept = [*keys_of("german_kept"), *keys_of("german_edges"), *keys_of("german_intune")]
    assert len(kept) == len(set(kept)), sorted(key for key in kept if kept.count(key) > 1)
    assert not (set(kept) & ENGLISH - {"Nobody"})  # a badge as well, and the same word


def test_german_has_the_gaps_of_the_english():
    for english, german in GERMAN.words.items():
        assert sorted(GAP.findall(english)) == sorted(GAP.findall(german)), english


def test_german_fits_where_the_english_does():
    for english, german in GERMAN.words.items():
        assert len(german) <= 1.4 * len(english) + SPARE_LETTERS, f"{len(english)}, {len(german)}: {german}"
    for button in Button:
        assert len(GERMAN.say(button)) <= (15 if len(button) > 12 else 12), button


def test_nothing_in_the_phrase_book_is_unused():
    used = set()
    for path in sources():
        for node in ast.walk(read(path)):
            match node:
                case ast.Attribute(value=ast.Name(id=kind), attr=member) if kind in NAMES:
                    used.add((kind, NAMES[kind][member].name))
                case _:
                    continue
    assert not {(kind.__name__, one.name) for kind in OURS for one in kind} - used


def test_every_phrase_gets_the_gaps_that_it_has():
    calls = 0
    for path in sources():
        for node in ast.walk(read(path)):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=kind), attr=member)) if kind in NAMES:
                    calls += 1
                    assert not node.args, f"{path.name}:{node.lineno}"
                    assert {one.arg for one in node.keywords} == set(GAP.findall(NAMES[kind][member])), (
                        f"{path.name}:{node.lineno}"
                    )
                case _:
                    continue
    assert calls


def test_all_that_is_kept_or_raised_has_a_german_text_and_none_is_stale():
    found = written()
    assert not found - set(KEPT), "without German"
    assert not set(KEPT) - found, "stale"


def fill(template):
    return GAP.sub(lambda gap: f"Ölwerk-{gap[1]}", template)


def plain(text):
    return text.replace("\u2068", "").replace("\u2069", "").replace("\u200b", "")


@pytest.mark.parametrize("template", KEPT)
def test_what_was_kept_is_found_again(template):
    text = fill(template)
    assert plain(flatten(recall(text))) == text
    assert plain(flatten(recall(text), GERMAN)) == fill(KEPT[template])


NESTED = [
    (
        (
            "Not as approved (from): the setting was On for one group (…0a1b) and is Off for everyone now. "
            "Nothing was written; plan it again."
        ),
        (
            "Nicht wie genehmigt (from): Einstellung damals: Aktiv für eine Gruppe (…0a1b), jetzt: Aus für alle. "
            "Nichts wurde geschrieben; planen Sie neu."
        ),
    ),
    (
        (
            "Not as approved (members): the group had not counted and has 1,234 people now; up to 5 might come or go. "
            "Nothing was written; plan it again."
        ),
        (
            "Nicht wie genehmigt (members): Mitglieder damals: nicht gezählt, jetzt: 1.234 Personen; erlaubt waren "
            "Zu- und Abgänge bis 5. Nichts wurde geschrieben; planen Sie neu."
        ),
    ),
    (
        (
            "The operator's sign-in has expired. Run az login as the operator on Linkgate's host and try again. "
            "Nothing was sent."
        ),
        (
            "Die Anmeldung des Operators ist abgelaufen. Führen Sie auf Linkgates Host als Operator az login aus und "
            "versuchen Sie es erneut. Nichts wurde gesendet."
        ),
    ),
    (
        (
            "The ledger ends with line 3, and line 5 was anchored: its end was cut off, an older backup was restored, "
            "or it is another ledger. Nothing is changed in the tenant until somebody says why, on Linkgate's host: "
            'linkgate audit accept --reason "…"'
        ),
        (
            "Das Protokoll endet mit Zeile 3, und verankert wurde Zeile 5: Das Ende wurde abgeschnitten, eine ältere "
            "Sicherung eingespielt, oder es ist ein anderes Protokoll. Im Mandanten wird nichts geändert, bis jemand "
            'auf Linkgates Host sagt, warum: linkgate audit accept --reason "…"'
        ),
    ),
]


@pytest.mark.parametrize(("text", "german"), NESTED)
def test_a_sentence_within_a_sentence_is_found_too(text, german):
    assert plain(flatten(recall(text))) == text
    assert plain(flatten(recall(text), GERMAN)) == german


def test_what_a_person_wrote_is_never_taken_for_ours():
    assert recall("Because I say so") == (Foreign("Because I say so"),)
    told = flatten(recall("Bob could not make the change: has expired"), GERMAN)
    assert plain(told) == "Bob konnte die Änderung nicht vornehmen: has expired"
