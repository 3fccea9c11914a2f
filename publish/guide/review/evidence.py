"""Checks of what a guide claims: sources, facts, dates, benefits and harms, what is not known."""

import re
from collections.abc import Iterator
from dataclasses import replace

from publish.guide.front import REVIEW_YEARS
from publish.guide.review.base import Case, Issue, error, warning
from publish.guide.review.reading import all_texts, first_text, sections, sentences, shown, word_count
from publish.guide.tree import Citation, Fact, Guide, Inline, Kind, Link, nodes_in
from publish.text.placeholders import fact_names

LARGEST_RATIO = 2.0
"""Words on one side for each word on the other, above which benefits and risks count as out of balance."""
FEW_WORDS = 12
"""A difference of so few words says nothing about balance."""

_ROUTES = re.compile(r"clinic\.(?:email|phone|web)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_NO_TREATMENT = re.compile(
    r"\b(?:no|without|not have|skip|decline|stop) (?:any )?(?:treatment|therapy|medicine|surgery|drugs?)\b"
    r"|\bdo(?:ing)? nothing\b|\bwait|\bwatch",
    re.I,
)
_RENEWED = re.compile(r"\b(?:updat|review|revis|check|renew)\w*", re.I)
_WHEN = re.compile(r"\b(?:years?|months?|annual\w*|regular\w*|edition|news|evidence)\b", re.I)


def unknown_citation(case: Case) -> Iterator[Issue]:
    """A citation without a reference cannot be printed."""
    known = {reference.id for reference in case.front.references}
    for text in all_texts(case.guide):
        for node in nodes_in(text.inlines):
            if isinstance(node, Citation) and node.id not in known:
                hint = f"add it to [[references]] in guide.toml with id = “{node.id}”, or mend the name"
                yield error("unknown-citation", f"there is no reference “{node.id}” (IPDAS: citations)", hint, text)


def unknown_fact(case: Case) -> Iterator[Issue]:
    """A fact without a value cannot be printed. Facts of the clinic are known only when it is chosen."""
    for text in all_texts(case.guide):
        for name in (name for node in nodes_in(text.inlines) for name in _facts(node)):
            if not name.startswith("clinic.") and name not in case.front.facts:
                yield error("unknown-fact", f"there is no fact “{name}”", f"add {name} to [facts] in guide.toml, or mend the name", text)


def _facts(node: Inline) -> list[str]:
    if isinstance(node, Fact):
        return [node.name]
    return fact_names(node.href) if isinstance(node, Link) else []


def references_missing(case: Case) -> Iterator[Issue]:
    """IPDAS: a guide names the sources of what it says, as references or footnotes."""
    if not case.front.references and not case.guide.notes:
        hint = "add [[references]] to guide.toml, and cite them in the text as [^id]"
        issue = warning("references-missing", "the guide names no source (IPDAS: citations; PIF TICK)", hint)
        yield replace(issue, severity=case.weight, front=True)


def reference_unused(case: Case) -> Iterator[Issue]:
    """IPDAS: a reader can tell which statement rests on which source."""
    nodes = (node for text in all_texts(case.guide) for node in nodes_in(text.inlines))
    cited = {node.id for node in nodes if isinstance(node, Citation)}
    for reference in case.front.references:
        if reference.id not in cited:
            hint = f"cite it as [^{reference.id}] where its facts stand, or take it out"
            yield replace(warning("reference-unused", f"nothing cites “{reference.id}” (IPDAS: citations)", hint), front=True)


def review_due(case: Case) -> Iterator[Issue]:
    """PIF TICK: information is reviewed within three years. After that day every build is a draft."""
    if case.front.next_review < case.setting.today:
        message = f"the review was due on {case.front.next_review}: every build is a draft (PIF TICK)"
        hint = "review the text, then set published and next_review in guide.toml"
        yield replace(warning("review-due", message, hint), front=True)


def review_late(case: Case) -> Iterator[Issue]:
    """PIF TICK: no more than three years lie between publication and review."""
    published, review = case.front.published, case.front.next_review
    if (review.year - REVIEW_YEARS, review.month, review.day) > (published.year, published.month, published.day):
        message = f"from {published} to {review} are more than {REVIEW_YEARS} years (PIF TICK)"
        yield replace(warning("review-late", message, "choose an earlier next_review in guide.toml"), front=True)
    elif review <= published:
        message = f"the review on {review} does not come after the publication on {published} (PIF TICK)"
        yield replace(warning("review-late", message, "mend next_review in guide.toml"), front=True)


def author_missing(case: Case) -> Iterator[Issue]:
    """PIF TICK and IPDAS: a reader can tell who wrote this."""
    if not case.front.author:
        yield replace(warning("author-missing", "nobody is named as the author (PIF TICK)", "add author = “…” to guide.toml"), front=True)


def update_policy_missing(case: Case) -> Iterator[Issue]:
    """IPDAS: the guide says how often it is brought up to date."""
    if case.english and not any(_renews(sentence) for text in all_texts(case.guide) for sentence in sentences(shown(text, case.front))):
        issue = warning("update-policy-missing", "nothing says how often the guide is checked (IPDAS: update policy)", "say so at the end")
        yield replace(issue, severity=case.weight)


def _renews(sentence: str) -> bool:
    return bool(_RENEWED.search(sentence) and _WHEN.search(sentence))


def feedback_missing(case: Case) -> Iterator[Issue]:
    """PIF TICK: a reader can say what is wrong or unclear."""
    for text in all_texts(case.guide):
        nodes = list(nodes_in(text.inlines))
        if any(isinstance(node, Link) and node.href.startswith(("mailto:", "tel:", "http")) for node in nodes):
            return
        if _ADDRESS.search(shown(text, case.front)) or any(isinstance(node, Fact) and _ROUTES.fullmatch(node.name) for node in nodes):
            return
    message = "nothing says where to send questions and corrections (PIF TICK: feedback)"
    yield warning("feedback-missing", message, "name {clinic.email} or {clinic.phone}")


def uncertainty_missing(case: Case) -> Iterator[Issue]:
    """CDC Clear Communication Index, item 11; IPDAS: what is known, and what is not."""
    missing = [role for role in ("known", "unknown") if not sections(case.guide, role)]
    if missing:
        what = {"known": "what is known", "unknown": "what is not known"}
        message = f"the guide does not say {' or '.join(what[role] for role in missing)} (CDC Clear Communication Index 11; IPDAS)"
        hint = f"add {' and '.join(f'“::: {role}”' for role in missing)}"
        yield replace(warning("uncertainty-missing", message, hint), severity=case.weight)


def side_missing(case: Case) -> Iterator[Issue]:
    """CDC Clear Communication Index, item 19; IPDAS: benefits and risks both; options have both as well."""
    present = {role for role in ("benefits", "risks", "options") if sections(case.guide, role)}
    for role in ("benefits", "risks"):
        if present and role not in present:
            where = first_text(block for name in sorted(present) for block in sections(case.guide, name))
            message = f"the guide tells of {' and '.join(sorted(present))}, not of {role} (CDC Clear Communication Index 19; IPDAS)"
            yield warning("side-missing", message, f"add “::: {role}”", where)


def sides_apart(case: Case) -> Iterator[Issue]:
    """CDC Clear Communication Index, item 19: risks stand beside benefits."""
    for guide in case.editions:
        places = _places(guide)
        if len(places) == 2 and abs(places["benefits"] - places["risks"]) > 1:
            message = "other headings come between benefits and risks (CDC Clear Communication Index 19)"
            yield warning("sides-apart", message, "put one right after the other", first_text(sections(guide, "risks")))


def _places(guide: Guide) -> dict[str, int]:
    """Return how many main headings stand before the first benefits and before the first risks."""
    headings, places = 0, dict[str, int]()
    for block in guide.walk():
        headings += block.kind is Kind.HEADING and block.level <= 2
        if block.role in ("benefits", "risks"):
            places.setdefault(block.role, headings)
    return places


def sides_unbalanced(case: Case) -> Iterator[Issue]:
    """IPDAS: benefits and risks are told in equal detail."""
    for guide in case.editions:
        counts = {role: word_count(sections(guide, role), case.front) for role in ("benefits", "risks")}
        (less, few), (more, many) = sorted(counts.items(), key=lambda item: item[1])
        if few and many > LARGEST_RATIO * few and many - few > FEW_WORDS:
            message = f"{many} words on {more}, {few} on {less} (IPDAS: balance)"
            yield warning("sides-unbalanced", message, f"tell of {less} in as much detail", first_text(sections(guide, less)))


def options_missing(case: Case) -> Iterator[Issue]:
    """IPDAS: whoever weighs benefits and risks reads of the other options."""
    weighed = sections(case.guide, "benefits") + sections(case.guide, "risks")
    if weighed and not sections(case.guide, "options"):
        message = "the guide weighs a treatment, but lists no options (IPDAS: options)"
        yield warning("options-missing", message, "list them in “::: options”, no treatment among them", first_text(weighed))


def no_treatment_missing(case: Case) -> Iterator[Issue]:
    """IPDAS: to do nothing is one of the options."""
    options = sections(case.full, "options")
    told = " ".join(shown(text, case.front) for top in options for block in top.walk() for text in block.texts)
    if case.english and options and not _NO_TREATMENT.search(told):
        message = "the options do not tell what happens without treatment (IPDAS: options)"
        yield warning("no-treatment-missing", message, "add “No treatment” with what is good and bad about it", first_text(options))
