// Filters with the numbers of articles under each, and those that are chosen as a list of buttons.
import { KINDS, filters, unfiltered } from "./address.mjs"
import { make } from "./dom.mjs"
import { languageName, languages, number, text, words, years } from "./words.mjs"

const SHOWN = 6                         // of a kind, until a reader asks for all
const FIXED = { language: languages, status: ["published", "withdrawn"] }

export class Filters {
  #panel
  #chips
  #change
  #lists = new Map()                    // kind → {field, list, more, items: [{id, line, box, count, parent}]}
  #names = new Map()                    // "kind id" → name
  #years = {}
  #asked

  /**
   * @param {HTMLElement} panel where filters are built
   * @param {HTMLElement} chips where the chosen ones are
   * @param {(asked: object) => void} change called with what is asked for, once a reader has chosen
   */
  constructor(panel, chips, change) {
    this.#panel = panel
    this.#chips = chips
    this.#change = change
    for (const kind of Object.keys(FIXED)) for (const id of FIXED[kind]) this.#names.set(`${kind} ${id}`, kind === "language" ? languageName(id) : words[id])
  }

  /** Builds the lists, once; `terms` are those of `Engine.terms`. */
  build(terms) {
    if (this.#lists.size) return
    for (const kind of KINDS) {
      const rows = terms[kind] ?? FIXED[kind].map(id => [id, this.#names.get(`${kind} ${id}`), -1])
      for (const [id, name] of rows) this.#names.set(`${kind} ${id}`, name)
      this.#panel.append(this.#kind(kind, rows))
      if (kind === "language") this.#panel.append(this.#period())
    }
  }

  /** Shows what is chosen. */
  choose(asked) {
    this.#asked = asked
    for (const [kind, { items }] of this.#lists) {
      for (const { id, box } of items) box.checked = asked[kind].includes(id)
    }
    for (const [name, select] of Object.entries(this.#years)) select.value = asked[name] ?? ""
    this.#showChosen(asked)
  }

  /** Shows the numbers of `Engine.facets`. */
  count(counts) {
    for (const [kind, list] of this.#lists) this.#update(list, counts[kind])
    const typed = Object.keys(counts.year).length > 0 || Object.values(this.#years).some(({ value }) => value)
    this.#years.from.closest("fieldset").hidden = !typed
  }

  #kind(kind, rows) {
    const items = rows.map(([id, name, parent = -1]) => {
      const box = make("input", { type: "checkbox", name: kind, value: id })
      const count = make("span", { class: "n" })
      box.addEventListener("change", () => this.#toggle(kind, id, box.checked))
      const line = make("li", {}, make("label", {}, box, make("span", {}, name), count))
      return { id, name, line, box, count, parent: kind === "region" ? parent : -1 }
    })
    const list = make("ul")
    const inner = new Map()
    items.forEach(({ line, parent }) => {
      if (parent < 0) return list.append(line)
      if (!inner.has(parent)) {
        const summary = make("summary", { "aria-label": text("parts", { name: items[parent].name }) })
        const children = make("ul")
        inner.set(parent, children)
        items[parent].line.append(make("details", {}, summary, children))
      }
      inner.get(parent).append(line)
    })
    const more = make("button", { type: "button", class: "rest", hidden: true })
    const made = { kind, list, more, items, whole: false, field: make("fieldset", {}, make("legend", {}, words[kind]), list, more) }
    more.addEventListener("click", () => {
      const hidden = items.find(({ line }) => line.classList.contains("rest"))
      made.whole = true
      this.#shorten(made)
      hidden?.box.focus()
    })
    this.#lists.set(kind, made)
    return made.field
  }

  #period() {
    const select = name => {
      const made = make("select", { name }, make("option", { value: "" }, words.any), ...years.map(year => make("option", { value: year }, String(year))))
      made.addEventListener("change", () => this.#change({ ...this.#asked, [name]: Number(made.value) || null, page: 1 }))
      this.#years[name] = made
      return make("label", {}, make("span", {}, words[name]), made)
    }
    return make("fieldset", { class: "period" }, make("legend", {}, words.year), select("from"), select("to"))
  }

  // A line without articles is hidden, unless it is chosen or has the focus. Lists do not change their order under a reader's hand.
  #update(made, counts) {
    const { kind, list, items } = made
    let shown = 0
    for (const { id, line, box, count } of items) {
      const n = counts[id] ?? 0
      count.textContent = number(n)
      count.dataset.n = n
      line.hidden = !n && !box.checked && document.activeElement !== box
      if (!line.hidden) shown++
      for (let outer = box.checked && line.closest("li details"); outer; outer = outer.parentElement.closest("li details")) outer.open = true
    }
    for (const { line } of items) {
      const inner = line.querySelector("details")
      if (inner) inner.hidden = !inner.querySelector("li:not([hidden])")
    }
    const choosable = kind === "language" || kind === "status" ? shown > 1 || items.some(({ box }) => box.checked) : shown
    made.field.hidden = !choosable
    if (!made.field.contains(document.activeElement)) {
      const top = items.filter(({ line }) => line.parentElement === list)
      if (kind !== "status") top.sort((a, b) => b.count.dataset.n - a.count.dataset.n)
      list.append(...top.map(({ line }) => line))
      const countries = top.filter(({ line }) => !line.hidden)
      if (kind === "region" && countries.length === 1) {
        const inner = countries[0].line.querySelector("details")
        if (inner) inner.open = true
      }
    }
    this.#shorten(made)
  }

  #shorten({ list, more, whole }) {
    const lines = [...list.children].filter(line => !line.hidden)
    lines.forEach((line, index) => line.classList.toggle("rest", !whole && index >= SHOWN && !line.querySelector(":checked")))
    more.hidden = whole || lines.length <= SHOWN
    more.textContent = text("more", { n: number(lines.length) })
  }

  #toggle(kind, id, on) {
    const others = this.#asked[kind].filter(other => other !== id)
    this.#change({ ...this.#asked, [kind]: on ? [...others, id] : others, page: 1 })
  }

  #showChosen(asked) {
    const chosen = KINDS.flatMap(kind => asked[kind].map(id => ({
      name: this.#names.get(`${kind} ${id}`) ?? id,
      without: { ...asked, [kind]: asked[kind].filter(other => other !== id), page: 1 },
    })))
    for (const end of ["from", "to"]) {
      if (asked[end]) chosen.push({ name: `${words[end]}: ${asked[end]}`, without: { ...asked, [end]: null, page: 1 } })
    }
    const button = (name, label, without, index) => {
      const made = make("button", { type: "button", "aria-label": label }, name)
      made.addEventListener("click", () => {
        this.#change(without)
        const left = this.#chips.querySelectorAll("button")
        const next = left[Math.min(index, left.length - 1)] ?? document.getElementById("q")
        next.focus()
      })
      return make("li", {}, made)
    }
    this.#chips.replaceChildren(...chosen.map(({ name, without }, index) => button(name, text("remove", { name }), without, index)))
    if (filters(asked) > 1) {
      const all = button(words.clear, words.clear, unfiltered(asked), 0)
      all.className = "all"
      this.#chips.append(all)
    }
    this.#chips.hidden = !chosen.length
  }
}
