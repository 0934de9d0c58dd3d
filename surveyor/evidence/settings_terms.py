"""The words for hyper-parameters: what each is called in print, and which values it can have."""

from __future__ import annotations

from surveyor.evidence.settings_term import Term, term

_NETWORK = r"(?:[A-Za-z][\w-]*\s){0,2}?"


TERMS = (
    term(
        "learning rate",
        "learning rate,learning-rate,lr,学习率",
        r"""(?:learning[\s-]rates?|\blrs?\b(?!\s?[a-z])|学习率)(?!(?:'s)?\s(?:sched|decay|warm|is\s(?:then\s)?(?:decayed|reduced|divided
        |multiplied))|[\s-]decay)""",
        r"(?:initial\s|base\s|peak\s|constant\s|fixed\s)?learning[\s-]rate(?!\s(?:sched|decay))",
        least=1e-9,
        most=20,
    ),
    term(
        "learning-rate decay",
        "deca,reduc,divid,multipl,anneal,drop,衰减",
        r"""(?<!weight\s)(?<!weight-)(?<!ema\s)\bdecay\s(?:rate|factor|ratio)s?(?:\sof\slearning\srate)?
        |learning[\s-]rate\sdecay(?:\s(?:rate|factor))?
        |(?:decay(?:s|ed|ing)?|reduc(?:es|ed|ing)|divid(?:es|ed|ing)|multipl(?:ies|ied|ying)|drop(?:s|ped|ping)?|anneal(?:ed|ing)?
        |decreas(?:es|ed|ing))\s(?:it\s|the\slearning\srate\s|(?:the\s)?lr\s)?(?:by|with)\s(?:a\s)?(?:factor\s(?:of)?)?""",
        least=1e-4,
        most=1000,
    ),
    term(
        "weight decay",
        "weight decay,weighted decay,weight-decay,l2,l 2,l_2,ℓ2,ℓ 2,ℓ_2,权重衰减",
        r"""weight(?:ed)?[\s-]decay(?:\s(?:rate|factor|coefficient|parameter|weight|value))?|权重衰减
        |\b[ℓl][\s_-]?2[\s-](?:regulari[sz]ation|penalty|regulari[sz]er|decay|norm\sregulari[sz]ation)
        (?:\s(?:pa-?\s?rameter|coefficient|weight|term|factor|strength|rate))?""",
        r"weight[\s-]decay",
        least=0,
        most=1,
    ),
    term(
        "gradient accumulation",
        "accumulat",
        r"""gradient[\s-]accumulation(?:\ssteps)?|accumulat(?:e|ed|ing)\s(?:the\s)?gradients?\s(?:updates\s)?(?:over|every|for)""",
        r"gradient[\s-]accumulation\ssteps",
        least=1,
        most=10_000,
        whole=True,
    ),
    term(
        "batch size",
        "batch,b.s.,批",
        r"""(?:mini[\s-]?)?batch[\s-]?sizes?(?:\s(?:for|of)\s(?:training|the\sgenerator|the\sdiscriminator))?
        |(?:mini[\s-]?)?batch(?:es)?\s(?:of\ssize|with\ssize|size)|\bB\.S\.|批(?:量|次|处理)?大小
        |(?:mini[\s-]?)?batch(?:es)?\sof(?=\s\d+\s(?:samples|examples|images|sequences|sentences|instances|pairs|graphs|nodes
        |documents|queries|tokens))""",
        r"(?:mini-?)?batch\ssize",
        least=1,
        most=1e8,
        whole=True,
    ),
    term(
        "epochs",
        "epoch,轮",
        r"""(?:(?:max(?:imum|imal|\.)?\s)?(?:number|nr\.?|\#|no\.?|num)\s?(?:of\s)?(?:max(?:imum|imal)?\s)?(?:training\s|train\s)?
        |max(?:imum)?\s(?:training\s)?|training\s|train\s|total\s|\A)epochs?(?:\snumber|\snum)?|epochs?(?=\s?(?:=|:)|\sis\sset)
        |训练轮数|迭代轮数""",
        r"""(?:full\s|training\s|fine-?tuning\s|pre-?training\s|total\s|more\s|additional\s)?epochs?\b
        (?!\s(?:of\s)?(?:linear\s)?warm|-?wise)|轮""",
        least=1,
        most=1e6,
        whole=True,
    ),
    term(
        "steps",
        "step,iteration,update,iter",
        r"""(?:(?:max(?:imum|imal|\.)?\s)?(?:number|\#|no\.?|num)\s?(?:of\s)?(?:max(?:imum)?\s|total\s)?
        (?:(?:training|train|gradient|update|optimi[sz]ation|pre-training|fine-tuning)\s)?
        |max(?:imum|imal|\.)?\s(?:number\sof\s)?(?:training\s|train\s)?|(?:training|total|train)\s)
        (?:steps?|iterations?|updates|iters)(?!\s(?:for|in|of)\s(?:each|inner|the\sinner))(?:\snumbers?)?|训练步数""",
        r"""(?:(?:total|training|train|gradient|gradient\sdescent|update|optimi[sz]ation|parameter|model|pre-training|SGD
        |fine-tuning|optimizer|mini-?batch)\s){0,2}(?:steps|iterations|updates|iters)\b(?!\s(?:of\s)?(?:linear\s)?warm|-ahead)|步""",
        least=50,
        most=1e9,
        whole=True,
    ),
    term(
        "dropout",
        "dropout,drop-out,drop out,丢弃",
        r"""drop[\s-]?outs?(?:[\s-](?:rate|probability|ratio|prob\.?|proportion|layer|value|keep\s\w+|regulari[sz]ation|layers)s?)*
        |丢弃率""",
        r"""(?:ReLU\s|attention\s|input\s|embedding\s)?drop-?out(?:\s(?:rate|probability))?(?!\slayers)""",
        least=0,
        most=0.99,
    ),
    term(
        "EMA decay",
        "ema,moving average",
        r"""\bEMA\s(?:decay|momentum|rate|coefficient)(?:\srate)?|moving\saverage(?:s)?\s(?:\(EMA\)\s)?(?:with\s(?:a\s)?)?
        (?:decay|momentum)(?:\srate)?""",
        least=0.5,
        most=1,
    ),
    term(
        "momentum",
        "momentum,动量",
        r"(?<!ema\s)momentum(?:\s(?:parameter|value|coefficient|term|rate|factor|weight))?|动量",
        r"(?:Nesterov\s)?momentum\b",
        least=0.01,
        most=0.99999,
    ),
    term("beta1", "β", r"β\s?_?\{?1\}?", least=0, most=1),
    term("beta2", "β", r"β\s?_?\{?2\}?", least=0.5, most=1),
    term(
        "gradient clipping",
        "clip,gradient norm,grad norm,norm exceeds",
        r"""gradients?(?:['’]?s?\s(?:norm|global\snorm|is|are|was|were|norms?|by|value|threshold)){0,3}\sclip(?:ped|ping)
        (?:\s(?:norm|threshold|value|rate))?
        |clip(?:ped|ping)?\s(?:the\s|all\s|of\s|our\s|global\s){0,2}(?:gradients?|grad)(?:['’]?s?\s(?:global\s|l2-?)?norms?)?
        |max(?:imum|imal)?\s(?:grad(?:ient)?[\s-]norm|norm\sof\s(?:the\s)?gradients?)|grad(?:ient)?\s(?:norm\s)?clip(?:ping)?
        |(?:gradients?\s(?:if\s)?(?:their\s)?|gradient\s)norm\sexceeds|clip\sgrad(?:ient)?s?|gradient\snorms?\s(?:is|are)\sclipped
        |clipping\s(?:norm|threshold)""",
        least=0.0001,
        most=10_000,
    ),
    term(
        "label smoothing",
        "smoothing",
        r"label[\s-]smoothing(?:\s(?:factor|value|rate|coefficient|of|parameter))?",
        r"label[\s-]smoothing",
        least=0.0001,
        most=0.9,
    ),
    term(
        "temperature",
        "temperature,温度",
        r"temperatures?(?:\s(?:parameter|hyper-?parameter|coefficient|scale|value))?|温度",
        least=1e-4,
        most=1000,
    ),
    term(
        "max length",
        "length,truncat,长度",
        r"""max(?:imum|imal|\.)?\s(?:\w+\s){0,3}?(?:\w+-)?lengths?|max_?(?:seq_?)?len(?:gth)?\b
        |(?:sequence|input|context|prompt|document|sentence|passage|query|question)\slengths?(?=\s(?:limit\s)?(?:is|to|of|was|were|are|
        limit|=))(?:\slimit)?|truncat(?:e|ed|ing)\s(?:\w+\s){0,5}?(?:to|at|after)|(?:sequence|seq\.?)\slength\Z|最大长度""",
        least=4,
        most=1e7,
        whole=True,
    ),
    term(
        "length penalty",
        "penalty",
        r"length\s(?:penalty|normali[sz]ation)(?:\s(?:factor|coefficient|weight))?",
        least=-10,
        most=10,
    ),
    term(
        "feed-forward size",
        "feed,ffn,inner,intermediate,ff",
        r"""feed-?\s?forward\s(?:network\s|layer\s)?(?:inner[\s-])?(?:hidden\s)?(?:dim(?:ension)?(?:ality)?|size)s?
        |FFNs?\s(?:\w+\s)?(?:dim(?:ension)?(?:ality)?|size)s?|inner[\s-](?:layer\s|hidden\s)?(?:dimension(?:ality)?|size)
        |intermediate\ssize|\bd\s?_?\{?ff\}?|\be\s?f\s?f\b""",
        least=8,
        most=1e6,
        whole=True,
    ),
    term(
        "embedding size",
        "embed,vector,词向量",
        r"""(?:\w+\s)?embedding[\s-](?:vector\s|layer\s)?(?:dim(?:ension)?(?:ality)?|size)s?\b
        |(?:dim(?:ension)?(?:ality)?|size)s?\sof\s(?:the\s|all\s|our\s)?(?:[\w-]+\s){0,4}?(?:embeddings?|word\svectors?)(?:\svectors?)?
        |embeddings?\s(?:are\sof\s|have\s|has\s|with\s|of\s)(?:a\s)?(?:size|dimension(?:ality)?)
        |embeddings?\s(?:have\s|with\s|of\s)(?=\d+[\s-]dim)|词向量维度|嵌入维度""",
        r"""(?:d|dim|dimension|dimensional|dimensions?\sfor|-d)\b\s?(?:(?!hidden)[\w\-.+/]+\s){0,4}?(?:embeddings?|vectors|glove|word2vec
        |fasttext)\b""",
        least=2,
        most=65_536,
        whole=True,
    ),
    term(
        "hidden size",
        "hidden,dmodel,d_model,d model,lstm,gru,model dim,rnn,隐藏",
        r"""(?:(?:\w+\s)?hidden[\s-](?:(?:state|layer|unit|node|representation|vector|feature)s?\s?)?(?:dim(?:ension)?(?:ality)?|size|units
        |channels|state\ssize|neurons|width)s?|\bhidden\Z)\b
        |(?:dim(?:ension)?(?:ality)?|size|number)s?\sof\s(?:the\s|all\s|our\s)?(?:[\w-]+\s){0,2}?hidden\s(?:layers?|states?|units|representations?|vectors?
        |neurons|nodes|dimensions?|features)
        |(?:LSTM|GRU|RNN)s?\s(?:\w+\s)?(?:hidden\s)?(?:size|dim(?:ension)?(?:ality)?|units)|\bd\s?_?\{?model\}?\b
        |model\s(?:hidden\s)?dim(?:ension)?(?:ality)?|隐藏层(?:维度|大小)""",
        r"""(?:hidden\s(?:units|nodes|dimensions?|neurons|states?|channels|size)|(?:d|dim|dimensional|dimensions)\b\s?hidden\s?\w*
        |(?:LSTM|GRU)\s(?:hidden\s)?(?:units|cells))""",
        least=2,
        most=1e6,
        whole=True,
    ),
    term(
        "layers",
        "layer,depth,block,层",
        rf"""(?:(?:number|\#|no\.?|num|nr\.?)\s?(?:of\s)?(?:the\s)?{_NETWORK}(?:hidden\s)?|\A){_NETWORK}(?:layers?|blocks)
        (?!\s?(?:size|dim|norm|decay|wise|type|hidden|width))
        |(?:network\s|model\s|encoder\s|decoder\s)depths?|\bdepths?\Z|层数|stack(?:s|ed)?(?:\sof)?(?=\s(?:\w\s?=\s?)?\d+\s?(?:identical\s)?(?:layers|blocks))
        """,
        r"""(?!th|hidden-state)(?:hidden\s|stacked\s|identical\s|stack(?:ed)?\s|standard\s)?
        (?:(?:transformer|encoder|decoder|lstm|bilstm|bi-lstm|gcn|gnn|gru|gat|self-attention|attention|convolutional|conv|mlp|fully\sconnected
        |fully-connected|rnn|cnn|feed-?forward|message\spassing|bidirectional|encoding|decoding|graph|residual|bert)[\s-]){0,2}
        (?:layers?|blocks)\b(?!-?wise|\snorm)|层""",
        least=1,
        most=1000,
        whole=True,
    ),
    term(
        "heads",
        "head,头",
        rf"(?:(?:number|\#|no\.?|num)\s?(?:of\s)?(?:the\s)?{_NETWORK}|{_NETWORK}\bA?\s?|\A)heads\b(?=\s?(?:is|are|=|:|to|was|were|\(|\Z))",
        r"(?:(?:parallel|self-)?(?:self-)?(?:attention\s)?|key\s|parallel\s(?:attention\s)?)heads\b|个?(?:注意力)?头",
        least=1,
        most=512,
        whole=True,
    ),
    term(
        "beam size",
        "beam",
        r"beam[\s-]?(?:search\s)?(?:size|width)s?|beam\sof(?:\ssize)?|beam[\s-]search\s(?:with|using)\s(?:a\s)?(?:beam\s)?(?:size|width|beam)(?:\sof)?",
        r"beams\b|beam\ssize",
        least=1,
        most=10_000,
        whole=True,
    ),
    term(
        "seeds",
        "seed,runs,times,trials,随机种子",
        r"(?:number\sof\s)(?:random\s|different\s)*(?:seeds|runs|trials)|random\sseeds?(?=\s(?:to|is|of|as|=)|\sin\s?[{[])|随机种子",
        r"""(?:different\s|random\s|independent\s|distinct\s|repeated\s|separate\s|individual\s|training\s|train\s|experiment(?:al)?\s
        |fine-?tuning\s){0,3}(?:seeds|runs|trials|initiali[sz]ations|random\sinitiali[sz]ations)\b
        |(?:independent\s)?times\s(?:with|using|and|independently|under)\s?(?:\w+\s){0,2}?(?:seeds?|report|average|random|different\srandom)""",
        least=1,
        most=2**32,
        whole=True,
    ),
    term(
        "negative samples",
        "negativ",
        r"""(?:number\sof\s|\#\s?)negative(?:s|\s(?:sampl(?:es?|ing)|examples?|instances?|items?|triples?|candidates?|pairs?))
        (?:\sper\s(?:true\s|positive\s)?\w+)?|negative\s(?:sampling|sample)\s(?:ratio|rate|size|number)s?""",
        r"""(?:random\s|hard\s|in-batch\s|sampled\s|randomly\ssampled\s){0,2}
        negative(?:s\b|\s(?:samples?|examples?|instances?|items?|triples?|candidates?|passages|documents)\b)""",
        least=1,
        most=1e6,
        whole=True,
    ),
    term(
        "margin",
        "margin",
        r"""(?<!by\sa\s)(?<!by\s)(?<!large\s)(?<!significant\s)(?<!wide\s)(?<!small\s)(?<!clear\s)margins?
        (?:\s(?:parameter|hyper-?parameter|value|size))?(?!\s(?:of\s)?(?:[+]|\d+(?:\.\d+)?\s?(?:%|point|absolute|BLEU|percent|in\b|on\b|F1)))""",
        least=0,
        most=1000,
    ),
    term(
        "patience",
        "patience",
        r"patience(?:\s(?:parameter|value))?(?:\sfor\searly\sstopping)?",
        least=1,
        most=1e5,
        whole=True,
    ),
    term(
        "vocabulary size",
        "vocab,词表",
        r"vocab(?:ulary|ularies)?[\s-]sizes?|(?:size\sof\s(?:the\s|our\s)?|with\sa\s|use\sa\s|used\sa\s|shared\s|BPE\s|subword\s)vocabular(?:y|ies)(?=\s(?:of|is|to|with|size))|词表大小",
        least=100,
        most=1e8,
        whole=True,
    ),
    term(
        "image size",
        "image,input,crop,resiz,resolution,rescal,图像",
        r"""(?:image|input|crop)[\s-](?:image\s)?(?:size|resolution)s?|(?:resiz(?:e|ed|ing)|rescal(?:e|ed|ing))\s(?:\w+\s){0,6}?(?:to|into)
        (?:\sa\s(?:fixed\s)?(?:size|resolution)\s(?:of)?)?|crop(?:ped|s|ping)?\s(?:\w+\s){0,4}?(?:to|of|into|with)(?:\s(?:size|shape))?
        |resolutions?(?=\sof|\sis|:|\sto|\Z)|图像大小""",
        r"(?:random\s|center\s)?(?:crops?|resolution)\b|pixels\sresolution",
        least=16,
        most=8192,
        whole=True,
        sizes=True,
    ),
    term("discount factor", "discount", r"discount(?:\s(?:factor|rate))?", least=0.1, most=1),
    term("top-p", "top-p,nucleus", r"top-p|nucleus\s(?:sampling|probability)", least=0.01, most=1),
    term("folds", "-fold", r"number\sof\sfolds", r"fold\s(?:cross|CV)", least=2, most=1000, whole=True),
)
"""What is looked for, the more special before the more general."""

_BY_STEM = {stem: [term for term in TERMS if stem in term.stems] for term in TERMS for stem in term.stems}
STEMS = (*_BY_STEM, "warm", "预热")
"""Letters of which every mention has some."""


def terms_of(text: str) -> list[Term]:
    """The hyper-parameters that a text may name, by its letters; in the order of TERMS."""
    lower = text.lower()
    names = {term.name for stem, terms in _BY_STEM.items() if stem in lower for term in terms}
    return [term for term in TERMS if term.name in names] if names else []
