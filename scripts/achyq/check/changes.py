"""Which problems belong to a change: those of the files that differ from a revision of Git."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from achyq.errors import EnvironmentFailure, Problem, UsageError
from achyq.messages import phrase, values_of


def since(root: Path, revision: str) -> frozenset[str]:
    """The files of the archive (relative to it) that were changed, added or removed since the branch
    left `revision`, with those not yet committed. Raises UsageError, EnvironmentFailure.
    """
    if revision.startswith("-"):
        raise UsageError(phrase("This is no revision: {revision}", revision=revision))
    try:
        known = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if not known.strip():
            raise UsageError(
                phrase(
                    "Git knows no such revision here (is the clone shallow?): {revision}",
                    revision=revision,
                )
            )
        base = _git(root, "merge-base", revision, "HEAD").strip() or revision
    except FileNotFoundError:
        raise EnvironmentFailure(phrase("--since needs git, which is not installed")) from None
    changed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(path for path in (changed + new).split("\0") if path)


def belonging(problems: Iterable[Problem], changed: frozenset[str]) -> list[Problem]:
    """The problems of changed files, of other files of their stories, and of files that name one; all,
    when a registry has changed.
    """
    if any(path.startswith("registry/") for path in changed):
        return list(problems)
    stories = {story for path in changed if (story := story_of(path))}

    def belongs(path: str) -> bool:
        return path in changed or story_of(path) in stories

    return [p for p in problems if belongs(p.path) or any(map(belongs, values_of(p.message)))]


def story_of(path: str) -> str:
    """The story that an article or attachment belongs to; '' for other files."""
    parts = path.split("/")
    return f"{parts[1]}/{parts[2].split('.')[0]}" if len(parts) > 2 and parts[0] == "articles" else ""


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "surrogateescape")
