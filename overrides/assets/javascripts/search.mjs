// The search engine for pages and workers. A site publishes it as one file with all that it imports (achyq/bundle.py).
export { open } from "./search/engine.mjs"
export { excerpt, markedTitle } from "./search/excerpt.mjs"
export { SearchError } from "./search/failure.mjs"
export { fetched } from "./search/fetched.mjs"
