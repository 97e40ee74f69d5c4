"""Which of the six languages a text is in: letters that only some of them have, frequent words, trigrams.

Everything it knows is the word lists below, written for this module: function words, forms and endings
that news texts are full of. Each language gets a score from three independent kinds of evidence
(a log-linear model), and the scores together a probability.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Final, NamedTuple

_WORDS: Final[dict[str, str]] = {
    "ky": """жана менен үчүн боюнча болуп бул анын ошондой эле же да деп эмес тарабынан каршы туруу жөнүндө
    катары кийин чейин тууралуу ага алар аны анда мындан тышкары ушул ошол бардык бир эки үч көп бар жок
    керек мүмкүн болгон өткөн өттү өткөрүлдү уюштурулду айтты белгиледи билдирди катышты талкуулашты берди
    алды жылдын жылы күнү айында облусунун районунун шаарынын өкмөтү мамлекеттик кызматкерлер өкүлдөрү
    жарандар коомчулук мыйзам иш чара жыйын семинар тренинг максатында алкагында негизинде ишке ашыруу
    күчөтүү өнүктүрүү жогорулатуу алдын алуу көзөмөл маселелери башкаруу органдары жергиликтүү өз алдынча
    айыл өкмөт башчысы кыргыз республикасынын президентинин жарлыгы токтому стратегия программасы жаңы
    чоң биринчи кызматы министрлиги төрагасы директору сөзүндө учурда натыйжада ошону башка мектеп окуучулар
    болду кылды жатат келет турат экенин үчүнчү соңунда эл аралык күрөшүү күрөшү көрсөтүү түзүү кароо
    ачык айкын аткаруу жооп суроо сунуш тийиш менин биз сиз алардын баары жакшы жаман кыз бала""",
    "kk": """және мен үшін бойынша болып бұл оның сондай ақ немесе да деп емес тарапынан қарсы туралы ретінде
    кейін дейін жайлы оған олар оны онда сонымен қатар осы сол барлық бір екі үш көп бар жоқ керек мүмкін
    болған өткен өтті өткізілді ұйымдастырылды айтты атап өтті хабарлады қатысты талқылады берді алды
    жылғы жылдың жылы күні айында облысының ауданының қаласының үкіметі мемлекеттік қызметкерлер өкілдері
    азаматтар қоғам заң іс шара жиын семинар дәріс мақсатында аясында негізінде жүзеге асыру күшейту дамыту
    арттыру алдын алу бақылау мәселелері басқару органдары жергілікті өзін өзі ауыл әкімі қазақстан
    республикасының президентінің жарлығы қаулысы стратегия бағдарламасы тұжырымдамасы жаңа үлкен бірінші
    қызметі министрлігі төрағасы директоры сөзінде қазіргі нәтижесінде сондықтан басқа мектеп оқушылар
    сыбайлас жемқорлыққа жемқорлық іс қимыл агенттігі департаменті болды жатыр келеді тұр екенін соңында
    халықаралық күрес көрсету құру қарау ашық орындау жауап сұрақ ұсыныс тиіс біз сіз олардың бәрі жақсы
    ерекше отырыс мүшелері еліміздің жұмыс""",
    "uz": """va bilan uchun boʻyicha boʻlib bu uning shuningdek ham deb emas tomonidan qarshi toʻgʻrisida
    haqida sifatida keyin unga ular uni unda bundan tashqari shu ushbu barcha bir ikki uch koʻp bor yoʻq kerak
    mumkin boʻlgan oʻtgan oʻtkazildi tashkil etildi aytdi taʼkidladi maʼlum qildi ishtirok muhokama berdi oldi
    yilning yil kuni oyida viloyatining tumanining shahrining hukumat davlat xodimlari vakillari fuqarolar
    jamoatchilik qonun chora tadbir yigʻilish seminar trening maqsadida doirasida asosida amalga oshirish
    kuchaytirish rivojlantirish oldini olish nazorat masalalari boshqaruv organlari mahalliy oʻzini
    oʻzbekiston respublikasi prezidentining farmoni qarori strategiya dasturi yangi katta birinchi xizmati
    vazirligi raisi direktori soʻzida hozirda natijada boshqa maktab oʻquvchilar korrupsiyaga kurashish
    agentligi hokimligi boʻldi qilindi ekan ekanligi yakunida xalqaro koʻrsatish ochiq javob savol taklif
    lozim biz siz ularning hamma yaxshi qilish uchrashuv ishlar kabi esa edi hamda mahalla nafar""",
    "uz-Cyrl": """ва билан учун бўйича бўлиб бу унинг шунингдек ҳам деб эмас томонидан қарши тўғрисида ҳақида
    сифатида кейин унга улар уни унда бундан ташқари шу ушбу барча бир икки уч кўп бор йўқ керак мумкин
    бўлган ўтган ўтказилди ташкил этилди айтди таъкидлади маълум қилди иштирок муҳокама берди олди йилнинг
    йил куни ойида вилоятининг туманининг шаҳрининг ҳукумат давлат ходимлари вакиллари фуқаролар
    жамоатчилик қонун чора тадбир йиғилиш семинар тренинг мақсадида доирасида асосида амалга ошириш
    кучайтириш ривожлантириш олдини олиш назорат масалалари бошқарув органлари маҳаллий ўзини ўзбекистон
    республикаси президентининг фармони қарори стратегия дастури янги катта биринчи хизмати вазирлиги раиси
    директори сўзида ҳозирда натижада бошқа мактаб ўқувчилар коррупцияга курашиш агентлиги ҳокимлиги бўлди
    қилинди экан эканлиги якунида халқаро кўрсатиш очиқ жавоб савол таклиф лозим биз сиз уларнинг ҳамма
    яхши қилиш учрашув ишлар каби эса эди ҳамда маҳалла нафар кенгаши аъзолари""",
    "ru": """и в на по с для что это как не его её также или из от до при за о об они он она их был была были
    было быть будет все всех этот этом этого этой который которые которая того тем после более чтобы между
    под том году года июня декабря области района города правительство государственных служащих представители
    граждан общество закон мероприятие заседание семинар обучение целях рамках основе реализации усиление
    развитие повышение предупреждение контроль вопросы управления органов местного самоуправления республики
    президента указ постановление стратегия программа новый большой первый служба министерство председатель
    директор сообщил отметил рассказал состоялось прошёл прошла провели приняли участие противодействию
    коррупции агентство департамент прокуратура а но же бы ли если уже только может нужно есть нет два три
    словам школы международный день работы ответ вопрос предложение мы вы свой своих эти тех них""",
    "en": """the of and to in a for on with that is was were are be by as at from it its this these which who
    has have had not will would can their they he she his her been more than also about into after before
    between under over during all other new first people public officials government state regional district
    city law event meeting seminar training course held organised organized took part participants discussed
    said told reported agency ministry office department prosecutor president decree strategy programme
    program anti corruption against prevention transparency budget citizens society civil council members
    local self report year month day week international support project developed how what when where there
    while each every two three only one many some such""",
}
#: Letters that a language never uses in its own words, or hardly ever.
_LACKS: Final[dict[str, str]] = {
    "ky": "әғқұһіҳўѓ",
    "kk": "ҳў",
    "uz-Cyrl": "ыщәұһіөүң",
    "ru": "әғқңөұүһіҳў",
    "uz": "w",
    "en": "ʻ",
}
#: Letters that few languages share, with the weight of each occurrence for those that have them.
_OWN: Final[dict[str, str]] = {
    "ky": "ңөү",
    "kk": "әғқңөұүһі",
    "uz-Cyrl": "ўқғҳ",
    "ru": "щыэё",
    "uz": "ʻ",
    "en": "w",
}
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'`´ʹʻʼʽ‘’‛′", "ʻ"))
_WORD: Final = re.compile(r"[^\W\d_]+(?:ʻ[^\W\d_]*)*")
_ADDRESS: Final = re.compile(r"\S{0,60}(?:@|://|www\.)\S*")
_LONGEST: Final = 20_000


class Guess(NamedTuple):
    """A language and how sure it is (0 to 1); the `language` is '' when the text has no words."""

    language: str
    confidence: float


def identify(text: str) -> Guess:
    """Name the language of `text` among the six. Reliable from about 200 characters; the confidence says how
    far it is in shorter ones. Reads the first 20,000 characters; cost is linear in them.
    """
    found = scores(text)
    if not found:
        return Guess("", 0.0)
    best = max(found, key=found.__getitem__)
    total = sum(math.exp(min(score - found[best], 0)) for score in found.values())
    return Guess(best, round(_known(text, best) / total, 3))


def scores(text: str) -> dict[str, float]:
    """The log-likelihood of each language, up to a constant; empty when the text has no words."""
    words = _words(text)
    if not words:
        return {}
    letters = "".join(words)
    latin = sum("a" <= letter <= "z" for letter in letters)
    cyrillic = sum("\u0400" <= letter <= "\u052f" for letter in letters)
    found = {}
    for language, model in _models().items():
        own_script = latin if language in ("uz", "en") else cyrillic
        score = -4.0 * (len(letters) - own_script - letters.count("ʻ"))
        score -= 5.0 * sum(letters.count(letter) for letter in _LACKS[language])
        score += 1.0 * sum(letters.count(letter) for letter in _OWN[language])
        score += 2.5 * sum(word in model.words for word in words)
        score += sum(model.trigrams.get(gram, model.unseen) for word in words for gram in _trigrams(word))
        found[language] = score
    return found


class _Model(NamedTuple):
    words: frozenset[str]
    trigrams: dict[str, float]
    unseen: float


@cache
def _models() -> dict[str, _Model]:
    return {language: _model(words.split()) for language, words in _WORDS.items()}


def _model(words: list[str]) -> _Model:
    counts: dict[str, int] = {}
    for word in words:
        for gram in _trigrams(word):
            counts[gram] = counts.get(gram, 0) + 1
    total = sum(counts.values()) + 4000  # of the trigrams a language has, about so many are rare
    return _Model(
        frozenset(words),
        {gram: math.log((count + 0.5) / total) for gram, count in counts.items()},
        math.log(0.5 / total),
    )


def _trigrams(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def _words(text: str) -> list[str]:
    folded = _ADDRESS.sub(" ", text[:_LONGEST]).casefold().translate(_APOSTROPHES)
    return _WORD.findall(folded)


def _known(text: str, language: str) -> float:
    """From 0.5 to 1: how much of the text speaks for this language rather than for none of the six."""
    words = _words(text)
    model = _models()[language]
    seen = sum(word in model.words for word in words) / len(words)
    grams = [gram for word in words for gram in _trigrams(word)]
    share = sum(gram in model.trigrams for gram in grams) / len(grams)
    return 0.5 + 0.5 * min(1.0, 2.0 * seen + share)
