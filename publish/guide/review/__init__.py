"""Health-literacy checks of a guide in its own language: an ordered table of small functions.

docs/source-checks.md has an example of each. They find what a program can find; a person must judge whether a text is correct and
kind. Authors switch off checks that raise false alarms, so a good guide must raise none.
"""

from publish.guide.front import Front
from publish.guide.review import evidence, notation, numbers, pictures, structure, wording
from publish.guide.review.base import Check, ReviewCase, ReviewIssue, Setting
from publish.guide.review.lines import Lines
from publish.guide.tree import Guide
from publish.project import Finding

__all__ = ["CHECKS", "Lines", "Setting", "review"]

CHECKS: tuple[Check, ...] = (
    evidence.unknown_citation,
    evidence.unknown_fact,
    pictures.image_missing,
    structure.title_missing,
    structure.off_label_missing,
    structure.when_to_call_missing,
    structure.main_message_late,
    structure.summary_missing,
    structure.heading_rare,
    structure.list_long,
    structure.steps_missing,
    structure.short_long,
    structure.table_heading_missing,
    structure.table_cell_empty,
    evidence.side_missing,
    evidence.sides_apart,
    evidence.sides_unbalanced,
    evidence.options_missing,
    evidence.no_treatment_missing,
    evidence.uncertainty_missing,
    evidence.references_missing,
    evidence.reference_unused,
    evidence.author_missing,
    evidence.review_due,
    evidence.review_late,
    evidence.update_policy_missing,
    evidence.feedback_missing,
    notation.dose_notation,
    numbers.denominator_mixed,
    numbers.percent_used,
    numbers.decimal_used,
    wording.term_unexplained,
    wording.term_late,
    wording.abbreviation_unexplained,
    wording.sentence_long,
    wording.grade_high,
    pictures.image_description_missing,
    pictures.image_description_redundant,
    pictures.caption_missing,
)


def review(guide: Guide, front: Front, setting: Setting, lines: Lines | None = None) -> list[Finding]:
    """Return the findings about a guide, in the order of `CHECKS`; a finding that both editions have is reported once.

    ``lines`` are those of the source text; without them, the findings have no lines.
    """
    case = ReviewCase(guide, front, setting)
    found = (_finding(issue, setting, lines) for check in CHECKS for issue in check(case))
    return [*front.findings, *dict.fromkeys(found)]


def _finding(issue: ReviewIssue, setting: Setting, lines: Lines | None) -> Finding:
    message = issue.text.message if issue.text else None
    finding = Finding(
        issue.severity,
        issue.code,
        issue.message,
        file=f"{setting.folder}/{'guide.toml' if issue.front else 'guide.md'}",
        anchor=message.reference.lstrip("#") or None if message else None,
        locale=setting.locale,
        msgid=message.msgid if message else None,
        hint=issue.hint,
    )
    return lines.locate(finding, issue.written) if lines else finding
