"""All guesses about one text, in the order in which they rest on each other."""

from __future__ import annotations

from typing import Any, NamedTuple

from achyq import edtf, identify
from achyq.importer import (
    events,
    furniture,
    headline,
    lookalikes,
    masking,
    organisers,
    policies,
    provenance,
    publication,
    terms,
    venues,
)
from achyq.importer.directory import Directory
from achyq.importer.guess import Guess, Line, Page
from achyq.importer.masking import Mask
from achyq.importer.places import Atlas
from achyq.importer.policies import Policies
from achyq.importer.raw import Extract
from achyq.importer.terms import Terms


class Knowledge(NamedTuple):
    """An archive's registries, made ready once for all texts of a run."""

    terms: Terms
    atlas: Atlas
    directory: Directory
    policies: Policies


class Reading(NamedTuple):
    """What was read out of one text; each field a guess, several, or None where nothing was found."""

    page: Page
    title: Guess | None
    language: Guess
    date: Guess | None
    event_date: Guess | None
    region: tuple[Guess, ...]
    planned: tuple[Guess, ...]
    organiser: tuple[Guess, ...]
    strategy: tuple[Guess, ...]
    source: Guess | None
    dropped: tuple[Line, ...]
    masked: tuple[Mask, ...]

    def json(self) -> dict[str, Any]:
        """The fields as `import --json` prints them; personal data in quotations is masked."""
        language = self.language.value

        def one(guess: Guess | None) -> dict[str, Any] | None:
            return _masked(guess.json(), language) if guess else None

        def many(guesses: tuple[Guess, ...]) -> list[dict[str, Any]]:
            return [_masked(guess.json(), language) for guess in guesses]

        return {
            "title": one(self.title),
            "language": one(self.language),
            "date": one(self.date),
            "event_date": one(self.event_date),
            "region": many(self.region),
            "planned": many(self.planned),
            "organiser": many(self.organiser),
            "strategy": many(self.strategy),
            "source": one(self.source),
            "dropped": [
                {
                    "text": masking.masked(line.text, language),
                    "span": [line.start, line.end],
                    "reason": line.dropped,
                }
                for line in self.dropped
            ],
            "masked": [
                {
                    "kind": mask.kind,
                    "span": [mask.start, mask.end],
                    "text": f"[{masking.word(mask.kind, language)}]",
                }
                for mask in self.masked
            ],
        }


def _masked(value: Any, language: str) -> Any:
    if isinstance(value, str):
        return masking.masked(value, language)
    if isinstance(value, dict):
        return {name: item if name == "url" else _masked(item, language) for name, item in value.items()}
    return value


def prepare(known: Terms) -> Knowledge:
    """Make the registries ready for `read`."""
    return Knowledge(known, Atlas(known), Directory(known), Policies(known))


def read(extract: Extract, knowledge: Knowledge) -> Reading:
    """Guess every field of the article that the extract holds. Pure; cost grows with the length of its
    text.
    """
    text, hints = lookalikes.repaired(extract.text), extract.hints
    lines = furniture.judge(text, extract.marked)
    title = headline.find(text, lines, hints.title)
    bare = Page(text, lines, title, "", hints)
    sample = "\n".join(line.text for line in bare.body) or text
    guessed = identify.identify(sample)
    language = Guess(guessed.language or "ru", "", (0, 0), guessed.confidence)
    page = bare._replace(language=language.value)
    date = publication.published(page)
    event_date = events.happened(page, date)
    day = edtf.parse(event_date.value).earliest if event_date else None
    day = day or (edtf.parse(date.value).earliest if date else None)
    country = terms.country(page, knowledge.atlas.countries(page.kept))
    places = venues.find(page, knowledge.atlas, day, country)
    return Reading(
        page,
        title,
        language,
        date,
        event_date,
        places.held,
        places.planned,
        organisers.find(page, knowledge.directory, country[0], {guess.value for guess in places.held}),
        policies.find(page, knowledge.policies, country[0]),
        provenance.find(page, knowledge.directory, country[0]),
        tuple(line for line in lines if line.dropped),
        tuple(masking.find(text)),
    )
