"""Words of Turkic languages that names of bodies have inside, and those that none has."""

from __future__ import annotations

import re
from typing import Final

#: Levels of places, which names have before what belongs to them.
LEVEL: Final = re.compile(
    r"(?:облус|облыс|район|аудан|шаар|қала|вилоят|viloyat|туман|tuman|шаҳа?р|shaha?r|республика|respublika|"
    r"аймак|аймақ|өңір|айыл|ауыл|қишлоқ|маҳалла|mahalla|округ)\w*",
    re.IGNORECASE,
)
#: What an officer is called, by which a body's name ends and a person's begins.
_TITLES: Final = (
    r"(?:басшысы|башчысы|бошлиғи|boshlig.?i|бастығы|төрағасы|төрагасы|раиси|raisi|директоры|директору|"
    r"директори|"
    r"direktori|орынбасары|орунбасары|басары|ўринбосари|o.?rinbosari|мудири|mudiri|ректоры|ректору|ректори|"
    r"rektori|"
    r"прокуроры|прокурору|прокурори|prokurori|әкімі|акими|ҳокими|hokimi|депутаты|депутати|deputati|маманы|"
    r"адиси|"
    r"мутахассиси|mutaxassisi|қызметкері|кызматкери|ходими|xodimi|өкілі|өкүлү|вакили|vakili|тергеушісі|"
    r"терговчиси|tergovchisi|жетекчиси|жетекшісі|раҳбари|rahbari|мүдүрү|меңгерушісі|төрайымы|катчысы|"
    r"хатшысы|котиби|"
    r"kotibi|вазири|vaziri|министри|министрі|эксперти|eksperti|сарапшысы)"
)
TITLE: Final = re.compile(_TITLES, re.IGNORECASE)
#: Postpositions, pronouns, adverbs and words for events, which no name of a body has inside or begins with.
STOP: Final = re.compile(
    rf"(?:{_TITLES}|"
    r"\w*(?:раҳбар|rahbar|жетекчи|басшы|башчы|жетекші|ходим|xodim|кызматкер|қызметкер|өкүл|өкіл|вакил|vakil)"
    r"(?:[лт][ае]р|lar)(?:[ыиі]|i|[гғкқ][аеo]|ga)?|ўз|oʻz|o.z|менен|мен|билан|bilan|үчүн|үшін|учун|uchun|"
    r"тууралуу|жөнүндө|туралы|жайлы|ҳақида|haqida|кийин|"
    r"кейін|кейин|keyin|"
    r"чейин|дейін|қадар|qadar|тарабынан|тарапынан|томонидан|tomonidan|ҳамда|hamda|ошондой|сондай|ошол|"
    r"сол|осы|"
    r"ушул|бул|бұл|бу|bu|шу|shu|мазкур|mazkur|ушбу|ushbu|qaysi|қайси|кайсы|қай|ишин|ісін|ишини|ishini|қалай|"
    r"кандай|қандай|\w+(?:ғанын|генін|қанын|кенін)|"
    r"оның|анын|унинг|uning|олардың|алардын|уларнинг|ularning|бұның|мұның|мунун|бунинг|buning|уни|uni|аны|"
    r"оны|аталган|аталған|мурунку|"
    r"бұрынғы|собиқ|sobiq|"
    r"биргеликте|бірлесіп|бірге|биргаликда|birgalikda|hamkorlikda|ҳамкорликда|буга|буған|бунга|bunga|"
    r"сондай-?ақ|ошондой|шунингдек|shuningdek|былтыр\w*|өткөн|өткен|ўтган|oʻtgan|"
    r"анда|онда|унда|unda|ага|оған|унга|unga|мында|мұнда|"
    r"иштирок\w*|ishtirok\w*|операция|operatsiya|факт\w*|окуя\w*|оқиға\w*|дерек\w*|шара(?!лар)\w*|слет\w*|"
    r"бүгүн|бүгін|бугун|bugun|кечээ|кеше|кеча|kecha|быйыл|биыл|бу йил|эртең|ертең|эртага|ertaga|жыл|"
    r"жылы|йил|yil|"
    r"күнү|күні|күнүн|күнін|куни|кунини|kuni|kunini|күн|кун|саат|сағат|соат|soat|жана башка|сыяктуу|сияқты|"
    r"каби|kabi|алдында|"
    r"деп|дея|деди|деген|деб|dedi|атты|аттуу|номли|nomli|темада\w*|тақырыб\w*|мавзу\w*|mavzu\w*|эле|"
    r"эмес|ғана|эми|"
    r"эки|екі|икки|ikki|үч|үш|уч|uch|күндүк|күндік|кунлик|kunlik|бир|бір|bir|бардык|барлық|барча|barcha|"
    r"ҳар|har|ар бир|әр|өз ара|o.?zaro|ўзаро|жаны|жаңы|жаңа|янги|"
    r"yangi|"
    r"иш-?чара\w*|іс-?шара\w*|тадбир(?!кор)\w*|tadbir(?!kor)\w*|семинар\w*|seminar\w*|тренинг\w*|"
    r"trening\w*|форум\w*|"
    r"forum\w*|"
    r"конференци\w*|konferensi\w*|жыйын\w*|жиын\w*|жиналыс\w*|йиғилиш\w*|yigʻilish\w*|yig.?ilish\w*|"
    r"жолугушуу\w*|"
    r"кездесу\w*|учрашув\w*|uchrashuv\w*|сынак\w*|байқау\w*|танлов\w*|tanlov\w*|брифинг\w*|brifing\w*|"
    r"отурум\w*|"
    r"отырыс\w*|мажлис(?!и)\w*|акция(?!дор)\w*|aksiya(?!dor)\w*|кампания\w*|үстөл\w*|үстел\w*|стол\w*|"
    r"суҳбат\w*|"
    r"suhbat\w*|машғулот\w*|mash.?g.?ulot\w*|дарс\w*|dars\w*|сабақ\w*|"
    r"өкүм\w*|үкім(?!ет)\w*|ҳукм\w*|hukm\w*|ҳолат\w*|holat\w*)",
    re.IGNORECASE,
)
#: Who may stand before a body without being of its name.
SURNAME: Final = re.compile(
    r"[А-ЯЁӘҒҚҢӨҰҮҺІЎҲ][^\W\d_]+(?:[ое]ва?|ина|ұлы|улу|[кқ]ызы|зода|ович|ович?на)|"
    r"[A-Z][^\W\d_]+(?:[oe]va?|zoda|ovich|ovna)"
)
#: Words in a case that names have all the same: под кем, чьего имени.
BELONGS: Final = re.compile(
    r"караштуу|алдындагы|атындагы|жанындағы|атындағы|қасындағы|ҳузуридаги|huzuridagi|номидаги|nomidagi|"
    r"қошидаги|qoshidagi|қарасты|каршы|қарсы|қарши|qarshi|коррупцияга|korrupsiyaga|жемқорлыққа|өзін-өзі|өз|"
    r"бошчилигидаги|boshchiligidagi|жетекчилигиндеги|басшылығындағы|жетекшілігіндегі|"
    r"ихтисослаштирилган|ixtisoslashtirilgan|адистештирилген|мамандандырылған|бириктирилген|біріктірілген|"
    r"өзүн|өзін|ўзини|o.?zini|жөніндегі|боюнча|бойынша|бўйича|bo.?yicha|и",
    re.IGNORECASE,
)
#: Those whose offices are named after them in small letters: өкмөттүн Ош облусундагы өкүлчүлүгү.
OWNER: Final = re.compile(
    r"(?:өкмөт|үкімет|президент|ҳукумат|hukumat|prezident)(?:т[үі]н|т[үі]ң|нинг|ning)", re.IGNORECASE
)
#: And.
JOINING: Final = re.compile(r"жана|және|ва|va", re.IGNORECASE)
