"""Sentences about the Office policy: what it is, what is planned for it, what became of it; in English."""

from bot.core.text import Template


class OfficePhrase(Template):
    """What is said about the Office policy: what it is, what is planned for it, what became of it."""

    # files
    FILES_DISABLE = "Files that disable “Show LinkedIn features in Office applications” without Intune."
    FILES_ENABLE = "Files that enable “Show LinkedIn features in Office applications” without Intune."
    FILES_RESET = (
        "Files that take “Show LinkedIn features in Office applications” back to not configured without Intune: people "
        "then decide in Office themselves."
    )
    FILES_OFFER = (
        "{files} Nothing is changed yet; that happens when somebody uses one of them. {page} says what each is for."
    )
    FILES_ON_TERMINAL = (
        "Files are switched off here, so none can be offered. Nothing was changed. The same files are written on a "
        "terminal, wherever Linkgate is installed: {command}"
    )
