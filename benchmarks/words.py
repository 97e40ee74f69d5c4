"""Words of the six languages, real ones and such as could be: texts of them have the length, letters and
variety of news but no sense.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, product
from math import prod

_KY = """жана менен боюнча үчүн иш район айыл шаар облус өлкө мамлекет мыйзам коррупция каршы күрөш жыйын
кеңеш окуу стратегия программа план чара максат натыйжа кызмат кызматкер башчы жетекчи орун өкүл
коом уюм бирикме жаран эл тургун жаш аял мугалим дарыгер мектеп оорукана бала ата маалымат кабар
гезит сайт бет суроо жооп пикир сунуш чечим буйрук токтом жарлык бюджет каражат акча салык бажы жер
үй жол көпүрө суу жарык сатып-алуу тендер келишим текшерүү көзөмөл мониторинг тобокел аныктоо алдын
алуу ачык тунук так адил эркин жаңы биринчи экинчи бардык көп аз чоң негизги жергиликтүү улуттук
эларалык быйыл бүгүн эртең ай күн жума жыл мезгил убакыт катышуу талкуулоо түшүндүрүү өткөрүү
уюштуруу бекитүү аткаруу кароо айтуу белгилөө көрсөтүү колдоо жардам долбоор семинар жолугушуу акция
сабак сынак видео китепче сурамжылоо өнөктөш прокуратура сот министрлик агенттик администрация
депутат аким тергөө айып мүлк киреше декларация кызыкчылык жоопкерчилик"""

_KK = """және мен бойынша үшін жұмыс аудан ауыл қала облыс ел мемлекет заң жемқорлық сыбайлас қарсы күрес
жиын кеңес оқу стратегия бағдарлама жоспар шара мақсат нәтиже қызмет қызметкер басшы жетекші орын
өкіл қоғам ұйым бірлестік азамат халық тұрғын жас әйел мұғалім дәрігер мектеп аурухана бала ата
ақпарат хабар газет сайт бет сұрақ жауап пікір ұсыныс шешім бұйрық қаулы жарлық бюджет қаражат ақша
салық кеден жер үй жол көпір су жарық сатып-алу тендер келісім тексеру бақылау мониторинг тәуекел
анықтау алдын алу ашық айқын нақты әділ еркін жаңа бірінші екінші барлық көп аз үлкен негізгі
жергілікті ұлттық халықаралық биыл бүгін ертең ай күн апта жыл кезең уақыт қатысу талқылау түсіндіру
өткізу ұйымдастыру бекіту орындау қарау айту белгілеу көрсету қолдау көмек жоба семинар кездесу
акция сабақ байқау бейне кітапша сауалнама серіктес прокуратура сот министрлік агенттік әкімдік
депутат әкім тергеу айып мүлік табыс декларация мүдде жауапкершілік адалдық"""

_UZ_CYRL = """ва билан бўйича учун иш туман қишлоқ шаҳар вилоят мамлакат давлат қонун коррупция қарши кураш
йиғилиш кенгаш ўқув стратегия дастур режа чора мақсад натижа хизмат ходим бошлиқ раҳбар ўрин вакил
жамият ташкилот бирлашма фуқаро халқ аҳоли ёш аёл ўқитувчи шифокор мактаб шифохона бола ота маълумот
хабар газета сайт бет савол жавоб фикр таклиф қарор буйруқ фармойиш фармон бюджет маблағ пул солиқ
божхона ер уй йўл кўприк сув ёруғлик харид тендер шартнома текширув назорат мониторинг хавф аниқлаш
олдини олиш очиқ шаффоф аниқ адолатли эркин янги биринчи иккинчи барча кўп кам катта асосий маҳаллий
миллий халқаро бугун эрта ой кун ҳафта йил давр вақт иштирок муҳокама тушунтириш ўтказиш уюштириш
тасдиқлаш бажариш кўриш айтиш белгилаш кўрсатиш қўллаш ёрдам лойиҳа семинар учрашув тадбир дарс
танлов видео китобча сўровнома ҳамкор прокуратура суд вазирлик агентлик ҳокимлик депутат ҳоким
тергов айблов мулк даромад декларация манфаат масъулият ҳалоллик"""

_RU = """и в на по для с о при район района области город города страны государственный закон закона
коррупция коррупции против борьба борьбы собрание собрания совет совета обучение стратегия стратегии
программа программы план плана мера меры цель результат результаты служба службы сотрудник
сотрудники руководитель руководители место представитель представители общество организация
организации объединение граждане граждан народ жители молодёжь женщины учитель врачи школа школы
больница дети сведения сообщение газета сайт страница вопрос вопросы ответ мнение предложение
предложения решение приказ постановление указ бюджет бюджета средства деньги налог таможня земля дом
дорога мост вода закупки закупок тендер договор проверка проверки контроль контроля мониторинг риск
рисков выявление предупреждение открытость прозрачность точный справедливый свободный новый первый
второй все многие меньше большой главный местный национальный международный сегодня завтра месяц
день неделя год года срок время участие обсуждение разъяснение проведение утверждение исполнение
рассмотрение отметили показали рассказали поддержка помощь проект проекта семинар встреча акция урок
конкурс видео брошюра опрос партнёры прокуратура прокурор суд суда министерство агентство
администрация депутаты аким хоким следствие обвинение имущество доходы декларация интересов
ответственность честность также однако который которые было были может должны этого чтобы после
перед между каждый другие сельский районный областной"""

_EN = """the of and to in for on with by from at as that which was were is are has have been will may must
district region city country state law corruption against prevention meeting council training
strategy programme plan measure goal result service official head leader place representative
society organisation association citizen people resident youth woman teacher doctor school hospital
child information message newspaper site page question answer opinion proposal decision order
resolution decree budget fund money tax customs land house road bridge water procurement tender
contract audit control monitoring risk finding open transparent exact fair free new first second all
many few large main local national international today month day week year term time participation
discussion explanation approval implementation review noted showed supported help project seminar
visit campaign lesson contest video booklet survey partner prosecutor court ministry agency
administration deputy governor inquiry charge property income declaration interest duty integrity
also however after before between every other rural more about under their its not"""

#: Endings by language and kind of word, in layers: of each layer one is taken, the first most often.
#: Capitals change with the word before them (`_CHANGING`); a letter in brackets is left out where two
#: vowels or two consonants would meet.
_ENDINGS = {
    "ky": {
        "noun": (
            " LAр",
            " NIн KA (с)I DA NI DAн (с)IнIн (с)IнA (с)IнDA (с)Iн DAKI (I)бIз (I)бIздIн (I)м чA сIз LIк LUU",
        ),
        "verb": (
            " DIр (I)л (I)н (I)ш",
            " BA",
            "KAн DI (I)п KAндA (A)р сA KAндIKтAн KAндAр KAнI (A)т DIк DIм DIңIз KAндAрдIн KIч KAчA KAлI мAк",
        ),
    },
    "kk": {
        "noun": (
            " LAр",
            " NIң KA (с)I DA NI DAн (с)IнIң (с)IнA (с)IнDA (с)Iн DAKI MEн (I)мIз (I)мIздIң (I)м шA сIз LI",
        ),
        "verb": (
            " DIр (I)л (I)н (I)с",
            " MA",
            "KAн DI (I)п KAндA (A)р сA KAндIKтAн KAндAр KAнI (A)ды DIK DIм DIңIз KAндAрдIң KIш KAлI MAK",
        ),
    },
    "uz-Cyrl": {
        "noun": (
            " лар",
            " нинг га (с)и да ни дан (с)ининг (с)ига (с)ида (с)ини даги (и)миз (и)мизнинг (и)м ча сиз лик ли",
        ),
        "verb": (
            " тир (и)л (и)н (и)ш",
            " ма",
            "ган ди (и)б ганда (а)р са гани ганлар (а)ди дик дим дингиз ганларнинг гач гунча гани моқ",
        ),
    },
    "ru": {
        "noun": (" а у ом е ы ов ам ами ах",),
        "adjective": ("ый ого ой ые ая ых ому ым ом ую ое ыми",),
        "verb": (" ся", "ать ал али ала ает ают ать ано аны ая ав"),
    },
    "en": {"noun": (" s",), "adjective": (" ly",), "verb": (" ed ing s",)},
}
#: What stands for a capital: the letters after which it is each of them (vowels: after the last vowel).
_CHANGING = {
    "ky": {
        "A": {"а": "аыуяёю", "е": "еиэ", "о": "о", "ө": "өү"},
        "I": {"ы": "аыя", "и": "еиэ", "у": "оуёю", "ү": "өү"},
        "U": {"у": "аоуыяёю", "ү": "еиэөү"},
        "D": {"т": "пткшсчхфцщ", "д": ""},
        "L": {"л": "аеиоөуүыэяёюрй", "т": "пткшсчхфцщ", "д": ""},
        "N": {"н": "аеиоөуүыэяёю", "т": "пткшсчхфцщ", "д": ""},
        "K": {"к": "пткшсчхфцщ", "г": ""},
        "B": {"п": "пткшсчхфцщ", "б": ""},
    },
    "kk": {
        "A": {"а": "аоұыуяёю", "е": "әеөүіиэ"},
        "E": {"е": ""},
        "I": {"ы": "аоұыуяёю", "і": "әеөүіиэ"},
        "D": {"т": "пткқшсчхфцщ", "д": ""},
        "L": {"л": "аәеиоөуұүыіэяёюрй", "т": "пткқшсчхфцщ", "д": ""},
        "N": {"н": "аәеиоөуұүыіэяёюмнң", "т": "пткқшсчхфцщ", "д": ""},
        "K": {"к": "пткқшсчхфцщ", "г": ""},
        "M": {"м": "аәеиоөуұүыіэяёюрлй", "п": "пткқшсчхфцщ", "б": ""},
    },
}
_VOWELS = "аәеёиоөуұүыіэюяўaeiouy"
#: Of what words are made up: onsets, vowels that go together, and ends of syllables.
_SYLLABLES = {
    "ky": ("б г д ж з к л м н п р с т ч ш", ("аыоу", "еиөү"), "к л м н р с т ш й"),
    "kk": ("б г д ж з к қ л м н п р с т ш", ("аыоұ", "еіөүә"), "к қ л м н р с т ш й"),
    "uz-Cyrl": ("б г д ж з к қ л м н п р с т ч ш х ҳ", ("аоиуўе",), "к л м н р с т ш қ"),
    "ru": ("б в г д ж з к л м н п р с т ч ш кр пр ст тр", ("аоиуе",), "к л м н р с т в г"),
    "en": ("b c d f g h l m n p r s t v w br cr pl st tr", ("aeiou",), "ck l m n r s t nd st"),
}
#: Stems of a language, and the kinds of those that are made up.
STEMS, KINDS = 8_000, ("noun", "noun", "verb", "adjective")
#: Words that take no endings.
_BARE = set(
    """жана менен боюнча үчүн алдын каршы так быйыл бүгүн эртең көп аз мен қарсы және үшін ва билан бўйича
учун қарши олдини бугун эрта кўп кам нақты айқын""".split()
)
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшъэюяўқғҳь",
        [*"a b v g d e yo j z i y k l m n o p r s t u f x s ch sh ʼ e yu ya oʻ q gʻ h".split(), ""],
        strict=True,
    )
)


def to_latin(word: str) -> str:
    """An Uzbek word in Latin script, by the letters of 1995; enough for a benchmark."""
    letters = []
    previous = ""
    for letter in word:
        latin = _LATIN.get(letter, letter)
        if letter == "е" and (not previous or previous in "аеёиоуэюяў"):
            latin = "ye"
        letters.append(latin)
        previous = letter
    return "".join(letters)


def stems(language: str) -> list[str]:
    """The real words of a language, in the order of how often they come."""
    return {"ky": _KY, "kk": _KK, "uz-Cyrl": _UZ_CYRL, "ru": _RU, "en": _EN}[language].split()


class Words:
    """Words of a language as news has them: few that come often, many that come seldom (Zipf), and in
    Kyrgyz, Kazakh and Uzbek each in any of a hundred forms. The seldom ones are made up.
    """

    def __init__(self, language: str) -> None:
        self._latin = language == "uz"
        self._language = "uz-Cyrl" if self._latin else language
        real = stems(self._language)
        kinds = [kind for kind in KINDS if kind in _ENDINGS[self._language]]
        # Russian and English are listed in forms already.
        kind = "bare" if language in ("ru", "en") else "noun"
        self._stems = [(stem, "bare" if stem in _BARE else kind) for stem in real]
        made = islice(_made(self._language, set(real)), STEMS - len(real))
        self._stems += [(stem, kinds[place % len(kinds)]) for place, stem in enumerate(made)]
        self._sums = list(accumulate((rank + 8) ** -1.1 for rank in range(len(self._stems))))
        self._endings = {kind: _combined(layers) for kind, layers in _ENDINGS[self._language].items()}
        self._endings["bare"] = [()], [1.0]
        self._forms: dict[tuple[str, tuple[str, ...]], str] = {}

    def several(self, rng: random.Random, count: int) -> list[str]:
        """So many words."""
        found = []
        for stem, kind in rng.choices(self._stems, cum_weights=self._sums, k=count):
            endings, sums = self._endings[kind]
            chosen = stem, endings[bisect(sums, rng.random() * sums[-1])]
            if chosen not in self._forms:
                self._forms[chosen] = self._form(*chosen)
            found.append(self._forms[chosen])
        return found

    def _form(self, word: str, endings: Iterable[str]) -> str:
        for ending in endings:
            word = _with(word, ending, self._language)
        return to_latin(word) if self._latin else word


def _combined(layers: Sequence[str]) -> tuple[list[tuple[str, ...]], list[float]]:
    """All choices of an ending from each layer, and their cumulative weights."""
    ranked = [list(enumerate(layer.split(" "), 1)) for layer in layers]
    chosen = list(product(*ranked))
    weights = [prod(rank**-1.5 for rank, _ in choice) for choice in chosen]
    return [tuple(ending for _, ending in choice) for choice in chosen], list(accumulate(weights))


def _made(language: str, known: set[str]) -> Iterator[str]:
    """Stems that nobody has ever heard, always the same."""
    rng = random.Random(f"stems/{language}")
    onsets, harmonies, ends = _SYLLABLES[language]
    starts, stops = onsets.split(), ends.split()
    while True:
        vowels = rng.choice(harmonies)
        count = rng.choice((1, 2, 2, 2, 3, 3))
        stem = "".join(
            [
                rng.choice(starts) + rng.choice(vowels) + (rng.choice(stops) if rng.random() < 0.4 else "")
                for _ in range(count)
            ]
        )
        if len(stem) > 3 and stem not in known:
            known.add(stem)
            yield stem


def _with(word: str, ending: str, language: str) -> str:
    """A word with an ending, in harmony."""
    changing = _CHANGING.get(language, {})
    left = ending
    while left:
        optional, letter = left[0] == "(", left.lstrip("(")[0]
        left = left[3 if optional else 1 :]
        if letter in changing:
            vowel = next((other for other in reversed(word) if other in _VOWELS), "а")
            choices = changing[letter]
            near = vowel if letter in "AIU" else word[-1:]
            letter = next(
                (own for own, after in choices.items() if near in after or not after), list(choices)[-1]
            )
        if not optional or (word[-1:] in _VOWELS) != (letter in _VOWELS):
            word += letter
    return word


#: Who published the source, in each language; not one of them is a real site.
SOURCES = {
    "ky": ("Райондук администрациянын сайты", "Шаар мэриясынын кабары", "Жергиликтүү гезит"),
    "kk": ("Аудан әкімдігінің сайты", "Қала әкімдігінің хабары", "Жергілікті газет"),
    "uz": ("Tuman hokimligi sayti", "Shahar kengashi xabari", "Mahalliy gazeta"),
    "uz-Cyrl": ("Туман ҳокимлиги сайти", "Шаҳар кенгаши хабари", "Маҳаллий газета"),
    "ru": ("Сайт районной администрации", "Сообщение мэрии города", "Местная газета"),
}

#: Bodies that the generator adds to the registry, one for each first-level region.
BODIES = {
    "council": (
        "local",
        {
            "ky": "{}: коррупцияга каршы коомдук кеңеш",
            "kk": "{}: жемқорлыққа қарсы қоғамдық кеңес",
            "uz": "{}: korrupsiyaga qarshi jamoatchilik kengashi",
            "uz-Cyrl": "{}: коррупцияга қарши жамоатчилик кенгаши",
            "ru": "{}: общественный совет против коррупции",
            "en": "{}: public council against corruption",
        },
    ),
    "centre": (
        "ngo",
        {
            "ky": "{}: жарандык демилгелер борбору",
            "kk": "{}: азаматтық бастамалар орталығы",
            "uz": "{}: fuqarolik tashabbuslari markazi",
            "uz-Cyrl": "{}: фуқаролик ташаббуслари маркази",
            "ru": "{}: центр гражданских инициатив",
            "en": "{}: centre for civic initiatives",
        },
    ),
}
