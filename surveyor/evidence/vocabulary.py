"""Words by which tables of results are read: metrics, heads of columns, marks of the paper's own, kinds of tables."""

from __future__ import annotations

import re
from functools import lru_cache

METRIC = re.compile(
    r"""(?<![A-Z]-)\b(?:acc(?:uracy|uracies|\.)?|accs|top[\s-]?\d+(?:\s?(?:acc|err)\w*)?|precision|prec\.?|recall|rec\.?
    |f[\s-]?(?:0\.5|1|2|β)(?:[\s-]?score)?s?
    |f[\s-]?(?:score|measure)s?|(?:micro|macro|weighted|mi|ma|w|avg)[\s-]?f\d?|em|exact[\s-]+match|auc|auroc|aupr\w*
    |au[\s-]?(?:roc|prc?)|roc|ap(?:s|m|l|r|50|75|\d\d)?
    |map(?:@\S+|50)?|ap@\S+|gap|mrr(?:@\S+)?|mr|ndcg(?:@\S+)?|dcg|err|hits?(?:\s?@\s?\S+|[\s-]?\d+)?|hr(?:@\S+)?
    |h@\d+|n@\d+|p@\d+|r@\S+|recall@\S+|rp?@\d+
    |prec\w*@\S+|success|spl|bleu(?:[\s-]?\d|@\d)?|sacre\s?bleu|b[\s@-]?[1-4]|rouge(?:[\s-]?(?:\d|l|lsum|w|su4))?
    |r[\s-]?[12l]|rg[\s-]?[12l]
    |meteor|met\.?|cider(?:[\s-]?d)?|spice|chrf(?:\+\+)?|ter|bleurt|bert\s?score|comet|nist|bart\s?score|perplexity
    |ppl|bpc|bpd|bits?\s+per|nll
    |log[\s-]?likelihood|elbo|likelihood|wer|cer|per|eer|min[\s-]?dcf|der|mos|cmos|smos|pesq|stoi
    |(?:si[\s-]?)?sdri?|si[\s-]?snri?|mcd|psnr|ssim|ms[\s-]?ssim|lpips
    |fid|kid|is|inception\s+score|s?fid|dists|niqe|fvd|mse|rmse|mae|mape|smape|mre|nrmse|rae|rse|abs\s?rel|sq\s?rel
    |rmse\s?log|r\^?2|pcc|srocc|plcc|srcc|krocc|mcc
    |pearson(?:'?s)?(?:\s?r)?|spearman(?:'?s)?|kendall(?:'?s)?|correlation|corr\.?|tau|rho|miou|iou|jaccard|dice
    |dsc|hd(?:95)?|assd|nsd|chamfer|cd|emd|pck\S*|pckh\S*|mpjpe|pa[\s-]?mpjpe
    |pve|mpvpe|epe|fl[\s-]?all|d1[\s-]?all|mota|motp|idf1|hota|ids(?:w)?|nds|mate|mase|maoe|mave|maae|las|uas|lea
    |muc|ceaf\S*|b3|conll|nmi|ari|ami|purity|acer|apcer|bpcer
    |fpr(?:95|@\S+)?|tpr(?:@\S+)?|fnr|tnr|fppi|miss\s+rate|error(?:\s+rate)?s?|err\.?|test\s+error|sensitivity
    |specificity|sens\.?|spec\.?|kappa|qwk|brier|ece|nlpd|regret|reward|return|rewards|returns
    |score|scores|success\s+rate|win\s+rate|sr|ade|fde|minade|minfde|pq|sq|rq|ods|ois|mf|max[\s-]?f|s[\s-]?measure
    |e[\s-]?measure|distinct[\s-]?\d|dist[\s-]?\d|dist|diversity|self[\s-]?bleu|mauve
    |fluency|coherence|relevance|informativeness|consistency|readability|adequacy|naturalness|faithfulness
    |overall\s+accuracy|oa|aa|gmean|g[\s-]?mean|ks|mean\s+rank|med\s?r|mdr|mnr|rsum|[rp]\s?@\s?k
    |latency|throughput|speed|speedup|speed-up|runtime|run\s*time|time|fps|params?|parameters|\#\s?params?|flops
    |macs|madds|gflops|size|memory|cost|energy|samples\s?/\s?s|[a-z]+\s?@\s?\d+
    |vqa\s+score|denotation|execution|ex|lf|cloze|fever|label\s+accuracy|joint\s+(?:goal\s+)?acc\w*|jga|inform
    |combined|slot\s+f1|intent\s+acc\w*|semantic\s+acc\w*|macro|micro|avg\.?\s+len)\b(?!\s*[-/]\s*(?:\d{2,}|based
    |net))(?!-(?!score|all|small|large|med|m[iae])[A-Za-z])
    | \bδ\s?[<>]?\s?1\.25\S* | 准确率 | 精确率 | 召回率 | 精度 | f1值 | 正确率 | 错误率""",
    re.VERBOSE | re.IGNORECASE,
)
COINED = re.compile(
    r"\b(?:[a-z]{1,4}[A-Z]?|[WM])?(?:ADE|FDE|IoU|IOU|mAP|AP|AUC|F1|MSE|MAE|EER|BLEU|WER|PPL|PSNR|SSIM"
    r"|NDCG|MRR|MR|FID|Acc|RMSE)"
    r"(?:[-_]?\d{0,2}|@\d+|_\w{1,2})(?![\w-])"
)
"""Metrics that are named after others."""
AMBIGUOUS = re.compile(
    r"\b(?:is|time|per|ex|size|cost|met|hits|success|speed|macro|micro|dist|return|reward|score|em|sr|mr"
    r"|ca|aa|gap|energy|inform|combined|execution|conll|fever|cloze|lea)\b",
    re.IGNORECASE,
)
COST = re.compile(
    r"""\b(?:latency|throughput|speed\w*|run\s*-?time|time|fps|params?|parameters|\#?\s?params?|flops|g?macs
    |m-?adds|[gt]?flops|size|memory|mem|cost|energy|epochs?|layers?|steps?|iterations?
    |hours?|gpus?|dim(?:ension)?s?|width|depth|heads|resolution|length|frames|crops|views|year|\#\w*|number|batch
    |seconds?|days?|storage|ram|vram|budget|lr|tokens?|views)\b""",
    re.VERBOSE | re.IGNORECASE,
)
GENERIC = frozenset(
    """gan gans gnn gnns cnn cnns rnn rnns lstm lstms gru vit vits bert roberta llm llms plm plms lm lms nmt mt nlp mlp
    mlps transformer transformers convnet convnets resnet unet vae vaes rl sgd adam ml ai qa ner nli mlm mtl ssl kd nas
    kg kgs sota gpt clip detr crf svm knn em dnn dnns ann 2d 3d rgb""".split()
)
"""Keys of names that are of many systems: no paper's own."""
SIZE = re.compile(
    r"\b(?:params?|parameters|layers?|dim(?:ension)?s?|width|depth|heads|resolution|size|channels?|units"
    r"|blocks?|flops|m-?adds|g?macs)\b",
    re.IGNORECASE,
)
SYSTEM_HEAD = re.compile(
    r"""\b(?:methods?|models?|systems?|approach(?:es)?|algorithms?|architectures?|baselines?|networks?|techniques?
    |frameworks?|solvers?|learners?|encoders?|detectors?|trackers?|parsers?|
    classifiers?|estimators?|agents?|policy|policies|strateg(?:y|ies)|submissions?|teams?|participants?|retrievers?
    |rankers?|optimi[sz]ers?|variants?|models?/\w+|authors?|works?|papers?|reference|teacher|attacks?
    |defen[cs]es?)\b | 方法 | 模型 | 算法 | 系统""",
    re.VERBOSE | re.IGNORECASE,
)
DATASET_HEAD = re.compile(
    r"""\b(?:data\s?-?sets?|corpus|corpora|benchmarks?|tasks?|domains?|languages?|lang|test\s?sets?|scenes?
    |categor(?:y|ies)|class(?:es)?|environments?|envs?|games?|sequences?|subsets?|splits?|collections?|targets?
    |sources?|pairs?|subjects?)\b | 数据集 | 任务""",
    re.VERBOSE | re.IGNORECASE,
)
METRIC_HEAD = re.compile(r"\b(?:metrics?|measures?|criteri(?:on|a)|evaluation)\b|指标", re.IGNORECASE)
ASIDE_HEAD = re.compile(
    r"""\b(?:backbones?|venues?|years?|publications?|pub\.?|publ|conf(?:erence)?\.?|journal|ref(?:erence)?s?\.?
    |sup(?:ervision|\.)?|type|categor(?:y|ies)|settings?|pre-?train\w*|training(?:\s+data)?|train(?:\s+data
    |\s+set)?|data|extra
    |input|inputs|features?|modalit(?:y|ies)|resolution|size|image\s+size|loss(?:es)?|init\w*|embedding\w*|decoder
    |tokeni[sz]er|augment\w*|language\s+model|lm|plm|group|shots?|schedule|epochs?|source|supervised|paradigm
    |family|level|sampling|framework|param\w*|\#\s?\w+|visual\s+embed|notes?|code|id|no\.?|rank)\b""",
    re.VERBOSE | re.IGNORECASE,
)
OURS = re.compile(
    r"""\b(?-i:[Oo]urs(?=[A-Z]))|\b(?:ours?|our\s+\w+|this\s+(?:work|paper|study|research)|the\s+proposed
    |proposed(?:\s+\w+)?
    |we)\b(?!\s*(?:impl|re-?impl|repro|re-?prod|re-?run|run|setup|setting|baseline|re-?train|code|tuned|re-?eval
    |eval))
    | 本文 | 我们 | 所提 | 本研究""",
    re.VERBOSE | re.IGNORECASE,
)
REPRODUCED = re.compile(
    r"\b(?:our|ours)[\s-]+(?:impl\w*|re-?\s?impl\w*|re-?prod\w*|re-?run\w*|replic\w*|run|runs|set-?up|setting"
    r"|baselines?|re-?train\w*|code|re-?eval\w*|eval\w*|tuned|training)|\bre-?impl\w*|\breprod\w*"
    r"|\bbaselines?\b",
    re.IGNORECASE,
)
STRONG = re.compile(r"(?:[a-z\d+-]*[A-Z]){2}|.*[A-Za-z]\d|[A-Z][\w-]*-[A-Z\d]|[A-Z]\S*\+")
"""The beginning of a word that is a name rather than a word."""
CHANGE = re.compile(
    r"^\s*(?:[-–−+＋&]\s?(?=[^\s\d.])|w\s?/\s?o?\b|w\.?o\.?\b|w\.\s|without\b|with\b|only\b|no\s"
    r"|replace\w*|remov\w*|repl\.|\(?[-–+−]\)|→|↪|\\?\s?\+|\\)",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"\bw\s?/\s?o?\b|\bw\.?o\.?\b|\bwithout\b|\bno\s|\bonly\b|\bfull\b|\bvariants?\b|\bablat", re.IGNORECASE
)
NO_SYSTEM = re.compile(
    r"""^\W*(?:(?:macro|micro|overall|weighted|arithmetic|geo(?:metric)?|total|grand)?[\s-]*(?:avg|average|mean
    |total|sum|median|std|standard\s+deviation|stdev|stddev|variance|max|min|overall|all)\b\.?
    (?:\s+(?:ranks?|scores?|acc\w*|performance|improvement|gain|f1|results?))?
    |(?:abs(?:olute)?\.?|rel(?:ative)?\.?|our)?\s*(?:improve?ments?|speed-?ups?|improv\.?|imp\.?|gains?|impro\w*
    |increase
    |reduction|diff(?:erence)?s?\.?|delta|δ|∆|p[\s-]?values?|t-?test|significance|\#.*
    |err\.?\s+reduction)\W*(?:over\b.*|\(?%?\)?.*)?
    |%\s*(?:improv|gain).*|(?:seq\w*\.?|sequence|input)\s+length|datasets?|metrics?|models?|methods?|systems?
    |approach(?:es)?|algorithms?|measures?
    |tasks?|notes?:?.*|rank(?:ing)?s?|baselines:?|平均|提升|总计)\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
CATEGORY = re.compile(
    r"""\b(?:methods|models|approaches|systems|baselines|algorithms|networks|single|ensembles?|supervis\w+
    |un-?supervised|semi-?supervised|self-?supervised|supervised|few-?shot|zero-?shot|\d+-?shot|based|learning|with
    |without|using|pre-?train\w*|fine-?tun\w*
    |ours|our|previous|prior|existing|published|traditional|classical?|neural|deep|shallow|non-?\w+|w/o?|end-to-end
    |pipeline|joint|global|local|online|offline|transductive|inductive|extractive|abstractive|one-?stage|two-?stage
    |anchor|transformers?|cnns?|rnns?|gnns?|convnets?|convolution\w*|mlp-?like|features?
    |strategies|variants?|extra|additional|large|small|base|human|oracle|others?|results?|reported|implementations?
    |architectures?|backbones?|region|grid|generative|discriminative|open|closed|sparse|dense|retrieval|re-?ranking
    |first|second)\b|方法|模型""",
    re.VERBOSE | re.IGNORECASE,
)
SPLIT_WORDS = re.compile(
    r"^\W*(?:dev|test|val|valid|validation|train|testing|training|held-?out)(?:\s*[-.]?\s*(?:set|split"
    r"|std|dev|clean|other|seen|unseen|[ab12]))?\W*$",
    re.IGNORECASE,
)
ABLATION = re.compile(
    r"""\bablat\w* | \b(?:effects?|impacts?|influence|contributions?|importance|role|sensitivity
    |effectiveness)\s+of\b | \bdifferent\s+(?:values?|choices|settings?|configurations?|components?|variants?
    |strateg\w+|numbers?|combinations?|losses|layers?|sizes?|types?)\b
    | \bvariants?\s+of\b | \bvarying\b | \bcomponent\s+anal | \b(?:each|individual)\s+(?:component|module)\b
    | \bwhen\s+(?:removing|varying|using\s+different)\b | \bversus\s+number\b | \bsensitivity\b | 消融""",
    re.VERBOSE | re.IGNORECASE,
)
AGAINST = re.compile(
    r"\bcompar(?:e|es|ed|ing|ison|isons|ative)\b|\bbaselines?\b|\bstate[\s-]of[\s-]the[\s-]art\b|\bsota\b"
    r"|\bversus\b|\bvs\b"
    r"|\bother\s+(?:methods|models|approaches|systems)\b|\b(?:existing|previous|prior|competing)\b|对比|比较",
    re.IGNORECASE,
)
SETTINGS = re.compile(
    r"""\bhyper[\s-]?param\w* | \b(?:model|network|training|experimental|implementation|parameter|optimi[sz]ation
    |pre-?training|fine-?tuning|search)\s+(?:settings?|configurations?|details?|specifications?|parameters?
    |hyper\w*|spaces?)\b
    | \barchitectures?\s+(?:of|details?|used|specifications?|configurations?|for|parameters?)\b
    | \bnetwork\s+architectures?\b | \bmodel\s+architectures?\b | \barchitectural\b | \bconfigurations?\b
    | \bsettings\s+(?:of|for|used)\b | \bvalue\s+ranges?\b | \bspecifications?\b | 超参 | 参数设置""",
    re.VERBOSE | re.IGNORECASE,
)
SETTING_ROW = re.compile(
    r"""\b(?:learning\s+rate|batch\s*-?size|optimi[sz]ers?|epochs?|dropout|weight\s+decay|warm-?up"
        r"|momentum|hidden\s+(?:size|dim\w*|units)|layers?|embedding\s+(?:size|dim\w*)"
        r"|max(?:imum)?\.?\s+(?:sequence\s+)?(?:length|steps?)|adam\w*|lr|gradient\s+clip\w*|num(?:ber)?\s+of"
        r"|seed|steps|scheduler?|kernel|stride|channels?|activation|input\s+size|vocab\w*)\b""",
    re.VERBOSE | re.IGNORECASE,
)
STATISTICS = re.compile(
    r"""\bstatistics?\b | \bstats\b | \bdata\s?sets?\s+(?:used|details?|information|characteristics|descriptions?
    |overview|summary|splits?|sizes?|properties)\b | \b(?:summary|overview|details?|description|characteristics
    |properties|sizes?|list|splits?|breakdown)\s+of\s+(?:the\s+|all\s+|our\s+
    |used\s+)*(?:\S+\s+){0,3}(?:data\s?-?sets?|corpus|corpora|benchmarks?|data|tasks)\b
    | \bnumber\s+of\s+(?:\w+\s+){0,3}(?:samples|examples|instances|sentences|images|documents|queries|users|nodes
    |articles|utterances|questions|tokens|words|dialogues|entities|relations|triples|videos|classes)\b
    | \bdistribution\s+of\b | \bdata\s+splits?\b | 数据集(?:统计|信息)""",
    re.VERBOSE | re.IGNORECASE,
)
STATISTIC_HEAD = re.compile(
    r"""\b(?:\#\s*\w+|train(?:ing)?|dev|valid(?:ation)?|val|test(?:ing)?|samples?|examples?|instances?"
        r"|sentences?|images?|users?|items?|interactions?|density|nodes?|edges?|classes|features|documents?"
        r"|docs?|queries|tokens?|words?|vocab\w*|avg\.?\s*\#?\s*\w*|categories|entities|relations|triples?"
        r"|utterances|dialog(?:ue)?s|size|total|labels?|length|clips?|videos?|graphs?|domain|hours"
        r"|speakers?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
EXAMPLE = re.compile(
    r"\b(?:examples?\s+(?:of|from|for)|case\s+stud|sample\s+(?:outputs?|generat)|generated\s+(?:examples"
    r"|samples|outputs)|notations?|symbols|templates?|prompts?\s+(?:used|for)"
    r"|comparison\s+of\s+(?:properties|features|capabilities)|(?:computational|time|space)\s+complexit"
    r"|error\s+anal|qualitative|list\s+of)\b",
    re.IGNORECASE,
)
EFFICIENCY = re.compile(
    r"\b(?:run-?\s?times?|speeds?|(?:training|inference|running|computation\w*|execution|wall-?clock)\s+(?:times?"
    r"|speeds?|costs?)|latenc\w+|memory|throughput|flops|(?:number|#)\s+of\s+parameters|efficiency"
    r"|parameter\s+counts?|computational\s+costs?|model\s+sizes?)\b",
    re.IGNORECASE,
)
PUT_FORWARD = re.compile(
    r"\b(?:call(?:ed|s)?|nam(?:e|ed|ely)|dub(?:bed)?|term(?:ed)?|denot(?:e|ed)\s+(?:as|by)"
    r"|referred\s+to\s+as|refer\s+to\s+(?:it|this|our\s+\w+)\s+as|propos(?:e|es|ing|ed)|introduc(?:e|es"
    r"|ing)|present(?:s|ing)?|develop(?:s|ed)?|design(?:ed|s)?|describe|abbreviated\s+as|i\.e\.,?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def metric_in(text: str) -> str:
    """The metric that a text names first; empty where it names none."""
    room = len(text.strip())
    if room == 1 and text.strip() in "PRF":
        return text.strip()
    plain = (match for match in METRIC.finditer(text) if not AMBIGUOUS.fullmatch(match[0]) or room <= len(match[0]) + 4)
    found = [match for match in (next(plain, None), COINED.search(text)) if match]
    return min(found, key=lambda match: (match.start(), -match.end()))[0].strip() if found else ""


def _folded(names: str) -> frozenset[str]:
    return frozenset(re.sub(r"[^\w+]|_", "", name).casefold() for name in names.split(","))


DATASETS = _folded(
    """ImageNet, ImageNet-1K, ImageNet-21K, IN-1K, CIFAR-10, CIFAR10, CIFAR-100, CIFAR100, MNIST, Fashion-MNIST,
    FMNIST, SVHN, STL-10, Tiny-ImageNet, TinyImageNet, mini-ImageNet, tiered-ImageNet, CUB,
    CUB-200-2011, Cars, Stanford Cars, Aircraft, Pets, Flowers, Food-101, DTD, SUN397, Caltech-101, Caltech-256,
    iNaturalist, Places365, COCO, MS COCO, MSCOCO, MS-COCO, VOC, PASCAL VOC, VOC 2007, VOC 2012, VOC07, VOC12,
    LVIS, Objects365, Cityscapes, ADE20K,
    ScanNet, S3DIS, SUN RGB-D, ModelNet40, ShapeNet, KITTI, nuScenes, Waymo, NYUv2, NYU, Kinetics-400,
    Kinetics-600, K400, K600, UCF101, HMDB51, SSv2, Something-Something, Something-Something V2, ActivityNet,
    Charades, AVA, MSR-VTT, MSRVTT, MSVD, DiDeMo,
    LSMDC, VQAv2, VQA v2, GQA, NLVR2, Flickr30k, Visual Genome, RefCOCO, RefCOCO+, RefCOCOg, TextVQA, VCR,
    SNLI-VE, GLUE, SuperGLUE, MNLI, MNLI-m, MNLI-mm, QQP, QNLI, SST-2, SST2, SST-5, CoLA, STS-B, MRPC, RTE, WNLI,
    SNLI, ANLI, XNLI, PAWS, PAWS-X, BoolQ, CB, COPA, MultiRC,
    ReCoRD, WiC, WSC, SQuAD, SQuAD 1.1, SQuAD v1.1, SQuAD 2.0, SQuAD v2.0, NQ, Natural Questions, TriviaQA, TQA,
    WebQuestions, WebQ, HotpotQA, NewsQA, SearchQA, DROP, RACE, CoQA, QuAC, MLQA, XQuAD, TyDiQA, MS MARCO,
    MSMARCO, TREC, TREC-DL, BEIR, CNN/DM, CNN/DailyMail,
    CNNDM, XSum, Gigaword, arXiv, PubMed, Newsroom, WMT14, WMT16, WMT'14, IWSLT14, IWSLT, En-De, En-Fr, De-En,
    EN-DE, WikiText-103, WikiText-2, PTB, Penn Treebank, enwik8, text8, LAMBADA, CoNLL-2003, CoNLL03, CoNLL 2003,
    OntoNotes, ACE05, ACE04, ACE 2005, SciERC, DocRED, TACRED, NYT, WebNLG,
    FB15k, FB15k-237, WN18, WN18RR, YAGO3-10, NELL-995, IMDB, IMDb, AG News, AGNews, Yelp, Amazon, DBPedia, Cora,
    Citeseer, PubMed, Reddit, ogbn-arxiv, ogbn-products, PPI, MUTAG, PROTEINS, NCI1, COLLAB, ZINC, QM9,
    MovieLens, ML-1M, ML-100K, MovieLens-1M, Gowalla, Yelp2018, Amazon-Book, Netflix,
    LibriSpeech, LibriLight, TIMIT, WSJ, Switchboard, VoxCeleb, VoxCeleb1, LJSpeech, VCTK, AudioSet, ESC-50,
    MuST-C, CelebA, CelebA-HQ, FFHQ, LSUN, AFHQ, LFW, MegaFace, IJB-B, IJB-C, Market-1501, DukeMTMC, MSMT17,
    Human3.6M, 3DPW, MPII, MPI-INF-3DHP, DAVIS, YouTube-VOS, MOT17, MOT20, LaSOT,
    GOT-10k, OTB100, TrackingNet, Set5, Set14, BSD100, Urban100, DIV2K, GoPro, BraTS, ISIC, MIMIC-III, CheXpert,
    ChestX-ray14, Office-31, Office-Home, OfficeHome, DomainNet, PACS, VisDA, VisDA-2017, Spider, WikiSQL,
    MultiWOZ, MultiWOZ 2.1, ATIS, SNIPS, DailyDialog, PersonaChat, MELD, IEMOCAP, EmoryNLP,
    FEVER, CommonsenseQA, CSQA, HellaSwag, WinoGrande, PIQA, ARC, OpenBookQA, SocialIQA, SemEval, Atari, MuJoCo,
    D4RL, HalfCheetah, Hopper, Walker2d, Ant, Humanoid, Adult, German Credit, COMPAS, Higgs, ETTh1, ETTh2, ETTm1,
    Electricity, Traffic, Weather, METR-LA, PEMS-BAY"""
)
"""Keys of the data sets that many papers work on."""
