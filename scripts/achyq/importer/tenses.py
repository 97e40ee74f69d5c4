"""What sentences say of an event: that it was held, is planned, or was before."""

from __future__ import annotations

import re
from typing import Final

#: Words that say an event was held.
HELD: Final = re.compile(
    r"\b(?:өттү|өткөрдү|өткөрүлдү|болду|уюштур\w*|баштал\w*|катышты|өтті|болды|өткізді|өткізіл\w*|"
    r"ұйымдастыр\w*|"
    r"қатысты|"
    r"бўлди|ўтказ\w*|ўтди|ўтилди|ташкил|очиб|очил\w*|ўтказилди|boʻldi|bo.ldi|o.tkaz\w*|oʻtkaz\w*|tashkil|"
    r"boʻlib|bo.lib|o.tdi|"
    r"прош\w+|проход\w+|провед\w+|состоял\w+|провел\w*|провёл|организ\w+|открыл\w*|(?<!be )held|took "
    r"place|hosted|"
    r"organi[sz]ed|launched|carried out)",
    re.IGNORECASE,
)
#: Words that say somebody was caught.
CAUGHT: Final = re.compile(
    r"\b(?:кармал|кармаган|карман|колго түш|ұстал|ұстады|қолға түс|ушлан|ушла[бд]|попал(?:ся|ась|ись)|"
    r"взя(?:ли|т) с поличным|с поличным взял|қўлга ол|қўлга туш|"
    r"ushlan|ushla[bd]|qo.lga ol|qo.lga tush|задерж|detained|arrested|caught)",
    re.IGNORECASE,
)
#: Words that say an event is still to come, by which planned is told from held.
PLANNED: Final = re.compile(
    r"план(?:дал|дашт|иру|ируетс)\w*|заплан\w+|жоспарла\w+|режалашт\w+|rejalasht\w+|\bplan(?:s|ning) to\b|"
    r"\bplanned\b|"
    r"\bwill (?:be|take|hold)|\b(?:is|are) (?:due )?to (?:be|take)|\b(?:scheduled|upcoming)\b|"
    r"өтм[өе]кчү|өткөрүлм[өе]кчү|\bнамеч\w+|\bна (?:будущей|следующей) неделе|\bwill open\b|"
    r"\b(?:пройд[её]т|пройдут|состо[ия]тся|будет провед\w*|будут провед\w*|өтөт|өтүшөт|өтеді|өткізіледі|"
    r"ўтказилади|"
    r"бўлиб ўтади|oʻtkaziladi|o.tkaziladi|bo.lib o.tadi)\b",
    re.IGNORECASE,
)
#: That a sentence tells of what was before.
EARLIER: Final = re.compile(
    r"(?:^\W*|\b(?:reported|said|noted)\s)earlier\b|\b(?:ранее|до этого|мурда|буга чейин|бұрын|бұған дейін|"
    r"аввал\w*|илгари|ilgari|avval\w*|"
    r"previously|эслатиб ўта\w+|eslatib o.?ta\w+|эске сал\w+|еске сал\w+|напомни\w+|белгилей кет\w+|"
    r"recall|as a reminder)\b",
    re.IGNORECASE,
)
#: That it was before something else that the text tells of: салган болчу, босатылған еді, ўтган эди.
LONG_BEFORE: Final = re.compile(
    r"(?:[гқк][аоеөэ]н (?:болчу|болатын|еді|эди|эле)|[gqk]an edi)\W*$", re.IGNORECASE
)
