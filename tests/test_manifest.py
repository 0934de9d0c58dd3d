from __future__ import annotations

import shutil
from pathlib import Path

import surveyor
from surveyor.manifest import SHIPPED, shipped

PACKAGE = Path(surveyor.__file__).parent
NO_ANSWER = ("bench/*", "export/page/*")
"""Files that only measure answers, or only draw them."""


def test_every_shipped_file_that_changes_answers_is_named() -> None:
    data = {file for file in PACKAGE.rglob("*") if file.suffix in (".json", ".jsonl", ".tsv", ".css", ".html", ".js")}
    named = {file for pattern in (*SHIPPED, *NO_ANSWER) for file in PACKAGE.glob(pattern)}
    assert data <= named
    assert all(any(PACKAGE.glob(pattern)) for pattern in SHIPPED)


def test_a_changed_an_added_and_a_renamed_file_change_the_digest_of_their_name_alone(tmp_path: Path) -> None:
    package = tmp_path / "surveyor"
    for pattern in SHIPPED:
        for file in PACKAGE.glob(pattern):
            copy = package / file.relative_to(PACKAGE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
    before = shipped(PACKAGE)
    assert shipped(package) == before

    def changed() -> set[str]:
        shipped.cache_clear()
        return {name for name, digest in shipped(package).items() if digest != before[name]}

    (package / "meaning.json").write_text("{}")
    assert changed() == {"meaning.json"}
    (package / "shelf" / "zzz.jsonl").write_text("")
    assert changed() == {"meaning.json", "shelf/*.jsonl"}
    (package / "shelf" / "zzz.jsonl").unlink()
    assert changed() == {"meaning.json"}
    (package / "shelf" / "citations.jsonl").rename(package / "shelf" / "cited.jsonl")
    assert changed() == {"meaning.json", "shelf/*.jsonl"}
