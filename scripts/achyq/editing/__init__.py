"""What editors do from the command line: new articles, translations, terms, and what is left to do."""
