"""Writing an output."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from surveyor.cli.options import write_file
from surveyor.errors import ExportError


def test_a_pipe_stays_a_pipe_and_gets_the_text(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(pipe, "said")
        assert os.read(end, 10) == b"said"
    finally:
        os.close(end)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "there" / "file.md")
    write_file(link, "said")
    assert link.is_symlink()
    assert (tmp_path / "there" / "file.md").read_text(encoding="utf-8") == "said"


def test_a_folder_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="choose another place"):
        write_file(tmp_path, "said")
