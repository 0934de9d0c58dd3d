"""Words that tell names of techniques from other phrases: what stands around them, what they end in, what is none."""

from __future__ import annotations

import re

MEANS = frozenset(
    """via using through with by leverage leverages leveraging employ employs employing utilize utilizes utilizing
    adopt adopts adopting apply applies applying exploit exploits exploiting propose proposes proposed introduce
    introduces incorporate incorporates incorporating integrate integrates integrating combine combines combining
    use uses presents design designs""".split()
)
"""Words in front of a technique."""
ENDS = frozenset("for of on in toward towards improve improves improving about task tasks problem problems".split())
"""Words in front of a task."""
HOLDERS = frozenset(
    """algorithm approach architecture block component framework layer loss mechanism method model module network
    objective paradigm procedure scheme strategy technique""".split()
)
"""Words behind a technique that say so."""
OWN_HOLDERS = frozenset("loss network transformer encoder".split())
"""Words that say so and are part of the name."""
TASKS = frozenset("benchmark challenge corpus data dataset performance problem result setting system task".split())
"""Words behind a task that say so."""
BREAKS = (
    frozenset(
        """a about above across after again all also although among an and any are as at be because been before being
    between
    both but can cannot could did do does doing due during each either even every few first from further given has have
    having hence here how however if into is it its itself just last least less like made make makes many may might more
    most much must need needs neither no nor not now off often one only or other our out over own per rather same second
    several should show shows shown since so some still such than that the their them then there therefore these they
    third this those thus to two under unlike until up upon very was we were what when where whereas whether which while
    who whose why will within without would yet you your three four based aims aim aiming demonstrate demonstrates
    outperform outperforms achieve achieves achieving results experiments extensive paper work study experimental
    extend provide provides provided allow allows enable enables help helps learn learns learned train trains trained
    generate generates
    capture captures capturing address addresses addressing consider considers respectively e.g i.e et al instead
    compared comparing obtain obtains obtained require requires required find finds found lead leads follow following
    exist exists become becomes treat treats handle handles suffer suffers reduce reduces reducing increase increases
    produce produces perform performs contain contains denote evaluate evaluates evaluated investigate explore explores
    develop develops developed describe describes focus focuses build builds take takes give gives known called well
    recently usually typically simply directly jointly effectively efficiently significantly automatically explicitly
    fully highly namely finally moreover furthermore additionally specifically particularly especially named
    alleviates alleviating avoids avoiding boosts bridges bridging combats copes deals eases eliminates eliminating
    enhances enhancing ensures ensuring mitigates mitigating offers overcomes overcoming plays prevents preventing
    relieves resolves resolving seeks serves solves solving strengthens suppresses tackles tackling""".split()
    )
    | MEANS
    | ENDS
)
GENERIC = frozenset(
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
THINGS = frozenset(
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
    motivation movement need neighborhood network notion number object objective observation occurrence
    operation opinion option organization output pair paper parameter part participation path pattern performance
    permission person perspective point population portion position possibility practice precision prediction
    preference preparation presence problem procedure process product production progress property proportion
    publication question rating ratio reaction reason reasoning recall recommendation record reference region
    relation relationship relevance representation request requirement research resolution respect response result
    role sample scale scenario scene science section selection sense sentence sequence session set setting signal
    situation solution source space stage state statement step strategy structure study subject success system task
    technique term test text theory thing time transition type understanding unit user utterance validation
    value variation version video view viewpoint way weight window word work world year being string thing spring
    morning king ring meeting building evening setting ceiling existing emerging underlying meaning beginning ending
    following remaining missing interesting exciting outstanding human everything something anything nothing
    answering detection segmentation recognition classification localization estimation tracking retrieval ranking
    summarization parsing tagging reading writing speaking captioning forecasting identification verification
    dialogue extraction generation simplification labelling questioning disambiguation formation""".split()
)
"""Heads that name what is worked on, or nothing at all."""
HEAD = re.compile(
    r"(?:tion|sion|ment|ance|ence|ing|former|coder|attention|graph|ensemble|memory|embedding|prompt|kernel|transfer|"
    r"search|negative|feedback|tree|forest|regression|policy|gradient|mixup|dropout|adapter|gan|vae|cnn|rnn|lstm|gru|gcn|gnn|bert|mlp|crf|field|"
    r"supervision|walk|teacher|student|curriculum|pyramid|anchor|prototype|hashing|cache|filter|flow|bank|pool|loss|"
    r"network)s?$"
)
STUFF = frozenset("embedding encoder interaction network cnn".split())
"""Heads of names that say nothing besides the word before them, of what that is."""
NOUNS = frozenset("learning matching training reasoning sampling embedding clustering pruning encoding".split())
"""Words in -ing that begin names; others are verbs there."""
ARTICLES = frozenset("a an the our its their this these each all any".split())
WIDE = frozenset(
    """attention-based decoder deep-learning embedding encoder graph interaction learning machinelearning matching
    memory optimization refinement representationlearning search student supervisedlearning supervision
    supervisedtraining teacher transfer unsupervisedlearning limitedmemory fusion alignment encoding projection
    pyramid translation decoding adaptation regression aggregation transformation information sampling field tree
    forest prompt filter cnn policy gradient selection statistical attention selfattention pooling convolution
    transformer pretraining finetuning softmax dropout normalization regularization initialization augmentation guidance
    rendering completion factorization weighting ensemble clustering propagation subnetwork receptivefield
    encoderdecoder sequencetosequence autoencoder objective training backbone lstm bilstm rnn gru mlp dnn gcn rcnn
    neuralnetwork deepneuralnetwork convolutionalneuralnetwork deepconvolutionalneuralnetwork convolutionalnetwork
    deepconvolutionalnetwork recurrentneuralnetwork recurrentnetwork deepnetwork fullyconvolutionalnetwork
    feedforwardneuralnetwork artificialneuralnetwork socialnetwork neuralnet longshorttermmemory shorttermmemory
    termmemory bidirectionallongshorttermmemory wordembedding wordvector crossentropyloss lossfunction trainingloss
    imageencoder textencoder sentenceencoder contextencoder pretrainedbert pretrainedtransformer featureembedding
    semanticembedding sharedencoder vanillatransformer networkarchitecture featureselection bidirectionalencoder
    languageencoder pretrainedencoder featureencoder mobilenetwork feedback expansion implicitfeedback userfeedback
    negativefeedback fullprecision minimalsupervision statisticalsignificance privacypreserving sideinformation
    featurelearning relevanceassessment postprocessing preprocessing crossvalidation backpropagation
    instancelearning featureinteraction userinteraction interactionlearning setlearning knowledgelearning
    distancelearning graphinteraction relationgraph relationshipgraph contextgraph dependencygraph
    hierarchicalgraph graphfoundation visionfoundation multimodalfoundation visionlanguagefoundation
    pretrainedvision pretraineddiffusion pretrainedsequencetosequence finetunebert finetuningbert
    finetunedtransformer multilingualbert enhancedtransformer attentiontransformer visionencoder codeembedding
    localcoherence randominitialization learningoptimization discriminativelearning discriminativeembedding
    featureencoding collectiveintelligence budgetallocation faulttolerance radialdistortion cooccurrence
    convexformulation kldivergence kullbackleiblerdivergence fasterrcnn maskrcnn stablediffusion swintransformer
    memorymanagement unsupervisedadaptation superviseddeeplearning unsuperviseddeeplearning
    multimodaldeeplearning languageprompt reluactivation datasplitting overparameterization flowfield
    distancefield multimodalembedding textembedding contextembedding hierarchicalembedding behaviourpolicy
    behaviorpolicy noisereduction banditfeedback delayedfeedback noisyfeedback binaryfeedback
    distributionlearning policylearning discriminativefeaturelearning programinduction featureengineering
    entityembedding relationembedding relationallearning""".split()
)
"""Keys of names that are too wide to carry over: the stuff that most methods are made of."""
