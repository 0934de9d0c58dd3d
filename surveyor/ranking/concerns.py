"""Kinds of problem that techniques are meant to solve, told by the words of a clause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Concern(NamedTuple):
    """A kind of problem."""

    name: str
    zh: str
    signs: str
    """Patterns of words, a blank between them."""


CONCERNS: Mapping[str, Concern] = MappingProxyType(
    {
        "imbalance": Concern(
            "imbalance and rare classes",
            "类别不平衡",
            r"imbalanc\w* long-tail\w* rare minority skewed unbalanced tail",
        ),
        "noise": Concern(
            "noisy labels and data",
            "噪声标注",
            r"nois\w+ mislabel\w* corrupt\w* wrong\slabel\w* incorrect\slabel\w* outlier\w*",
        ),
        "few-labels": Concern(
            "few labels or little data",
            "标注数据少",
            r"few\slabel\w* label\sscarcity data\sscarcity scarc\w* low-resource few-shot "
            r"limited\s(?:data|labels?|training|supervision|annotat\w+) "
            r"lack\sof\s(?:\w+\s){0,2}(?:data|labels?|annotat\w+|supervision) annotation\scost\w* overfitting "
            r"small\s(?:data|training)\w* data\sdilemma unlabeled data\sshortage "
            r"insufficient\s\w*\s?(?:data|labels?)",
        ),
        "sparsity": Concern(
            "sparse data and cold start",
            "数据稀疏与冷启动",
            r"sparsity sparse(?!\s(?:and|attention|model|represent|retriev|vector)) cold-start cold\sstart",
        ),
        "vocabulary": Concern(
            "domain terms and wording that differs",
            "领域词汇与用词差异",
            r"vocabular\w+ lexical\s(?:gap|mismatch|chasm) term\smismatch out-of-vocabulary oov rare\swords? "
            r"domain-specific\s(?:terms?|words?) semantic\sgap unknown\swords?",
        ),
        "length": Concern(
            "long inputs",
            "长文本与长序列",
            r"long\s(?:document|text|input|sequence|context|range|sentence)s? long-range long-term\sdepend\w+ "
            r"longer\s\w+ length quadratic\s(?:complexity|cost|memory|time)",
        ),
        "cost": Concern(
            "latency, memory and size",
            "延迟与模型大小",
            r"comput\w+\s(?:cost|complexity|burden|overhead|resource|and\smemory|demand|requirement)\w* "
            r"reduc\w+\s(?:the\s)?(?:computation|complexity)\w* latency (?<!term\s)memory(?!\s(?:network|bank)) "
            r"(?:decoding|inference|search|training)\sspeed efficiency faster size parameters?(?!\sestimation) "
            r"storage(?!\ssystem) expensive flops "
            r"(?:high|model|sample|time)\scomplexity overhead scalab\w+ resource\srequirement\w*",
        ),
        "reasoning": Concern(
            "reasoning and several steps",
            "推理与多步",
            r"reasoning multi-hop multi-step compositional\w* logical numerical",
        ),
        "robustness": Concern(
            "robustness and shift of domains",
            "鲁棒性与领域偏移",
            r"robust\w* adversarial(?:ly)?\s(?:attack|example|input|noise|perturb|robust|sample)\w* "
            r"domain\s(?:shift|gap|discrepancy|mismatch) distribution\sshift shift "
            r"generali[sz](?:e|es|ing|able|ability|ation) spurious unseen",
        ),
        "bias": Concern(
            "bias of data, exposure or people",
            "偏差",
            r"\w*bias\w* fairness stereotyp\w* confound\w*",
        ),
        "forgetting": Concern(
            "forgetting",
            "灾难性遗忘",
            r"forgetting",
        ),
        "ambiguity": Concern(
            "ambiguity and missing context",
            "歧义与上下文缺失",
            r"ambigu\w+ polysem\w+ context-independent incomplete missing\s\w+ "
            r"occlu\w+",
        ),
        "dull": Concern(
            "dull, repeated or untrue output",
            "生成内容单调或失实",
            r"generic(?!\sobject) dull bland repetit\w+ repeat\w* hallucinat\w+ unfaithful faithful\w* "
            r"(?:lexical|response|output|text|generat\w+)\sdiversity "
            r"diversity\sof\s(?:responses?|outputs?|texts?|generat\w+) "
            r"factual\w* coheren\w+ inconsisten\w+ consistency redundan\w+",
        ),
        "scale": Concern(
            "small things and many scales",
            "小目标与多尺度",
            r"small\s(?:object|target|scale)s? scale\s(?:variation|invarian\w+) (?<!-)scales multi-scale "
            r"(?:low|high|image|spatial|different|multiple)[\s-]resolutions? "
            r"tiny",
        ),
        "languages": Concern(
            "several languages or modalities",
            "多语言与多模态",
            r"cross-lingual multilingual languages modalit\w+ heterogen\w+ alignment",
        ),
        "optimisation": Concern(
            "training that is hard",
            "训练困难",
            r"vanishing exploding instab\w+ converg\w+ mode\scollapse degenerat\w+ over-smoothing "
            r"oversmoothing gradients collapse",
        ),
        "privacy": Concern(
            "privacy and safety",
            "隐私与安全",
            r"privacy leak\w* attacks? toxic\w* harmful",
        ),
    }
)
"""Key to kind, in the order in which they are listed."""

_SIGNS = {
    key: re.compile(rf"\b(?:{'|'.join(concern.signs.split())})\b", re.IGNORECASE) for key, concern in CONCERNS.items()
}


def concerns_of(text: str) -> tuple[str, ...]:
    """Keys of the kinds of problem that a clause speaks of, in the order of `CONCERNS`."""
    return tuple(key for key, sign in _SIGNS.items() if sign.search(text))
