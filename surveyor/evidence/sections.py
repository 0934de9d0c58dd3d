"""What a section is for, by the words of its heading and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from surveyor.evidence.document import Part

_NUMBER = re.compile(
    r"""\s*(?:(?:section|chapter|part|§)\s*(?=[\dIVX]))?
    (?:\d+(?:\.\d+)*[a-z]?(?:[.:)]|\s|$)|[IVX]+(?:-[A-Z\d]+)*(?:[.:)]+\d*|\s(?=\S))|(?=\D)[一二三四五六七八九十]+[、．.]\s*|[-–—.:\s])\s*""",
    re.VERBOSE,
)
_LETTER = re.compile(r"\s*(?:appendix\s+)?(?P<letter>[A-Z])(?P<mark>\.?\d+(?:\.\d+)*\.?:?|[.:)])?\s+(?=\S)")
_ROMAN = re.compile(r"\s*(?:II|III|IV)[.:)\s]")
_SPLIT = re.compile(r"[\W_]+")
_METHODS = (
    r"(?:methods?|models?|approach(?:es)?|systems?|algorithms?|techniques?|networks?|architectures?|works?|solutions?)"
)
_DETAILS = r"(?:results?|experiments?|studies|stud(?:y|ies)|analys[ei]s|details?|discussions?|evaluations?|ablations?)"
_VERSUS = re.compile(
    rf"""\bbaselines\b | \bbaseline\ (?:{_METHODS}|details?|settings?|comparisons?|implementations?|descriptions?)\b
    | ^baseline$ | \bcompetitors?\b | \bcomparators?\b | \bleaderboard\b
    | \b(?:compared|comparison|comparing|comparative|comparable|competing|competitive|contrast|reference
      |benchmark(?:ed)?)\ (?:\w+\ )?{_METHODS}\b(?!\ (?:analys|stud|design|complex))
    | \b{_METHODS}\ (?:compared|(?:for|under|in|of)\ comparison)\b
    | \bcompar(?:isons?|ing|ed)\ (?:\w+\ )?(?:with|to|against|versus|vs)\b
      (?!\ (?:the\ )?(?:humans?|ground|theor|experiment|real|manual|oracle))
    | ^(?:(?:main|overall|performance|quantitative|experimental|results?|method|model|sota|baseline|system|general
      |end\ to\ end|numerical|benchmark|accuracy|empirical)\ )*comparisons?(?:\ (?:results?|on|in|for|and)\b.*)?$
    | \bstate\ of\ the\ arts?\ (?:comparisons?|{_METHODS}|baselines)\b | \bsota\ comparisons?\b
    | 基线 | 对比(?:方法|模型|算法|实验) | 比较(?:方法|模型|算法) | (?:与|和).*(?:比较|对比)""",
    re.VERBOSE,
)
_RULES: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (part, re.compile(rule, re.VERBOSE))
    for part, rule in (
        (
            Part.APPENDIX,
            rf"""^appendi | ^suppl | supplementa(?:ry|l)\ (?:material|information|result) | ^proofs?\b | ^derivations?\b
            | ^(?:additional|more|further|extended|extra|omitted|missing)\ (?:\S+\ )?{_DETAILS}\b | ^complements?\b
            | ^附录""",
        ),
        (
            Part.OTHER,
            r"""acknowledg | acknowlegd | broader\ impact | \bimpacts?\ statement | soci(?:al|etal)\ impact | \bethic
            | ^fundings?\b | reproducib | ^(?:neurips\ |paper\ )?checklist | author\ contributions?
            | (?:conflicts?|competing)\ .*interest | (?:data|code)\ (?:and\ \w+\ )?availability | ^references$ | ^bibliography$ | ^abstract$ | ^keywords?$
            | ^abbreviations$ | ^declarations?\b | 致谢 | 参考文献 | ^摘要""",
        ),
        (Part.INTRO, r"^intro(?:duction)?\b | ^motivations?$ | ^引言 | ^绪论 | ^前言 | ^简介"),
        (
            Part.CONCLUSION,
            r"""\bconclu(?:sion|ding|de)s? | \bfuture\ (?:works?|directions?|research) | ^summary(?:\ and\b.*)?$
            | \blimitations?$ | ^limitations?\b | ^closing\ remarks | ^final\ remarks | 结论 | 总结 | ^结语 | 展望""",
        ),
        (Part.EXPERIMENTS, r"^experiment(?:s|al\ set\w*)?\ (?:and\ )?(?:results?|analys[ie]s|discussions?)\b"),
        (Part.RESULTS, r"^results?\b | ^main\ results? | \bresults?$"),
        (
            Part.ABLATION,
            r"""\bablat | ^(?:the\ )?(?:effects?|impacts?|influences?|contributions?|role|importance
            |effectiveness|benefits?)\ of\b | \bsensitiv | ^(?:key\ )?component\w*\ (?:analys|stud) | \bkey\ components$ | 消融""",
        ),
        (
            Part.RELATED,
            r"""\brelated\ (?:\w+\ )?(?:works?|literature|research|stud(?:y|ies)|methods?|approaches)
            | ^(?:previous|prior|earlier|existing)\ (?:\S+\ )?(?:works?|research|stud(?:y|ies)|literature|methods
            |approaches)$ | \bliterature\ (?:review|survey|overview) | ^background | \bbackground$ | ^state\ of\ the\ art$
            | ^related$ | 相关工作 | 相关研究 | 研究现状 | 文献综述""",
        ),
        (
            Part.METHOD,
            r"""\btheor(?:y|etical|ems?)\b | \b(?:convergence|complexity|generali[sz]ation)\ analysis | \bpreliminar
            | ^notations?\b | \bproblem\ (?:formulation|definition|statement|set\ ?up|setting|description)s?
            | ^task\ (?:formulation|definition) | \bproposed\b | \b问题定义""",
        ),
        (
            Part.RESULTS,
            r"""\bresults?\b | \banalys[ei]s\b | ^analy[sz]ing\b | \bcase\ stud | \bqualitative | \bquantitative
            | \bhuman\ evaluation | visuali[sz] | \bperformances?\b | \bfindings?\b | \bcompar(?:isons?|ing)\b
            | 结果 | 分析""",
        ),
        (
            Part.EXPERIMENTS,
            r"""\bexperiment | \bevaluat | \bdata\ ?sets?\b | \bdata$ | ^data\b(?!\ aug) | \bset\ ?ups?\b
            | \bsettings?$ | ^settings?\b | \bimplementation\b
            | \btraining\ (?:details?|set\w*|procedures?|protocols?|regimes?) | \bhyper\ ?parameters? | \bmetrics?\b
            | \bbaselines?\b | \bbenchmark | \bcorp(?:us|ora)\b | \bempirical | \bprotocols?\b | \bcompared\b | \bhardware\b | ^simulations?\b | 实验 | 评[估测价] | 数据集""",
        ),
        (
            Part.METHOD,
            rf"""^(?:\w+\ ){{0,3}}(?:method|methodology|methodologies|approach|framework|model|algorithm
            |architecture|formulation)s?$ | ^(?:materials?\ and\ |our\ |the\ )?(?:{_METHODS}|methodology|framework)\b | ^materials\ and | ^our\b
            | \barchitectures?\b | \balgorithms?\b | \bformulations?\b | \bmodel(?:l?ing|s)?\b | \bloss(?:es)?\b
            | \bobjectives?\b | ^patients\b | 方法 | 模型 | 算法 | 框架""",
        ),
    )
)
_WORKING = frozenset([Part.EXPERIMENTS, Part.RESULTS, Part.ABLATION])
_MAIN = re.compile(
    r"related works?|(?:materials and )?methods?|experiments?|results(?: and \w+)?|evaluation|patients and methods"
)
_WAVERING = re.compile(r"\banalys[ei]s\b|^discussions?$")


def part_of(head: str) -> Part | None:
    """What a section is for by the words of its heading alone; None where they do not tell."""
    return Part.APPENDIX if _lettered(head) else _by_words(_words(head))


def baselines_head(head: str) -> bool:
    """Whether a heading announces the methods that are compared with."""
    return _VERSUS.search(_words(head)) is not None


def typed(heads: Sequence[tuple[str, int]]) -> list[tuple[Part, bool]]:
    """Part and whether it is about baselines, for each heading (as printed, with its number if it has one) and level.

    A heading that does not tell takes after the section above; of sections, one between the introduction and the
    experiments is method, one after the end an appendix.
    """
    return list(_Outline(heads))


def unnumbered(head: str) -> str:
    """The heading without its number, be it in digits, in Roman numerals or the letter of an appendix."""
    while (number := _NUMBER.match(head)) and number.end():
        head = head[number.end() :]
    letter = _LETTER.match(head)
    return head[letter.end() :] if letter and (letter["mark"] or _lettered(head)) else head


class _Outline:
    """Where the headings of one paper stand."""

    def __init__(self, heads: Sequence[tuple[str, int]]) -> None:
        self._heads = heads
        self._letters_divide = any(_ROMAN.match(head) for head, _ in heads)
        self._above: list[tuple[int, Part, bool]] = []
        self._last: Part | None = None
        self._ended = False

    def __iter__(self) -> Iterator[tuple[Part, bool]]:
        for head, level in self._heads:
            while self._above and self._above[-1][0] >= level:
                self._above.pop()
            part = self._part(head)
            own = baselines_head(head) and part not in (Part.INTRO, Part.RELATED, Part.METHOD)
            baselines = own or bool(self._above and self._above[-1][2])
            self._above.append((level, part, baselines))
            yield part, baselines

    def _part(self, head: str) -> Part:
        lettered = _lettered(head) and (not self._letters_divide or head.startswith("Appendix"))
        own = Part.APPENDIX if lettered else _by_words(_words(head))
        if self._above:
            return _below(self._above[-1][1], own, _words(head))
        part = self._top(head, own)
        self._ended = (
            self._ended or part in (Part.CONCLUSION, Part.APPENDIX) or _words(head) in ("references", "bibliography")
        )
        self._last = part
        return part

    def _top(self, head: str, own: Part | None) -> Part:
        """The part of a section that stands under no other."""
        if self._ended and own not in (Part.OTHER, Part.CONCLUSION):
            main = self._last is Part.CONCLUSION and own and _MAIN.fullmatch(_words(head))
            return own if main and own else Part.APPENDIX
        if own:
            return own
        if not head.strip():
            others = any(_words(other) not in _LIST for other, _ in self._heads if other.strip())
            return Part.INTRO if self._last is None and others else Part.OTHER
        if _WAVERING.search(_words(head)) or self._last in (None, Part.OTHER):
            return Part.OTHER
        return self._last if self._last in _WORKING else Part.METHOD


def _below(above: Part, own: Part | None, words: str) -> Part:
    """The part of a subsection."""
    if own is None or own is Part.INTRO or above in (Part.APPENDIX, Part.RELATED):
        return above
    if above in _WORKING and own is Part.METHOD:
        return above
    if above is Part.METHOD and own in (Part.RESULTS, Part.APPENDIX) and _WAVERING.search(words):
        return above
    return own


def _lettered(head: str) -> bool:
    """Whether a heading bears a letter for its number, as appendices do."""
    match = _LETTER.match(head)
    if not match:
        return False
    rest = head[match.end() :]
    if match["mark"]:
        return match["letter"] not in "IVX" or any(c.isdigit() for c in match["mark"])
    if match["letter"] in "AIVX":
        return match["letter"] == "A" and _by_words(_plain(rest)) is not None
    return rest[0].isupper() or rest[0].isdigit()


@lru_cache(maxsize=1 << 14)
def _words(head: str) -> str:
    """The words of a heading, lower case, without its number."""
    return _plain(unnumbered(head))


def _plain(text: str) -> str:
    return _SPLIT.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=1 << 14)
def _by_words(words: str) -> Part | None:
    if _VERSUS.search(words):
        return Part.RESULTS if "compari" in words or "比较" in words else Part.EXPERIMENTS
    return next((part for part, rule in _RULES if rule.search(words)), None)
