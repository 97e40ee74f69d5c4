"""A terminal session as an SVG picture: what was typed and what the program answered."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

#: Characters in a line, and the sizes of one (px).
COLUMNS: Final = 54
_WIDTH, _HEIGHT, _MARGIN = 8.4, 19, 12
_CONTROL: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][0-9A-Z]|[\x00-\x08\x0b-\x1f\x7f]")
_STYLE: Final = (
    "text{font:14px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;fill:#24292f;white-space:pre}"
    ".t{font-weight:700;fill:#0b4f6c}.b{fill:#f6f8f9;stroke:#b8c2c9}"
)
#: How long (s) a program may take to ask its next question.
_PATIENCE: Final = 60
#: After so long (s) what looks like a question is one.
_PAUSE: Final = 0.2


class Line(NamedTuple):
    """A line of a session; `typed` by the editor."""

    text: str
    typed: bool = False


def run(command: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> list[Line]:
    """What a terminal shows when `command` is typed, which stands for the program with `arguments`."""
    done = subprocess.run(
        arguments, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    return [*typed(command), *(Line(line) for line in wrapped(done.stdout))]


def converse(
    command: str,
    arguments: Sequence[str],
    answers: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
) -> list[Line]:
    """As `run`, for a program that asks on a terminal."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 1000, 0, 0))  # no line is too long for it
    process = subprocess.Popen(
        arguments, cwd=folder, env={**environment, "TERM": "dumb"}, stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    lines, said = typed(command), _until_asked(master)
    for answer in answers:
        *before, question = said.split("\n")
        lines += [Line(line) for text in before for line in wrapped(text)]
        *above, last = wrapped(f"{question.strip()} {answer}".strip())
        lines += [*(Line(line) for line in above), Line(last, typed=bool(answer))]
        os.write(master, f"{answer}\n".encode())
        said = _until_asked(master, after="\n").partition("\n")[2]  # what was typed comes back first
    process.wait(_PATIENCE)
    os.close(master)
    return [*lines, *(Line(line) for line in wrapped(said))]


def _until_asked(master: int, after: str = "") -> str:
    """What the program says until it asks or ends; `after` comes before that."""
    data = ""
    reader = codecs.getincrementaldecoder("utf-8")("replace")
    while True:
        last = data.rpartition("\n")[2]
        asked = after in data and last.endswith((": ", "> ")) and last.count("(") == last.count(")")
        if not select.select([master], [], [], _PAUSE if asked else _PATIENCE)[0]:
            if asked:
                break
            raise TimeoutError(f"the program neither asks nor ends: {data}")
        try:
            part = os.read(master, 65536)
        except OSError:  # it has ended
            break
        if not part:
            break
        data += _CONTROL.sub("", reader.decode(part).replace("\r\n", "\n"))
    return data


def typed(command: str) -> list[Line]:
    """The lines of a command at the prompt."""
    first, *others = wrapped(command, COLUMNS - 2)
    return [Line(f"$ {first}", typed=True), *(Line(f"  {line}", typed=True) for line in others)]


def wrapped(text: str, width: int = COLUMNS) -> list[str]:
    """The lines of a text, none longer than `width`; what follows a broken line keeps its margin."""
    lines = []
    for line in text.split("\n"):
        margin = line[: len(line) - len(line.lstrip())]
        broken = textwrap.wrap(
            line, width, subsequent_indent=margin, drop_whitespace=True, break_on_hyphens=False
        )
        lines += broken or [""]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def svg(lines: Sequence[Line]) -> str:
    """The picture of a session."""
    while not lines[-1].text:
        lines = lines[:-1]
    width = round(COLUMNS * _WIDTH) + 2 * _MARGIN
    height = len(lines) * _HEIGHT + 2 * _MARGIN
    rows = []
    for number, line in enumerate(lines):
        if line.text.strip():
            text = line.text.lstrip(" ")
            x = _MARGIN + (len(line.text) - len(text)) * _WIDTH
            y = _MARGIN + number * _HEIGHT + 14
            kind = ' class="t"' if line.typed else ""
            length = f'textLength="{len(text) * _WIDTH:g}"'
            rows.append(f'<text{kind} x="{x:g}" y="{y}" {length}>{escape(text, quote=False)}</text>\n')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}">\n<style>{_STYLE}</style>\n'
        f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="6" class="b"/>\n'
        + "".join(rows)
        + "</svg>\n"
    )
