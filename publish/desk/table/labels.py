"""The words that the script of the light table shows, in the language of the user; ``%(name)s`` is filled in by the script."""

from publish.desk.words import translate as _


def table_labels() -> dict[str, str]:
    """Return the words by the names under which the script knows them."""
    return {**_states(), **_fields(), **_page(), **_saving(), **_judging(), **_back_translation()}


def _states() -> dict[str, str]:
    return {
        # translators: States of a text in a list, each with a colour. “Fuzzy”: a translation that a person must check.
        "untranslated": _("not translated"),
        "fuzzy": _("to be checked"),
        # translators: A text on which the safety of patients depends, such as a dose or a warning.
        "critical": _("critical"),
        "unapproved": _("not approved"),
        "approved": _("approved"),
        # translators: Of a text: something that a check found in it was overruled by a person, with a reason.
        "waived": _("waived"),
        "unsaved": _("not saved"),
        # translators: Said after a text was saved.
        "saved": _("saved"),
        "error": _("Error"),
        "warning": _("Warning"),
        # translators: Kinds of what a check finds; a note is the least serious.
        "note": _("Note"),
        "waits": _("Waits for: %(roles)s"),
        "count": _("Texts shown: %(count)s of %(total)s"),
        "none": _("No text is like that."),
    }


def _fields() -> dict[str, str]:
    return {
        # translators: The text of the guide before it is translated.
        "source": _("Source text"),
        "translation": _("Translation"),
        # translators: Heading of the form of a translation for a count; %(form)s is an example, such as “1” or “5”.
        "form": _("Form for %(form)s"),
        "context": _("Where it stands: %(context)s"),
        "notes": _("Notes for translators"),
        "changed": _("The source text was changed. Struck out: before. Underlined: now."),
        "edited": _("What you changed"),
        # translators: Values that the program puts into a text in place of names such as {dose}.
        "values": _("Values in this text, as they print"),
        "reads": _("It reads"),
        "terms": _("Agreed words"),
        "kept": _("do not translate"),
        "forbidden": _("not: %(words)s"),
        "suggestions": _("Suggestions"),
        # translators: A button that puts a suggested translation into the field.
        "use": _("Use"),
        "similar": _("%(percent)s%% similar"),
        "comments": _("Comments"),
        "comment": _("Write a comment for others"),
        "add": _("Add the comment"),
        "copy": _("Copy the source text"),
        "revert": _("Undo my changes"),
    }


def _page() -> dict[str, str]:
    return {
        "printing": _("Printing …"),
        # translators: The first of two pictures of a page: made quickly, while the exact one is still being made.
        "quick": _("First picture: the exact one follows."),
        "failed": _("This page cannot be printed."),
        "page": _("Page %(number)s"),
        "size": _("Type size: %(size)s pt"),
        "full": _("Page %(number)s: %(percent)s%% full"),
        "cost": _("Your changes: %(points)s pt of type size"),
        "nowhere": _("This text is not on these pages."),
        "offline": _("The desk does not answer. What you type is kept in this browser."),
        "changed_on_disk": _("The files were changed. The page is up to date again."),
        "before": _("Before"),
        "after": _("After"),
        "line": _("%(file)s, line %(line)s"),
    }


def _saving() -> dict[str, str]:
    return {
        "save": _("Save"),
        "save_next": _("Save and go on"),
        "next": _("Next text"),
        "meanwhile": _("Somebody has changed this text meanwhile. It says now:"),
        # translators: The translation of the person at this computer, beside that of somebody else.
        "yours": _("Yours:"),
        "take": _("Keep mine and save"),
        "leave": _("Use theirs"),
        "not_saved": _("This could not be saved: %(reason)s"),
        "drafts": _("Texts that you typed earlier and did not save: %(count)s. They are in the fields again."),
    }


def _judging() -> dict[str, str]:
    return {
        # translators: A button: the person signs that this translation is right.
        "approve": _("Approve"),
        # translators: A button: the person says that this translation is not right; it must be checked again.
        "reject": _("Reject"),
        # translators: A button beside something that a check found: the person says that it is right nevertheless.
        "waive": _("Waive"),
        "why_reject": _("What is wrong with it?"),
        "why_waive": _("Why is it right nevertheless?"),
        # translators: A button: send the reason that was written.
        "send": _("Send"),
        "cancel": _("Cancel"),
        "signed": _("Signed by %(name)s (%(role)s), %(date)s"),
        "waived_by": _("Waived by %(name)s, %(date)s: %(reason)s"),
        "rejected": _("Rejected by %(name)s, %(date)s: %(reason)s"),
        "name_first": _("Write your name above first."),
        "save_first": _("Save your changes first."),
        "look_first": _("Compare the page before and after, then approve."),
    }


def _back_translation() -> dict[str, str]:
    return {
        "back": _("Translated back by %(name)s, %(date)s"),
        "back_old": _("This was translated back from an earlier translation."),
        # translators: Between the source text and the translation that was translated back.
        "back_found": _("Differences that the checks find"),
        "back_none": _("The checks find no difference."),
    }
