"""Link a finished web page to the same page in other languages: those of a release are known when all of its pages are made.

The links are no part of the edition code, so that a language that is added makes no other page superseded.
"""

import re
from collections.abc import Iterable
from html import escape

from publish.edition.values.locale_info import LocaleInfo, locale_info

_ALTERNATES = re.compile(r'(?:<link rel="alternate" hreflang="[^"]*" href="([^"]*)/[^"/]+/([^"/]+)">\n?)+')
# Links alone, so that nothing else that a page says can be replaced: a layout of a clinic's own may have put a warning there.
_LINK = r'<li><a [^>]*hreflang="[^>]*>[^<]*</a></li>\s*'
_MENU = re.compile(rf'<nav class="languages"( [^>]*)>\s*<ul>\s*(?:{_LINK})*</ul>\s*</nav>')


def link_languages(html: str, own: str, locales: Iterable[str]) -> str:
    """Return a web page in the locale ``own`` whose links lead to exactly the pages in ``locales``."""
    known = [locale_info(locale) for locale in locales]
    first = _ALTERNATES.search(html)
    if first is None:  # the template of a clinic's own need not link to other languages
        return html
    folder, file = first.groups()
    links = "".join(f'<link rel="alternate" hreflang="{each.tag}" href="{folder}/{each.locale}/{file}">\n' for each in known)
    entries = "".join(_entry(each, file, own) for each in known)
    linked = _ALTERNATES.sub(lambda _: links, html, count=1)
    return _MENU.sub(lambda found: f'<nav class="languages"{found[1]}>\n<ul>\n{entries}</ul>\n</nav>', linked, count=1)


def _entry(language: LocaleInfo, file: str, own: str) -> str:
    current = ' aria-current="page"' if language.locale == own else ""
    about = f'lang="{language.tag}" hreflang="{language.tag}" dir="{language.direction}"{current}'
    return f'<li><a href="../{language.locale}/{file}" {about}>{escape(language.native, quote=False)}</a></li>\n'
