"""A translation memory holds what is translated."""

from defusedxml.ElementTree import fromstring

from publish.exchange.tmx import write_tmx
from publish.po.model import Entry
from tests.exchange.units import STOP, TAKE, catalog_of


def test_a_memory_goes_out_with_what_is_translated() -> None:
    plural = Entry("one day", msgid_plural="%d days", msgstr_plural=("un día", "%d días"), msgctxt="time")
    data = write_tmx([("asthma", catalog_of(TAKE, STOP, plural, Entry("\x1b", "\x1b"), Entry("a <b>", "a & <c>")), "en")], "pt-BR")
    segments = [segment.text for segment in fromstring(data).iter("seg")]
    assert segments == ["Stop", "Pare", "one day", "un día", "%d days", "%d días", "a <b>", "a & <c>"]
