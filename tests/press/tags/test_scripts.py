"""Every script that the layouts know, printed in its own families: both readers get every word back, in order."""

import tomllib

import pytest

from publish.press import Job, print_job
from tests.press.conftest import TYPOGRAPHY
from tests.validators.readers import pdfium, poppler, tokens

pytestmark = pytest.mark.slow

# Locale: script, a title, a paragraph.
SAMPLES = {
    "fa": (
        "Arab",
        "حقن کوچک زیر پوست",
        "پزشک مقدار کمی دارو تزریق می‌کند. هر جلسه ۱۰ تا ۳۰ دقیقه طول می‌کشد. مطالعه‌ای که <span "
        'dir="ltr">DHT</span> را اندازه گرفت.',
    ),
    "ur": (
        "Arab",
        "جلد میں چھوٹے انجکشن",
        'یہ دوا تھوڑی مقدار میں دی جاتی ہے۔ ایک نشست میں <span dir="ltr">10</span> سے <span '
        'dir="ltr">30</span> منٹ لگتے ہیں۔ ہارمون <span dir="ltr">DHT</span> بالوں کو کمزور کرتا '
        "ہے۔",
    ),
    "he": (
        "Hebr",
        "זריקות קטנות מתחת לעור",
        'הרופא מזריק כמות קטנה של תרופה. הטיפול נמשך <span dir="ltr">10</span> עד <span '
        'dir="ltr">30</span> דקות. ההורמון <span dir="ltr">DHT</span>.',
    ),
    "th": (
        "Thai",
        "การฉีดยาขนาดเล็กใต้ผิวหนัง",
        "แพทย์ฉีดยาปริมาณเล็กน้อย การรักษาใช้เวลา 10 ถึง 30 นาที ผลข้างเคียงที่พบบ่อยคือ ปวด แดง "
        "และคัน น้ำเกลือ",
    ),
    "km": (
        "Khmr",
        "ការចាក់ថ្នាំក្រោមស្បែក",
        "គ្រូពេទ្យចាក់ថ្នាំក្នុងបរិមាណតិចតួច។ ការព្យាបាលចំណាយពេល 10 ទៅ 30 នាទី។",
    ),
    "ta": (
        "Taml",
        "தோலுக்கு அடியில் சிறிய ஊசி",
        "மருத்துவர் சிறிதளவு மருந்தைச் செலுத்துகிறார். ஒரு அமர்வு 10 முதல் 30 நிமிடங்கள் ஆகும். "
        "கொள்கை.",
    ),
    "bn": (
        "Beng",
        "ত্বকের নিচে ছোট ইনজেকশন",
        "চিকিৎসক অল্প পরিমাণ ওষুধ ইনজেকশন দেন। একটি সেশনে 10 থেকে 30 মিনিট লাগে। কোষ্ঠকাঠিন্য।",
    ),
    "ja": (
        "Jpan",
        "皮膚への少量注射",
        "医師が少量の薬を注射します。1回の治療は10〜30分です。よくある反応は痛み、赤み、かゆみです。",
    ),
    "ru": (
        "Cyrl",
        "Маленькие дозы под кожу",
        "Врач вводит небольшое количество лекарства. Сеанс длится от 10 до 30 минут. Йод, ёлка, "
        "объём.",
    ),
    "vi": (
        "Latn",
        "Tiêm liều nhỏ dưới da",
        "Bác sĩ tiêm một lượng thuốc nhỏ. Mỗi buổi mất từ 10 đến 30 phút. Tác dụng phụ thường gặp "
        "là đau, đỏ và ngứa.",
    ),
    "te": (
        "Telu",
        "చర్మం కింద చిన్న ఇంజెక్షన్",
        "వైద్యుడు కొద్ది మొత్తంలో మందును ఇంజెక్ట్ చేస్తారు. ఒక సెషన్‌కు 10 నుండి 30 నిమిషాలు "
        "పడుతుంది.",
    ),
    "gu": (
        "Gujr",
        "ત્વચા નીચે નાનું ઇન્જેક્શન",
        "ડૉક્ટર થોડી માત્રામાં દવા ઇન્જેક્ટ કરે છે. એક સત્રમાં 10 થી 30 મિનિટ લાગે છે.",
    ),
    "pa": (
        "Guru",
        "ਚਮੜੀ ਹੇਠ ਛੋਟਾ ਟੀਕਾ",
        "ਡਾਕਟਰ ਦਵਾਈ ਦੀ ਥੋੜ੍ਹੀ ਮਾਤਰਾ ਦਾ ਟੀਕਾ ਲਗਾਉਂਦਾ ਹੈ। ਇੱਕ ਸੈਸ਼ਨ ਵਿੱਚ 10 ਤੋਂ 30 ਮਿੰਟ ਲੱਗਦੇ ਹਨ।",
    ),
    "lo": (
        "Laoo",
        "ການສັກຢາໃຕ້ຜິວໜັງ",
        "ແພດສັກຢາໃນປະລິມານໜ້ອຍ. ການປິ່ນປົວໃຊ້ເວລາ 10 ຫາ 30 ນາທີ. ນ້ຳເກືອ",
    ),
    "my": (
        "Mymr",
        "အရေပြားအောက် ဆေးထိုးခြင်း",
        "ဆရာဝန်က ဆေးအနည်းငယ် ထိုးပေးသည်။ ကုသမှုတစ်ကြိမ်လျှင် 10 မှ 30 မိနစ် ကြာသည်။",
    ),
    "kn": (
        "Knda",
        "ಚರ್ಮದ ಕೆಳಗೆ ಚಿಕ್ಕ ಚುಚ್ಚುಮದ್ದು",
        "ವೈದ್ಯರು ಸ್ವಲ್ಪ ಔಷಧಿಯನ್ನು ಚುಚ್ಚುತ್ತಾರೆ. ಒಂದು ಚಿಕಿತ್ಸೆಗೆ 10 ರಿಂದ 30 ನಿಮಿಷಗಳು ಬೇಕು.",
    ),
    "ml": (
        "Mlym",
        "ചർമ്മത്തിനടിയിൽ ചെറിയ കുത്തിവയ്പ്പ്",
        "ഡോക്ടർ ചെറിയ അളവിൽ മരുന്ന് കുത്തിവയ്ക്കുന്നു. ഒരു ചികിത്സയ്ക്ക് 10 മുതൽ 30 മിനിറ്റ് വരെ എടുക്കും.",
    ),
    "si": (
        "Sinh",
        "සමට යටින් කුඩා එන්නතක්",
        "වෛද්‍යවරයා ඖෂධ ස්වල්පයක් එන්නත් කරයි. එක් වාරයකට මිනිත්තු 10 සිට 30 දක්වා ගතවේ. ප්‍රතිකාරය ක්‍ෂණිකයි.",
    ),
    "am": (
        "Ethi",
        "ከቆዳ ሥር ትንሽ መርፌ",
        "ሐኪሙ አነስተኛ መጠን ያለው መድኃኒት ይወጋል። አንድ ሕክምና ከ10 እስከ 30 ደቂቃ ይወስዳል።",
    ),
    "hy": (
        "Armn",
        "Փոքր ներարկում մաշկի տակ",
        "Բժիշկը ներարկում է քիչ քանակությամբ դեղ։ Մեկ այցը տևում է 10-ից 30 րոպե։ Ցավ, կարմրություն և քոր։",
    ),
    "ka": (
        "Geor",
        "მცირე ინექცია კანქვეშ",
        "ექიმი შეჰყავს მცირე რაოდენობით წამალი. ერთი სეანსი გრძელდება 10 წუთიდან 30 წუთამდე.",
    ),
    "ps": (
        "Arab",
        "د پوستکي لاندې کوچنۍ ستنه",
        "ډاکټر لږ څه درمل پیچکاري کوي. هره ناسته له ۱۰ تر ۳۰ دقیقو پورې وخت نیسي. خارښ او سوروالی ښه کیږي.",
    ),
}
FROM_RIGHT = ("fa", "he", "ps", "ur")


def job(locale: str) -> Job:
    """Return a small handout in the families of its locale."""
    _, title, paragraph = SAMPLES[locale]
    direction = "rtl" if locale in FROM_RIGHT else "ltr"
    families, css = families_css(locale)
    body = f"<h1>{title}</h1><p>{paragraph} {paragraph}</p><ul><li>{paragraph}</li><li><b>{title}</b>: {paragraph}</li></ul>"
    html = f'<!doctype html><html lang="{locale}" dir="{direction}"><head><title>{title}</title></head><body>{body}</body></html>'
    return Job(locale, html, (css,), language=locale, direction=direction, families=families, title=title, locale=locale)


def families_css(locale: str) -> tuple[tuple[str, ...], str]:
    """Return the families of a locale, and the style sheet that sets a page in them."""
    script = SAMPLES[locale][0] if locale in SAMPLES else "Arab"
    table = tomllib.loads(TYPOGRAPHY.read_text(encoding="utf-8"))
    style = table["default"] | table["script"].get(script, {}) | table["locale"].get(locale, {})
    names = ", ".join(f'"{name}"' for name in style["families"])
    return tuple(style["families"]), f"html {{ font: var(--size)/{style['leading']} {names} }} [dir=ltr] {{ direction: ltr }}"


@pytest.mark.parametrize("locale", SAMPLES)
def test_every_word_is_read_back_in_order(locale: str) -> None:
    printed = print_job(job(locale))
    _, title, paragraph = SAMPLES[locale]
    plain = paragraph.replace('<span dir="ltr">', "").replace("</span>", "")
    wanted = tokens(" ".join((title, plain, plain, plain, title, ":", plain)))
    for reader in (poppler, pdfium):
        found = [word for word in tokens(reader(printed.pdf)) if word != "•"]
        assert found == wanted, reader.__name__
    assert not printed.findings
