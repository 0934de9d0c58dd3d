"""Phrases that name a technique, found by where they stand in a sentence, never by a list of names.

What a paper does something *with* is a technique: words behind "via", "using" or "we propose a", or before "module",
"loss" or "-based". What it does something *for* is a task. A phrase counts as a technique when more papers speak of it
in the first way than in the second.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from surveyor.text import stem

LONGEST = 4
"""Words of a name."""

PART = 0.8
"""Share of its texts in which a name stands inside a longer one, from which it is a part of that."""

_TOKEN = re.compile(r"\d*[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*|[,.;:()!?]|\d+")
_MEANS = frozenset(
    """via using through with by leverage leverages leveraging employ employs employing utilize utilizes utilizing
    adopt adopts adopting apply applies applying exploit exploits exploiting propose proposes proposed introduce
    introduces incorporate incorporates incorporating integrate integrates integrating combine combines combining
    use uses presents design designs""".split()
)
"""Words in front of a technique."""
_ENDS = frozenset("for of on in toward towards improve improves improving about task tasks problem problems".split())
"""Words in front of a task."""
_HOLDERS = frozenset(
    """algorithm approach architecture block component framework layer loss mechanism method model module network
    objective paradigm procedure scheme strategy technique""".split()
)
"""Words behind a technique that say so."""
_TASKS = frozenset("benchmark challenge corpus data dataset performance problem result setting system task".split())
"""Words behind a task that say so."""
_BREAKS = (
    frozenset(
        """a about above across after again all also although among an and any are as at be because been before being
    between
    both but can cannot could did do does doing due during each either even every few first from further given has have
    having hence here how however if into is it its itself just last least less like made make makes many may might more
    most much must need needs neither no nor not now off often one only or other our out over own per rather same second
    several should show shows shown since so some still such than that the their them then there therefore these they
    third this those thus to two under unlike until up upon very was we were what when where whereas whether which while
    who whose why will within without would yet you your three four based aims aim demonstrate demonstrates outperform
    outperforms achieve achieves achieving results experiments extensive paper work study experimental extend provide
    provides provided allow allows enable enables help helps learn learns learned train trains trained generate
    generates
    capture captures capturing address addresses addressing consider considers respectively e.g i.e et al instead
    compared comparing obtain obtains obtained require requires required find finds found lead leads follow following
    exist exists become becomes treat treats handle handles suffer suffers reduce reduces reducing increase increases
    produce produces perform performs contain contains denote evaluate evaluates evaluated investigate explore explores
    develop develops developed describe describes focus focuses build builds take takes give gives known called well
    recently usually typically simply directly jointly effectively efficiently significantly automatically explicitly
    fully highly namely finally moreover furthermore additionally specifically particularly especially named""".split()
    )
    | _MEANS
    | _ENDS
)
_GENERIC = frozenset(
    """additional advanced appropriate available baseline basic best better certain common competitive complex
    comprehensive conventional corresponding current deep different difficult efficient effective end-to-end entire
    excellent existing fast first-ever flexible full general generic good great high high-quality higher important
    improved individual initial intermediate key large large-scale latest low main major modern multiple necessary
    neural new novel numerous original overall particular popular possible potential powerful practical previous
    principled prior promising proposed public real real-world recent related relevant robust significant similar
    simple sota special specific standard state-of-the-art state-of-art strong successful such sufficient suitable
    superior total traditional typical underlying unified unique useful various vanilla whole wide widely
    challenging carefully able another art easy limited resulting hard human-level latter former natural main-stream
    single small state strong-performing two-fold so-called well-known widely-used x""".split()
)
_THINGS = frozenset(
    """ability absence accuracy acquisition action advance advantage aim amount analysis annotation appearance
    application approach area article aspect assignment attempt audience author behavior boundary calculation
    capability case category challenge choice citation code collection comparison complexity composition computation
    conclusion condition confidence connection consideration consumption content context contribution convergence
    conversation correlation cost creation decision definition degradation demand dependence dependency description
    deviation difference dimension direction discussion distance distribution diversity document domain effect
    effectiveness efficiency environment equation evaluation evidence existence expectation experience experiment
    explanation expression extension fact feature finding fraction framework frequency function gain gap
    generalization goal handling history idea image impact implementation importance improvement inference influence
    information input insight instance instruction intention interest intuition investigation issue item judgement
    judgment kind knowledge label labeling language layer length level limitation location loss machine maintenance
    majority manner measure measurement mechanism mention method metric model modeling modelling module motion
    motivation movement need negative neighborhood network notion number object objective observation occurrence
    operation opinion option organization output pair paper parameter part participation path pattern performance
    permission person perspective point population portion position possibility practice precision prediction
    preference preparation presence problem procedure process product production progress property proportion
    publication question rating ratio reaction reason reasoning recall recommendation record reference region
    relation relationship relevance representation request requirement research resolution respect response result
    role sample scale scenario scene science section selection sense sentence sequence session set setting signal
    situation solution source space stage state statement step strategy structure study subject success system task
    technique term test text theory thing time training transition type understanding unit user utterance validation
    value variation version video view viewpoint way weight window word work world year being string thing spring
    morning king ring meeting building evening setting ceiling existing emerging underlying meaning beginning ending
    following remaining missing interesting exciting outstanding human everything something anything nothing
    answering detection segmentation recognition classification localization estimation tracking retrieval ranking
    summarization parsing tagging reading writing speaking captioning forecasting identification verification
    dialogue extraction generation simplification labelling questioning""".split()
)
"""Heads that name what is worked on, or nothing at all."""
_HEAD = re.compile(
    r"(?:tion|sion|ment|ance|ence|ing|former|coder|attention|graph|ensemble|memory|embedding|prompt|kernel|transfer|"
    r"search|tree|forest|regression|policy|gradient|mixup|dropout|adapter|gan|vae|cnn|rnn|lstm|gru|gcn|gnn|bert|mlp|crf|field|"
    r"supervision|walk|teacher|student|curriculum|pyramid|anchor|prototype|hashing|cache|filter|flow|bank|pool|loss|"
    r"network)s?$"
)
_NOUNS = frozenset("learning matching training reasoning sampling embedding clustering pruning encoding".split())
"""Words in -ing that begin names; others are verbs there."""
_ARTICLES = frozenset("a an the our its their this these each all any".split())
_WIDE = frozenset(
    """attention-based decoder deep-learning embedding encoder graph interaction learning machinelearning matching
    memory optimization refinement representationlearning search student supervisedlearning supervision
    supervisedtraining teacher transfer unsupervisedlearning limitedmemory fusion alignment encoding projection
    pyramid translation decoding adaptation regression aggregation transformation information sampling field tree
    forest prompt filter cnn neuralnetwork deepneuralnetwork policy gradient selection statistical""".split()
)
"""Keys of names that are too wide to carry over."""
_JOINING = frozenset(("and", "or", ","))
"""Behind these stands one more of what the words before depend on."""
_LOUD = 4
"""Texts in which a single word has to be a means."""


@dataclass(slots=True)
class Technique:
    """A phrase, and the texts that it stands in."""

    name: str
    """As it is printed most often."""
    means: set[str] = field(default_factory=set)
    """Keys of the texts that do something with it."""
    ends: set[str] = field(default_factory=set)
    """Keys of those that do something for it."""
    texts: set[str] = field(default_factory=set)
    """Keys of all that hold it."""
    printed: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase in a text."""

    key: str
    printed: str
    is_means: bool
    is_end: bool


@lru_cache(maxsize=1 << 14)
def key_of(phrase: str) -> str:
    """What all spellings of a phrase share: hyphens, blanks, plural and case do not matter."""
    return "".join(stem(word) for word in phrase.casefold().replace("-", " ").split())


def techniques(texts: Mapping[str, Sequence[str]], tasks: Iterable[str] = (), fewest: int = 2) -> list[Technique]:
    """The phrases that are a means in at least `fewest` texts, and in more than they are an end, most frequent first.

    `texts` maps a key to its sentences; `tasks` are names of what is worked on, which are no techniques, nor are their
    ends.
    """
    ends = {key_of(" ".join(task.split()[at:])) for task in tasks for at in range(len(task.split()))}
    found: dict[str, Technique] = {}
    for text, sentences in texts.items():
        for sentence in sentences:
            for mention in mentions(sentence):
                one = found.setdefault(mention.key, Technique(mention.printed))
                one.texts.add(text)
                one.printed[mention.printed] += 1
                if mention.is_means:
                    one.means.add(text)
                if mention.is_end:
                    one.ends.add(text)
    kept = [one for key, one in found.items() if key not in ends | _WIDE and _is_means(one, fewest)]
    for one in kept:
        one.name = min(one.printed, key=lambda name: (-one.printed[name], name))
    whole = [one for one in kept if not any(_is_part(one, other) for other in kept)]
    return sorted(whole, key=lambda one: (-len(one.texts), one.name))


def _is_means(one: Technique, fewest: int) -> bool:
    """Whether enough texts do something with it; of a single word more, as most are too wide to say anything."""
    enough = fewest if " " in one.name or "-" in one.name else max(_LOUD, len(one.texts) // 3)
    return len(one.means) >= enough and len(one.means) > len(one.ends)


def _is_part(one: Technique, other: Technique) -> bool:
    """Whether nearly all texts that hold the name hold it inside a longer one."""
    longer = len(other.name) > len(one.name) and re.search(
        rf"(?<![a-z0-9]){re.escape(one.name)}(?![a-z0-9])", other.name
    )
    return bool(longer) and len(one.texts & other.texts) >= PART * len(one.texts)


@lru_cache(maxsize=1 << 14)
def mentions(sentence: str) -> tuple[Mention, ...]:
    """The phrases of a sentence that can name something, with what stands around each."""
    return tuple(_mentions(sentence))


def _mentions(sentence: str) -> Iterator[Mention]:
    tokens = _TOKEN.findall(sentence)
    lower = [token.casefold() for token in tokens]
    start, before = 0, ""
    while start < len(tokens):
        if _breaks(lower[start]):
            start += 1
            continue
        stop = start
        while stop < len(tokens) and not _breaks(lower[stop]):
            stop += 1
        if not start or lower[start - 1] not in _JOINING:
            before = _before(lower, start)
        yield from _of_chunk(tokens[start:stop], before, lower[stop] if stop < len(tokens) else "")
        start = stop


def _breaks(word: str) -> bool:
    return word in _BREAKS or not word[0].isalpha()


def _before(lower: Sequence[str], start: int) -> str:
    """The word that a chunk depends on: the last one before it that is no article or adverb; `based on` is a means."""
    at = start - 1
    while at >= 0 and lower[at] in {"a", "an", "the", "our", "its", "their", "both", "jointly", "directly"}:
        at -= 1
    if at < 0:
        return ""
    return "using" if lower[at] == "on" and at and lower[at - 1] == "based" else lower[at]


def _of_chunk(chunk: Sequence[str], before: str, after: str) -> Iterator[Mention]:
    """Names at the end of a chunk of words, and before a word in it that says what they are."""
    words = list(chunk)
    while words and words[0].casefold() in _GENERIC:
        words.pop(0)
    if not words:
        return
    held = stem(words[-1].casefold()) in _HOLDERS and len(words) > 1
    task = stem(words[-1].casefold()) in _TASKS and len(words) > 1
    based = words[-1].casefold().endswith(("-based", "-guided", "-driven", "-enhanced", "-augmented"))
    if held or task:
        words.pop()
    if based:
        words[-1] = words[-1].rsplit("-", 1)[0]
    whole = len(words)
    for size in range(1, min(LONGEST, whole) + 1):
        name = words[whole - size :]
        if _is_name(name, after):
            is_means = held or based or before in _MEANS or after == "for"
            printed = " ".join(word if _is_abbreviated(word) else word.lower() for word in name)
            yield Mention(key_of(printed), printed, is_means, task or before in _ENDS)


def _is_abbreviated(word: str) -> bool:
    return any(sum(map(str.isupper, part)) > 1 for part in word.split("-"))


def _is_name(words: Sequence[str], after: str) -> bool:
    head, first = words[-1].casefold(), words[0].casefold()
    if first in _GENERIC or first.endswith("ly") or len(head) < 3:
        return False
    last = head.replace("-", " ").split()[-1]
    if not _HEAD.search(last) or (stem(last) in _THINGS and last == head):
        return False
    if len(words) > 1 and first.endswith("ing") and "-" not in first and first not in _NOUNS:
        return False
    return len(words) > 1 or "-" in head or not (last.endswith("ing") and after in _ARTICLES)
