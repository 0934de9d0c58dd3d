"""What a work is, judged by its title: methods can be baselines, the rest cannot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from surveyor.models import Kind, Paper

_TITLE_SIGNS: dict[Kind, str] = {
    Kind.OPTIMIZER: """
        stochastic gradient descent; stochastic optimization; adaptive subgradient; adaptive learning rate;
        weight decay regularization; warm restarts; minibatch sgd; convergence of adam; cyclical learning rates;
        rmsprop; training feedforward neural networks""",
    Kind.METRIC: """
        automatic evaluation of; evaluat(?:ion|ing) metrics?; evaluation measures?; automatic metrics?; bleu; rouge;
        bertscore; cumulated gain; metric for (?:mt|machine translation) evaluation; inception distance;
        from error visibility to structural similarity""",
    Kind.TOOLKIT: """
        toolkit; toolbox; open[- ]source (?:library|framework|platform|software|system); library for;
        (?:deep learning|python) library; machine learning in python; pytorch; tensorflow; keras; theano; mxnet;
        automatic differentiation; large-scale machine learning on heterogeneous;
        state-of-the-art natural language processing""",
    Kind.DATASET: r"""
        (?<!cross-)data ?sets?; corpus; corpora(?! only); benchmarks?; treebank; test collections?; shared task;
        database; image hierarchy; common objects in context; visual recognition challenge; object classes;
        visual genome; semeval-?\d* task; task \d+; \d[\d,]*k?\+? questions; challenge sets?; crowdsourcing;
        in the wild challenge; trec .*track""",
    Kind.SURVEY: """
        surveys?; (?:literature|systematic|comprehensive|brief|critical) review; a review; overview; tutorial;
        primer; (?:an )?introduction to; handbook; state of the art and; past, present,? and future""",
}
"""Kind to the phrases that give it away, each a pattern that starts and ends at a word."""

_METHOD_AFTER_ALL = re.compile(
    r"\b(?:baselines for|a baseline and|models? and (?:the|a)|models?, data ?sets?|data ?sets? and methods|"
    r"without parallel|(?:across|for|from|on|over|using)(?: [\w-]+){1,3} (?:data ?sets|corpora|benchmarks))\b",
    re.IGNORECASE,
)
_RULES = tuple(
    (kind, re.compile(rf"\b(?:{'|'.join(' '.join(signs.split()).split('; '))})(?!\w)", re.IGNORECASE))
    for kind, signs in _TITLE_SIGNS.items()
)
_WHY_NOT = {
    Kind.DATASET: "a dataset or benchmark: something to test on, not to compare with",
    Kind.METRIC: "a metric: something to measure with",
    Kind.OPTIMIZER: "an optimizer: part of how everything is trained",
    Kind.TOOLKIT: "a toolkit: software that papers are written with",
    Kind.SURVEY: "a survey: to be read, not to be run",
    Kind.COMPONENT: "a component that the compared systems share",
    Kind.BACKBONE: "a backbone: what the compared systems are built on or start from",
    Kind.THEORY: "theory: what is proved or argued with",
    Kind.ANALYSIS: "an analysis of systems, not a system",
}


def kind_of(paper: Paper) -> Kind:
    """The kind the shelf states, else the first that the words of the title give away, else a method."""
    if paper.kind is not None:
        return paper.kind
    if _METHOD_AFTER_ALL.search(paper.title):
        return Kind.METHOD
    return next((kind for kind, sign in _RULES if sign.search(paper.title)), Kind.METHOD)


SUBJECTS: Mapping[str, Kind] = MappingProxyType(
    {"optimisation": Kind.OPTIMIZER, "evaluation-of-generation": Kind.METRIC}
)
"""Areas of the venue map to the kind that is compared there, and is a means elsewhere."""


def why_not(paper: Paper, use: Kind | None = None, area: str = "") -> str:
    """Why the paper is no baseline; empty when it may be one. `use` says what it is taken as by who cites it, `area` is
    the first one of the problem."""
    kind = kind_of(paper)
    if SUBJECTS.get(area) is kind:
        return ""
    return _WHY_NOT.get(use or kind if kind is Kind.METHOD else kind, "")
