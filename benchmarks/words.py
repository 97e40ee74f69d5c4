"""Real words of the six languages: texts of them have the length and letters of news but no sense."""

from __future__ import annotations

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

# Endings of nouns by vowel harmony: after a back vowel, after a front one.
_ENDINGS = {
    "ky": (
        ("", "лар", "га", "да", "дан", "ды", "нын", "лардын"),
        ("", "лер", "ге", "де", "ден", "ди", "нин", "лердин"),
    ),
    "kk": (
        ("", "лар", "ға", "да", "дан", "ды", "ның", "лардың"),
        ("", "лер", "ге", "де", "ден", "ді", "нің", "лердің"),
    ),
    "uz-Cyrl": (("", "лар", "га", "да", "дан", "ни", "нинг", "ларнинг"),) * 2,
    "ru": (("",),) * 2,
    "en": (("",),) * 2,
}
#: Words that take no endings.
_BARE = set(
    """жана менен боюнча үчүн алдын каршы так быйыл бүгүн эртең көп аз мен қарсы және үшін ва билан бўйича
учун қарши олдини бугун эрта кўп кам нақты айқын""".split()
)
_BACK, _FRONT = "аоуыяюёұ", "еэиөүәіў"
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


def vocabulary(language: str) -> list[str]:
    """The forms of that language's words; those without an ending first, as they are typed."""
    if language == "uz":
        return [to_latin(word) for word in vocabulary("uz-Cyrl")]
    stems = {"ky": _KY, "kk": _KK, "uz-Cyrl": _UZ_CYRL, "ru": _RU, "en": _EN}[language].split()
    back, front = _ENDINGS[language]
    forms = []
    for column in range(len(back)):
        for stem in stems:
            last = next((letter for letter in reversed(stem) if letter in _BACK + _FRONT), "а")
            if not column or stem not in _BARE:
                forms.append(stem + (back if last in _BACK else front)[column])
    return list(dict.fromkeys(forms))


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
