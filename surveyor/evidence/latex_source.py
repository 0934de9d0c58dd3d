"""LaTeX files to one text: the main file found, the others put in where it asks for them, comments gone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from surveyor.evidence.document import UnreadableDocument

_DEEP, _MANY, _LONG = 12, 1_000, 16 << 20
"""Files within files, files put in, and characters of the whole at most."""
_RAW = (
    "comment|verbatim|verbatim*|Verbatim|lstlisting|minted|CCSXML|filecontents|filecontents*|tikzpicture|pgfpicture|luacode"
).replace("*", r"\*")
_SKIPPED = re.compile(
    r"\\begin *\{(?P<raw>" + _RAW + r")\}|\\verb\*?(?P<mark>[^A-Za-z\s*])(?P<verb>[^\n]{0,200}?)(?P=mark)"
    r"|\\(?:url|href|path) ?\{(?P<link>[^{}\n]{0,500})\}|%(?P<comment>[^\n]*(?:\n[ \t]*)?)|(?:\\[\\%])+"
)
_SIGN, _BARE_SIGN = re.compile(r"[%&#_$]"), re.compile(r"(?<!\\)[%#]")
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]+"
)
_BLANKS = re.compile(r"\s{2,}|[^\S ]")
_INPUT = re.compile(
    r"\\(?:input|include|subfile|subfileinclude|InputIfFileExists|loadsubfile)(?![A-Za-z]) *"
    r"(?:\{([^{}\\#]{1,200})\}|([^\s{}\\#]{1,200}))"
    r"|\\(?:sub)?(?:import|inputfrom|includefrom)\*?\{([^{}\\#]{0,200})\}\{([^{}\\#]{1,200})\}"
)
_BODY = re.compile(r"\\begin *\{document\}")
_HEAD = re.compile(r"\\document(?:class|style)")
_NAMES = {"main": 0, "ms": 0, "paper": 0, "root": 0, "article": 1, "arxiv": 0}
_NOT_TEXT = {".sty", ".cls", ".pgf", ".tikz", ".def", ".cfg", ".clo", ".pdf_tex", ".eps_tex"}


@dataclass(slots=True)
class Source:
    """The text of a paper as one, white space single, a blank line as two line feeds."""

    main: str
    """Name of the main file."""
    text: str = ""
    trouble: list[str] = field(default_factory=list)


def flat(files: Mapping[str, bytes], main: str | None = None) -> Source:
    """The source of a paper with all its files in place; UnreadableDocument without a main file."""
    texts = {name: decoded(content) for name, content in files.items() if _tex(name)}
    if main is None:
        main = _main(texts)
    elif main not in texts:
        raise UnreadableDocument(f"no file {main[:60]!r} in it")
    source = Source(main)
    builder = _Builder(texts, source.trouble)
    source.text = spaced(builder.whole(main))
    return source


def decoded(content: bytes) -> str:
    """Text out of bytes: UTF-8, UTF-16 with its mark, else Latin-1 as Windows has it, unless nearly all is UTF-8."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", errors="replace")
        broken = text.count("\ufffd")
        return text if broken * 4 < sum(c > "\x7f" for c in text) else content.decode("cp1252", errors="replace")


def spaced(text: str) -> str:
    """The text without control characters, white space single, paragraphs apart by two line feeds."""
    lines = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _BLANKS.sub(lambda gap: "\n\n" if gap[0].count("\n") > 1 else " ", lines)


def uncommented(text: str) -> str:
    """The text without comments and without what is printed as it stands (listings, drawings)."""
    kept, at = [], 0
    missing: set[str] = set()
    while found := _SKIPPED.search(text, at):
        end = found.end()
        kept.append(text[at : found.start()])
        if name := found["raw"]:
            close = -1 if name in missing else text.find(f"\\end{{{name}}}", end)
            if close < 0:
                missing.add(name)
            else:
                end = close + len(name) + 6
        elif found["comment"] is not None:
            kept.append("\n" if text.startswith("\n", end) else "")
        else:
            kept.append(_verbatim(found))
        at = end
    return "".join((*kept, text[at:]))


def _verbatim(found: re.Match[str]) -> str:
    """What a short verbatim prints, with the signs of LaTeX escaped; anything else as it stands."""
    if found["link"]:
        return _BARE_SIGN.sub(r"\\\g<0>", found[0])
    if found["mark"]:
        return _SIGN.sub(r"\\\g<0>", re.sub(r"[\\{}]", "", found["verb"]))
    return found[0]


def _tex(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() not in {".bib", *_NOT_TEXT}


def _main(texts: Mapping[str, str]) -> str:
    """The file that LaTeX is run on: it has a class, a body, and is not part of another."""
    plain = {name: uncommented(text) for name, text in texts.items() if not name.lower().endswith((".bbl", ".txt"))}
    used = {PurePosixPath(_asked(found)[1]).stem for text in plain.values() for found in _INPUT.finditer(text)}

    def worth(name: str) -> tuple[object, ...]:
        path, text = PurePosixPath(name), plain[name]
        return (
            not _BODY.search(text),
            not _HEAD.search(text),
            path.stem in used,
            len(path.parts),
            f"{name.removesuffix(path.suffix)}.bbl" not in texts,
            _NAMES.get(path.stem.lower(), 2),
            -len(text),
            name,
        )

    best = min(plain, key=worth, default=None)
    if best is None or not (_BODY.search(plain[best]) or _HEAD.search(plain[best]) or "\\section" in plain[best]):
        raise UnreadableDocument("no LaTeX document in it: no file with \\begin{document}")
    return best


def _asked(found: re.Match[str]) -> tuple[str, str]:
    """The folder and the name that an \\input asks for."""
    if found[4]:
        return found[3].strip(), found[4].strip()
    return "", (found[1] or found[2]).strip().strip('"')


@dataclass(slots=True)
class _Builder:
    """Puts files into files, within bounds."""

    texts: Mapping[str, str]
    trouble: list[str]
    count: int = 0
    size: int = 0

    def whole(self, name: str, above: tuple[str, ...] = ()) -> str:
        """The text of a file with those that it asks for."""
        text = uncommented(self.texts[name])
        if above and (body := _BODY.search(text)) and _HEAD.search(text):
            text = text[body.end() :].partition("\\end{document}")[0]
        self.size += len(text)
        if self.size > _LONG:
            self.trouble.append(f"cut: more than {_LONG >> 20} million characters")
            return text[: max(0, _LONG - (self.size - len(text)))]
        return _INPUT.sub(lambda found: self._put(found, (*above, name)), text)

    def _put(self, found: re.Match[str], above: tuple[str, ...]) -> str:
        folder, asked = _asked(found)
        self.count += 1
        if self.count > _MANY:
            return " "
        name = self._find(folder, asked, above[-1])
        if self.count == _MANY or len(above) > _DEEP or self.size > _LONG:
            self.trouble.append(f"not read, too many files within files: {asked[:60]}")
        elif name is None:
            if PurePosixPath(asked).suffix not in _NOT_TEXT:
                self.trouble.append(f"not in the archive: {asked[:60]}")
        elif name in above:
            self.trouble.append(f"a file within itself: {asked[:60]}")
        else:
            return f"{self.whole(name, above)}\n"
        return " "

    def _find(self, folder: str, asked: str, asker: str) -> str | None:
        """The file meant: as from the main folder, else as from the asking file's."""
        own = PurePosixPath(asker).parent
        for base in dict.fromkeys((PurePosixPath("."), own, *own.parents)):
            path = _straight(base / folder / asked)
            for name in (f"{path}.tex", str(path), f"{path}.ltx"):
                if name in self.texts:
                    return name
        return None


def _straight(path: PurePosixPath) -> PurePosixPath:
    """The path without `.` and `..`, as a name in the archive."""
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts = parts[:-1]
        elif part not in (".", "/"):
            parts.append(part)
    return PurePosixPath(*parts)
