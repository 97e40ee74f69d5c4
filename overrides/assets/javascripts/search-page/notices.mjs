// What is said above the results, or in their place.
import { SearchError } from "../search.mjs"
import { filters, unfiltered, write } from "./address.mjs"
import { make } from "./dom.mjs"
import { number, quoted, said, text, words } from "./words.mjs"

const typed = list => make("bdi", {}, list.map(({ typed }) => quoted(typed)).join(", "))
const link = (asked, ...children) => make("a", { href: write(asked) || "?" }, ...children)

/** Paragraphs about a result: what was meant, what was left out. */
export function notices(result, asked) {
  const made = []
  const dropped = result.words.filter(({ state }) => state === "relaxed")
  if (result.suggestion) {
    const query = link({ ...asked, q: result.suggestion, page: 1 }, make("bdi", {}, result.suggestion))
    made.push(make("p", { class: "notice meant" }, ...said("suggestion", { query })))
  }
  if (result.unread) made.push(make("p", { class: "notice" }, text("unread", { n: number(result.unread) })))
  if (!result.groups.length) return made
  if (dropped.length) made.push(make("p", { class: "notice" }, ...said(result.relaxed ? "relaxed" : "ignored", { words: typed(dropped) })))
  else if (result.relaxed) made.push(make("p", { class: "notice" }, words.some))
  return made
}

/** What to try when nothing was found. */
export function advice(asked) {
  const tips = [make("li", {}, words.try_spelling)]
  if (filters(asked)) tips.push(make("li", {}, link(unfiltered(asked), words.clear)))
  if (asked.exact) tips.push(make("li", {}, link({ ...asked, exact: false, page: 1 }, words.try_forms)))
  tips.push(make("li", {}, words.try_lists))
  return make("section", { class: "advice" }, make("h2", {}, words.try), make("ul", {}, ...tips))
}

/** What is said when the search itself failed, and a button that calls `again`. */
export function failure(error, again) {
  const code = error instanceof SearchError && error.code in words ? error.code : "damaged"
  const button = make("button", { type: "button" }, words.retry)
  button.addEventListener("click", again)
  return { message: words[code], button: code === "unsupported" ? "" : button }
}
