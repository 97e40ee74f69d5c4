// The passage of an article that shows best why it was found.
import { form, tokens } from "./analyser.mjs"
import { read } from "./article.mjs"

const LENGTH = 200

/** The passage of a hit with the most of the query's words, as pieces [{text, mark}] to show as text, never as HTML. */
export async function excerpt(engine, result, hit) {
  const [page, wordOf] = await Promise.all([engine.page(hit), engine.matcher(result, hit)])
  return passage(read(page).body, wordOf)
}

/** The title of a hit in pieces, as those of `excerpt`. */
export async function markedTitle(engine, result, hit) {
  return pieces(hit.title, 0, hit.title.length, marks(hit.title, await engine.matcher(result, hit)))
}

/** The best passage of a text; `wordOf(token)` says which of the query's words a token is, or -1. */
export function passage(text, wordOf, length = LENGTH) {
  const found = marks(text, wordOf)
  const [from, to] = bounds(text, ...best(found, length), length)
  return pieces(text, from, to, found)
}

const marks = (text, wordOf) => [...tokens(text)].map(token => ({ ...token, word: wordOf(token.text) })).filter(({ word }) => word >= 0)

// Start and end of the window with the most different words, then the most words, then the first.
function best(found, length) {
  let window = [0, 0], most = 0
  for (let i = 0, j = 0; i < found.length; i++) {
    while (j < found.length && found[j].end - found[i].start <= length) j++
    const inside = found.slice(i, Math.max(j, i + 1))
    const worth = 1000 * new Set(inside.map(({ word }) => word)).size + Math.min(inside.length, 999)
    if (worth > most) {
      most = worth
      window = [found[i].start, inside[inside.length - 1].end]
    }
  }
  return window
}

// The window made as long as wished: from the start of its sentence if that is near, else the marks in the middle.
function bounds(text, start, end, length) {
  const spare = Math.max(0, length - (end - start))
  const near = text.slice(Math.max(0, start - spare), start)
  const sentence = near.search(/(?:^|[.!?…]\s)(?!.*[.!?…]\s)/)
  let from = start - spare <= 0 ? 0 : start - (spare >> 1)
  if (sentence >= 0 && start - spare > 0) {
    const at = start - near.length + sentence + (near.slice(sentence).match(/^[.!?…]\s/)?.[0].length ?? 0)
    if (at > start - spare || near.length < spare) from = at
  }
  let to = Math.min(text.length, from + length)
  if (from > 0 && /\S/.test(text[from - 1])) from = Math.min(start, from + text.slice(from, start).search(/\s|$/) + 1)
  if (to < text.length && /\S/.test(text[to])) to = Math.max(end, text.lastIndexOf(" ", to))
  return [from, to]
}

function pieces(text, from, to, found) {
  const made = []
  const add = (text, mark) => { if (text) made.push({ text, mark }) }
  let at = from
  for (const { start, end } of found) {
    if (start < from || end > to) continue
    add(text.slice(at, start), false)
    add(text.slice(start, end), true)
    at = end
  }
  add(text.slice(at, to), false)
  if (made.length && from > 0) made.unshift({ text: "… ", mark: false })
  if (made.length && to < text.length) made.push({ text: " …", mark: false })
  return made
}
