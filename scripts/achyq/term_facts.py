"""What a term's own listing says of it: what the registry knows, and what the archive has under it."""

from __future__ import annotations

from collections.abc import Sequence

from achyq import glossary_page
from achyq.locale import number
from achyq.registry import Decree, Term
from achyq.story import Story
from achyq.view import View, escape


def introduction(view: View, term: Term, stories: list[Story]) -> str:
    """What the registry says about a term, and what the archive has under it."""
    registry = view.registry(term.kind)
    rows: list[tuple[str, str]] = []

    def row(label: str, value: str) -> None:
        rows.append((label, value))

    def terms(label: str, ids: Sequence[str]) -> None:
        if ids:
            row(label, ", ".join(view.link(term.kind, i) for i in ids))

    if term.type:
        row(view.say("Kind"), view.say(f"organiser kind: {term.type}"))
    if term.period:
        row(view.say("Period"), view.time(term.period))
    if term.country:
        row(view.say("Country"), view.link("regions", term.country))
    if term.region:
        row(view.say("Region"), view.link("regions", term.region))
    if term.decree:
        row(view.say("Adopted by"), _decree(view, term.decree))
    terms(view.say("Part of"), registry.ancestors(term.id))
    if term.valid_from:
        row(view.say("Existed since"), view.time(term.valid_from))
    if term.valid_to:
        row(view.say("Existed until"), view.time(term.valid_to))
    terms(view.say("Before it"), term.replaces)
    terms(view.say("After it"), sorted(registry.successors.get(term.id, ())))
    if term.kind == "strategies" and stories:
        row(view.say("In the archive"), _under(view, stories))
    if explained := glossary_page.explained(view, term.kind, term.id):
        row(view.say("In the glossary"), explained)
    if term.url or term.source[0]:
        row(view.say("Source"), _sources(view, term))
    description = f"<p class=intro>{escape(term.description[view.locale])}</p>" if term.description else ""
    table = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in rows)
    return description + (f"<dl class=facts>{table}</dl>" if table else "")


def _decree(view: View, decree: Decree) -> str:
    parts = [view.say(f"decree: {decree.type}"), escape(decree.number)]
    if decree.date:
        parts.append(f"({view.time(decree.date)})")
    return " ".join(part for part in parts if part)


def _under(view: View, stories: list[Story]) -> str:
    """How many regions and organisers appear under a strategy."""
    regions = {i for story in stories for i in story.original.regions}
    organisers = {i for story in stories for i in story.original.organisers}
    return ", ".join(
        (
            view.say("regions: {n}", n=number(len(regions), view.locale)),
            view.say("organisers: {n}", n=number(len(organisers), view.locale)),
        )
    )


def _sources(view: View, term: Term) -> str:
    links = []
    if term.url:
        links.append(f'<a href="{escape(term.url)}" rel="noopener nofollow">{view.say("official page")}</a>')
    name, url = term.source
    if url:
        links.append(f'<a href="{escape(url)}" rel="noopener nofollow" lang="en">{escape(name)}</a>')
    elif name:
        links.append(f'<span lang="en">{escape(name)}</span>')
    return ", ".join(links)
