"""Compare names of people, to enforce that two signatures come from two different people."""

import re
import unicodedata

_REMARK = re.compile(r"<[^<>]*>|\([^()]*\)")  # an e-mail address or a remark after the name
_DEGREES = re.compile(r"\b(?:ph\.?\s?d|m\.d|d\.o|r\.n|d\.d\.s|m\.sc|b\.sc|m\.p\.h|mph|д-р)\b", re.IGNORECASE)
_UNSPACED_TITLES = "医生 醫生 医师 醫師 大夫 博士 教授 主任 护士 護士 先生 女士 さん 박사 의사 교수 선생님 간호사"  # written without a space
_TITLES_AT_EDGES = re.compile("(?<!\\w)(?:{0})|(?:{0})(?!\\w)".format(_UNSPACED_TITLES.replace(" ", "|")))
_TITLES = frozenset(
    # In the form that `_plain_words` returns. Titles that are also common names are missing: “Ma” is not Master of Arts here.
    "dr dra drs prof profa professor professora professeur docteur doctor doctora doutor doutora dott dottssa dottore dottoressa "
    "md phd mbbs rn msc bsc mph dds pharmd frcp facp mudr doc uzm mr mrs ms miss herr frau monsieur madame sr sra senor senora "
    "dipl ing mag med dent habil lic op lek mgr bs врач доктор профессор проф лікар δρ "
    "د ا دكتور دكتورة الدكتور الدكتورة طبيب طبيبة الطبيب الطبيبة دکتر डॉ डा डॉक्टर प्रो ดร นพ พญ".split()
)


def name_key(name: str) -> str:
    """Return a key for comparing names; two spellings of one name have the same key.

    The key ignores case, width, accents, punctuation, invisible characters, titles, e-mail addresses and the order of the words:
    “Dr. Núñez, José” and ``JOSE NUNEZ <jose@example.org>`` are the same person. If two people get the same key, one of them is asked to
    let somebody else sign; the opposite mistake would let a translator revise their own work, so the comparison is loose on purpose.
    """
    bare = _REMARK.sub(" ", name)
    words = _plain_words(_TITLES_AT_EDGES.sub(" ", _DEGREES.sub(" ", unicodedata.normalize("NFC", bare))))
    named = [word for word in words if word not in _TITLES] or words or _plain_words(bare)
    return " ".join(sorted(named)) or " ".join(name.split())


def _plain_words(text: str) -> list[str]:
    """Return the words of ``text`` in lower case, without accents and punctuation."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(_plain_character(each) for each in letters if not unicodedata.combining(each)).split()


def _plain_character(character: str) -> str:
    """Return nothing for an invisible format character, a space for punctuation and controls, else ``character`` itself."""
    category = unicodedata.category(character)
    return "" if category == "Cf" else " " if category[0] in "PSZC" else character
