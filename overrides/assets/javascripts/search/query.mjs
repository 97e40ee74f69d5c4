// What was typed, taken apart: words, "phrases" and -excluded words.
import { tokens } from "./analyser.mjs"

const WORDS = 32
const QUOTES = /["“”„«»]/g

/**
 * The parts of a query, in order: {typed, kind: "word"|"phrase"|"excluded"|"ignored", words: [text, …], start, end}.
 * Whatever is typed has some reading: a quote without its end and a lone sign are plain text.
 */
export function parse(q) {
  const text = q.replace(QUOTES, '"')
  const parts = []
  let count = 0
  const add = (kind, words, start, end) => {
    count += words.length
    parts.push({ typed: words.join(" "), kind: count > WORDS ? "ignored" : kind, words, start, end })
  }
  let at = 0
  const plain = end => {
    for (const token of tokens(text.slice(at, end))) {
      const start = at + token.start
      const excluded = text[start - 1] === "-" && !text[start - 2]?.trim()
      add(excluded ? "excluded" : "word", [token.text], start, at + token.end)
    }
  }
  for (let open = text.indexOf('"'); open >= 0;) {
    const close = text.indexOf('"', open + 1)
    if (close < 0) break
    const inner = [...tokens(text.slice(open + 1, close))].map(token => token.text)
    plain(open)
    if (inner.length) add("phrase", inner, open, close + 1)
    at = close + 1
    open = text.indexOf('"', at)
  }
  plain(text.length)
  return parts
}
