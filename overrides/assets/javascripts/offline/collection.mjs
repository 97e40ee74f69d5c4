// A whole list with its articles: which addresses that is, and how large.

const SAMPLE = 6

async function page(url) {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  const text = await answer.text()
  const html = new DOMParser().parseFromString(text, "text/html")
  return { html, url, size: new Blob([text]).size }
}

const addresses = ({ html, url }, selector, attribute = "href") =>
  [...new Set([...html.querySelectorAll(selector)].map(element => new URL(element.getAttribute(attribute).split(/[?#]/)[0], url).href))]

/** The newest articles of the listing at `url`, at most `most`, and the pages of the listing that name them. */
export async function gathered(url, most) {
  const lists = [url]
  const articles = new Set()
  for (let next = 0; next < lists.length && articles.size < most; next++) {
    const list = await page(lists[next])
    if (next === 0) lists.push(...addresses(list, ".periods a").filter(other => other !== url))
    for (const address of addresses(list, ".entries .stories li > a:first-child")) if (articles.size < most) articles.add(address)
    if (articles.size >= most) lists.length = next + 1
  }
  return { lists, articles: [...articles] }
}

/** The pictures in a page, and its size in bytes with them. */
async function weighed(url, root) {
  const article = await page(url)
  const pictures = addresses(article, ".prose img", "src").filter(address => address.startsWith(root))
  const sizes = await Promise.all(pictures.map(async picture => {
    const answer = await fetch(picture, { method: "HEAD" })
    return Number(answer.headers.get("content-length")) || 0
  }))
  return { pictures, size: sizes.reduce((sum, more) => sum + more, article.size) }
}

/** About how many bytes articles take, from some of them spread over all. */
export async function size(articles, root) {
  const step = Math.max(1, articles.length / SAMPLE)
  const some = []
  for (let at = 0; at < articles.length; at += step) some.push(articles[Math.floor(at)])
  const weights = await Promise.all(some.map(url => weighed(url, root)))
  return weights.reduce((sum, { size }) => sum + size, 0) / Math.max(1, some.length) * articles.length
}

/** The pictures of the page at `url`. */
export const pictures = async (url, root) => (await weighed(url, root)).pictures
