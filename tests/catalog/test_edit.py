"""Tests of `publish.catalog.edit`: one entry changes, the others keep their bytes, and remarks are comments that other tools show."""

from publish.catalog.edit import Remark, remarks_on, with_remark, with_translation
from publish.po.codec import read_po, write_po
from publish.po.model import Entry

CATALOG = b"""msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n!=1;\\n"

# A note of ours.
#, fuzzy
#| msgid "Old"
msgid "One"
msgstr   "Uno"

msgid "%(n)s page"
msgid_plural "%(n)s pages"
msgstr[0] ""
msgstr[1] ""
"""


def test_a_translation_is_fuzzy_no_more_and_its_comments_stay() -> None:
    changed = write_po(with_translation(read_po(CATALOG, "es.po"), Entry("One"), ("Un",)))
    assert b'# A note of ours.\nmsgid "One"\nmsgstr "Un"\n' in changed and changed.count(b"\n") == CATALOG.count(b"\n") - 2


def test_plural_forms_are_written_together() -> None:
    message = Entry("%(n)s page", msgid_plural="%(n)s pages")
    changed = read_po(write_po(with_translation(read_po(CATALOG, "es.po"), message, ("%(n)s página", "%(n)s páginas"))), "es.po")
    assert changed.messages[1].msgstr_plural == ("%(n)s página", "%(n)s páginas")
    assert changed.messages[0].fuzzy


def test_a_remark_is_a_comment_and_a_rejection_marks_the_text() -> None:
    message = Entry("One")
    catalog = with_translation(read_po(CATALOG, "es.po"), message, ("Un",))
    noted = with_remark(catalog, message, Remark("Is it “un”?", "Ana Cruz", "2026-11-30"))
    assert noted.index[None, "One"].usable
    rejected = read_po(write_po(with_remark(noted, message, Remark("It is “uno” [sic]", "Dr. Abe", "2026-12-01", rejected=True))), "es.po")
    entry = rejected.index[None, "One"]
    assert entry.fuzzy and not entry.usable and entry.comments[1] == "[2026-11-30 Ana Cruz] Is it “un”?"
    assert list(remarks_on(entry)) == [
        Remark("A note of ours."),
        Remark("Is it “un”?", "Ana Cruz", "2026-11-30"),
        Remark("It is “uno” [sic]", "Dr. Abe", "2026-12-01", rejected=True),
    ]
    assert with_remark(rejected, message, Remark("Again", "B", "2026-12-02", rejected=True)).index[None, "One"].flags == ("fuzzy",)
