// The results: groups by language, their hits, the pages of the first group.
import { excerpt, markedTitle } from "../search.mjs"
import { write } from "./address.mjs"
import { make, marked } from "./dom.mjs"
import { badge, date, languageName, locale, localesOf, number, said, text, words } from "./words.mjs"

/** Hits on a page. */
export const PAGE = 10
const AHEAD = "300px"                   // how far below the screen excerpts are fetched

const PIVOTED = "uz-Cyrl"               // its forms are kept in the other script

/**
 * Shows a result's groups in `place`. What stands there already, as after a first, partial result, stays as it is.
 * @param {HTMLElement} place
 * @param {{engine: object, root: URL, result: object, asked: object}} found
 */
export function showGroups(place, found) {
  const { result, asked } = found
  const wanted = result.groups.map((group, index) => {
    const name = JSON.stringify([write(asked), group.language, group.by, group.total, group.hits.map(({ document }) => document)])
    return [...place.children].find(section => section.dataset.name === name) ?? section(group, index === 0, name, found)
  })
  for (const old of [...place.children]) if (!wanted.includes(old)) old.remove()
  wanted.forEach((section, index) => { if (place.children[index] !== section) place.insertBefore(section, place.children[index] ?? null) })
}

/** Links to the groups, with their numbers of articles; none for one group. */
export function jumps({ groups }) {
  if (groups.length < 2) return []
  return groups.map((group, index) => make("li", {},
    make("a", { href: "#" + id(group) }, index && isOwn(group) ? words.synonyms_short : groupName(group)),
    " ", make("span", {}, number(group.total))))
}

const isOwn = group => group.language === locale.split("-")[0]
// A group holds the articles in both scripts of a language: its name is the reader's own, not that of one script.
const groupName = group => isOwn(group) ? languageName(locale) : languageName(group.language)
const id = group => `in-${group.language}${group.by === "synonyms" ? "-other" : ""}`

function section(group, first, name, found) {
  const own = isOwn(group)
  const synonyms = group.synonyms.length
    ? said("synonyms", { words: make("span", { lang: group.language }, group.synonyms.join(", ")) }) : []
  const heading = make("h2", { id: id(group), tabindex: -1 })
  if (own && group.by === "synonyms") heading.append(...synonyms)
  else heading.append(groupName(group))
  heading.append(" ", make("span", {}, number(group.total)))
  const element = make("section", { class: "found", "aria-labelledby": heading.id, "data-name": name }, heading)
  if (!own && synonyms.length) element.append(make("p", { class: "other" }, ...synonyms))
  element.append(make("ol", { class: "stories hits" }, ...group.hits.map(hit => item(hit, found))))
  if (first) element.append(...pager(group.total, found.asked))
  else if (group.total > group.hits.length) element.append(all(group, found.asked))
  return element
}

function all(group, asked) {
  const href = write({ ...asked, language: localesOf(group.language), page: 1 })
  const label = `${groupName(group)}: ${text("all", { n: number(group.total) })}`
  return make("p", { class: "more" }, make("a", { href, "aria-label": label }, text("all", { n: number(group.total) })))
}

function pager(total, asked) {
  const pages = Math.ceil(total / PAGE)
  if (pages < 2) return []
  const link = (page, rel, name) => page >= 1 && page <= pages
    ? make("a", { href: write({ ...asked, page }) || "?", rel }, words[name]) : make("span", {})
  return [make("nav", { class: "pager", "aria-label": words.pages },
    link(asked.page - 1, "prev", "previous"),
    make("span", {}, text("page", { page: number(asked.page), pages: number(pages) })),
    link(asked.page + 1, "next", "next"))]
}

function item(hit, found) {
  const title = make("a", { href: new URL(hit.url, found.root).href, lang: hit.language }, hit.title)
  const heading = make("h3", {}, title)
  if (hit.language !== locale) heading.append(" ", make("b", { title: languageName(hit.language) }, badge(hit.language)))
  const facts = make("p", { class: "when" }, date(hit.date))
  if (hit.status === "withdrawn") facts.append(hit.date ? " · " : "", make("strong", {}, words.withdrawn))
  const passage = make("p", { class: "excerpt", lang: hit.language })
  const entry = make("li", {}, heading, facts, passage)
  const typed = found.asked.q.toLocaleLowerCase(locale)
  const forms = make("span", { lang: hit.language }, hit.matched.join(", "))
  if (hit.matched.some(form => !typed.includes(form))) entry.append(make("p", { class: "why" }, ...said("matched", { words: forms })))
  later(entry, async () => {
    const { engine, result } = found
    const [name, pieces] = await Promise.all([markedTitle(engine, result, hit), excerpt(engine, result, hit)])
    title.replaceChildren(...marked(name))
    passage.append(...marked(pieces))
    if (hit.language === PIVOTED) forms.textContent = spelled([...name, ...pieces]) || forms.textContent
  })
  return entry
}

// The marked words as the article spells them.
const spelled = pieces => [...new Set(pieces.filter(({ mark }) => mark).map(({ text }) => text.toLowerCase()))].join(", ")

const waiting = new WeakMap()
const watcher = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue
    watcher.unobserve(target)
    waiting.get(target)().catch(() => {})       // an article that does not come has no excerpt; its link is there
  }
}, { rootMargin: AHEAD })

// Does something once an element is about to be seen.
function later(element, action) {
  waiting.set(element, action)
  watcher.observe(element)
}
