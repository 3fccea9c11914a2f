"""Words of the shipped languages that a change of meaning would lose: negations, warnings, spelled-out numbers, units.

A word is written as it begins or stands: ``seri*`` matches every word that begins so, ``no`` only the
word itself. In scripts without spaces between words a pattern matches anywhere. A locale that is not
here is checked for everything but these words.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

SPACELESS = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})
_MARK = "\\w\u0300-\u036f\u0900-\u0963\u064b-\u0655\u0670"


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of one language. ``warnings`` holds words by what they warn of, the same names in every language."""

    negations: str = ""
    warnings: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)


LANGUAGES = {
    "en": Language(
        negations=(
            "no not cannot never none nothing nobody nor neither without don’t don't doesn’t doesn't isn’t isn't can’t "
            "can't won’t won't"
        ),
        warnings={
            "emergency": "emergency emergencies",
            "danger": "danger dangers dangerous life-threatening",
            "serious": "serious seriously severe severely",
            "suicide": "suicide suicidal",
            "pregnancy": "pregnan*",
            "call": "call",
            "now": "immediately now “right away” “at once”",
            "stop": "stop",
            "harm": "harm harms harmed harmful",
            "death": "death die dies died fatal",
            "allergy": "allerg*",
            "overdose": "overdose",
            "breathing": "breath breathe breathing",
            "off-label": "off-label",
        },
        numbers={
            "0": "zero",
            "1": "one once first single",
            "2": "two twice second both pair",
            "3": "three third",
            "4": "four fourth quarter",
            "5": "five fifth",
            "6": "six sixth",
            "7": "seven",
            "8": "eight",
            "9": "nine",
            "10": "ten",
            "12": "twelve dozen",
            "20": "twenty",
            "30": "thirty",
            "100": "hundred hundreds",
            "1000": "thousand thousands",
            "0.5": "half halve halves",
        },
    ),
    "es": Language(
        negations="no nunca jamás sin ningún ninguna ninguno nada nadie ni tampoco",
        warnings={
            "emergency": "emergencia* urgencia* urgente*",
            "danger": "peligr* mortal*",
            "serious": "grave* gravedad seri* sever*",
            "suicide": "suicid*",
            "pregnancy": "embaraz* gestante* gestación",
            "call": "llam* llám* telefone* contact*",
            "now": "ahora ya inmediat* enseguida mismo",
            "stop": "dej* suspend* interrump* deten* pare",
            "harm": "dañ* perjudic* perjuicio* nociv* lesion*",
            "death": "muert* mor* muer* mortal* fallec* letal*",
            "allergy": "alerg* alérg*",
            "overdose": "sobredosis",
            "breathing": "respir* aire ahog*",
            "off-label": "indicaci* aprobad* autorizad* etiqueta ficha off-label fuera",
        },
        numbers={
            "0": "cero",
            "1": "un uno una primer primero primera vez",
            "2": "dos ambos ambas segundo segunda par doble",
            "3": "tres tercer* trimestr*",
            "4": "cuatro cuart* cuarto",
            "5": "cinco quint*",
            "6": "seis sext* semestr*",
            "7": "siete",
            "8": "ocho",
            "9": "nueve",
            "10": "diez",
            "12": "doce docena",
            "20": "veinte",
            "30": "treinta",
            "100": "cien ciento cientos centenares",
            "1000": "mil miles",
            "0.5": "mitad medio media",
        },
    ),
    "fr": Language(
        negations="pas jamais aucun aucune sans non ni rien personne nul nulle",
        warnings={
            "emergency": "urgence* urgent*",
            "danger": "danger* mortel* péril*",
            "serious": "grave* gravement sérieu* sévère*",
            "suicide": "suicid*",
            "pregnancy": "enceinte* grossesse*",
            "call": "appel* téléphon* contact*",
            "now": "maintenant immédiat* aussitôt “tout de suite” “sans attendre” “sans tarder”",
            "stop": "arrêt* cess* stop*",
            "harm": "nui* nocif* nociv* dommage* tort endommag* abîm* risque* danger*",
            "death": "mort* mour* meur* décès décéd* fatal*",
            "allergy": "allerg*",
            "overdose": "surdos* overdose",
            "breathing": "respir* souffle",
            "off-label": "AMM indication* autoris* off-label hors",
        },
        numbers={
            "0": "zéro",
            "1": "un une premier première",
            "2": "deux deuxième second seconde fois",
            "3": "trois troisième trimestr*",
            "4": "quatre quart quatrième",
            "5": "cinq cinquième",
            "6": "six sixième semestr*",
            "7": "sept",
            "8": "huit",
            "9": "neuf",
            "10": "dix",
            "12": "douze douzaine",
            "20": "vingt",
            "30": "trente",
            "100": "cent cents centaine centaines",
            "1000": "mille millier milliers",
            "0.5": "moitié demi demie",
        },
    ),
    "ar": Language(
        negations=(
            "لا ولا فلا ألا لئلا ليس ليست وليس وليست لست ليسوا لم ولم فلم لن ولن فلن غير وغير بغير بلا وبلا بدون وبدون دون عدم "
            "وعدم بعدم لعدم ما وما ممنوع يمنع يُمنع يحظر يُحظر تجنب تجنّب تجنبي ينفي انعدام أبدًا أبدا كلا"
        ),
        warnings={
            "emergency": "*طوارئ* *طارئ* *إسعاف* *عاجل*",
            "danger": "*خطر* *خطير* *مهدد*",
            "serious": "*خطير* *شديد* *حاد* *وخيم* *جسيم*",
            "suicide": "*انتحار*",
            "pregnancy": "*حامل* *حمل* *حوامل*",
            "call": "*اتصل* *اتصال* *يتصل* *تتصل* *هاتف*",
            "now": "*الآن* *فور* *حال* *مباشرة*",
            "stop": "*توقف* *أوقف* *إيقاف* *كف*",
            "harm": "*ضرر* *ضار* *يضر* *تضر* *أذى* *يؤذي* *تؤذي* *إيذاء* *أضرار* *يلحق*",
            "death": "*موت* *وفاة* *وفيات* *قاتل* *مميت*",
            "allergy": "*حساسي* *تحسس*",
            "overdose": "*جرعة*",
            "breathing": "*نفس* *تنفس*",
            "off-label": "*معتمد* *اعتماد* *مرخص* *ترخيص* *نشرة* *دواعي* *مصرح* *الموافق* *توافق*",
        },
        numbers={
            "0": "صفر",
            "1": "*واحد* *أول* *الأولى*",
            "2": (
                "*اثنين* *اثنان* *اثنتي* *اثنتا* *مرتين* *ثاني* *كلا* *شهرين *شهران *ساعتين *ساعتان *يومين *يومان "
                "*أسبوعين *أسبوعان *سنتين *سنتان *عامين *عامان *دقيقتين *دقيقتان *نوعين *نوعان *طريقتان *طريقتين"
            ),
            "3": "*ثلاث* *ثالث*",
            "4": "*أربع* *رابع* *ربع*",
            "5": "*خمس* *خامس*",
            "6": "*ست *ستة* *سادس*",
            "7": "*سبع*",
            "8": "*ثماني* *ثمان*",
            "9": "*تسع*",
            "10": "*عشر*",
            "12": "“اثني عشر” “اثنتي عشرة” “اثنا عشر” *دزينة*",
            "20": "*عشرون* *عشرين*",
            "30": "*ثلاثون* *ثلاثين*",
            "100": "*مئة* *مائة* *مئات*",
            "1000": "*ألف* *آلاف*",
            "0.5": "*نصف*",
        },
        units={
            "month": "شهور شهرا الشهر شهريًا أشهر الأشهر",
            "week": "أسبوع أسابيع أسبوعًا أسبوعا",
            "day": "يوم أيام يومًا يوما",
            "hour": "ساعة ساعات",
            "minute": "دقيقة دقائق",
            "year": "سنة سنوات عام أعوام عامًا عاما",
            "milligram": "ملغ ملغم مغ مجم ملجم مليغرام ملليغرام ميليغرام ملليجرام ملليجرامات",
            "gram": "غ غم جم غرام جرام",
            "milliliter": "مل مليلتر ملليلتر",
            "microgram": "ميكروغرام ميكروجرام مكغ",
            "percent": "بالمئة بالمائة “في المئة” “في المائة”",
        },
    ),
    "zh": Language(
        negations="不 没 沒 无 無 未 非 勿 别 莫 否 禁",
        warnings={
            "emergency": "急救 紧急 急诊 緊急 急診 120",
            "danger": "危险 危險 危及 致命",
            "serious": "严重 嚴重 重度 严峻",
            "suicide": "自杀 自殺 轻生",
            "pregnancy": "孕 妊娠",
            "call": "电话 致电 致電 拨打 联系 打给 联络 電話 撥打",
            "now": "立即 立刻 马上 现在 即刻 馬上 尽快 当即",
            "stop": "停",
            "harm": "伤 害 损",
            "death": "死 致命",
            "allergy": "过敏 過敏",
            "overdose": "过量 過量",
            "breathing": "呼吸 喘",
            "off-label": "说明书 标签 超适应 适应症 适应证 批准 核准 許可",
        },
        numbers={
            "0": "零",
            "1": "一 首",
            "2": "二 两 双 兩",
            "3": "三",
            "4": "四",
            "5": "五",
            "6": "六",
            "7": "七",
            "8": "八",
            "9": "九",
            "10": "十",
            "12": "十二",
            "20": "二十",
            "30": "三十",
            "100": "百",
            "1000": "千",
            "0.5": "半",
        },
        units={
            "month": "月 个月 個月",
            "week": "周 星期 个星期 週",
            "day": "天 日",
            "hour": "小时 个小时 钟头 小時",
            "minute": "分钟 分鐘 分",
            "second": "秒",
            "year": "年 周年 岁",
            "milligram": "毫克",
            "gram": "克",
            "microgram": "微克",
            "kilogram": "公斤 千克",
            "milliliter": "毫升",
            "liter": "升",
            "millimeter": "毫米",
            "centimeter": "厘米",
        },
    ),
    "hi": Language(
        negations="नहीं न ना मत बिना बगैर बग़ैर गैर* ग़ैर* मना अज्ञात अनजान* अप्रमाणित नामंज़ूर नाकाफ़ी",
        warnings={
            "emergency": "आपात* इमरजेंसी इमर्जेंसी आकस्मिक",
            "danger": "ख़तर* खतर* जानलेवा",
            "serious": "गंभीर* गम्भीर* तेज़ तीव्र",
            "suicide": "आत्महत्या ख़ुदकुशी खुदकुशी आत्मघाती",
            "pregnancy": "गर्भ*",
            "call": "कॉल* फ़ोन फोन संपर्क सम्पर्क",
            "now": "तुरंत तुरन्त अभी फ़ौरन फौरन तत्काल",
            "stop": "बंद रोक* रुक* छोड़*",
            "harm": "नुक़सान नुकसान* हानि* क्षति*",
            "death": "मौत* मृत्यु* मर* जानलेवा",
            "allergy": "एलर्जी* ऐलर्जी* एलर्जिक",
            "overdose": "ओवरडोज़ ओवरडोज अधिक",
            "breathing": "साँस* सांस* श्वास*",
            "off-label": "ऑफ़-लेबल ऑफ-लेबल ऑफ़ ऑफ लेबल मंज़ूर* मंजूर* स्वीकृत* अनुमोदित*",
        },
        numbers={
            "0": "शून्य",
            "1": "एक पहला पहली पहले",
            "2": "दो दोनों दूसरा दूसरी दोबारा",
            "3": "तीन तीसर* तिमाही",
            "4": "चार चौथ*",
            "5": "पाँच पांच",
            "6": "छह छः छमाही",
            "7": "सात",
            "8": "आठ",
            "9": "नौ",
            "10": "दस",
            "12": "बारह",
            "20": "बीस",
            "30": "तीस",
            "100": "सौ सैकड़*",
            "1000": "हज़ार* हजार*",
            "0.5": "आधा आधी आधे",
        },
        units={
            "month": "महीने महीना महीनों माह मास",
            "week": "हफ़्ते हफ़्ता हफ्ते हफ्ता हफ़्तों हफ्तों सप्ताह",
            "day": "दिन दिनों",
            "hour": "घंटे घंटा घंटों घण्टे",
            "minute": "मिनट मिनटों",
            "year": "साल सालों वर्ष वर्षों बरस",
            "milligram": "मिग्रा मि.ग्रा. मि.ग्रा मिलीग्राम",
            "gram": "ग्राम ग्रा",
            "milliliter": "मिली मि.ली. मिलीलीटर",
            "microgram": "माइक्रोग्राम",
            "percent": "प्रतिशत फ़ीसदी फीसदी",
        },
    ),
    "ko": Language(
        negations="않 못 없 아니 아닌 아닙 “ 안 ” “지 말” “지 마” 금지 금물 불가 미승인 불분명 모르 모른 모름 미지",
        warnings={
            "emergency": "응급 긴급 비상 119",
            "danger": "위험 치명",
            "serious": "심각 중대 심한 중증 심하",
            "suicide": "자살 극단",
            "pregnancy": "임신 임부",
            "call": "전화 연락",
            "now": "즉시 바로 지금 당장 곧바로",
            "stop": "중단 중지 멈추 끊",
            "harm": "해 손상 위험 피해",
            "death": "사망 죽 치명",
            "allergy": "알레르기 알러지",
            "overdose": "과다 과량",
            "breathing": "호흡 숨",
            "off-label": "허가 오프라벨 승인",
        },
        numbers={
            "0": "영 제로",
            "1": "한 하나 첫 일",
            "2": "두 둘 이 양쪽",
            "3": "세 셋 삼 석",
            "4": "네 넷 사",
            "5": "다섯 오",
            "6": "여섯 육",
            "7": "일곱 칠",
            "8": "여덟 팔",
            "9": "아홉 구",
            "10": "열 십",
            "12": "열두 십이",
            "20": "스무 스물 이십",
            "30": "서른 삼십",
            "100": "백",
            "1000": "천",
            "0.5": "반 절반",
        },
        units={
            "month": "개월 달 월",
            "week": "주 주일",
            "day": "일 날",
            "hour": "시간",
            "minute": "분",
            "second": "초",
            "year": "년 세 살",
            "milligram": "밀리그램",
            "gram": "그램",
            "microgram": "마이크로그램",
            "milliliter": "밀리리터",
            "percent": "퍼센트 프로",
        },
    ),
}

UNKNOWN = Language()


def language_of(locale: str) -> Language:
    """Return what is known of the language of ``locale``; an empty `Language` where nothing is."""
    return LANGUAGES.get(locale.split("_")[0], UNKNOWN)


@lru_cache(maxsize=1024)
def pattern(words: str, spaceless: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds any of ``words`` (see the top of this file); ``“…”`` holds a phrase together."""
    parts = re.findall(r"“([^”]+)”|(\S+)", words)
    found = sorted((phrase or word for phrase, word in parts), key=len, reverse=True)
    # Looked behind once for all words that begin one: to try each of them at each letter is what takes the time.
    loose = [word for word in found if spaceless or word.startswith("*")]
    whole = [word for word in found if word not in loose]
    groups = [before + _any(words, spaceless) for words, before in ((whole, f"(?<![{_MARK}])"), (loose, "")) if words]
    return re.compile("|".join(groups) or r"(?!)", re.IGNORECASE)


def _any(words: list[str], spaceless: bool) -> str:
    """Return a pattern for any of ``words``; in a ``spaceless`` text a word may end anywhere, else where it has no star."""
    ends = ("" if spaceless or word.endswith("*") else f"(?![{_MARK}])" for word in words)
    return f"(?:{'|'.join(re.escape(word.strip('*')) + end for word, end in zip(words, ends, strict=True))})"


def is_spaceless(locale: str) -> bool:
    """Tell whether words are found anywhere in the text of ``locale``, since nothing, or no fixed thing, parts them."""
    return locale.split("_")[0] in SPACELESS
