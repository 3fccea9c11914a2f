"""Checks of evidence: sources, facts, dates, benefits and harms, uncertainty."""

import re
from collections.abc import Iterator
from dataclasses import replace

from publish.guide.front import REVIEW_YEARS
from publish.guide.review.base import ReviewCase, ReviewIssue, review_error, review_warning
from publish.guide.review.reading import all_texts, first_text, readable_text, sections, sentences, word_count
from publish.guide.tree import Citation, Fact, Guide, Inline, Kind, Link, nodes_in
from publish.text.placeholders import fact_names
from publish.text.suggest import did_you_mean

LARGEST_RATIO = 2.0
"""Benefits and risks are out of balance if one has more than this many times the words of the other."""
FEW_WORDS = 12
"""A difference of up to this many words is ignored."""

_CONTACTS = re.compile(r"clinic\.(?:email|phone|web)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_NO_TREATMENT = re.compile(
    r"\b(?:no|without|not have|skip|decline|stop) (?:any )?(?:treatment|therapy|medicine|surgery|drugs?)\b"
    r"|\bdo(?:ing)? nothing\b|\bwait|\bwatch",
    re.I,
)
_RENEWED = re.compile(r"\b(?:updat|review|revis|check|renew)\w*", re.I)
_WHEN = re.compile(r"\b(?:years?|months?|annual\w*|regular\w*|edition|news|evidence)\b", re.I)


def unknown_citation(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A citation without a reference: it cannot be printed."""
    known = {reference.id for reference in case.front.references}
    for text in all_texts(case.guide):
        for node in nodes_in(text.inlines):
            if isinstance(node, Citation) and node.id not in known:
                then = f"add it to [[references]] in guide.toml with id = “{node.id}”, or correct the name"
                hint = did_you_mean(node.id, sorted(known), then)
                message = f"there is no reference “{node.id}” (IPDAS: citations)"
                yield review_error("unknown-citation", message, hint, text, f"[^{node.id}]")


def unknown_fact(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A fact without a value: it cannot be printed. The facts of a clinic are known only after a clinic is chosen."""
    for text in all_texts(case.guide):
        for name in (name for node in nodes_in(text.inlines) for name in _facts(node)):
            if not name.startswith("clinic.") and name not in case.front.facts:
                hint = did_you_mean(name, sorted(case.front.facts), f"add {name} to [facts] in guide.toml, or correct the name")
                yield review_error("unknown-fact", f"there is no fact “{name}”", hint, text, f"{{{name}}}")


def _facts(node: Inline) -> list[str]:
    if isinstance(node, Fact):
        return [node.name]
    return fact_names(node.href) if isinstance(node, Link) else []


def references_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """No sources. IPDAS: a guide names the sources of its statements, as references or footnotes."""
    if not case.front.references and not case.guide.notes:
        hint = "add [[references]] to guide.toml, and cite them in the text as [^id]"
        issue = review_warning("references-missing", "the guide has no references and no footnotes (IPDAS: citations; PIF TICK)", hint)
        yield replace(issue, severity=case.decision_aid_severity, front=True)


def reference_unused(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A reference that is not cited. IPDAS: a reader can see which source a statement is based on."""
    nodes = (node for text in all_texts(case.guide) for node in nodes_in(text.inlines))
    cited = {node.id for node in nodes if isinstance(node, Citation)}
    for reference in case.front.references:
        if reference.id not in cited:
            hint = f"cite it as [^{reference.id}] where its facts are stated, or remove it"
            message = f"the reference “{reference.id}” is not cited (IPDAS: citations)"
            yield replace(review_warning("reference-unused", message, hint), front=True)


def review_due(case: ReviewCase) -> Iterator[ReviewIssue]:
    """An overdue review. PIF TICK: information is reviewed within three years. After the day of review every build is a draft."""
    if case.front.next_review < case.setting.today:
        message = f"the review was due on {case.front.next_review}: every build is a draft (PIF TICK)"
        hint = "review the text, then set published and next_review in guide.toml"
        yield replace(review_warning("review-due", message, hint), front=True)


def review_late(case: ReviewCase) -> Iterator[ReviewIssue]:
    """A review date too late, or before publication. PIF TICK: review follows publication within three years."""
    published, review = case.front.published, case.front.next_review
    if (review.year - REVIEW_YEARS, review.month, review.day) > (published.year, published.month, published.day):
        message = f"the review on {review} is more than {REVIEW_YEARS} years after the publication on {published} (PIF TICK)"
        yield replace(review_warning("review-late", message, "choose an earlier next_review in guide.toml"), front=True)
    elif review <= published:
        message = f"the review on {review} is not after the publication on {published} (PIF TICK)"
        yield replace(review_warning("review-late", message, "correct next_review in guide.toml"), front=True)


def author_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """No author. PIF TICK and IPDAS: a reader can see who wrote the guide."""
    if not case.front.author:
        issue = review_warning("author-missing", "the guide names no author (PIF TICK)", "add author = “…” to guide.toml")
        yield replace(issue, front=True)


def update_policy_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """No update policy. IPDAS: the guide says how often it is updated."""
    texts = (readable_text(text, case.front) for text in all_texts(case.guide))
    if case.english and not any(_is_update_policy(sentence) for text in texts for sentence in sentences(text)):
        message = "the guide does not say how often it is reviewed (IPDAS: update policy)"
        issue = review_warning("update-policy-missing", message, "add a sentence about it at the end")
        yield replace(issue, severity=case.decision_aid_severity)


def _is_update_policy(sentence: str) -> bool:
    return bool(_RENEWED.search(sentence) and _WHEN.search(sentence))


def feedback_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """No contact for feedback. PIF TICK: a reader can report what is wrong or unclear."""
    for text in all_texts(case.guide):
        nodes = list(nodes_in(text.inlines))
        if any(isinstance(node, Link) and node.href.startswith(("mailto:", "tel:", "http")) for node in nodes):
            return
        contacts = (node for node in nodes if isinstance(node, Fact) and _CONTACTS.fullmatch(node.name))
        if any(contacts) or _ADDRESS.search(readable_text(text, case.front)):
            return
    message = "the guide does not say where to send questions and corrections (PIF TICK: feedback)"
    yield review_warning("feedback-missing", message, "add {clinic.email} or {clinic.phone}")


def uncertainty_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """Uncertainty not explained. CDC Clear Communication Index, item 11; IPDAS: what is known and what is not."""
    missing = [role for role in ("known", "unknown") if not sections(case.guide, role)]
    if missing:
        what = {"known": "what is known", "unknown": "what is not known"}
        message = f"the guide does not say {' or '.join(what[role] for role in missing)} (CDC Clear Communication Index 11; IPDAS)"
        hint = f"add {' and '.join(f'“::: {role}”' for role in missing)}"
        yield replace(review_warning("uncertainty-missing", message, hint), severity=case.decision_aid_severity)


def side_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """Benefits without risks, or the reverse. CDC Clear Communication Index, item 19; IPDAS: both, for options too."""
    present = {role for role in ("benefits", "risks", "options") if sections(case.guide, role)}
    for role in ("benefits", "risks"):
        if present and role not in present:
            where = first_text(block for name in sorted(present) for block in sections(case.guide, name))
            message = f"the guide describes {' and '.join(sorted(present))}, but not {role} (CDC Clear Communication Index 19; IPDAS)"
            yield review_warning("side-missing", message, f"add “::: {role}”", where)


def sides_apart(case: ReviewCase) -> Iterator[ReviewIssue]:
    """Benefits and risks far apart. CDC Clear Communication Index, item 19: they are side by side."""
    for guide in case.editions:
        places = _places(guide)
        if len(places) == 2 and abs(places["benefits"] - places["risks"]) > 1:
            message = "there are other headings between benefits and risks (CDC Clear Communication Index 19)"
            yield review_warning("sides-apart", message, "put one right after the other", first_text(sections(guide, "risks")))


def _places(guide: Guide) -> dict[str, int]:
    """Return the number of main headings before the first benefits and before the first risks."""
    headings, places = 0, dict[str, int]()
    for block in guide.walk():
        headings += block.kind is Kind.HEADING and block.level <= 2
        if block.role in ("benefits", "risks"):
            places.setdefault(block.role, headings)
    return places


def sides_unbalanced(case: ReviewCase) -> Iterator[ReviewIssue]:
    """Benefits and risks of unequal length. IPDAS: both are described in equal detail."""
    for guide in case.editions:
        counts = {role: word_count(sections(guide, role), case.front) for role in ("benefits", "risks")}
        (less, few), (more, many) = sorted(counts.items(), key=lambda item: item[1])
        if few and many > LARGEST_RATIO * few and many - few > FEW_WORDS:
            message = f"{many} words on {more}, {few} on {less} (IPDAS: balance)"
            yield review_warning("sides-unbalanced", message, f"describe {less} in as much detail", first_text(sections(guide, less)))


def options_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """No options. IPDAS: a reader who weighs benefits and risks also learns the other options."""
    weighed = sections(case.guide, "benefits") + sections(case.guide, "risks")
    if weighed and not sections(case.guide, "options"):
        message = "the guide describes benefits and risks, but lists no options (IPDAS: options)"
        yield review_warning("options-missing", message, "list them in “::: options”, including no treatment", first_text(weighed))


def no_treatment_missing(case: ReviewCase) -> Iterator[ReviewIssue]:
    """No treatment is not among the options. IPDAS: to do nothing is one of them."""
    options = sections(case.full, "options")
    described = " ".join(readable_text(text, case.front) for top in options for block in top.walk() for text in block.texts)
    if case.english and options and not _NO_TREATMENT.search(described):
        message = "the options do not describe what happens without treatment (IPDAS: options)"
        yield review_warning("no-treatment-missing", message, "add “No treatment” with its pros and cons", first_text(options))
