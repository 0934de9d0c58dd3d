from __future__ import annotations

import pytest

from surveyor.models import Kind
from surveyor.ranking.kinds import kind_of, why_not
from tests.fakes import make_paper

NO_METHODS = {
    Kind.DATASET: [
        "SQuAD: 100,000+ Questions for Machine Comprehension of Text",
        "MS MARCO: A Human Generated MAchine Reading COmprehension Dataset",
        "GLUE: A Multi-Task Benchmark and Analysis Platform for Natural Language Understanding",
        "ImageNet: A Large-Scale Hierarchical Image Database",
        "ImageNet Large Scale Visual Recognition Challenge",
        "Microsoft COCO: Common Objects in Context",
        "Building a Large Annotated Corpus of English: The Penn Treebank",
        "A large annotated corpus for learning natural language inference",
        "The Pascal Visual Object Classes (VOC) Challenge",
        "Introduction to the CoNLL-2003 Shared Task: Language-Independent Named Entity Recognition",
        "BEIR: A Heterogenous Benchmark for Zero-shot Evaluation of Information Retrieval Models",
    ],
    Kind.METRIC: [
        "BLEU: a Method for Automatic Evaluation of Machine Translation",
        "ROUGE: A Package for Automatic Evaluation of Summaries",
        "BERTScore: Evaluating Text Generation with BERT",
        "Cumulated gain-based evaluation of IR techniques",
        "Image Quality Assessment: From Error Visibility to Structural Similarity",
    ],
    Kind.OPTIMIZER: [
        "Adam: A Method for Stochastic Optimization",
        "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
        "Decoupled Weight Decay Regularization",
        "SGDR: Stochastic Gradient Descent with Warm Restarts",
        "ADADELTA: An Adaptive Learning Rate Method",
        "On the Convergence of Adam and Beyond",
    ],
    Kind.TOOLKIT: [
        "PyTorch: An Imperative Style, High-Performance Deep Learning Library",
        "TensorFlow: Large-Scale Machine Learning on Heterogeneous Distributed Systems",
        "Scikit-learn: Machine Learning in Python",
        "Moses: Open Source Toolkit for Statistical Machine Translation",
        "Transformers: State-of-the-Art Natural Language Processing",
        "LIBSVM: A Library for Support Vector Machines",
    ],
    Kind.SURVEY: [
        "A Survey on Knowledge Graphs: Representation, Acquisition and Applications",
        "Deep Learning for Matching in Search and Recommendation: An Overview",
        "Dense Text Retrieval based on Pretrained Language Models: A Survey",
        "An Introduction to Neural Information Retrieval",
        "A Comprehensive Review of Question Answering",
    ],
}
METHODS = [
    "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
    "Attention Is All You Need",
    "A Deep Relevance Matching Model for Ad-hoc Retrieval",
    "Enhanced LSTM for Natural Language Inference",
    "DistilBERT, a distilled version of BERT: smaller, faster, cheaper and lighter",
    "Distilling the Knowledge in a Neural Network",
    "Dense Passage Retrieval for Open-Domain Question Answering",
    "Bleaching Text: Abstract Features for Cross-lingual Gender Prediction",
    "Adamixer: A Fast-Converging Query-Based Object Detector",
    "Optimizing Dense Retrieval Model Training with Hard Negatives",
    "Unsupervised Machine Translation Using Monolingual Corpora Only",
    "Sequence to Sequence Learning with Neural Networks",
    "Overviewing Documents with Sentence Graphs",
    "End-to-End Neural Ad-hoc Ranking with Kernel Pooling",
    "Collaborative Filtering for Implicit Feedback Datasets",
    "Learning From Noisy Large-Scale Datasets With Minimal Supervision",
    "3D Multi-Object Tracking: A Baseline and New Evaluation Metrics",
    "Rethinking RGB-D Salient Object Detection: Models, Data Sets, and Large-Scale Benchmarks",
    "Pix3D: Dataset and Methods for Single-Image 3D Shape Modeling",
]


@pytest.mark.parametrize(("kind", "title"), [(kind, title) for kind, titles in NO_METHODS.items() for title in titles])
def test_the_title_gives_away_what_is_no_method(kind: Kind, title: str) -> None:
    paper = make_paper("p", title=title)
    assert kind_of(paper) is kind
    assert why_not(paper).startswith(("a ", "an "))


@pytest.mark.parametrize("title", METHODS)
def test_a_title_that_says_nothing_else_is_a_method(title: str) -> None:
    paper = make_paper("p", title=title)
    assert kind_of(paper) is Kind.METHOD
    assert why_not(paper) == ""


@pytest.mark.parametrize("title", ["Adam: A Method for Stochastic Optimization", "Attention Is All You Need"])
@pytest.mark.parametrize("kind", list(Kind))
def test_what_the_shelf_states_beats_the_title(title: str, kind: Kind) -> None:
    assert kind_of(make_paper("p", title=title, kind=kind)) is kind


def test_every_kind_but_a_method_has_a_reason_of_its_own() -> None:
    reasons = {kind: why_not(make_paper("p", kind=kind)) for kind in Kind}
    assert reasons.pop(Kind.METHOD) == ""
    assert all(reasons.values())
    assert len(set(reasons.values())) == len(reasons)


@pytest.mark.parametrize("title", [*METHODS, *(title for titles in NO_METHODS.values() for title in titles)])
def test_case_does_not_matter(title: str) -> None:
    kinds = {kind_of(make_paper("p", title=printed)) for printed in (title, title.upper(), title.lower())}
    assert len(kinds) == 1
