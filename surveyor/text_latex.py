"""LaTeX to the characters it prints: accents, signs, symbols."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TOKEN = re.compile(
    r"""\\(?P<accent>[`'^"~=.]|[Hbcdkruv](?![A-Za-z]))\s*
        (?:\{\s*(?P<braced>\\[ij]|[^\W\d_])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))
    |\\(?P<command>[A-Za-z]+)(?:\s+|\{\})?
    |\\(?P<char>.)
    |(?P<sign>---?|``|''|~|[{}$])""",
    re.VERBOSE | re.DOTALL,
)
_COMBINING = "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u030b\u0331\u0327\u0323\u0328\u030a\u0306\u030c"
_ACCENTS = dict(zip("`'^\"~=.Hbcdkruv", _COMBINING, strict=True))
_SIGNS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": "", "$": ""}
_CHARS = {"\\": " ", ",": " ", ";": " ", ":": " ", "-": "", "/": "", "!": "", "(": "", ")": "", "[": "", "]": ""}
_COMMANDS = {
    "AA": "Å", "AE": "Æ", "DH": "Ð", "DJ": "Đ", "L": "Ł", "NG": "Ŋ", "O": "Ø", "OE": "Œ", "TH": "Þ", "aa": "å",
    "ae": "æ", "dh": "ð", "dj": "đ", "i": "ı", "j": "ȷ", "l": "ł", "ng": "ŋ", "o": "ø", "oe": "œ", "ss": "ß",
    "th": "þ", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
    "textquotesingle": "'", "textquotedbl": '"', "textemdash": "—", "textendash": "–", "textless": "<",
    "textgreater": ">", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|",
    "textunderscore": "_", "ldots": "…", "dots": "…", "textellipsis": "…", "times": "×", "ell": "ℓ", "to": "→",
    "rightarrow": "→", "lambda": "λ", "Lambda": "Λ", "infty": "∞",
    "pm": "±", "mp": "∓", "cdot": "·", "cdots": "⋯", "ast": "*", "star": "⋆", "bullet": "•", "circ": "∘", "dag": "†",
    "dagger": "†", "ddag": "‡", "ddagger": "‡", "textdagger": "†", "textdaggerdbl": "‡", "textbullet": "•", "S": "§",
    "P": "¶", "textpm": "±", "texttimes": "×", "uparrow": "↑", "downarrow": "↓", "leftarrow": "←", "Rightarrow": "⇒",
    "leftrightarrow": "↔", "longrightarrow": "⟶", "mapsto": "↦", "nearrow": "↗", "searrow": "↘", "Uparrow": "⇑",
    "Downarrow": "⇓", "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "ne": "≠",
    "neq": "≠", "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫", "lt": "<",
    "gt": ">", "in": "∈", "notin": "∉", "subset": "⊂", "subseteq": "⊆", "cup": "∪", "cap": "∩", "emptyset": "∅",
    "forall": "∀", "exists": "∃", "neg": "¬", "wedge": "∧", "vee": "∨", "sum": "∑", "prod": "∏", "int": "∫",
    "partial": "∂", "nabla": "∇", "oplus": "⊕", "otimes": "⊗", "odot": "⊙", "langle": "⟨", "rangle": "⟩", "mid": "|",
    "vert": "|", "Vert": "‖", "checkmark": "✓", "Checkmark": "✓", "cmark": "✓", "xmark": "✗", "XSolidBrush": "✗",
    "triangle": "△", "Diamond": "◇", "diamond": "⋄", "square": "□", "Box": "□", "clubsuit": "♣", "spadesuit": "♠",
    "heartsuit": "♡", "diamondsuit": "♢", "degree": "°", "textdegree": "°", "euro": "€", "pounds": "£",
    "copyright": "©", "textregistered": "®", "texttrademark": "™", "textperiodcentered": "·", "prime": "′", "quad": " ",
    "qquad": " ", "textvisiblespace": "␣", "slash": "/", "space": " ", "varnothing": "∅", "setminus": "∖",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³",
}  # fmt: skip
_FORMATTING = frozenset(
    """boldsymbol bf cal em emph ensuremath it mathbb mathbf mathcal mathit mathrm mathsf mathtt mbox operatorname rm sc
    textbf textit textrm textsc textsf textsubscript textsuperscript text texttt tt underline url left right big Big
    bigl bigr Bigl Bigr bigg Bigg mathsfit mathscr mathfrak mathop mathbin mathrel displaystyle textstyle scriptstyle
    limits nolimits bm boldmath pmb bfseries itshape rmfamily normalfont textnormal textmd textup small scriptsize tiny
    footnotesize normalsize large relax protect""".split()
)


def plain_latex(text: str) -> str:
    """LaTeX of a title or name to the characters it prints; a command that is not known leaves its name."""
    if "\\" not in text and "$" not in text:
        text = text.replace("{", "").replace("}", "")
        if "--" not in text and "~" not in text and "``" not in text:
            return text
    return unicodedata.normalize("NFC", _TOKEN.sub(_printed, text))


def _printed(token: re.Match[str]) -> str:
    if accent := token["accent"]:
        return (token["braced"] or token["bare"]).removeprefix("\\") + _ACCENTS[accent]
    if command := token["command"]:
        return symbol(command) or ("" if command in _FORMATTING else command)
    if char := token["char"]:
        return _CHARS.get(char, char)
    return _SIGNS[token["sign"]]


def symbol(command: str) -> str:
    """What a command without arguments prints, such as `alpha` or `times`; empty when it is not known for that."""
    return _COMMANDS.get(command) or _greek(command.removeprefix("var"))


@lru_cache(maxsize=1 << 12)
def _greek(name: str) -> str:
    case = "CAPITAL" if name[:1].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {name.upper()}")
    except KeyError:
        return ""
