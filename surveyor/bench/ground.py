"""What a measurement stands on: a library with corpora, or the starter shelf alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from surveyor import places
from surveyor.errors import UsageError
from surveyor.identity import normal_id
from surveyor.library import Library
from surveyor.library.corpus import corpora, import_curated


@dataclass(frozen=True, slots=True)
class Ground:
    """A library, as the peers and as surveyor see it."""

    library: Library
    """What the peers rank the works of."""
    file: Path
    """The library that surveyor opens; it adds the starter shelf."""
    about: str
    """The corpora in words."""

    @property
    def word(self) -> str:
        """A word that changes with the records and citations."""
        word = hashlib.sha256(self.about.encode())
        with self.library.reading() as db:
            for name, data in db.execute("select name, data from columns order by name"):
                word.update(name.encode() + data)
        return word.hexdigest()

    def knows(self, names: Iterable[str]) -> bool:
        """Whether a record bears one of the names as an id, or appeared at a venue of the name."""
        ids, venues = "select 1 from ids where key in (:name, :id)", "select 1 from papers where venue = :name"
        sql = f"select exists ({ids}) or exists ({venues})"
        with self.library.reading() as db:
            return any(db.execute(sql, {"name": name, "id": normal_id(name)}).fetchone()[0] for name in names)


def open_library(cache_dir: str | Path) -> Library:
    """The library of a cache folder; UsageError where there is none."""
    file = places.library_file(Path(cache_dir))
    if not file.is_file():
        raise UsageError(f"{file}: no library here; import the corpora of the bench with `surveyor corpus import`")
    return Library.open(file)


def of_corpora(cache_dir: Path) -> Ground:
    """The library of a cache folder with its corpora; UsageError where there is none."""
    library = open_library(cache_dir)
    about = ", ".join(f"{known.name} ({known.papers:,} papers)" for known in corpora(library))
    return Ground(library, places.library_file(cache_dir), f"corpora {about}" if about else "no corpora")


def of_shelf(folder: Path) -> Ground:
    """The starter shelf; surveyor opens an empty library in the folder, and so has nothing else."""
    library = Library.in_memory()
    import_curated(library, places.shelf_dir(), name="shelf")
    file = folder / "empty.db"
    Library.open(file).close()
    return Ground(library, file, "starter shelf")
