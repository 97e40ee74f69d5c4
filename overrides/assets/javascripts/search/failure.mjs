// What can go wrong while searching. Codes: see engine.mjs; "missing" is a file that a newer build has replaced.
export class SearchError extends Error {
  constructor(code, message, cause) {
    super(message, { cause })
    this.name = "SearchError"
    this.code = code
  }
}
