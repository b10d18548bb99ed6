"""Sentences about what people have to be told, and whether they were; in English."""

from bot.core.text import Template


class AnnouncePhrase(Template):
    """What is said about what people have to be told, and whether they were."""

    # the question on the form
    TOLD_DONE = "They have been told"
    TOLD_PLANNED = "They will be told before it takes effect"
    TOLD_NO = "Nobody will be told"
    NO_WORD = (
        "Say whether the people concerned have been told: Microsoft obliges you to announce the integration and what "
        "is shared. linkedin announce writes the text. Nothing was sent."
    )
