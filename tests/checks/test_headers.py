"""The language and charset in a catalog's header."""

import pytest

from publish.checks import check_catalog
from publish.po.codec import read_po
from publish.po.model import Catalog, Entry


def test_a_header_in_another_language_is_reported() -> None:
    found = check_catalog(Catalog((Entry("", "Language: fr\n"), Entry("one", "uno"))), Catalog((Entry("one"),)), "es")
    assert [finding.code for finding in found] == ["header-language"]


@pytest.mark.parametrize("written", ["pt-BR", "pt_BR", "pt"])
def test_a_header_may_write_the_language_as_a_tag(written: str) -> None:
    assert not list(check_catalog(Catalog((Entry("", f"Language: {written}\n"), Entry("one", "um"))), Catalog((Entry("one"),)), "pt_BR"))


@pytest.mark.parametrize("charset", ["CHARSET", "", "foo", "VISCII"])
def test_a_charset_that_had_to_be_guessed_is_reported(charset: str) -> None:
    data = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\nmsgid "one"\nmsgstr "únó"\n'
    assert not list(check_catalog(read_po(data.encode("utf-8")), Catalog(), "es"))
    assert [finding.code for finding in check_catalog(read_po(data.encode("latin-1")), Catalog(), "es")] == ["header-charset"]
