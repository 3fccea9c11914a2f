"""Catalogs, units and journeys that the tests of the exchange share."""

from dataclasses import replace

from hypothesis import strategies as st

from publish.exchange import ImportOptions, TranslationUnit, catalog_units
from publish.exchange.table import read_table_units, write_csv
from publish.exchange.units import message_id
from publish.exchange.xliff import read_xliff, write_xliff
from publish.po.model import Catalog, Entry

OPTIONS = ImportOptions("exchange/es.asthma.xlf", "es")
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
BEGINNINGS = st.sampled_from(["", "=", "'=", "''+", "-", "@", "'", "'a"])
PLAIN = st.builds(str.__add__, BEGINNINGS, st.sampled_from(["é", "x\ny", 'a"b', "a;b,c"]))


def entries(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Entry]:
    """Return entries of all kinds: with context or none, fuzzy or not, singular or plural, translated or not."""
    flags, context = st.sampled_from([(), ("fuzzy",)]), st.none() | texts
    wanted = texts.filter(bool)
    one = st.builds(Entry, wanted, st.just("") | texts, context, flags=flags, comments=st.sampled_from([(), ("mine",)]))
    forms = st.just(("", "")) | st.tuples(texts, texts)
    many = st.builds(Entry, wanted, st.just(""), context, wanted, forms, flags=flags, references=st.just(("source/a/guide.md#b",)))
    return one | many


def catalogs(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Catalog]:
    """Return catalogs of two plural forms without duplicates."""
    listed = st.lists(entries(texts), max_size=5, unique_by=lambda entry: entry.key)
    header = Catalog().with_headers(Language="es", Plural_Forms="nplurals=2; plural=(n != 1);")
    return listed.map(lambda found: replace(header, entries=(*header.entries, *found)))


def by_xliff(catalog: Catalog) -> tuple[TranslationUnit, ...]:
    """Return the units of a catalog after a journey as XLIFF."""
    [part] = read_xliff(write_xliff(catalog_units(catalog), "locales/es/LC_MESSAGES/a.po", "en", "es"), "a.xlf")
    return part.units


def by_table(catalog: Catalog) -> tuple[TranslationUnit, ...]:
    """Return the units of a catalog after a journey as CSV."""
    return read_table_units(write_csv(catalog_units(catalog)), "a.csv")


def catalog_of(*found: Entry) -> Catalog:
    """Return a catalog of ``found``."""
    return Catalog(found)


TAKE = Entry("Take {dose} of [this](https://example.org).", flags=("md-text",))
STOP = Entry("Stop", "Pare", comments=("mine",))


def received(entry: Entry, target: str, **more: object) -> TranslationUnit:
    """Return ``entry`` as it comes back with ``target``."""
    said = " ".join(f'{key}="{value}"' for key, value in ({"state": "translated"} | more).items())
    data = (
        f'<xliff version="1.2"><file original="a" target-language="es"><body><trans-unit id="{message_id(entry.msgctxt, entry.msgid)}">'
        f"<source>{entry.msgid}</source><target {said}>{target}</target>"
        "</trans-unit></body></file></xliff>"
    )
    return read_xliff(data.encode(), "a.xlf")[0].units[0]
