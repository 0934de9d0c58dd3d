"""The project's own measurements, each a command.

- `python -m surveyor.bench.ranking`: how well simple peers, and the answers of `surveyor batch`, rank baselines, on
  tasks with gold (`tasks.py`: the folder and its format; `peers.py`: who is asked; `scoring.py`: measures, intervals)
- `python -m surveyor.bench.tables`: how well tables of results are read, against labels made by hand
- `python -m surveyor.bench.train`: learns the model that `surveyor compared` ranks with, and tells its figures
- `python -m surveyor.bench.speed`: speed and memory on this machine
- `python -m surveyor.bench.live`: what asking in batches saves, against a server on this machine

Nothing in surveyor depends on them. A figure comes with its interval over queries, or is compared query by query: two
means alone say little.
"""
