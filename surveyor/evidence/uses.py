"""What a paper takes a cited work as, where the words around the citation say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from surveyor.evidence.document import Cite, Document, Part, Passage
from surveyor.models import Kind

_REACH = 60
"""Characters on either side of a citation that are looked at."""

_NAME = r"(?:[ :](?:of|by|from|in|with|the|[\w.+/-]+)){0,4}\W{0,3}$"
"""At most four words between what gives the use away and the citation."""

_BEFORE: Mapping[Kind, str] = {
    Kind.DATASET: r"(?:data ?sets?|corpus|corpora|benchmarks?|treebanks?|test sets?|test collections?|challenges?|"
    r"leaderboards?|shared tasks?|evaluat\w+ on|tested on)",
    Kind.METRIC: r"(?:metrics?|(?:evaluation )?measures?|scores?|distance|similarity index)",
    Kind.OPTIMIZER: r"(?:optimi[sz]ers?|optimi[sz]ed (?:with|by|using)|optimi[sz]ation|adam|adamw|adagrad|adadelta|"
    r"rmsprop|adafactor|stochastic gradient descent|sgd|schedulers?|warm ?restarts?)",
    Kind.TOOLKIT: r"(?:implement(?:ed|ation)s? (?:in|with|using|on|by|of|from|based on)|toolkits?|toolbox|library|"
    r"libraries|software|packages?|pytorch|tensorflow|keras|theano|jax|tokeni[sz]ers?|tokeni[sz]ed (?:with|by|using)|"
    r"parsed (?:with|by|using)|code ?base)",
    Kind.COMPONENT: r"(?:dropout|(?:batch|layer|group|instance|weight|spectral) normali[sz]ation|label smoothing|"
    r"residual connections?|activations?(?: functions?)?|non-?linearit\w+|relu|gelu|byte[- ]pair encoding|bpe|"
    r"wordpieces?|sentencepiece|beam search|early stopping|gradient clipping|gumbel[- ]softmax|data augmentations?)",
    Kind.BACKBONE: r"(?:backbones?|feature extractors?|pre-?trained (?:\w+ )?(?:on|with|models?|weights?)|"
    r"initiali[sz]ed? (?:\w+ ){0,3}(?:with|by|from|using)|embeddings?|word vectors|features? (?:from|of|by)|"
    r"built (?:up)?on|on top of)",
    Kind.THEORY: r"(?:theorems?|lemmas?|proofs?|proved|proven|prove|shown that|(?:upper|lower|error|regret) bounds?|"
    r"convergence (?:of|rate|analysis)|inequalit\w+)",
}
_BEHIND: Mapping[Kind, str] = {
    Kind.DATASET: r"(?:data ?sets?|corpus|corpora|benchmarks?|treebank|test sets?)",
    Kind.METRIC: r"(?:scores?|metrics?)\b(?! of)",
    Kind.OPTIMIZER: r"(?:optimi[sz]ers?|optimi[sz]ation|schedulers?)",
    Kind.TOOLKIT: r"(?:toolkits?|toolbox|library|libraries|software|package|framework and|implementation)",
    Kind.BACKBONE: r"(?:(?:is used |was used )?as (?:the|our|a|an|its) (?:\w+ ){0,2}(?:backbone|encoder|"
    r"feature extractor|base model|initiali[sz]ation)|backbones?|embeddings?|word vectors|features|pre-?trained)",
}
_BEFORE_SIGNS = {kind: re.compile(rf"\b{sign}{_NAME}", re.IGNORECASE) for kind, sign in _BEFORE.items()}
_BEHIND_SIGNS = {kind: re.compile(rf"^\W{{0,3}}{sign}\b", re.IGNORECASE) for kind, sign in _BEHIND.items()}
_IN_USE = frozenset({Part.METHOD, Part.EXPERIMENTS, Part.RESULTS, Part.ABLATION, Part.APPENDIX})
"""Where a paper says what it works with; elsewhere it tells of the works of others."""


def uses(document: Document) -> dict[str, Kind]:
    """Key of an entry to what the paper takes it as, where most of its mentions in method and experiments say one."""
    said: dict[str, Counter[Kind | None]] = {}
    for portion, passage, cite in document.mentions():
        if portion.part in _IN_USE:
            said.setdefault(cite.key, Counter())[use_of(passage, cite)] += 1
    return {key: kind for key, kinds in said.items() if (kind := _most(kinds)) is not None}


def use_of(passage: Passage, cite: Cite) -> Kind | None:
    """What the words right before or behind the citation take the work as; None where they do not say."""
    behind = passage.text[cite.end : cite.end + _REACH]
    before = passage.text[max(0, cite.start - _REACH) : cite.start]
    for signs, text in ((_BEHIND_SIGNS, behind), (_BEFORE_SIGNS, before)):
        for kind, sign in signs.items():
            if sign.search(text):
                return kind
    return None


def _most(kinds: Counter[Kind | None]) -> Kind | None:
    told = Counter({kind: count for kind, count in kinds.items() if kind})
    best = min(told, key=lambda kind: (-told[kind], kind), default=None)
    return best if best and told[best] * 2 >= kinds.total() else None
