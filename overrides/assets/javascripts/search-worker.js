// Answers the theme's search box, which speaks four messages: SETUP 0, READY 1, QUERY 2, RESULT 3.
// The box gets a few titles and a link to the search page, which has everything.
"use strict"
const [READY, QUERY, RESULT] = [1, 2, 3]
const MOST = 8
const PAUSE = 120                       // milliseconds: who types on wants no answer yet
const locale = new URL(self.location).searchParams.get("locale")
const root = new URL("../../", self.location)
const names = { ky: "Кыргызча", kk: "Қазақша", uz: "Oʻzbekcha", "uz-Cyrl": "Ўзбекча", ru: "Русский", en: "English" }

// The box inserts what it gets as HTML.
const escape = text => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
const marked = pieces => pieces.map(({ text, mark }) => mark ? `<mark>${escape(text)}</mark>` : escape(text)).join("")

// What failed is tried again at the next letter.
const once = make => {
  let made = null
  return () => made ??= make().catch(error => {
    made = null
    throw error
  })
}
const engine = once(async () => {
  const { fetched, markedTitle, open } = await import("./search.mjs")
  const search = open(fetched(root))
  search.warm(locale).catch(() => {})
  return { search, markedTitle }
})
const words = once(async () => (await fetch(new URL(`search/${locale}.json`, root))).json())

const entry = (location, title, text = "") => ({ location, title, text, score: 1, terms: {} })

function article({ url, story, language, date }, title) {
  const year = (date || story).match(/^\d{4}/)
  const about = []
  if (year) about.push(year[0])
  if (language !== locale) about.push(`<span lang="${escape(language)}">${escape(names[language] || language)}</span>`)
  return entry(url, `<span lang="${escape(language)}">${title}</span>`, about.length ? `<p>${about.join(" · ")}</p>` : "")
}

const everything = (q, title) => entry(`${locale}/search/?q=${encodeURIComponent(q)}`, escape(title))

// Each story once, in the reader's language if it was found in it.
function stories(result) {
  const hits = new Map()
  for (const hit of result.groups.flatMap(group => group.hits)) if (!hits.has(hit.story)) hits.set(hit.story, hit)
  return [...hits.values()].slice(0, MOST)
}

async function items({ search, markedTitle }, result, q) {
  const made = await Promise.all(stories(result).map(async hit =>
    [article(hit, marked(await markedTitle(search, result, hit)))]))
  if (made.length) made[made.length - 1].push(everything(q, (await words())["search.all"]))
  return made
}

let latest = 0
async function answer(q) {
  const mine = ++latest
  const post = items => { if (mine === latest) postMessage({ type: RESULT, data: { items } }) }
  if (!q.trim()) return post([])
  await new Promise(done => setTimeout(done, PAUSE))
  if (mine !== latest) return
  try {
    const made = await engine()
    let early = null
    const onFirst = first => {
      if (mine !== latest || stories(first).length === MOST) return false
      if (first.total) early = items(made, first, q).then(post).catch(() => {})
    }
    const result = await made.search.search({ q, locale, prefix: true, limit: MOST }, { onFirst })
    await early
    post(await items(made, result, q))
  } catch {
    const title = await words().then(words => words["search.unreachable"], () => q)
    post([[everything(q, title)]])
  }
}

onmessage = ({ data: { type, data } }) => { if (type === QUERY) answer(data) }
postMessage({ type: READY })
