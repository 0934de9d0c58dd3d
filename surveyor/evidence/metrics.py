"""Measures of quality by their names in print: in a cell of a table, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_FORMS = """
accuracy: accuracy, accuracies, acc, acc., ACC, Acc, 准确率, 精度, test accuracy, classification accuracy, overall
  accuracy, top 1 accuracy, top-1 accuracy, top-1 acc, top-1 acc., top-1, top1, execution accuracy, word accuracy,
  mean accuracy, average accuracy
top-5 accuracy: top-5 accuracy, top 5 accuracy, top-5 acc, top-5 acc., top-5, top5
joint goal accuracy: joint goal accuracy, joint accuracy, JGA
exact match: exact match, exact-match, EM, exact match accuracy
error rate: error rate, error rates, classification error, test error, test errors, error (%), top-1 error, top-5
  error, top-1 err, misclassification rate
precision: precision, prec, prec., 精确率, P
recall: recall, rec, rec., 召回率, R
F1: F1, F1-score, F1 score, F1-scores, F1 scores, F-score, F-scores, f-measure, f measure, f score, F 1, F1-measure,
  f-1, F, F值, f_1, F1-value
macro-F1: macro-F1, macro F1, macro-averaged F1, Ma-F1, F1-macro, Macro-F1 score, macro f1-score
micro-F1: micro-F1, micro F1, micro-averaged F1, Mi-F1, F1-micro, micro f1-score
weighted F1: weighted F1, weighted-F1
F0.5: F0.5, F 0.5
BLEU: BLEU, SacreBLEU, BLEU score, BLEU scores, Bleu, sacreBLEU
ROUGE: ROUGE, Rouge, ROUGE score, ROUGE scores
ROUGE-1: ROUGE-1, R-1, RG-1, R1, Rouge-1, ROUGE1
ROUGE-2: ROUGE-2, R-2, RG-2, R2, Rouge-2, ROUGE2
ROUGE-L: ROUGE-L, R-L, RG-L, RL, Rouge-L, ROUGEL
METEOR: METEOR, Meteor
CIDEr: CIDEr, CIDEr-D, CIDER
SPICE: SPICE
chrF: chrF, chrF++, ChrF
TER: TER, translation edit rate
BERTScore: BERTScore, BERT-Score, BERT score
BLEURT: BLEURT
COMET: COMET
SARI: SARI
FKGL: FKGL
GLEU: GLEU
perplexity: perplexity, perplexities, PPL, ppl
distinct: distinct-1, distinct-2, Dist-1, Dist-2, Distinct-n, Dist-n
WER: WER, word error rate, word error rates
CER: CER, character error rate
PER: PER, phoneme error rate, phone error rate
MOS: MOS, mean opinion score, mean opinion scores
PESQ: PESQ
STOI: STOI
SDR: SDR, SI-SDR, SI-SDRi, SDRi, SI-SNR
EER: EER, equal error rate
MCD: MCD, mel-cepstral distortion
MAP: MAP
mAP: mAP, mean average precision, mAP0.5
AP: AP, average precision
AP50: AP50, AP 50, AP0.5, mAP50, mAP@0.5, AP@0.5
AP75: AP75, AP 75, AP0.75
CorLoc: CorLoc
nDCG: nDCG, normalized discounted cumulative gain, normalised discounted cumulative gain
MRR: MRR, mean reciprocal rank
mean rank: mean rank, MR
Hits: Hits, Hit, H, HITS
hit rate: HR, hit rate, hit ratio
AUC: AUC, AUROC, ROC-AUC, AUC-ROC, ROC AUC, area under the ROC curve, area under the curve, area under the receiver
  operating characteristic curve, AUCs
AUPR: AUPR, AUPRC, PR-AUC, AUC-PR
log loss: logloss, log-loss, log loss
IoU: IoU, Jaccard index, Jaccard, intersection over union, intersection-over-union
mIoU: mIoU, mean IoU, mean intersection over union, MIoU, mIOU, mean intersection-over-union
Dice: Dice, DSC, Dice score, Dice coefficient, dice similarity coefficient
HD95: HD95, Hausdorff distance, 95HD
PQ: PQ, panoptic quality
J&F: J&F
PSNR: PSNR
SSIM: SSIM, MS-SSIM
LPIPS: LPIPS
FID: FID, Fréchet inception distance, frechet inception distance, FID score, FID scores
intra-FID: intra-FID, iFID
KID: KID
FVD: FVD
inception score: IS, inception score, inception scores
CLIP score: CLIP score, CLIPScore, CLIP-score, CLIPSIM
density: density
coverage: coverage
RMSE: RMSE, root mean squared error, root mean square error, root-mean-square error
MAE: MAE, mean absolute error
MSE: MSE, mean squared error, mean square error
NMSE: NMSE, normalized mean squared error
MAPE: MAPE, mean absolute percentage error
R²: R^2, R², coefficient of determination
NLL: NLL, negative log-likelihood, negative log likelihood, test NLL, log-likelihood
bits per dimension: bits per dimension, bits per dim, bpd, bits/dim, BPD
bits per character: bits per character, bpc, BPC
ECE: ECE, expected calibration error, UCE, uncertainty calibration error, calibration error
Brier score: Brier score
NMI: NMI, normalized mutual information
ARI: ARI, adjusted Rand index
MCC: MCC, Matthews correlation coefficient, Matthews correlation, Matthew's correlation
Pearson: Pearson, Pearson correlation, Pearson's r, PCC, Pearson r
Spearman: Spearman, Spearman correlation, Spearman's correlation, Spearman's rank correlation, SRCC, Spearman rank
  correlation, Spearman's rho, Spearman correlations
Kendall: Kendall's tau, Kendall's τ, Kendall
kappa: Cohen's kappa, kappa, quadratic weighted kappa, QWK
UAS: UAS, unlabeled attachment score
LAS: LAS, labeled attachment score
MOTA: MOTA
IDF1: IDF1
HOTA: HOTA
ADE: ADE, minADE, average displacement error
FDE: FDE, minFDE, final displacement error
PCK: PCK, PCKh
MPJPE: MPJPE, PA-MPJPE
EPE: EPE, AEPE, endpoint error, end-point error
success rate: success rate, success rates, SR
SPL: SPL
return: average return, cumulative reward, episode return, average reward, episodic return, mean reward,
  human-normalized score
regret: regret, cumulative regret
WindowDiff: WindowDiff, WinDiff
win rate: win rate, win rates
pass: pass
sensitivity: sensitivity
specificity: specificity
balanced accuracy: balanced accuracy
uplift: Qini
FPR95: FPR95, FPR@95
robust accuracy: robust accuracy, adversarial accuracy
"""
_DOUBTFUL = frozenset(
    """IS EM MAP AP PER TER SR P R F R1 R2 RL H Hit Hits HR MR PQ density coverage recall sensitivity specificity COMET
    SPICE MSE kappa pass rec prec NLL MOS ADE LAS regret CER MCC Dice top-1 top1 top-5 top5 log-likelihood acc AUCs R-1
    R-2 R-L Pearson Kendall return Jaccard SDR KID""".split()
)
"""Forms that mean other things too: in a sentence they count only where it speaks of measuring."""
_LABELS_ONLY = frozenset("P R F H R1 R2 RL MR pass top1 top5 rec prec Hit".split())
"""Forms that are read in tables alone, or with a cutoff as in `R@10`."""
_CUTOFFS = frozenset(
    ["precision", "recall", "MAP", "mAP", "nDCG", "MRR", "Hits", "hit rate", "accuracy", "F1", "AUC", "pass", "AP"]
)
"""Measures that are taken over the first k."""


def _forms() -> Iterator[tuple[str, str]]:
    for line in _FORMS.replace("\n  ", " ").strip().splitlines():
        name, _, forms = line.partition(": ")
        yield from ((form.strip(), name) for form in forms.split(", "))


_EXACT = dict(_forms())
_ANY_CASE = {form.lower(): name for form, name in _forms() if form != form.upper() or len(form) > 3}
_DRESS = re.compile(
    r"[↑↓⇑⇓↗↘†‡*⋆]|\((?:%|↑|↓|in %|\\%)?\)|%|\\(?:%|uparrow|downarrow)"
    r"|\b(?:test|dev|valid(?:ation)?|val|avg\.?|average|overall|mean|our)\b"
    r"|\bscores?\b|[:]$"
)
_CUTOFF = re.compile(r"(?P<form>.+?)\s?(?:@\s?|-|\sat\s)(?P<k>\d+(?:\.\d+)?|[kKNn])\Z")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=1 << 13)
def metric_name(text: str) -> str | None:
    """The canonical name of the measure that a label such as `F1 (%) ↑`, `NDCG@10` or `Acc.` stands for; else None."""
    if not 0 < len(text) <= 60:
        return None
    label = _SPACES.sub(" ", text).strip(" .:()[]")
    return _known(label) or _known(_SPACES.sub(" ", _DRESS.sub(" ", label)).strip(" .:()[],-"))


def _known(label: str) -> str | None:
    name = _EXACT.get(label) or _ANY_CASE.get(label.lower())
    if name:
        return name
    cut = _CUTOFF.match(label)
    if not cut:
        return None
    name = _EXACT.get(cut["form"]) or _ANY_CASE.get(cut["form"].lower())
    if name == "BLEU" or (name == "distinct"):
        return f"{name}-{cut['k']}"
    return f"{name}@{cut['k'] if cut['k'][0].isdigit() else 'k'}" if name in _CUTOFFS else None


def _word(form: str) -> str:
    return (re.match(r"[A-Za-z]+", form) or [""])[0].lower()


_BY_WORD: dict[str, list[str]] = {}
for _form in sorted(_EXACT, key=len, reverse=True):
    if _word(_form):
        _BY_WORD.setdefault(_word(_form), []).append(_form)
_TOKEN = re.compile(r"(?<![A-Za-z0-9@-])[A-Za-z]{1,14}")
_AT = re.compile(r"\s?@\s?(?P<k>\d+(?:\.\d+)?|[kKNn]\b)")
_MEASURES = re.compile(
    r"metric|evaluat|measur|report|in terms of|score|performance|result|achiev|improv|outperform|@|compar|assess",
    re.IGNORECASE,
)
_NO_PRECISION = re.compile(
    r"(?:half|mixed|single|double|full|floating|numerical|bit|point|high|arbitrary|machine)[\s-]\Z", re.IGNORECASE
)


def metrics_in(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """(canonical name, start, end, whether it surely is one) of the measures in a text, in order."""
    measures: bool | None = None
    end = 0
    for token in _TOKEN.finditer(text):
        forms = _BY_WORD.get(token[0].lower()) if token.start() >= end else None
        form = _form_at(text, token.start(), forms) if forms else None
        if not form:
            continue
        end = token.start() + len(form)
        cut = _AT.match(text, end)
        name = _EXACT[form]
        if cut and name in _CUTOFFS:
            end = cut.end()
            yield f"{name}@{cut['k'] if cut['k'][0].isdigit() else 'k'}", token.start(), end, True
        elif form not in _LABELS_ONLY and not _NO_PRECISION.search(text, max(0, token.start() - 12), token.start()):
            if measures is None:
                measures = _MEASURES.search(text) is not None
            if measures or form not in _DOUBTFUL:
                yield name, token.start(), end, form not in _DOUBTFUL


def _form_at(text: str, at: int, forms: list[str]) -> str | None:
    """The longest form that stands there; those with capitals as they are, the others in any case."""
    for form in forms:
        piece = text[at : at + len(form)]
        same = piece == form or (piece.lower() == form and not (piece.isupper() and len(form) < 4))
        if same and not text[at + len(form) : at + len(form) + 1].isalnum():
            return form
    return None
