"""Editing in the browser: `/admin/` of the preview, Decap CMS on the files of this archive."""
