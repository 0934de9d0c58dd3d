"""Formulas as they print, as far as tables and titles need it."""

from __future__ import annotations

import re
from functools import lru_cache

_SIGNS = {
    "pm": "±", "mp": "∓", "times": "×", "cdot": "·", "uparrow": "↑", "downarrow": "↓", "rightarrow": "→", "to": "→",
    "leftarrow": "←", "dagger": "†", "ddagger": "‡", "ast": "*", "star": "⋆", "sim": "~", "approx": "≈", "leq": "≤",
    "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ell": "ℓ", "infty": "∞", "checkmark": "✓", "circ": "°", "%": "%",
    "&": "&", "#": "#", "_": "_", "$": "$", ",": " ", ";": " ", ":": " ", "!": "", "{": "{", "}": "}",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "lambda": "λ", "mu": "μ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "theta": "θ", "phi": "φ", "omega": "ω", "Delta": "Δ",
}  # fmt: skip
_FONT = re.compile(
    r"\\(?:math(?:bf|rm|it|sf|tt|cal|bb|normal)|bm|bf|boldsymbol|text(?:bf|it|rm|sc|tt|normal)?|operatorname|underline|mbox)\s*"
    r"\{([^{}]*)\}"
)
_DEEPEST = 3
_COMMAND = re.compile(r"\\([A-Za-z]+|[%&#_$,;:!{}])\s?")
_BOLD = re.compile(r"\s*\\(?:mathbf|bm|boldsymbol|textbf|bf)\b")
_SCRIPT = re.compile(r"([_^])\{([^{}]*)\}")


def bold_formula(tex: str) -> bool:
    """Whether a formula as a whole is printed in bold."""
    return _BOLD.match(tex) is not None


@lru_cache(maxsize=1 << 12)
def plain_formula(tex: str) -> str:
    """Signs and numbers of a formula in TeX as characters; what has no character stays as it is."""
    if "\\" in tex:
        for _ in range(_DEEPEST if "{" in tex else 0):
            tex = _FONT.sub(r"\1", tex)
        tex = _COMMAND.sub(lambda match: _SIGNS.get(match[1], match[0]), tex)
    if "{" in tex:
        tex = _SCRIPT.sub(r"\1\2", tex)
    return tex.strip("{}") if tex.count("{") == tex.count("}") == 1 else tex
