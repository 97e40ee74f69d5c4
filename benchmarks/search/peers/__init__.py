"""The engines, each a function: `answer(corpus, texts, folder)` gives the documents found for each text.

`folder` is empty and theirs. An answer is the numbers of documents, the best first.
"""
