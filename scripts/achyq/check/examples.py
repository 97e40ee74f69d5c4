"""A wrong and a right example of every code, for the page about problems."""

from __future__ import annotations

from typing import Final, NamedTuple


class Example(NamedTuple):
    """Wrong and right, and what they are `part` of: front matter (`front`), a `body`, a whole `article`,
    a `registry`, or `files` with something that is said of them.
    """

    part: str
    wrong: str
    right: str


_STRATEGY = "strategy: kg-anticorruption-2025-2030"

EXAMPLES: Final[dict[str, Example]] = {
    # files
    "bad-path": Example("files", "articles/2025/Тоң жумалыгы.md", "articles/2025/ton-week.ky.md"),
    "unexpected-file": Example("files", "articles/2025/ton-week/film.mp4", "articles/2025/ton-week/hall.jpg"),
    "symbolic-link": Example(
        "files", "articles/2025/ton-week.ky.md -> ../../notes.md", "articles/2025/ton-week.ky.md"
    ),
    "too-large": Example(
        "files", "articles/2025/ton-week/report.pdf   35 MB", "articles/2025/ton-week/report.pdf   2 MB"
    ),
    "not-utf8": Example(
        "files", "articles/2025/ton-week.ky.md   Windows-1251", "articles/2025/ton-week.ky.md   UTF-8"
    ),
    "merge-conflict": Example(
        "body",
        "<<<<<<< HEAD\nЖыйын Балыкчыда өттү.\n=======\nЖыйын Бөкөнбаевде өттү.\n>>>>>>> my-article",
        "Жыйын Бөкөнбаевде өттү.",
    ),
    "control-character": Example("files", "title: Жыйын<U+202E> өттү", "title: Жыйын өттү"),
    "case-collision": Example(
        "files",
        "articles/2025/ton-week/Plan.pdf\narticles/2025/ton-week/plan.pdf",
        "articles/2025/ton-week/plan.pdf\narticles/2025/ton-week/plan-2.pdf",
    ),
    "wrong-file-type": Example("files", "ton-week/hall.jpg   PNG", "ton-week/hall.png   PNG"),
    "heavy-image": Example(
        "files", "ton-week/hall.jpg   6000×4000, 8 MB", "ton-week/hall.jpg   1600×1067, 300 KB"
    ),
    "photo-location": Example(
        "files", "ton-week/hall.jpg   GPSLatitude=42.13 GPSLongitude=77.06", "ton-week/hall.jpg"
    ),
    "photo-metadata": Example(
        "files", "ton-week/hall.jpg   Model=X100 DateTimeOriginal=2025:12:09", "ton-week/hall.jpg"
    ),
    # front matter
    "no-front-matter": Example(
        "article", "# Жыйын өттү\n\nТекст.", "---\ntitle: Жыйын өттү\nlanguage: ky\n---\n\nТекст."
    ),
    "yaml-syntax": Example("front", "title: Жыйын: биринчи күн", "title: 'Жыйын: биринчи күн'"),
    "yaml-feature": Example("front", "title: &a Жыйын өттү", "title: Жыйын өттү"),
    "duplicate-key": Example("front", "date: 2025-12-10\ndate: 2025-12-11", "date: 2025-12-10"),
    "unknown-key": Example("front", "data: 2025-12-10", "date: 2025-12-10"),
    "missing-key": Example(
        "article", "---\nlanguage: ky\n---\n\nТекст.", "---\ntitle: Жыйын өттү\nlanguage: ky\n---\n\nТекст."
    ),
    "wrong-type": Example("front", "title: [Жыйын, өттү]", "title: Жыйын өттү"),
    "empty-value": Example("front", "summary:", "summary: Район башчылары чогулду."),
    "too-long": Example(
        "front", "translated_from: {language: ru, digest: " + "0" * 65 + "}", "translated_from: ru"
    ),
    # values
    "bad-date": Example("front", "date: 10.12.2025", "date: 2025-12-10"),
    "bad-url": Example(
        "front", "source: {name: Kabar, url: kabar.kg}", "source: {name: Kabar, url: https://kabar.kg/}"
    ),
    "bad-id": Example("registry", "тоң-жумалыгы:\n  name: …", "ton-week:\n  name: …"),
    "unknown-value": Example("front", "status: ready", "status: published"),
    "unknown-term": Example("files", "region: Тоң шаары", "region: Тоң району"),
    "ambiguous-term": Example("files", "organiser: Прокуратура", "organiser: ton-district-prosecutor"),
    # stories
    "language-mismatch": Example(
        "files", "articles/2025/ton-week.ky.md   language: ru", "articles/2025/ton-week.ru.md   language: ru"
    ),
    "year-mismatch": Example(
        "files",
        "articles/2024/ton-week.ky.md   date: 2025-12-10",
        "articles/2025/ton-week.ky.md   date: 2025-12-10",
    ),
    "duplicate-article": Example(
        "files",
        "articles/2025/ton-week.md   language: ky\narticles/2025/ton-week.ky.md   language: ky",
        "articles/2025/ton-week.ky.md   language: ky",
    ),
    "no-original": Example(
        "files",
        "articles/2025/ton-week.ky.md   translated_from: ru\n"
        "articles/2025/ton-week.ru.md   translated_from: ky",
        "articles/2025/ton-week.ky.md\narticles/2025/ton-week.ru.md   translated_from: ky",
    ),
    "two-originals": Example(
        "files",
        "articles/2025/ton-week.ky.md\narticles/2025/ton-week.ru.md",
        "articles/2025/ton-week.ky.md\narticles/2025/ton-week.ru.md   translated_from: ky",
    ),
    "bad-translation": Example(
        "files",
        "articles/2025/ton-week.ky.md\narticles/2025/ton-week.ru.md   translated_from: uz",
        "articles/2025/ton-week.ky.md\narticles/2025/ton-week.ru.md   translated_from: ky",
    ),
    "missing-reason": Example(
        "front", "status: withdrawn", "status: withdrawn\nwithdrawn_reason: Булак кабарды төгүндөдү."
    ),
    "unresolved-guess": Example("front", "unsure: [region]", "unsure: [region]\nstatus: draft"),
    "event-after-publication": Example(
        "front", "date: 2025-12-09\nevent_date: 2025-12-10", "date: 2025-12-10\nevent_date: 2025-12-09"
    ),
    "region-not-then": Example(
        "front", "event_date: 2016-03-04\nregion: KZ-61", "event_date: 2016-03-04\nregion: KZ-YUZ"
    ),
    "strategy-not-then": Example(
        "front", f"event_date: 2016-03-04\n{_STRATEGY}", f"event_date: 2025-12-09\n{_STRATEGY}"
    ),
    "old-translation": Example(
        "front",
        "translated_from:\n  language: ky\n  digest: 19fdf7db78a5bdda",
        "translated_from:\n  language: ky\n  digest: af6fa86c4ad37791",
    ),
    "same-source": Example(
        "files",
        "articles/2025/ton-week.ky.md   url: https://kabar.kg/news/1\n"
        "articles/2025/ton-meeting.ky.md   url: https://kabar.kg/news/1",
        "articles/2025/ton-week.ky.md   url: https://kabar.kg/news/1",
    ),
    "near-duplicate": Example(
        "files",
        "articles/2025/ton-week.ky.md\narticles/2025/ton-nedelya.ru.md",
        "articles/2025/ton-week.ky.md\narticles/2025/ton-week.ru.md   translated_from: ky",
    ),
    # texts
    "text-language": Example(
        "front",
        "language: ru\ntitle: Тоң районунда жыйын өттү",
        "language: ky\ntitle: Тоң районунда жыйын өттү",
    ),
    "mixed-script": Example(
        "body", "Бул мaселе талкууланды. (a = U+0061)", "Бул маселе талкууланды. (а = U+0430)"
    ),
    "wrong-apostrophe": Example("body", "O'zbekiston", "Oʻzbekiston"),
    "wrong-letter": Example("body", "Коррупцияга каршы курошуу", "Коррупцияга каршы күрөшүү"),
    "hidden-character": Example("body", "кор<U+00AD>рупция", "коррупция"),
    "not-nfc": Example("body", "и<U+0306>ыл", "йыл"),
    "personal-data": Example("body", "Телефону: +996 555 12 34 56", "Телефону жазылбайт."),
    # links
    "bad-link": Example("body", "[Буйрук](ftp://files.example/order.pdf)", "[Буйрук](https://www.gov.kg/)"),
    "broken-link": Example(
        "body", "[Окуу](../2017/training.ky.md)", "[Окуу](../2017/aiyl-okmotu-heads-training.ky.md)"
    ),
    "broken-anchor": Example("body", "[Төмөндө](#jyiyn)\n\n## Жыйын", "[Төмөндө](#жыйын)\n\n## Жыйын"),
    # registries
    "duplicate-term": Example("registry", "meeting:\n  name: …\nmeeting:\n  name: …", "meeting:\n  name: …"),
    "name-collision": Example(
        "registry",
        "meeting:\n  aliases: [жыйын]\ntraining:\n  aliases: [жыйын]",
        "meeting:\n  aliases: [жыйын]\ntraining:\n  aliases: [окуу]",
    ),
    "term-cycle": Example(
        "registry",
        "KG-Y:\n  parent: KG-Y-TON\nKG-Y-TON:\n  parent: KG-Y",
        "KG-Y:\n  parent: KG\nKG-Y-TON:\n  parent: KG-Y",
    ),
    # the archive as a whole
    "theme-failed": Example(
        "files", "docs/ky/about.md: [Байланыш](contact.md)", "docs/ky/about.md: [Байланыш](editors.md)"
    ),
}
