"""What LaTeX commands and environments mean to a reader: how many arguments they hide, what they are for."""

from __future__ import annotations

import re

from surveyor.text_latex import symbol

SECTIONS = {
    "part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5,
}  # fmt: skip
"""Level of a heading by its command."""

_NOT_CITES = frozenset(
    "nocite setcitestyle citestyle newcites defcitealias citetext DeclareCiteCommand bibcite citeindextrue".split()
)
_CITE = re.compile(r"[A-Za-z]*cite[A-Za-z]*", re.IGNORECASE)
_TEXTUAL = re.compile(r"(?i)newcite|(?:text|ycl)cites?|cite(?:t|alt|alp|author|year|A)\Z|citet")


def cites(name: str) -> bool:
    """Whether a command cites the keys in its argument."""
    return _CITE.fullmatch(name) is not None and name not in _NOT_CITES


def textual(name: str) -> bool:
    """Whether such a command prints without brackets around."""
    return _TEXTUAL.match(name) is not None


HIDDEN: dict[str, int] = {
    **dict.fromkeys(
        """caption subcaption
        label ref eqref pageref cref Cref autoref nameref vspace hspace includegraphics bibliographystyle pagestyle
        thispagestyle bibliography addbibresource cellcolor rowcolor columncolor color captionsetup phantom vphantom
        hphantom pagenumbering usepackage documentclass input include index tag tikzmark cline cmidrule cmidrulex
        graphicspath hypersetup linespread selectlanguage institute email affiliation affil author date thanks
        footnotemark nocite title icmltitle icmltitlerunning titlerunning authorrunning keywords icmlkeywords ccsdesc
        setcopyright copyrightyear acmYear acmConference acmBooktitle acmPrice acmISBN acmDOI shorttitle shortauthors
        bibfont subref theoremstyle crefname lstset tablestyle tabulinesep settopmatter orcid received
        hyphenation specialrule arrayrulecolor rowfont pgfplotsset usetikzlibrary tikzset
        noalign bookmarksetup vspace marginpar todo missingfigure setcitestyle citestyle answerTODO
        newcounter stepcounter refstepcounter usecounter DeclareGraphicsExtensions enlargethispage Xhline hhline
        """.split(),
        1,
    ),
    **dict.fromkeys(
        """setlength addtolength setcounter addtocounter fontsize rule newtheorem crefformat
        multirowsetup icmlaffiliation icmlauthor setitemize colorlet
        DeclareUnicodeCharacter""".split(),
        2,
    ),
    "captionof": 2,
    "definecolor": 3,
    "specialrule": 3,
    "addcontentsline": 3,
}
"""Arguments that are not printed, for commands that print nothing."""

FIRST: dict[str, int] = {
    **dict.fromkeys(
        """textcolor colorbox scalebox rotatebox href parbox raisebox makebox adjustbox hyperref
        tikzmarknode foreignlanguage texorpdfstring bibinfo bibfield hyperlink hypertarget
        """.split(),
        1,
    ),
    "fcolorbox": 2,
    "resizebox": 2,
    "multicolumn": 2,
    "Block": 1,
    "cdashline": 1,
}
"""Arguments that are not printed, for commands whose next argument is."""

QUIET = frozenset(
    r"""centering small footnotesize scriptsize tiny normalsize large Large LARGE huge Huge noindent indent par hfill
    vfill newline linebreak pagebreak newpage clearpage cleardoublepage maketitle bigskip medskip smallskip bf it em
    rm sc sl tt sf bfseries itshape rmfamily ttfamily sffamily scshape slshape upshape mdseries normalfont
    selectfont relax protect xspace ignorespaces unskip null leavevmode strut nobreak allowbreak onecolumn twocolumn
    raggedright raggedleft flushbottom raggedbottom appendix item newblock hline toprule midrule bottomrule
    arraybackslash tableofcontents listoffigures listoftables hfil vfil vss hss break nolinebreak nopagebreak sloppy
    fussy makeatletter makeatother boldmath unboldmath normalcolor frontmatter mainmatter backmatter balance
    FloatBarrier peerreviewmaketitle IEEEpeerreviewmaketitle flushleft flushright displaystyle textstyle scriptstyle
    limits nolimits left right big Big bigg Bigg bigl bigr Bigl Bigr qed qedhere endgroup begingroup bgroup egroup
    string the number global long outer endhead endfirsthead endfoot endlastfoot nonumber notag printbibliography
    newlength width textwidth linewidth columnwidth textheight hsize vsize STATE State FOR ENDFOR For EndFor
    centerline printAffiliationsAndNotice doublespacing singlespacing onehalfspacing IEEEmaketitle thefootnote cr
    crcr bibstyle lq rq defaultbibliographystyle MakeUppercase MakeLowercase uppercase lowercase looseness
    baselineskip interlinepenalty cprotect textit textnormal textrm textsc underline uline ul allowdisplaybreaks
    doparttoc parttoc faketableofcontents romannumeral hangindent bigstrut center peek tikz icmlEqualContribution
    acknowledgments IEEEPARstart And AND smash rlap llap hidewidth tabularnewline penalty""".split()
)
"""Commands that print nothing themselves; what follows is printed."""

LENGTHS = frozenset(
    """vskip hskip kern tabcolsep parskip parindent baselineskip arraycolsep abovecaptionskip belowcaptionskip
    textfloatsep floatsep itemsep topsep columnsep arrayrulewidth fboxsep doublerulesep looseness penalty""".split()
)
"""Commands that a length may follow without braces."""

OPENING: dict[str, int] = {
    **dict.fromkeys(
        """minipage adjustbox spacing multicols subfigure subtable thebibliography
        changemargin turn rotate scalebox IEEEeqnarray tabu
        """.split(),
        1,
    ),
    **dict.fromkeys("wrapfigure wraptable list CJK adjustwidth restatable resizebox textblock".split(), 2),
}
"""Arguments of an environment that are not printed."""

GONE = frozenset(
    """algorithm algorithmic algorithm2e axis dependency deptext scope overpic icmlauthorlist pspicture picture keywords
    CCSXML tikzcd forest IEEEbiography biography IEEEbiographynophoto""".split()
)
"""Environments that are no text; their captions are."""

FORMULAS = frozenset(
    """equation align gather multline eqnarray displaymath math flalign alignat aligned gathered split cases array
    matrix bmatrix pmatrix IEEEeqnarray subequations dmath""".split()
)

BREAKS = frozenset(
    """itemize enumerate description compactitem compactenum list trivlist quote quotation center theorem lemma
    proposition corollary proof definition remark example assumption claim itemizesquish thm restatable abstract
    """.split()
)
"""Environments at whose begin and end a paragraph does."""

WORDS = {
    "ie": "i.e.", "eg": "e.g.", "Ie": "I.e.", "Eg": "E.g.", "etal": "et al.", "etc": "etc.", "cf": "cf.",
    "wrt": "w.r.t.",    "vs": "vs.", "iid": "i.i.d.", "figurename": "Figure", "tablename": "Table",
    "textsection": "§", "enspace": " ",
    "lbrack": "[", "rbrack": "]", "top": "⊤", "CheckmarkBold": "✔",
}  # fmt: skip
"""What some commands of conference styles print."""

DINGS = {"51": "✓", "52": "✔", "53": "✕", "54": "✖", "55": "✗", "56": "✘", "72": "★", "73": "☆"}

FLOATS = frozenset(
    """table wraptable longtable longtabu sidewaystable SCtable margintable supertabular longtblr floattable
    tablehere ctable""".split()
)
"""Environments that hold a table and its caption."""

FIGURES = frozenset(
    "figure wrapfigure sidewaysfigure SCfigure floatrow teaserfigure marginfigure algorithm listing".split()
)

GRIDS: dict[str, int] = {
    "tabular": 1, "tabularx": 2, "tabulary": 2, "tabu": 1, "longtabu": 1, "longtable": 1, "supertabular": 1,
    "xtabular": 1, "NiceTabular": 1, "NiceTabularX": 2, "tblr": 1, "longtblr": 1, "ctabular": 1, "tabularht": 2,
}  # fmt: skip
"""Environments that are a grid of cells, with the number of their arguments; the star of tabular* takes one more."""

_STRUCTURE = frozenset(
    """begin end caption captionof footnote footnotetext subcaption subfloat item title bibitem textbf bm mathbf
    boldsymbol emph textit textnormal text texttt textsc textrm underline makecell shortstack thead cr appendix Block
    url ding multirow def newcommand let iffalse fi else bibinfo abstract newblock ensuremath mbox mathrm
    mathcal""".split()
)
KNOWN = frozenset(
    {*SECTIONS, *HIDDEN, *FIRST, *QUIET, *_STRUCTURE}
    | set("cite citep citet citealp citealt citeauthor citeyear citeyearpar newcite shortcite".split())
) - {"author", "and", "todo", "number", "width"}
"""Commands that a paper's own definition does not change."""


def silent(name: str) -> bool:
    """Whether a command of which nothing else is known is one of layout."""
    return (
        name in QUIET
        or "@" in name
        or (name.endswith(("rule", "line", "skip", "sep", "width", "font")) and not symbol(name))
    )
