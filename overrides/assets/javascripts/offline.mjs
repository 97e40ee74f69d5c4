// The page "Reading offline": switches the keeping of pages on and off, and says what is kept. Its words stand in the page.
import { begin, forget, isOn, keep, list, possible } from "./offline/kept.mjs"
import { gathered, pictures, size } from "./offline/collection.mjs"

const root = new URL("../../", import.meta.url).href
const page = document.querySelector(".offline")
const one = name => page.querySelector(`[data-part=${name}]`)
const { dataset: words } = page
const here = location.origin + location.pathname
const locale = document.documentElement.lang

const said = (name, fields = {}) => words[name].replace(/\{(\w+)\}/g, (_, field) => fields[field])
const number = n => String(n).replace(/\B(?=(\d{3})+$)/g, locale === "en" ? "," : "\u00a0")
// Two digits are enough to decide by: 0.06, 0.45, 3.2.
const megabytes = bytes => Math.max(0.01, bytes / 1e6).toFixed(bytes < 995e3 ? 2 : 1).replace(".", locale === "en" ? "." : ",")
const tell = text => { one("status").textContent = text }

async function show() {
  const on = await isOn(root)
  one("begin").hidden = on
  one("forget").hidden = one("collect").hidden = !on
  const { pages, size } = on ? await list(root) : { pages: [], size: 0 }
  one("total").textContent = on ? said("total", { n: number(pages.length), size: megabytes(size) }) : words.nothing
  one("list").replaceChildren(...pages.sort((a, b) => a.path < b.path ? -1 : 1).map(({ url, path, title }) => {
    const item = document.createElement("li")
    const link = document.createElement("a")
    link.href = url
    link.lang = path.split("/")[0]
    link.textContent = title || path
    item.append(link)
    return item
  }))
}

/** A button that works once at a time; what fails is said. */
function button(name, work) {
  one(name).addEventListener("click", async () => {
    one(name).disabled = true
    try {
      await work()
    } catch {
      tell(words.failed)
    }
    one(name).disabled = false
  })
}

button("begin", async () => {
  const needed = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map(e => e.href || e.src)
  try {
    await begin(root, [here, new URL(locale + "/", root).href, ...needed])
  } catch (error) {
    await forget(root)
    throw error
  }
  await show()
  tell(words.on)
})

button("forget", async () => {
  await forget(root)
  found = null
  one("fetch").hidden = true
  await show()
  tell(words.off)
})

let found = null

button("measure", async () => {
  found = null
  one("fetch").hidden = true
  found = await gathered(new URL(one("which").value, root).href, Number(one("most").value))
  const bytes = await size(found.articles, root)
  tell(said("measured", { n: number(found.articles.length), size: megabytes(bytes) }))
  one("fetch").hidden = false
})

button("fetch", async () => {
  const { lists, articles } = found
  const total = number(articles.length)
  await keep(lists, () => {})
  const kept = await keep(articles, n => tell(said("progress", { n: number(n), total })))
  for (const url of articles) await keep(await pictures(url, root).catch(() => []), () => {})
  one("fetch").hidden = true
  await show()
  tell(said("progress", { n: number(kept), total }) + (kept < articles.length ? " " + words.failed : ""))
})

for (const name of ["which", "most"]) one(name).addEventListener("change", () => { one("fetch").hidden = true })

if (possible()) {
  await show()
  if (location.search === "?missing") tell(words.missing)
} else {
  one("begin").hidden = true
  tell(words.impossible)
}
page.dataset.state = "ready"
