"""News media and agencies of the five countries, and those abroad that write about them, as texts name them.

Which of them a text credits is asked in `provenance`; one that is not listed is found by its place only.
"""

from __future__ import annotations

import re
from typing import Final

#: Names by letters that all spellings share, endings of cases aside; host names are found without a list.
_NAMES: Final = (
    # Kyrgyzstan
    r"24[.]kg|AKI ?press|АКИ ?press|Акипресс|Кабар|Kabar|Kaktus(?:[. ][Mm]edia)?|Кактус[. ]медиа|Kloop|Клооп|"
    r"Азаттык(?: үналгысы| радиосу)?|Радио Азаттык|Кыргыз [Тт]уусу|Эркин[- ]Тоо|Слово Кыргызстана|"
    r"Вечерний Бишкек|Vesti[.]kg|Economist[.]kg|Экономист|Супер[- ]Инфо|Марал FM|КТРК|Биринчи радио|"
    r"Turmush|Турмуш|PolitKlinika|ПолитКлиника|"
    # Kazakhstan
    r"Qaz[Aa]qparat|ҚазАқпарат|Казинформ|Kazinform|KAZINFORM|Tengri ?[Nn]ews(?:[.]kz)?|Zakon[.]kz|Kursiv(?:"
    r"[. ]Media)?|Курсив|Informburo|Orda[.]kz|Власть|Vlast|Vласть|Ulysmedia|Егемен Қазақстан|"
    r"Egemen Qazaqstan|"
    r"Айқын|Жас Алаш|Казахстанская правда|Экспресс К|Хабар 24|24KZ|Khabar 24|Азаттық(?: радиосы)?|"
    r"Радио Азаттык|BAQ[.]kz|Stan[.]kz|Qamshy[.]kz|Turan Times|The Astana Times|Astana Times|Exclusive[.]kz|"
    # Uzbekistan
    r"Kun[.]uz|Gazeta[.]uz|Газета[.]уз|Daryo(?:[.]uz)?|Дарё|Podrobno[.]uz|Подробно[.]уз|Repost(?:[.]uz)?|"
    r"Qalampir(?:[.]uz)?|O[‘ʻʼ'’]zA|UzA|ЎзА|УзА|UzDaily(?:[.]com)?|UzNews|ЎзТАГ|УзТАГ|UzTAG|КазТАГ|КирТАГ|"
    r"UZNEWS|Xabar[.]uz|Spot|Anhor[.]uz|"
    r"Xalq so[‘ʻʼ'’]zi|Халқ сўзи|Yangi O[‘ʻʼ'’]zbekiston|Янги Ўзбекистон|Народное слово|Правда Востока|"
    r"Ozodlik(?: radiosi)?|Озодлик(?: радиоси)?|Radio Ozodlik|"
    # abroad
    r"Sputnik(?: (?:Кыргызстан|Казахстан|Узбекистан|Қазақстан|Ўзбекистон|Қирғизистон|Oʻzbekiston|Kyrgyzstan|"
    r"Kazakhstan|Uzbekistan))?|ТАСС|TASS|РИА Новости|Интерфакс|Interfax|Reuters|Eurasianet|OCCRP|RFE/RL|"
    r"(?:The )?Times of Central Asia|The Diplomat|Fergana[. ][Nn]ews|Фергана"
)
#: The host of a medium as its name: Kun.uz, Газета.uz, IaNews.kz.
_HOST: Final = r"(?:[\w-]+[.])+(?:kg|kz|uz|tj|media|news|кг|кз|уз|info|press)"
NAME: Final = re.compile(
    rf"(?<![\w@./-])(?P<name>(?:{_HOST}|{_NAMES}))(?P<case>-?[а-яёғқңөүұіһўҳ]{{0,6}}|['’‘ʻʼ-]?[a-z]{{0,6}})"
    rf"(?![\w@]|[./]\w)",
    re.IGNORECASE,
)
#: Media whose names are common words, which only capitals or quotation marks make names.
_COMMON: Final = re.compile(
    r"кабар|spot|власть|экономист|фергана|айқын|турмуш|дарё|дарйо|daryo|курсив", re.IGNORECASE
)


#: After such a name, what makes it one: Кабар агенттиги, - Кабар/.
_MEDIUM: Final = re.compile(
    r"/|\W{0,2}(?:агент|agen|маалымат|ақпарат|news|гезит|газет|басыл|портал|сайт)", re.IGNORECASE
)


def named(text: str) -> list[tuple[int, int]]:
    """Where the text names media: spans of their names without the endings of cases."""
    found = []
    for m in NAME.finditer(text):
        start, end = m.span("name")
        word = text[start:end]
        quoted = start > 0 and text[start - 1] in '«“"„'
        if _COMMON.fullmatch(word) and not quoted and not _MEDIUM.match(text, end):
            continue
        if word.islower() and "." not in word:
            continue
        found.append((start, end))
    return found
