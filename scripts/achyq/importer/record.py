"""What stays of an import beside the draft: the raw original and a record, under the original's SHA-256.

Both lie in `imports/` at the archive's root, which is neither scanned nor published. The original holds
what was masked in the draft: whoever publishes the repository decides whether `imports/` is part of it.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Final

from achyq.importer.draft import Draft
from achyq.importer.raw import ImportFailure, Raw
from achyq.importer.words import say
from achyq.version import code_version

FOLDER: Final = "imports"
_MAX_TWINS: Final = 1000


def keep(root: Path, raw: Raw, draft: Draft, fields: dict[str, Any]) -> tuple[str, bool]:
    """Write the draft, the original and the record below `root`; gives the draft's path and whether it was
    written.

    An original that was imported before gets its draft again, unless that was edited since: then nothing is
    written. Another article's file is never overwritten: the story's name gets a number. Raises ImportFailure
    when a folder on the way is a symbolic link.
    """
    record_path = _inside(root, f"{FOLDER}/{raw.digest}.json")
    earlier = _earlier(record_path)
    path = _draft_path(root, draft, earlier)
    target = _inside(root, path)
    if target.exists() and _digest(target.read_bytes()) != earlier.get("draft_sha256"):
        return path, False
    old = earlier.get("draft", path)
    if old != path and isinstance(old, str):
        old_target = _inside(root, old)
        if old_target.is_file() and _digest(old_target.read_bytes()) != earlier.get("draft_sha256"):
            return old, False
        old_target.unlink(missing_ok=True)
    data = draft.text.encode("utf-8")
    record = {
        "sha256": raw.digest,
        "input": Path(raw.name).name if not raw.url else raw.url,
        "kind": raw.kind,
        "url": raw.url,
        "retrieved": raw.retrieved,
        "draft": path,
        "draft_sha256": _digest(data),
        "version": code_version(),
        "fields": fields,
    }
    _write(_inside(root, f"{FOLDER}/{raw.digest}.{raw.kind}"), raw.data)
    _write(target, data)
    _write(
        record_path, (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
    )
    return path, True


def _earlier(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _draft_path(root: Path, draft: Draft, earlier: dict[str, Any]) -> str:
    """The draft's own earlier path, or the first name of its story that no other file has."""
    for number in range(1, _MAX_TWINS):
        story = draft.story if number == 1 else f"{draft.story}-{number}"
        path = f"articles/{story}.{draft.language}.md"
        if path == earlier.get("draft"):
            return path
        folder, name = (root / "articles" / story).parent, story.rsplit("/", 1)[1]
        if not any(folder.glob(f"{name}.*")):
            return path
    raise ImportFailure(say("error.twins", limit=_MAX_TWINS))


def _inside(root: Path, path: str) -> Path:
    """The file at `path` below `root`, which no symbolic link leads out of. Raises ImportFailure."""
    target = root
    for part in path.split("/"):
        target = target / part
        if part in ("", ".", "..") or target.is_symlink():
            raise ImportFailure(say("error.out", path=target.name))
    return target


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    os.replace(partial, path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
