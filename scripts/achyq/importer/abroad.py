"""What was held in another country: then it was in no region of the registries."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from babel import Locale

from achyq.importer import morphology, roles
from achyq.importer.gazetteer import Gazetteer
from achyq.importer.guess import Page
from achyq.importer.places import Mention
from achyq.importer.terms import words

_LOCALES: Final = ("ky", "kk", "uz", "uz-Cyrl", "ru", "en")
#: The countries of the registries; what is no country; and whose names are common words (того).
_NONE: Final = frozenset({"KG", "KZ", "UZ", "TJ", "TM", "TG", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
#: Cities where conferences are held, as the languages spell them. The locale data name those of time zones,
#: but not Geneva or Ankara, and others that are names of people and villages here too (Киров, Самара).
_CITIES: Final = """
    Берн Bern Лаксенбург Laksenburg Laxenburg Цюрих Zurich Бонн Bonn Мюнхен Munich Осло Oslo Дублин Dublin
    Братислава Кишинев Chisinau Сараево Sarajevo Шанхай Shanghai Урумчи Урумқи Сиань Сочи Sochi Марракеш
    Marrakech Париж Parij Paris Вена Vena Vienna Женева Jeneva Geneva Брюссель Bryussel Brussels
    Страсбург Strasburg Strasbourg Прага Praga Prague Стамбул Истанбул Istanbul Ыстанбұл Анкара Анқара
    Anqara Ankara Москва Мәскеу Moskva Moscow Санкт-Петербург Sankt-Peterburg Минск Minsk Баку Боку Boku
    Baku Тбилиси Tbilisi Ереван Yerevan Киев Kiyev Kyiv Варшава Varshava Warsaw Берлин Berlin Лондон
    London Вашингтон Vashington Washington Нью-Йорк Nyu-York Пекин Бейжің Бээжин Pekin Beijing Сеул Seul
    Seoul Токио Tokio Tokyo Доха Doha Дубай Dubay Dubai Абу-Даби Abu-Dabi Эр-Рияд Riyadh Любляна Lyublyana
    Ljubljana Рига Riga Вильнюс Vilnyus Vilnius Таллин Таллинн Tallin Tallinn Хельсинки Xelsinki Helsinki
    Стокгольм Stokgolm Stockholm Копенгаген Kopengagen Copenhagen Бухарест Buxarest Bucharest Будапешт
    Budapesht Budapest Афины Afina Athens Рим Rome Мадрид Madrid Лиссабон Lissabon Lisbon Гаага Gaaga
    Hague Куала-Лумпур Kuala-Lumpur Бангкок Bangkok Джакарта Jakarta Каир Qohira Cairo Казань Қозон Qozon
    Kazan Тегеран Теҳрон Tehron Tehran Кабул Қобул Кобул Kobul Kabul Исламабад Исломобод Islomobod
    Islamabad Улан-Батор Улан-Удэ Корея Koreya Korea Батуми Batumi Лахор Lahore Белград Belgrad Belgrade
    Загреб Zagreb Атланта Atlanta
    """


@cache
def _names() -> Gazetteer[str]:
    names: Gazetteer[str] = Gazetteer()
    for code in _LOCALES:
        territories = Locale.parse(code.replace("-", "_")).territories
        for country, name in territories.items():
            if country.isalpha() and country not in _NONE:
                names.add(words(name), country, code)
    for city in _CITIES.split():
        names.add(words(city), "city")
    return names


def is_abroad(page: Page) -> bool:
    """Whether title or first paragraph say that something was held in another country."""
    for sentence in page.sentences():
        if sentence.paragraph > _FIRST:
            return False
        tokens = morphology.tokens(sentence.text)
        for found in _names().find(tokens):
            first, last = tokens[found.first], tokens[found.last - 1]
            mention = Mention(first.start, last.end, (), typed=False, last=last, nominative=False)
            near = sentence.paragraph < _FIRST or _SIGNED.search(sentence.text)
            held = near and roles.role(sentence, mention, page.language) == "there"
            if sentence.text[first.start].isupper() and (held or _VISIT.match(sentence.text, last.end)):
                return True
    return False


#: That something was signed there.
_SIGNED: Final = re.compile(r"\b(?:signed|imzolan|имзолан|подписан|кол кою|қол қойыл)", re.IGNORECASE)
#: What follows the place of a visit: Vilnyusga safari.
_VISIT: Final = re.compile(r"\s(?:safar|сафар|сапар|визит)")
#: The paragraph that may tell of a visit; the one before it and the title say where something was held.
_FIRST: Final = 2
