"""Sentences in German about what people have to be told, and whether they were."""

from collections.abc import Mapping

from bot.core.speech.announcements import AnnouncePhrase

GERMAN_ANNOUNCEMENTS: Mapping[str, str] = {
    # the question on the form
    AnnouncePhrase.TOLD_DONE: "Sie wurden informiert",
    AnnouncePhrase.TOLD_PLANNED: "Sie werden informiert, bevor es wirksam wird",
    AnnouncePhrase.TOLD_NO: "Niemand wird informiert",
    AnnouncePhrase.NO_WORD: (
        "Sagen Sie, ob die Betroffenen informiert wurden: Microsoft verpflichtet Sie, die Integration und was geteilt "
        "wird anzukündigen. linkedin announce schreibt den Text. Nichts wurde gesendet."
    ),
}
