"""Names of data sets that many papers are tested on, and names that are no data sets though they look like it."""

from __future__ import annotations

import re

KNOWN = frozenset(
    re.sub(r"[\W_]+", "", name).lower()
    for name in """MNIST, Fashion-MNIST, EMNIST, KMNIST, SVHN,
 CIFAR-10, CIFAR-100, CIFAR10, CIFAR100, ImageNet, ImageNet-1K,
ImageNet-21K, Tiny-ImageNet, mini-ImageNet, tieredImageNet, ImageNet-C, ImageNet-A, ImageNet-R, ILSVRC-2012, ILSVRC
2012, STL-10, Omniglot, CUB, CUB-200-2011, CUB-200, Stanford Cars, Stanford Dogs, FGVC Aircraft, FGVC-Aircraft,
NABirds, iNaturalist, iNat2017, iNat2018, Oxford Flowers, Flowers-102, Oxford-IIIT Pets, Oxford Pets, Food-101,
Caltech-101, Caltech-256, DTD, EuroSAT, UCF101, UCF-101, HMDB51, HMDB-51, Kinetics, Kinetics-400, Kinetics-600,
Something-Something, Something-Something V2, ActivityNet, Charades, AVA, THUMOS14, MSR-VTT, MSVD, DiDeMo, LSMDC,
YouCook2, HowTo100M, COCO, MS COCO, MS-COCO, MSCOCO, LVIS, Pascal VOC, PASCAL VOC 2007, PASCAL VOC 2012, VOC 2007,
VOC 2012, VOC2007, VOC2012, VOC07, VOC12, PASCAL-Context, ADE20K, Cityscapes, GTA5, GTAV, SYNTHIA, BDD100K, KITTI,
nuScenes, Waymo, ScanNet, SUN RGB-D, SUN397, NYUv2, NYU Depth V2, ModelNet40, ShapeNet, S3DIS, Places365, Open
Images, OpenImages, Visual Genome, VQA v2, VQAv2, VQA v2.0, GQA, OK-VQA, NLVR2, RefCOCO, RefCOCO+, RefCOCOg,
Flickr30K, Flickr30k, Flickr8k, Conceptual Captions, LAION-400M, CLEVR, CelebA, CelebA-HQ, FFHQ, LSUN, LFW,
MegaFace, MS1M, Market-1501, Market1501, DukeMTMC-reID, MSMT17, CUHK03, DAVIS, DAVIS 2017, YouTube-VOS, MOT17,
LaSOT, GOT-10k, TrackingNet, Human3.6M, MPII, 3DPW, AFLW, WFLW, Set5, Set14, BSD68, BSD100, Urban100, Manga109,
DIV2K, Kodak, Vimeo-90K, GoPro, REDS, VisDA-2017, Office-31, Office-Home, DomainNet, PACS, Waterbirds, Camelyon17,
GLUE, SuperGLUE, MNLI, MultiNLI, SNLI, QNLI, QQP, RTE, WNLI, MRPC, CoLA, SST, SST-1, SST-2, SST-5, STS-B, STS
Benchmark, SICK, XNLI, ANLI, SciTail, PAWS, PAWS-X, BoolQ, COPA, CB, WiC, WSC, ReCoRD, MultiRC, SQuAD, SQuAD 1.1,
SQuAD 2.0, SQuAD v1.1, SQuAD v2.0, NewsQA, TriviaQA, Natural Questions, NaturalQuestions, HotpotQA, WebQuestions,
WebQSP, SimpleQuestions, CommonsenseQA, OpenBookQA, ARC, RACE, DROP, QuAC, CoQA, NarrativeQA, SearchQA, QASPER,
MuSiQue, 2WikiMultihopQA, StrategyQA, PIQA, SocialIQA, HellaSwag, SWAG, WinoGrande, MMLU, BIG-bench, GSM8K, MATH,
AQuA, SVAMP, HumanEval, MBPP, TruthfulQA, LAMBADA, FEVER, MS MARCO, MSMARCO, TREC, TREC-CAR, TREC CAR, TREC DL,
BEIR, Robust04, ClueWeb09, WikiQA, TREC-QA, InsuranceQA, Quora, CNN/DailyMail, CNN/Daily Mail, CNN/DM, XSum,
Gigaword, NYT, Reddit TIFU, Newsroom, Multi-News, SAMSum, BigPatent, PubMed, arXiv, WikiHow, WikiSum, DUC-2004, DUC
2004, WMT, WMT14, WMT16, WMT 2014, WMT 2016, WMT'14, WMT 14, WMT17, WMT19, IWSLT, IWSLT14, IWSLT 2014, IWSLT'14,
IWSLT15, IWSLT17, Multi30K, OPUS-100, FLORES-101, Europarl, OpenSubtitles, newstest2014, Penn Treebank, PTB, Wall
Street Journal, WikiText-2, WikiText-103, One Billion Word, Billion Word, enwik8, text8, C4, OpenWebText,
BookCorpus, BooksCorpus, The Pile, Wikipedia, CoNLL-2003, CoNLL 2003, CoNLL03, CoNLL-2012, CoNLL 2012, CoNLL-2014,
OntoNotes, OntoNotes 5.0, ACE 2004, ACE 2005, ACE2005, ACE04, ACE05, GENIA, NYT24, WebNLG, TACRED, SemEval-2010 Task
8, DocRED, SciERC, FewRel, BC5CDR, NCBI-disease, JNLPBA, ChemProt, i2b2, MIMIC-III, MIMIC-CXR, CheXpert,
ChestX-ray14, BC2GM, E2E, ToTTo, WikiBio, DailyDialog, PersonaChat, ConvAI2, Persona-Chat, Wizard of Wikipedia,
MultiWOZ, MultiWOZ 2.1, DSTC, DSTC2, EmpatheticDialogues, Ubuntu, Douban, ATIS, SNIPS, Spider, WikiSQL, SParC,
CoSQL, GeoQuery, IMDB, IMDb, Yelp, Yelp-2013, Amazon, AG News, AG's News, AGNews, DBpedia, Yahoo Answers, Yahoo!
Answers, 20 Newsgroups, 20Newsgroups, 20NG, R8, R52, Ohsumed, Reuters, RCV1, MR, MPQA, Subj, CR, WikiLarge,
WikiSmall, Newsela, ASSET, LCQMC, BQ, ChnSentiCorp, CMRC 2018, DRCD, C3, CLUE, MSRA, Weibo, ELI5, Universal
Dependencies, BUCC, Tatoeba, XTREME, MLQA, TyDi QA, TyDiQA, XQuAD, JFLEG, BEA-2019, FCE, LibriSpeech, LibriTTS,
LJSpeech, VCTK, TIMIT, WSJ, Switchboard, AISHELL-1, AISHELL-2, Common Voice, CommonVoice, VoxCeleb, VoxCeleb1,
VoxCeleb2, AudioSet, ESC-50, Speech Commands, TED-LIUM, TED-LIUM 3, MuST-C, LRW, LRW-1000, LRS2, LRS3, IEMOCAP,
MELD, CMU-MOSI, CMU-MOSEI, MUSDB18, Cora, Citeseer, CiteSeer, Pubmed, Reddit, PPI, ogbn-arxiv, ogbn-products,
ogbn-proteins, OGB, MUTAG, PROTEINS, ENZYMES, NCI1, DD, D&D, COLLAB, IMDB-BINARY, IMDB-MULTI, IMDB-B, IMDB-M, QM9,
ZINC, MoleculeNet, Tox21, BBBP, FB15K, FB15k-237, FB15K-237, WN18, WN18RR, YAGO3-10, YAGO37, DB100K, NELL-995,
DBP15K, DWY100K, Freebase, ConceptNet, WordNet, Wikidata, YAGO, MovieLens, MovieLens-100K, MovieLens-1M,
MovieLens-20M, ML-100K, ML-1M, ML-20M, MovieLens 1M, Netflix, Amazon-Book, Amazon Books, Gowalla, Foursquare,
LastFM, Last.fm, Last-FM, Yoochoose, YooChoose, Diginetica, Tmall, Taobao, Criteo, Avazu, MIND, Epinions, Ciao,
Steam, Beauty, BookCrossing, Book-Crossing, Pinterest, Alibaba, Delicious, CiteULike, Atari, MuJoCo, D4RL,
DMControl, ALFRED, R2R, Meta-World, ProcGen, Procgen, Habitat, StarCraft II, ETTh1, ETTh2, ETTm1, METR-LA, PEMS-BAY,
PeMSD4, PeMSD8, PEMS04, PEMS08, M4, Electricity, UCR, UCI, Long Range Arena, Long-Range Arena, LRA, ListOps,
Pathfinder, Path-X, PTB-XL, SciFact, NQ, MedNLI, PubMedQA, BioASQ, VizWiz, TextVQA, SNLI-VE, VCR, NoCaps, WebVision,
Clothing1M, ISIC, BraTS, LIDC-IDRI, DRIVE, Synapse, ACDC, Adult, COMPAS, Higgs
""".replace("\n", " ").split(",")
)  # fmt: skip
"""Letters and digits of their names, lower case."""
IN_CASE = frozenset(
    """Adult Amazon Atari Beauty Books Ciao Electricity Kodak Place Subj Steam Spider Reuters Quora Ubuntu Douban
    Netflix Yelp Taobao Weibo Reddit Habitat Delicious Synapse MATH DROP ARC CB CR MR BQ DD AVA MIND DRIVE R8 C3 C4 M4
    CLUE Wikipedia""".split()
)
"""Those of them that are words or short: only as they are written here."""
OTHERS = re.compile(
    r"""(?:[A-Za-z]*BERT\w*|GPT\S*|XLNet|ELMo|GloVe|fastText|T5\S*|BART\S*|ALBERT|ELECTRA|LLaMA\S*|ViT\S*|DeiT\S*
    |Swin\S*|CLIP|ResNe[Xt]\S*|Res\d+|ResNets?|WRN\S*|VGG\S*|AlexNet|Inception\S*|MobileNet\S*|EfficientNet\S*
    |DenseNet\S*|UNet|U-Net|YOLO\S*|DETR\S*|Faster\sR-CNN|Mask\sR-CNN|R-CNN
    |[\w-]*(?:LSTM|GRU|RNN|CNN|GCN|GNN|GAN|VAE|MLP|SVM|CRF|NMT|DNN|GAT|Transformers?|Former|former|Encoder
    |Decoder|2Vec|2vec|Rec|SAGE)s?|\w*Nets
    |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?:\s\d+)?
    |Adam\w*|SGD|GPUs?|TPUs?|CPUs?|NVIDIA|Nvidia|TPUv\d|Tesla|GeForce|RTX|V100|A100|P100|Titan|PyTorch|Pytorch
    |TensorFlow|Tensorflow|Keras|JAX|CUDA|Python|Java|HuggingFace|Hugging\sFace|AllenNLP|fairseq|Fairseq|OpenNMT
    |Moses|SpaCy|spaCy|NLTK|Stanford\sCoreNLP|CoreNLP|Amazon\s(?:Mechanical\sTurk|EC2|MTurk)|Mechanical\sTurk|MTurk
    |AMT|Google|Facebook|Microsoft|OpenAI|DeepMind|Github|GitHub|Internet|English|German|French|Chinese|Japanese
    |Spanish|Russian|Arabic|Czech|Romanian|Korean|Hindi|Turkish|Finnish|Italian|Portuguese|Dutch
    |Mandarin|MTL|MRC|WSOD|VOS|SRL|GEC|UDA|FSL|WSD|CWS|OCR|KGE|KGC|SOTA|NLP|NLI|QA|NER
    |POS|MT|IR|KG|KGs|AI|ML|DL|RL|LM|LMs|PLM|LLM|LLMs|MLM|NSP|CV|ASR|TTS|VQA|BPE|WordPiece|SentencePiece|ReLU|GELU
    |Softmax|MC|MCMC|EM|ELBO|KL|FLOPs|MACs|API|URL|HTML|XML|PDF|CE|BCE|L1|L2|RGB|BN|FC|GT|ID|OOD|IID|SSL|NAS|FFT|DFT
    |PCA|SVD|UI|USA|US|UK|ACL|EMNLP|NAACL|ICLR|ICML|NeurIPS|CVPR|AAAI)""",
    re.VERBOSE,
)
"""Models, tools, languages, tasks and abbreviations."""
