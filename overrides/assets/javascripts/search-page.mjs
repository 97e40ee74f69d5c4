// The search page. The address says what is searched for; everything else follows from it.
import { fetched, open } from "./search.mjs"
import { asks, filters, read, write } from "./search-page/address.mjs"
import { make } from "./search-page/dom.mjs"
import { Filters } from "./search-page/filters.mjs"
import { PAGE, jumps, showGroups } from "./search-page/hits.mjs"
import { advice, failure, notices } from "./search-page/notices.mjs"
import { found, locale, text, words } from "./search-page/words.mjs"

const PAUSE = 200                       // ms after a letter until it is searched for
const PATIENCE = 400                    // ms until waiting is mentioned
const ENOUGH = 3                        // results that are worth showing before the other languages have answered

const page = document.documentElement
const one = selector => document.querySelector(selector)
const [finder, form, field, exact, sort, panel, tally, jump, notes, results] =
  [".finder", ".find", "#q", "[name=exact]", "#sort", ".filters", "#tally", "#jump", "#notices", "#results"].map(one)

const root = new URL("../../", import.meta.url)
const engine = open(fetched(root))
const chooser = new Filters(one("#filters"), one("#chosen"), asked => go(asked))
let shown = null                        // the address that the page shows
let latest = 0                          // number of the last search
let typing, waiting                     // timers

/** Goes to what is asked for: a new entry in the browser's history, or while a query is being typed the same. */
function go(asked, { typed = false } = {}) {
  clearTimeout(typing)
  const address = write(asked)
  if (address !== shown) {
    const method = typed && history.state?.typed ? "replaceState" : "pushState"
    try {
      history[method]({ typed }, "", address || location.pathname)
    } catch {}                          // Safari allows only so many changes of the address a minute
  }
  return show(asked, typed)
}

/** Shows what is asked for. */
async function show(asked, typed = false) {
  const mine = ++latest
  shown = write(asked)
  fill(asked)
  if (!asks(asked)) {
    answered()
    return state("start")
  }
  state(["found", "none"].includes(finder.dataset.state) ? finder.dataset.state : "busy")
  clearTimeout(waiting)
  waiting = setTimeout(() => {
    results.setAttribute("aria-busy", true)
    tally.textContent = words.searching
  }, PATIENCE)
  const current = action => value => { if (mine === latest) return action(value) }
  const query = {
    ...asked, locale, limit: PAGE, offset: (asked.page - 1) * PAGE, prefix: typed && /\S$/.test(asked.q),
  }
  const terms = engine.terms(locale)
  try {
    if (filters(asked)) chooser.build(await terms)
    const result = await engine.search(query, { onFirst: current(first => { if (first.total >= ENOUGH) list(first, asked) }) })
    await current(() => list(result, asked, true))()
    const [names, counts] = await Promise.all([terms, engine.facets(result)])
    current(() => {
      chooser.build(names)
      chooser.choose(asked)
      chooser.count(counts)
    })()
  } catch (error) {
    terms.catch(() => {})
    current(() => fail(error, asked))()
  }
}

const state = name => {
  finder.dataset.state = name
  page.classList.toggle("asked", name !== "start")
  if (name === "start") tally.textContent = ""
}

// Puts what is asked for where readers choose it, and where it leads.
function fill(asked) {
  if (field.value !== asked.q && (document.activeElement !== field || field.value.trim() !== asked.q.trim())) field.value = asked.q
  exact.checked = asked.exact
  sort.value = asked.sort
  chooser.choose(asked)
  const count = filters(asked)
  panel.firstElementChild.textContent = count ? `${words.filters} (${count})` : words.filters
  document.title = [asked.q.trim(), words.title, words.site].filter(Boolean).join(" · ")
  for (const link of document.querySelectorAll(".lang a")) link.search = write(asked)
}

function answered() {
  clearTimeout(waiting)
  results.removeAttribute("aria-busy")
}

function list(result, asked, whole = false) {
  const some = result.total > 0
  answered()
  tally.textContent = some ? found(result.total) : words.none
  jump.replaceChildren(...jumps(result))
  notes.replaceChildren(...whole ? notices(result, asked) : [])
  if (some) showGroups(results, { engine, root, result, asked })
  else results.replaceChildren(advice(asked))
  state(some ? "found" : "none")
}

function fail(error, asked) {
  const { message, button } = failure(error, () => {
    show(asked)
    tally.focus()
  })
  answered()
  tally.textContent = message
  jump.replaceChildren()
  notes.replaceChildren(...button ? [make("p", {}, button)] : [])
  results.replaceChildren()
  state("failed")
  if (!["offline", "unsupported"].includes(error.code)) console.info(error)
}

const asked = () => ({ ...read(location.search), q: field.value, exact: exact.checked, page: 1 })

form.addEventListener("submit", event => {
  event.preventDefault()
  go(asked())
})
field.addEventListener("input", () => {
  clearTimeout(typing)
  typing = setTimeout(() => go(asked(), { typed: true }), PAUSE)
})
field.addEventListener("focus", () => engine.warm(locale).catch(() => {}), { once: true })
exact.addEventListener("change", () => go(asked()))
sort.addEventListener("change", () => go({ ...asked(), sort: sort.value }))

// Links to other searches are followed without leaving the page; what had the focus may go, so the tally gets it.
finder.addEventListener("click", event => {
  const link = event.target.closest("a[href^='?']")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
  event.preventDefault()
  go(read(link.search))
  tally.focus({ preventScroll: true })
  scrollTo({ top: 0, behavior: "instant" })
})
addEventListener("popstate", () => { if (location.search !== shown) show(read(location.search)) })

// The key / is looked after by achyq.js, on every page. Where storage is forbidden it can't be switched off.
const slash = one("#slash")
try {
  slash.checked = localStorage.getItem("achyq.slash") !== "off"
  slash.addEventListener("change", () => {
    if (slash.checked) localStorage.removeItem("achyq.slash")
    else localStorage.setItem("achyq.slash", "off")
  })
} catch {
  slash.closest("p").remove()
}

// Beside the results there is room for the filters; elsewhere they unfold.
const room = matchMedia("(min-width: 64rem)")
const unfold = () => { panel.open = room.matches }
room.addEventListener("change", unfold)
unfold()

page.dataset.search = "ready"
show(read(location.search))
