"""How papers speak of training: optimizers, schedules, warm-up, headings and captions about settings."""

from __future__ import annotations

import re

WARM = re.compile(
    r"warm(?:ed|ing)?[\s-]?up(?:\s(?:steps?|epochs?|ratio|proportion|rate|iterations?|period|updates|phase|schedule|stage|percentage))*"
    r"|预热",
    re.IGNORECASE,
)
"""A learning rate that grows first."""

OPTIMIZER = re.compile(
    r"""\b(?:AdamW|AdaMax|AdamP|RAdam|NAdam|Adam|ADAM|AMSGrad|AMSgrad|SGDM?|Momentum[- ]SGD|RMS[Pp]rop|RMSPROP
    |Ada[Gg]rad    |AdaDelta|Adadelta|ADADELTA|Ada[Ff]actor|AdaBelief|LAMB|LARS|NovoGrad|Lion|L-BFGS|LBFGS
    |Lookahead|Ranger|Sophia|ASGD|NT-ASGD|Shampoo
    |[Ss]tochastic\ [Gg]radient\ [Dd]escent|Nesterov(?:['’]?s?\ accelerated\ gradient|\ momentum|\ SGD)?)\b
    (?!-|\ (?:Optimizer\ )?et\ al)""",
    re.VERBOSE,
)
"""Names of methods that train."""
TRAINS = re.compile(
    r"optimi[sz]|\btrain(?:ed|ing|s)?\b|learning rate|\bfine-?tun|\bupdated?\b|momentum|minimi[sz]ed|优化",
    re.IGNORECASE,
)
"""What a sentence speaks of that says which optimizer was used."""
SCHEDULE = re.compile(
    r"""\b(?P<kind>cosine|linear(?:ly)?|poly(?:nomial)?|exponential(?:ly)?|inverse\ssquare[\s-]root|inverse\ssqrt|multi-?step|step|constant
    |one-?cycle|noam|triangular)\b[\s-]?(?:(?:learning|annealing|annealed|decay(?:s|ed|ing)?|rate|lr|cyclic(?:al)?|restarts?)[\s-]){0,3}
    (?:schedul\w*|decay(?:s|ed|ing)?|anneal\w*|policy|learning\srates?(?!\s(?:of|warm)))""",
    re.VERBOSE | re.IGNORECASE,
)
"""How the learning rate falls."""

SETTING_TABLE = re.compile(
    r"hyper-?\s?param|(?:parameters?|training|experiment(?:al)?|model)\s(?:settings?|configurations?|details|setup)"
    r"|(?:settings?|configurations?|details)\s(?:of|for|used)|settings? used|超参数|参数设置",
    re.IGNORECASE,
)
"""Captions of tables of hyper-parameters."""
SETTING_HEAD = re.compile(
    r"implement|hyper-?\s?param|training|set-?\s?ups?\b|settings?\b|details|configuration|optimi[sz]ation|实现|参数|设置",
    re.IGNORECASE,
)
"""Headings of sections that say how the experiments were made."""
