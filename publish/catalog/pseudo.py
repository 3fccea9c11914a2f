"""Generate pseudo-translations, to test layouts before a guide is translated.

The pseudo-locale ``en_XA`` adds accents and grows each text by 40%, as German or Tamil may; ``ar_XB`` is the source in Arabic letters,
from right to left. The names are those of CLDR and Android. Both can still be read, so that a tester finds the place on the page, and
what is plain English on the page was not extracted. There are no bidi controls, because letters of the script alone must show
whether fonts and directions are right.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from publish.po.model import Catalog, Entry
from publish.po.plurals import parse_plural_forms

GROWTH = 0.4
ACCENTED, RIGHT_TO_LEFT = "en_XA", "ar_XB"
PSEUDO_LOCALES = {ACCENTED: "Pseudo (accented)", RIGHT_TO_LEFT: "Pseudo (right to left)"}

_UNCHANGED = re.compile(
    r"(?<!`)(`+)(?!`)(?:.*?[^`])?\1(?!`)"  # code
    r"|\]\((?:<[^>\n]*>|(?:\\.|[^\s()\\])*)(?=\)|\s)"  # target of a link or an image
    r"|<[^<>\s]+>"  # address in angle brackets, or text that looks like a tag
    r"|\{[^{}]*\}|\[\^[^\]]+\]|%\(\w+\)[a-z]|%%"  # facts, attributes, citations, format fields
    r"|(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # addresses in the text
    r"|&#?\w+;|\\.",
    re.DOTALL,
)
_VOWELS = "aeiouAEIOU"
_ACCENTS = str.maketrans(
    "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ", "áƀçđéƒĝĥíĵķļɱñöþŕšţúṽŵẋýžÁɃÇĐÉƑĜĤÍĴĶĻṀÑÖÞŔŠŢÚṼŴẊÝŽ"
)
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابصديفغهعجكلمنوثقرستطظشخئز")
# Short words in capitals are kept: Arabic texts contain DHT and FDA too, and these test the order within a line.
_ARABIC_WORD = re.compile(r"\b(?![A-Z]{2,4}\b)[A-Za-z]+")
# Letters of other Latin alphabets are reduced to plain ones first: für to fur, Straße to Strasse.
_LATIN_MARK = re.compile("(?<=[A-Za-z])[\u0300-\u036f]+")
_UNMARKED = str.maketrans({"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"})
_ARABIC_MARKS = str.maketrans("?;,", "؟؛،")
_MARK = re.compile(r"(?<!\d)[?;,](?=\W|$)")


def is_pseudo(locale: str) -> bool:
    """Tell whether ``locale`` is a pseudo-locale, which has no catalogs and is never released."""
    return locale in PSEUDO_LOCALES


def base_of(locale: str) -> str:
    """Return the locale whose numbers, plurals and letters ``locale`` uses: ``ar`` for ``ar_XB``; other locales use their own."""
    return locale.partition("_")[0] if is_pseudo(locale) else locale


def pseudo_text(locale: str, msgid: str) -> str:
    """Return ``msgid`` in a pseudo-locale. Placeholders, markup, link targets, citations and addresses do not change.

    Raises `KeyError` if ``locale`` is not a pseudo-locale.
    """
    change = _FUNCTIONS[locale]()
    parts, end = [], 0
    for found in _UNCHANGED.finditer(msgid):
        parts += [change(msgid[end : found.start()]), found[0]]
        end = found.end()
    return "".join((*parts, change(msgid[end:])))


def pseudo_catalog(template: Catalog, locale: str) -> Catalog:
    """Return ``template`` as a catalog with all messages translated into the pseudo-locale."""
    from publish.catalog.locales import plural_forms  # here, and not above: most commands only ask `is_pseudo`, and need no CLDR

    forms = plural_forms(base_of(locale))
    entries = tuple(_translate(entry, locale, forms) for entry in template.messages)
    header = Catalog().with_headers(Language=locale, Content_Type="text/plain; charset=UTF-8", Plural_Forms=forms)
    return replace(header, entries=(*header.entries, *entries))


def _translate(entry: Entry, locale: str, forms: str) -> Entry:
    if entry.msgid_plural is None:
        return replace(entry, msgstr=pseudo_text(locale, entry.msgid), origin=None)
    number, plural = parse_plural_forms(forms)
    texts = [pseudo_text(locale, entry.msgid_plural)] * number
    texts[plural(1)] = pseudo_text(locale, entry.msgid)
    return replace(entry, msgstr_plural=tuple(texts), origin=None)


def _accent_function() -> Callable[[str], str]:
    """Return a function that adds accents and repeats vowels until the text has grown by `GROWTH`.

    Growth that does not fit in one piece of a text is carried over to the next. In scripts without Latin vowels (Arabic, Chinese,
    Hindi), any letter is repeated.
    """
    missing = 0.0

    def _add_accents(text: str) -> str:
        nonlocal missing
        letters = []
        for letter in text:
            missing += GROWTH
            more = min(int(missing), 2) if letter in _VOWELS or unicodedata.category(letter) == "Lo" else 0
            missing -= more
            letters.append(letter + letter.lower() * more)
        return "".join(letters).translate(_ACCENTS)

    return _add_accents


def _to_arabic_letters(text: str) -> str:
    bare = unicodedata.normalize("NFC", _LATIN_MARK.sub("", unicodedata.normalize("NFD", text.translate(_UNMARKED))))
    arabic = _ARABIC_WORD.sub(lambda word: word[0].lower().translate(_ARABIC), bare)
    return _MARK.sub(lambda mark: mark[0].translate(_ARABIC_MARKS), arabic)


_FUNCTIONS: dict[str, Callable[[], Callable[[str], str]]] = {ACCENTED: _accent_function, RIGHT_TO_LEFT: lambda: _to_arabic_letters}
