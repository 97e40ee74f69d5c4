// The text of an article, out of its page. A worker has no DOM, and our own pages need no more than this.
const SILENT = /<(sup|pre|code)\b[^>]*>[^]*?<\/\1>/g             // footnote marks are glued to words; code is not indexed
const INLINE = /<\/?(?:a|b|code|del|em|i|s|small|span|strong|sub|sup)\b[^>]*>/g
const ADDRESS = /(?:https?:\/\/|www\.)\S+/g
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " }

function letter(whole, decimal, hex, name) {
  if (name) return NAMED[name.toLowerCase()]
  const code = decimal ? parseInt(decimal, 10) : parseInt(hex, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

const plain = html => html.replace(SILENT, " ").replace(INLINE, "").replace(/<[^>]*>/g, " ")
  .replace(ENTITY, letter).replace(ADDRESS, " ").replace(/\s+/g, " ").trim()

const part = (page, pattern) => plain(page.match(pattern)?.[1] ?? "")

/** {title, summary, body} of an article's page, all plain text. */
export const read = page => ({
  title: part(page, /<h1\b[^>]*>([^]*?)<\/h1>/),
  summary: part(page, /<p class="?summary"?>([^]*?)<\/p>/),
  body: part(page, /<div class="?prose"?>([^]*?)<aside>/),
})
