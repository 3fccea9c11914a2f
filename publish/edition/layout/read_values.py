"""Fill in the facts of a text as its readers will see them, for people who sign it."""

from publish.catalog.template import LAYOUTS, front_in
from publish.edition.layout.typography import read_typography
from publish.edition.values.facts import fact_text
from publish.edition.values.locale_info import locale_info
from publish.project import PublishError, Snapshot
from publish.text.placeholders import FACT


def text_with_values(snapshot: Snapshot, locale: str, domain: str, text: str) -> str:
    """Return ``text`` with the facts of the guide ``domain`` in place of their names, as ``locale`` writes them.

    Facts of a clinic, and facts that guide.toml does not have, keep their names.
    """
    if domain == LAYOUTS or not FACT.search(text):
        return text
    try:
        facts, language = front_in(snapshot, domain).facts, locale_info(locale)
        span = read_typography(snapshot, language).range
    except PublishError:  # reported by every other command
        return text
    shown = {name: fact_text(value, language, span) for name, value in facts.items()}
    return FACT.sub(lambda found: shown.get(found[1]) or found[0], text)
