// Search in a page, a module worker or Node. Queries and results are described in docs-dev/search.md.
//
//   const engine = open(fetched(siteRoot))
//   engine.warm("ky")                                        // fetch early what every search of a locale needs
//   const result = await engine.search({ q: "коррупцияга", locale: "ky" }, { onFirst: show })
//   const counts = await engine.facets(result)               // needs more files: ask after showing the hits
//
// Every method rejects with a SearchError, whose `code` is "offline" (nothing came; the next call tries again),
// "unsupported" (this browser cannot unpack the files) or "damaged". A query never fails, whatever is typed.
import { SearchError } from "./failure.mjs"
import { Run, analysed } from "./run.mjs"
import { Store } from "./store.mjs"

/** An engine over a reader of the site's files (fetched.mjs). */
export const open = reader => new Engine(new Store(reader))

export class Engine {
  #store
  #runs = new WeakMap()                 // result → the run it came from

  constructor(store) {
    this.#store = store
  }

  async warm(locale) {
    const language = analysed(locale)
    await Promise.all([this.#store.rules(language), this.#store.synonyms(), this.#store.members()])
  }

  /** The result of a query; `onFirst` gets that of the reader's own language, and may give false to leave it at that. */
  search(query, { onFirst } = {}) {
    return this.#fresh(async () => {
      const run = new Run(this.#store, query)
      const told = result => {
        this.#runs.set(result, run)
        return result
      }
      return told(await run.result(first => onFirst?.(told(first))))
    })
  }

  /** How many of a result's documents there are: {region: {id: count}, …, year}. */
  facets(result) {
    return this.#fresh(async again => {
      if (again) result = await this.search(this.#runs.get(result).query)
      return this.#runs.get(result).facets()
    })
  }

  /** All terms in a locale's words: {region: [[id, name, parent's index or -1, URL], …], …}. */
  terms(locale) {
    return this.#fresh(() => this.#store.terms(locale))
  }

  /** The HTML of a hit's page. */
  page(hit) {
    return this.#store.page(hit.url)
  }

  /** A function that says which of the query's words (by index, or -1) a word of a hit's text is. */
  matcher(result, hit) {
    return this.#runs.get(result).matcher(hit)
  }

  // Does it once more, with a new directory, when the site was built anew meanwhile.
  async #fresh(action) {
    try {
      return await action(false)
    } catch (error) {
      if (error.code !== "missing") throw error
    }
    this.#store.renew()
    try {
      return await action(true)
    } catch (error) {
      throw error.code === "missing" ? new SearchError("damaged", error.message, error) : error
    }
  }
}
