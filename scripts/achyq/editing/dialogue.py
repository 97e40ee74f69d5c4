"""Questions on a terminal, one at a time, with completion by the Tab key."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from achyq.editing.speech import Speech
from achyq.registry import Registry, fold

#: Says what is wrong with an answer, or nothing.
Check = Callable[[str], str]
_MOST_CHOICES = 100
#: A longer question stands on a line of its own, so that the answer does not run out of sight.
_LONGEST_PROMPT = 45


def on_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class Dialogue:
    """Asks; `read` gives a line for a prompt (EOFError: no more), `show` prints one."""

    def __init__(
        self, tell: Speech, read: Callable[[str], str] = input, show: Callable[[str], None] = print
    ) -> None:
        self.tell, self.read, self.show = tell, read, show

    def ask(
        self,
        question: str,
        *,
        default: str = "",
        required: bool = False,
        check: Check = lambda _: "",
        choices: Sequence[str] = (),
    ) -> str:
        """An answer with single spaces: the `default` for an empty line, asked again until `check`
        finds nothing wrong with it. '' stands for none, where that is not `required`.
        """
        prompt = f"{question} [{default}]: " if default else f"{question}: "
        if len(prompt) > _LONGEST_PROMPT:
            self.show(prompt.rstrip())
            prompt = "> "
        while True:
            with _completing(choices):
                answer = " ".join(self.read(prompt).split()) or default
            if not answer:
                if not required:
                    return ""
                self.show("  " + self.tell("An answer is needed here."))
            elif fault := check(answer):
                self.show(f"  {fault}")
            else:
                return answer

    def ask_many(self, question: str, check: Check, choices: Sequence[str] = ()) -> list[str]:
        """Answers until an empty one."""
        answers: list[str] = []
        while answer := self.ask(question if not answers else "  +", check=check, choices=choices):
            answers.append(answer)
        return answers


def names_of(registry: Registry) -> list[str]:
    """Every id, name and alias of a registry's terms, for completion."""
    names = (
        name
        for term in registry.terms.values()
        for name in (term.id, *term.name.values(), *term.short.values(), *term.aliases)
    )
    return list(dict.fromkeys(names))


def matching(choices: Sequence[str], start: str) -> list[str]:
    """The choices that begin as `start` does, case and apostrophes aside; then those in which a
    word does.
    """
    wanted = fold(start)
    folded = [(fold(choice), choice) for choice in choices]
    first = [choice for text, choice in folded if text.startswith(wanted)]
    return (first or [choice for text, choice in folded if f" {wanted}" in text])[:_MOST_CHOICES]


@contextmanager
def _completing(choices: Sequence[str]) -> Iterator[None]:
    """Let the Tab key complete one of the choices, where the terminal can do that."""
    try:
        import readline
    except ImportError:  # not on Windows
        yield
        return
    found: list[str] = []

    def complete(start: str, number: int) -> str | None:
        if number == 0:
            found[:] = matching(choices, start) if choices else []
        return found[number] if number < len(found) else None

    before, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(complete)
    readline.set_completer_delims("")
    binding = "bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete"
    readline.parse_and_bind(binding)
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)
