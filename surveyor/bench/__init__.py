"""The project's own measurements.

`surveyor bench` asks surveyor and simple peers the same questions, and prints a table a task:

- `tasks.py`: the tasks, a row each; `questions.py`, `problems.py`, `shelf.py`: what they ask and what is right
- `ground.py`: the corpora or the shelf that it is measured on; `answers.py`: surveyor's answers, and how all are kept
- `works.py` with `pool.py`, `peers.py`, `tfidf.py`: tasks about works; `comparisons.py`: references of one paper;
  `routes.py`: venues
- `exam.py`, `learn.py`, `listwise.py`, `train.py`, `boosted.py`: what the models in the package are learnt from, how
- `scoring.py`, `sheet.py`: measures, intervals, tables; `measure.py`: all of it in order

The others are commands each:

- `python -m surveyor.bench.tables`: how well tables of results are read, against labels made by hand
- `surveyor bench train compared`: learns the model that `surveyor compared` ranks with, and tells its figures
- `python -m surveyor.bench.audit`: how often an audit names the baseline that was taken out of a paper's references
- `surveyor bench ablate`: what carries the learnt ranking (`ablation.py`, `trials.py`, `feature_groups.py`)
- `python -m surveyor.bench.growth`: what ranking costs beside simple peers as the library grows
- `python -m surveyor.bench.roles`: how often baselines get the role that a labelled list gives them
- `python -m surveyor.bench.speed`: speed and memory on this machine
- `python -m surveyor.bench.live`: what asking in batches saves, against a server on this machine

Nothing in surveyor depends on them. A figure comes with its interval over queries, or is compared query by query: two
means alone say little.
"""
