// What is searched for, as the page's address says it.

/** Kinds of filters, in the order in which they are shown. */
export const KINDS = ["language", "region", "strategy", "organiser", "tag", "status"]
const SORTS = ["newest", "oldest"]
const LONGEST = 500                     // of a query
const MOST = 20                         // filters of a kind

/**
 * @typedef {object} Asked
 * @property {string} q
 * @property {boolean} exact
 * @property {string[]} language            as region, strategy, organiser, tag, status
 * @property {number|null} from             first and last year
 * @property {number|null} to
 * @property {"relevance"|"newest"|"oldest"} sort
 * @property {number} page                  from 1
 */

/** What an address asks for; whatever it says wrongly counts as not said. @returns {Asked} */
export function read(search) {
  const said = new URLSearchParams(search)
  const year = name => /^[1-9]\d{3}$/.test(said.get(name)) ? Number(said.get(name)) : null
  return {
    q: (said.get("q") ?? "").slice(0, LONGEST),
    exact: said.get("exact") === "1",
    ...Object.fromEntries(KINDS.map(kind => [kind, [...new Set(said.getAll(kind))].filter(Boolean).slice(0, MOST)])),
    from: year("from"),
    to: year("to"),
    sort: SORTS.includes(said.get("sort")) ? said.get("sort") : "relevance",
    page: /^[1-9]\d{0,3}$/.test(said.get("page")) ? Number(said.get("page")) : 1,
  }
}

/** The address of what is asked for: "?q=…", "" for nothing. @param {Asked} asked */
export function write(asked) {
  const said = new URLSearchParams()
  if (asked.q.trim()) said.set("q", asked.q)
  for (const kind of KINDS) for (const id of asked[kind]) said.append(kind, id)
  for (const name of ["from", "to"]) if (asked[name]) said.set(name, asked[name])
  if (asked.exact && asked.q.trim()) said.set("exact", "1")
  if (asked.sort !== "relevance") said.set("sort", asked.sort)
  if (asked.page > 1) said.set("page", asked.page)
  const text = said.toString()
  return text && "?" + text
}

/** Whether it asks for anything. @param {Asked} asked */
export const asks = asked => Boolean(asked.q.trim()) || filters(asked) > 0

/** How many filters are chosen. @param {Asked} asked */
export const filters = asked => KINDS.reduce((sum, kind) => sum + asked[kind].length, 0) + Boolean(asked.from) + Boolean(asked.to)

/** The same without filters. @param {Asked} asked @returns {Asked} */
export const unfiltered = asked => ({ ...read(""), q: asked.q, exact: asked.exact, sort: asked.sort })
