"""From scraped text, HTML, saved pages or .docx to a draft article, with all that was guessed and how surely.

One flow: `raw` bytes → `text` of lines → `furniture` put aside → guesses (`headline`, `dating`, `places`,
`bodies`, `policies`, `provenance`) → `masking` → `draft` and `record`. Each guesser is a pure function of a
`Page` and gives `Guess`es, whose spans count characters of the page's text.
"""
