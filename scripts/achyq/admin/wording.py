"""What Decap CMS says itself, in the languages that it does not speak, and where its words would mislead.

Decap has Russian and English, and no Kyrgyz, Kazakh or Uzbek: those get its Russian, and in it our words
for what an editor meets. In all six languages it speaks of saving, not of publishing: what is saved is a
file on this machine.
"""

from __future__ import annotations

from typing import Any, Final

from achyq.editing.speech import Speech

#: By the place in Decap's `decap-cms-locales/en`.
WORDS: Final = {
    "app.header.content": "Articles",
    "app.header.quickAdd": "New article",
    "app.app.loadingConfig": "Loading …",
    "collection.sidebar.collections": "Languages",
    "collection.sidebar.allCollections": "All languages",
    "collection.sidebar.searchAll": "Search titles",
    "collection.sidebar.searchIn": "Search in",
    "collection.collectionTop.newButton": "＋ %{collectionLabel}",
    "collection.collectionTop.newButtonAriaLabel": "New article",
    "collection.collectionTop.sortBy": "Sort",
    "collection.collectionTop.filterBy": "Filter",
    "collection.collectionTop.groupBy": "Group",
    "collection.collectionTop.ascending": "Ascending",
    "collection.collectionTop.descending": "Descending",
    "collection.entries.loadingEntries": "Loading articles …",
    "collection.entries.noEntries": "No articles",
    "editor.editorControl.field.optional": "optional",
    "editor.editorControlPane.widget.required": "“%{fieldLabel}” must not be empty.",
    "editor.editor.onLeavePage": "Leave this page? What you have not saved will be lost.",
    "editor.editor.onDeletePublishedEntry": "Delete this article?",
    "editor.editor.onDeleteWithUnsavedChanges": "Delete this article, with what you have not saved?",
    "editor.editor.loadingEntry": "Loading the article …",
    "editor.editor.confirmLoadBackup": "There is text that you have not saved. Bring it back?",
    "editor.editorToolbar.publish": "Save",
    "editor.editorToolbar.publishing": "Saving …",
    "editor.editorToolbar.published": "Saved",
    "editor.editorToolbar.publishNow": "Save the file",
    "editor.editorToolbar.publishAndCreateNew": "Save and begin another",
    "editor.editorToolbar.publishAndDuplicate": "Save and begin a copy",
    "editor.editorToolbar.deleteEntry": "Delete",
    "editor.editorToolbar.deletePublishedEntry": "Delete",
    "editor.editorToolbar.deleting": "Deleting …",
    "editor.editorToolbar.duplicate": "Begin a copy",
    "editor.editorToolbar.backCollection": " %{collectionLabel}",
    "editor.editorToolbar.unsavedChanges": "Not saved yet",
    "editor.editorToolbar.changesSaved": "All is saved",
    "editor.editorToolbar.deployButtonLabel": "See the page",
    "editor.editorWidgets.list.add": "Add: %{item}",
    "ui.default.goBackToSite": "To the preview",
    "ui.settingsDropdown.logOut": "Leave",
    "ui.toast.onFailToLoadEntries": "It could not be read: %{details}",
    "ui.toast.onFailToDelete": "It was not deleted: %{details}",
    "ui.toast.onFailToPersist": "It was not saved: %{details}",
    "ui.toast.missingRequiredField": "Something is missing: see what is marked red.",
    "ui.toast.entrySaved": "Saved",
}

#: What the parts of the page say that are ours.
LABELS: Final = {
    "close": "Close",
    "files": "Pictures and documents of this article",
    "early": "Save the article first; then pictures and documents can be added.",
    "choose": "File",
    "about": "What the picture shows, for who can't see it; of a document: its name",
    "add": "Add to the text",
    "wanting": "Choose a file and say what it shows.",
    "insert": "Into the text again: {path}",
    "remove": "Delete: {path}",
    "sure": "Delete {path}?",
    "clean": "Add a smaller copy without such data",
    "failed": "The picture can't be read.",
}


def labels(locale: str) -> dict[str, str]:
    """What the parts of the page that are ours say."""
    tell = Speech(locale, "admin")
    return {name: tell(message) for name, message in LABELS.items()}


def words(locale: str) -> dict[str, Any]:
    """Our words as Decap wants them: nested by the parts of their places."""
    tell = Speech(locale, "admin")
    found: dict[str, Any] = {}
    for place, message in WORDS.items():
        *outer, last = place.split(".")
        at = found
        for part in outer:
            at = at.setdefault(part, {})
        at[last] = tell(message)
    return found
