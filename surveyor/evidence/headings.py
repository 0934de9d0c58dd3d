"""The words of headings: without numbers, and what they say of a section."""

from __future__ import annotations

import re
from functools import lru_cache

from surveyor.evidence.document import Part

_NUMBER = re.compile(
    r"""\s*(?:(?:section|chapter|part|§)\s*(?=[\dIVX]))?
    (?:\d+(?:\.\d+)*[a-z]?(?:[.:)]|\s|$)
    |[IVX]+(?:-[A-Z\d]+)*(?:[.:)]+\d*|\s(?=\S))
    |[一二三四五六七八九十]+[、．.]\s*
    |[-–—.:\s])\s*""",
    re.VERBOSE,
)
_LETTER = re.compile(r"\s*(?P<word>(?i:appendix)\s+)?(?P<letter>[A-Z])(?P<mark>\.?\d+(?:\.\d+)*\.?:?|[.:)])?\s+(?=\S)")
_SPLIT = re.compile(r"[\W_]+")
_METHODS = (
    r"(?:methods?|models?|approach(?:es)?|systems?|algorithms?|techniques?|networks?|architectures?|works?|solutions?)"
)
_DETAILS = r"(?:results?|experiments?|stud(?:y|ies)|analys[ei]s|details?|discussions?|evaluations?|ablations?)"
_RESEARCH = r"(?:works?|literature|research|stud(?:y|ies)|methods?|approaches)"
_VERSUS = re.compile(
    rf"""\bbaselines\b | ^baseline$
    | \bbaseline\ (?:{_METHODS}|details?|settings?|comparisons?|implementations?|descriptions?)\b
    | \bcompetitors?\b | \bcomparators?\b | \bleaderboard\b
    | \b(?:compared|comparison|comparing|comparative|comparable|competing|competitive|contrast|reference|benchmark
      |benchmarked)\ (?:\w+\ )?{_METHODS}\b(?!\ (?:analys|stud|design|complex))
    | \b{_METHODS}\ (?:compared|(?:for|under|in|of)\ comparison)\b
    | \bcompar(?:isons?|ing|ed)\ (?:\w+\ )?(?:with|to|against|versus|vs)\b
      (?!\ (?:the\ )?(?:humans?|ground|theor|experiment|real|manual|oracle))
    | ^(?:(?:main|overall|performance|quantitative|experimental|results?|method|model|sota|baseline|system|general
      |end\ to\ end|numerical|benchmark|accuracy|empirical)\ )*comparisons?(?:\ (?:results?|on|in|for|and)\b.*)?$
    | \bstate\ of\ the\ arts?\ (?:comparisons?|{_METHODS}|baselines)\b | \bsota\ comparisons?\b
    | 基线 | 对比(?:方法|模型|算法|实验) | 比较(?:方法|模型|算法) | (?:与|和).*(?:比较|对比)""",
    re.VERBOSE,
)
_RULES = (
    (
        Part.APPENDIX,
        rf"""^appendi | ^suppl | supplementa(?:ry|l)\ (?:material|information|result) | ^proofs?\b | ^derivations?\b
        | ^(?:additional|more|further|extended|extra|omitted|missing)\ (?:\S+\ )?{_DETAILS}\b | ^complements?\b
        | ^附录""",
    ),
    (
        Part.OTHER,
        r"""acknowle | broader\ impact | \bimpacts?\ statement | soci(?:al|etal)\ impact | \bethic | ^fundings?\b
        | reproducib | ^(?:neurips\ |paper\ )?checklist | author\ contributions? | (?:conflicts?|competing)\ .*interest
        | (?:data|code)\ (?:and\ \w+\ )?availability | ^references$ | ^bibliography$ | ^abstract$ | ^keywords?$
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
        r"""\bablat | \bsensitiv | ^(?:key\ )?component\w*\ (?:analys|stud) | \bkey\ components$ | 消融
        | ^(?:the\ )?(?:effects?|impacts?|influences?|contributions?|role|importance|effectiveness|benefits?)\ of\b""",
    ),
    (
        Part.RELATED,
        rf"""\brelated\ (?:\w+\ )?{_RESEARCH} | ^(?:previous|prior|earlier|existing)\ (?:\S+\ )?{_RESEARCH}$
        | \bliterature\ (?:review|survey|overview) | ^background | \bbackground$ | ^state\ of\ the\ art$ | ^related$
        | 相关工作 | 相关研究 | 研究现状 | 文献综述""",
    ),
    (
        Part.METHOD,
        r"""\btheor(?:y|etical|ems?)\b | \b(?:convergence|complexity|generali[sz]ation)\ analysis | \bpreliminar
        | ^notations?\b | \bproblem\ (?:formulation|definition|statement|set\ ?up|setting|description)s?
        | ^task\ (?:formulation|definition) | \bproposed\b | 问题定义""",
    ),
    (
        Part.RESULTS,
        r"""\bresults?\b | \banalys[ei]s\b | ^analy[sz]ing\b | \bcase\ stud | \bqualitative | \bquantitative
        | \bhuman\ evaluation | visuali[sz] | ^performances?\b | \bperformances?$ | \bfindings\b
        | \bcompar(?:isons?|ing)\b | 结果 | 分析""",
    ),
    (
        Part.EXPERIMENTS,
        r"""\bexperiment | \bevaluat | \bdata\ ?sets?\b | \bdata$ | ^data\b(?!\ aug) | \bset\ ?ups?\b | \bsettings?$
        | ^settings?\b | \bimplementation\b | \bhyper\ ?parameters? | \bmetrics?\b | \bbaselines?\b | \bbenchmark
        | \btraining\ (?:details?|set\w*|procedures?|protocols?|regimes?) | \bcorp(?:us|ora)\b | \bempirical
        | \bprotocols?\b | \bcompared\b | \bhardware\b | ^simulations?\b | 实验 | 评[估测价] | 数据集""",
    ),
    (
        Part.METHOD,
        rf"""^(?:\w+\ ){{0,3}}(?:method|methodology|methodologies|approach|framework|model|algorithm|architecture)s?$
        | ^(?:materials?\ and\ |our\ |the\ )?(?:{_METHODS}|methodology|framework)\b | ^materials\ and | ^our\b
        | \barchitectures?\b | \balgorithms?\b | \bformulations?\b | \bmodel(?:l?ing|s)?\b | \bloss(?:es)?\b
        | \bobjectives?\b | ^patients\b | 方法 | 模型 | 算法 | 框架""",
    ),
)
_COMPILED = tuple((part, re.compile(rule, re.VERBOSE)) for part, rule in _RULES)


def unnumbered(head: str) -> str:
    """The heading without its number, be it in digits, in Roman numerals or the letter of an appendix."""
    while (number := _NUMBER.match(head)) and number.end():
        head = head[number.end() :]
    return _unlettered(head)


def _unlettered(head: str) -> str:
    letter = _LETTER.match(head)
    return head[letter.end() :] if letter and (letter["mark"] or lettered(head)) else head


def lettered(head: str) -> bool:
    """Whether a heading bears a letter for its number, as appendices do."""
    match = _LETTER.match(head)
    if not match:
        return False
    letter, mark, rest = match["letter"], match["mark"], head[match.end() :]
    if match["word"]:
        return True
    if mark:
        return letter not in "IVX" or any(c.isdigit() for c in mark)
    if letter in "AIVX":
        return letter == "A" and told_by(_plain(rest)) is not None
    return rest[0].isupper() or rest[0].isdigit()


@lru_cache(maxsize=1 << 14)
def words_of(head: str) -> str:
    """The words of a heading, lower case, without its number."""
    return _plain(unnumbered(head))


def _plain(text: str) -> str:
    return _SPLIT.sub(" ", text.casefold()).strip()


def announces_baselines(words: str) -> bool:
    """Whether a heading of these words announces the methods that are compared with."""
    return _VERSUS.search(words) is not None


@lru_cache(maxsize=1 << 14)
def told_by(words: str) -> Part | None:
    """What the words of a heading say of its section; None where they do not tell."""
    if _VERSUS.search(words):
        return Part.RESULTS if "compari" in words or "比较" in words else Part.EXPERIMENTS
    return next((part for part, rule in _COMPILED if rule.search(words)), None)
