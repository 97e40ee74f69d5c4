"""What page furniture says, in the six languages: how its lines begin, words around dates, rows of
weekdays.
"""

from __future__ import annotations

import re
from typing import Final

#: By reason: how such lines begin, in any of the six languages. The whole line must be short.
OPENERS: Final[dict[str, str]] = {
    "counter": r"курсы? валют|валюта(?:лар)? курс|валюта бағам|valyuta(?:lar)? kurs|exchange rate|"
    r"количество просмотров|көрүүлөрдүн саны|кароолор|көрүүлөр|көрүлдү|көрүлгөн|окулду|окулган|"
    r"қаралды|қаралым|көрілім|көру саны|оқылды|"
    r"кўришлар|кўрилди|кўрилган|ўқилди|ko.?rishlar|ko.?rildi|o.?qildi|просмотр\w*|прочитано|прочтений|"
    r"views?\b|reads\b|"
    r"\d[\d ]* (?:рет|марта|маротаба|жолу|marta|marotaba) (?:көрсетілді|кўрилди|"
    r"ko.?rildi|o.?qildi|ўқилди|окулду|"
    r"оқылды|көрүлдү|қаралды)|"
    r"\d+ (?:views|просмотр\w*|reads|комментар\w+|comments?|shares?|пикир|пікір|изоҳ|izoh)\b|👁|"
    r"рейтинг|rating\b|лайк\w*|likes?\b",
    "reading time": r"окуу убактысы|оқу уақыты|ўқиш вақти|o.?qish vaqti|время чтения|\d+ min(?:ute)?s? "
    r"read|reading time",
    "share": r"link\s*:|шилтеме\s*:|сілтеме\s*:|ҳавола\s*:|havola\s*:|ссылка\s*:|"
    r"[^.!?]{3,40}\b(?:достарыңызбен|досторуңуз менен|"
    r"дўстларингиз билан|do.?stlaringiz bilan|с друзьями|with (?:your )?friends)\b|бөлүшүү|бөлүшүңүз|"
    r"бөлісу|бөлісіңіз|улашиш|улашинг|ulashish|ulashing|поделиться|поделитесь|"
    r"share\b|"
    r"facebook\b|twitter\b|telegram\b|whats\s?app\b|instagram\b|youtube\b|вконтакте|одноклассники|ok\.ru|"
    r"vk\b|linkedin|"
    r"tiktok|твитнуть|tweet\b|копировать ссылку|copy link|шилтемени көчүрүү",
    "subscribe": r"(?:(?:биздин|біздің|бизнинг|bizning|наш\w*)(?=.{0,40}(?:канал|kanal|телеграм|telegram|"
    r"instagram|инстаграм|facebook|фейсбук|youtube|whats\s?app|соцсет|страниц|парақша|баракча|саҳифа|sahifa|"
    r"сайт|sayt|"
    r"рассылк|newsletter|групп|сообществ))\w*|подпи(?:с(?:ыва|ат|к)|ш)\w*|жазылыңыз|катталыңыз|қўшилинг|"
    r"обуна|"
    r"obuna|subscribe|"
    r"follow us|join our|читайте нас|узнавайте|sign up|следите за|будьте в курсе|получайте новости|"
    r"newsletter|get the .{3,40} in your inbox|"
    r"бизди .{2,30} окуңуз|бізді .{2,30} оқыңыз|бизни .{2,30} (?:кузат|ўқи)\w+|bizni .{2,30} (?:kuzat|"
    r"o.?qi)\w+|кабарларды .{2,30} алыңыз)\b|"
    r"[^.!?]{0,60}\b(?:google news|google новост\w+|telegram-?канал\w*|telegram kanal\w*|"
    r"(?:telegram|телеграм)[\s-]?(?:канал|kanal)(?:ында|да|ыбыз|ымыз|имиз|imiz)\w*"
    r"(?:\W+(?:obuna|обуна|жазыл|подпи)\w*(?:\s\w[\w'‘’ʻ]*)?)?|"
    r"телеграм-?канал\w*)\W*$|.{0,60}in your inbox|"
    r"stay up to date|.{0,60}subscribe to our|[«“\"]?\w+[»”\"]?(?:ni|ни)? telegram[ʻ'‘’]?da (?:o.?qi|ўқи)\w+",
    "related": r"more (?:from|in|on)\b|other news\b|popular\s*:|оқи отырыңыз|окуй кетиңиз|ўқиб кўринг|"
    r"тағы да оқ|read on\b|ommabop|оммабоп|популярн|окшош|тектеш|дагы окуңуз|дагы "
    r"караңыз|башка жаңылыктар|ұқсас|тағы оқ\w+|басқа жаңалықтар|"
    r"ўхшаш|"
    r"top\s+мавзуга|our standards:|compiled from |мавзуга (?:оид|доир)|mavzuga doir|more\s*:|окуңуз\s*:|"
    r"оқыңыз\s*:|"
    r"ўқинг\s*:|o.?qing\s*:|"
    r"ўқиш тавсия|o.?qish tavsiya|окууга сунуш|оқуға кеңес|советуем (?:по|про)читать|"
    r"ушул тема боюнча\s*:|бошқа мақола|boshqa maqola|"
    r"bu ham qiziq|бу ҳам қизиқ|сондай-ақ оқ|бошқа янгиликлар|"
    r"яна ўқинг|mavzuga oid|o.?xshash|boshqa yangiliklar|yana o.?qing|"
    r"читайте (?:также|ещ[её])|читать (?:также|далее|ещ[её])|похожие|другие новости|ещ[её] по теме|по теме|"
    r"материалы по теме|последние новости|акыркы жаңылыктар|соңғы жаңалықтар|сўнгги янгиликлар|so.?nggi "
    r"yangiliklar|"
    r"related|read (?:more|also|next)|see also|latest news|more news|you may also|популярн\w+|(?:эң "
    r")?көп окулган|(?:ең )?көп оқылған|(?:энг )?кўп ўқилган|(?:eng )?ko.?p o.?qilgan|самое читаемое|"
    r"самые читаемые|most (?:read|popular)|"
    r"trending|recent (?:posts|stories|news)|most recent|(?:охирги|сўнгги) янгилик|oxirgi yangilik|"
    r"so.?nggi xabar|тавсия эт|tavsiya et|рекомендуем|"
    r"темага карата|тақырып бойынша|новости по теме|читайте по теме|другие материалы",
    "tags": r"тақырыптар\s*:|темалар\s*:|мавзулар\s*:|mavzular\s*:|темы\s*:|topics?\s*:|те(?:г|гтер|"
    r"гдер|глар|ги)\s*:|тэги\s*:|тегтер|teglar|tags?\s*:|ачкыч сөздөр|кілт сөздер|"
    r"калит сўзлар|"
    r"kalit so.?zlar|ключевые слова|keywords\s*:|рубрика\s*:|бөлүм\s*:|айдар\s*:|категори\w+\s*:|"
    r"category\s*:|categories\b",
    "comments": r"(?:[^\s.]+ )?(?:мақола|maqola|макала|материал|хабар|xabar|саҳифа|sahifa|барак)\w* .{0,20}"
    r"(?:ёқди|ёқтир|yoqdi|yoqtir|жакты|ұнады|пайдалуу|фойдали|foydali)\w*|понравил\w+|"
    r"был\w* ли .{3,40} полезн|was this .{3,20} (?:useful|helpful)|пикир(?:лер)?\b|пікір|изоҳ|izoh|"
    r"комментар\w+|comments?\b|leave a (?:comment|reply)|"
    r"оставить комментарий|"
    r"жооп калтыруу|баа бериңиз|оцените|your e-?mail address will not|ваш (?:адрес )?e-?mail не будет|"
    r"e-?mail manzilingiz|сиздин e-?mail|"
    r"эл\. ?пошта мекенжайыңыз|required fields|обязательные поля",
    "copyright": r"автордук укук|авторлық құқық|муаллифлик ҳуқуқ|mualliflik huquq|авторские права|"
    r"(?:\d{4}(?:[-–]\d{4})?\W{0,3})?(?:©|\(c\))|copyright|бардык укуктар|барлық құқықтар|барча ҳуқуқлар|"
    r"barcha huquqlar|все права|"
    r"all rights|сайттын материалдарын|материалдарды (?:көчүр|пайдалан|колдон)\w+|сайт материалдар\w*|"
    r"при использовании материалов|использование материалов|перепечатка|sayt materiallar\w*|materiallardan|"
    r"powered by|correction\s*:|поправка\s*:|уточнение\s*:|editor.s note|you (?:are receiving|received) this|"
    r"вы получили это письмо|our mailing address|view this (?:e-?mail|message)|\[?view this|"
    r"разработка сайта|сайт жасал\w+|сайтты иштеп",
    "contact": r"(?:кошумча|толук|қосымша|толық|қўшимча|тўлиқ|qo.?shimcha|to.?liq) (?:маалымат|ақпарат|"
    r"мәлімет|маълумот|ma.?lumot)\w*\s(?:алуу )?(?:үчүн|алу үшін|үшін|учун|uchun)|"
    r"за (?:дополнительн|подробн|справ|информац)\w+|по (?:всем )?вопросам|байланыш|байланысу|боғланиш|"
    r"bog.?lanish|контакт\w*|contacts?\b|тел\b|тел\.|телефон\w*|"
    r"tel\b|tel\.|telefon\w*|"
    r"phone\b|факс|fax\b|e-?mail|эл\.? ?дарек\w*|эл\.? ?почта|эл\.? ?пошта|электрондук дарек|дарек\w*\s*:|"
    r"мекенжай\w*|"
    r"манзил\w*|manzil\w*|адрес\w*\s*:|address\b|иш вақти|ish vaqti|иш убактысы|жұмыс уақыты|режим работы|"
    r"график работы|"
    r"working hours|office hours|ишеним телефон\w*|сенім телефон\w*|ишонч телефон\w*|ishonch telefon\w*|"
    r"телефон доверия|"
    r"hotline\b|call[- ]?(?:cent|орталық|центр)\w*|маалымат үчүн|анықтама үчүн|сұрақтар бойынша|маълумот "
    r"учун|ma.?lumot uchun|мурожаат учун|"
    r"murojaat uchun|телефон для справок|для справок|for (?:(?:more|further|additional) )?information|"
    r"media contacts?\b|notes? (?:to|for) editors?|press contacts?\b|контакты для|for media enquir\w+|"
    r"байланыш үчүн|"
    r"индекс\s*:|postal|"
    r"для абонентов|звонок бесплат|қабылдау бөлмесі|кабыл алуу бөлмөсү|приёмная|приемная|қабулхона|devonxona",
    "print": r"басып чыгаруу|баракчаны басып|басып шығару|чоп этиш|chop etish|распечатать|печать$|версия "
    r"для (?:печати|слабовид\w+)|"
    r"(?:размер шрифта|шрифт\b|өлчөмүн өзгөрт|өлшемін өзгерт|ўлчамини ўзгарт|тамга өлчөмү|ариптин "
    r"өлчөмү|қаріп өлшемі|мәтін өлшемі|matn o.?lchami|"
    r"матн ўлчами|ҳарф ўлчами|shrift|text size|font size)|"
    r"видеону (?:көр|кара)|видеоны көр|бейнен|видеони (?:томоша|кўр)|videoni (?:tomosha|ko.?r)|watch "
    r"(?:the )?video|"
    r"смотр\w+ видео|listen to|прослушать|послушать|слушать новост|тыңдау|эшитиш|eshitish|угуу|"
    r"print\b|pdf\b|скачать|download\b|жүктөп алуу|көчүрүп алуу|жүктеу|юклаб олиш|yuklab olish",
    "navigation": r"this is the official (?:web)?site|(?:жаңылыктар|жаңалықтар|янгиликлар|yangiliklar|"
    r"новости|news|коомчулук|коом|"
    r"қоғам|жамият|jamiyat|общество|society|саясат|сиёсат|siyosat|политика|politics|экономика|"
    r"иқтисодиёт|iqtisodiyot|economy|"
    r"окуялар|оқиғалар|ҳодиса(?:лар)?|hodisa(?:lar)?|происшествия|криминал|маданият|мәдениет|маданият|"
    r"madaniyat|культура|спорт|sport|видео|video|аналитика|маек|сұхбат|интервью|intervyu|пресс-?центр|"
    r"баспасөз орталығы|матбуот маркази|matbuot markazi|press cent(?:er|re)|биз жөнүндө|біз туралы|"
    r"биз ҳақимизда|biz haqimizda|о нас|about us)$|"
    r"башкы бет|башкы барак|басты бет|басты бетке|бош саҳифа|асосий саҳифа|bosh sahifa|"
    r"asosiy sahifa|главная|"
    r"home\b|homepage|skip to|back to|назад$|вернуться|артка|артқа|орқага|orqaga|алдыңкы|кийинки|алдыңғы|"
    r"келесі жаңалық|"
    r"кейинги|аввалги|олдинги|keyingi|oldingi|предыдущ\w+|следующ\w+ (?:новость|стать\w+|запись|материал)|"
    r"previous\b|"
    r"next (?:article|post|news|story)|next$|издөө|іздеу|қидириш|қидирув|qidirish|qidiruv|поиск|search\b|"
    r"меню|menu\b|"
    r"навигация|navigation|карта сайта|sitemap|site map|кирүү$|кіру$|кириш$|войти|вход$|log ?in|sign in|"
    r"регистрация|"
    r"(?:бул|осы|ушбу|мазкур|ushbu|mazkur|данный|наш) (?:веб-?)?(?:сайт|sayt)\w* (?:\S+ )?(?:cookie|куки)|"
    r"[^.!?]{0,100}(?:расмий (?:веб-?)?сайти|расмий портали|расмий сайты|ресми сайты|официальный сайт|"
    r"rasmiy (?:veb-?)?sayti|official (?:web)?site)$|"
    r"(?:мақола|maqola|макала\w*|мақала\w*) (?:манзили|дареги|сілтемесі|havolasi)|permalink|"
    r"(?:(?:сайт|sayt|текст|матн|matn|мәтін)\w* )?(?:хато|xato|ката|қате|ошибк|нашли ошибк)\S* .{0,20}"
    r"(?:топ|тап|белгил|замети|выдел|top|belgil)|"
    r"катталуу|тіркелу$|cookie|мы используем|this (?:web)?site uses|принять|accept\b|privacy policy|terms of|"
    r"политика конфиденциальности|rss\b|top$|жогору|наверх|←|→|»$|«$",
    "byline": r"reporting by\b|автор\w*\s*:|муаллиф\w*\s*:|muallif\w*\s*:|author\s*:|by admin|"
    r"жарыялаган\s*:|текст\s*:|"
    r"text\s*:|даярдаган\s*:|"
    r"дайындаған\s*:|тайёрлаган\w*\s*:",
    "photo": r"\d+x\d+ image|image\s*:|images\s*:|picture\s*:|caption\s*:|иллюстрация|сүрөт\w*\s*:|"
    r"фото\w*\s*:|"
    r"сурет\w*\s*:|surat\w*\s*:|foto\w*\s*:|photos?\s*:|photo (?:by|"
    r"credit)|фото\s*[-–—/]|"
    r"суратлар?\s*:|иллюстрац\w+",
    "source": r"булагы?\s*:|булак\s*:|дереккөз\w*\s*:|манба\w*\s*:|manba\w*\s*:|источник\w*\s*:|source\s*:",
}
#: Words that follow a date on a line of its own, or come before it.
DATE_WORDS: Final = re.compile(
    r"жарияла\w*|күні|күнү|жарыяла\w*|убакыт\w*|юборилган|эълон\w*|қилинган|санаси|chop|etilgan|sana\w*|"
    r"e.?lon|qilingan|"
    r"опубликован\w*|дата|публикаци\w*|размещен\w*|обновлен\w*|published|posted|updated|date|on|by|admin|"
    r"at|в|соат|soat|сағат|саат|"
    r"жыл\w*|жылғы|йил\w*|yil\w*|года?|г|ж|й|y|дүйшөмбү|шейшемби|шаршемби|бейшемби|жума|ишемби|жекшемби|"
    r"дүйсенбі|сейсенбі|"
    r"сәрсенбі|бейсенбі|сенбі|жексенбі|душанба|сешанба|чоршанба|пайшанба|шанба|якшанба|dushanba|seshanba|"
    r"chorshanba|payshanba|"
    r"juma|shanba|yakshanba|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|monday|tuesday|"
    r"wednesday|thursday|"
    r"friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|қаралды|көрілім|кароолор|просмотр\w*|views?|"
    r"көрүүлөр|кўрилган|ko.?rilgan|марта|marta|рет|жолу|раз|жаңылыктар|жаңалықтар|янгиликлар|yangiliklar|"
    r"новости|news|т",
    re.IGNORECASE,
)
#: A row of five or more weekdays, as calendars have it.
WEEKDAYS: Final = re.compile(
    r"(?:\W*(?:пн|вт|ср|чт|пт|сб|вс|дш|шш|шр|бш|жм|иш|жк|дс|сс|бс|жб|ду|се|чо|па|жу|ша|як|du|se|cho|pa|ju|"
    r"sha|yak|mo|tu|we|th|fr|"
    r"sa|su|mon|tue|wed|thu|fri|sat|sun)){5,}\W*",
    re.IGNORECASE,
)
