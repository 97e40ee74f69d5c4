"""The preview: `achyq serve` shows the archive as it is in the editor's files, with what is wrong in it."""
