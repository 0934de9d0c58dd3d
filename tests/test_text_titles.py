from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyor.text_titles import plain_title

TITLE = "Counting sheep by their shadows"


@pytest.mark.parametrize(
    "printed",
    [
        f"{TITLE}.",
        f'"{TITLE}"',
        f"“{TITLE}”",
        f"{TITLE}. CoRR, abs/1708.07747",
        f"{TITLE}. ArXiv, abs",
        f"{TITLE}. arXiv preprint 1612",
        f"{TITLE}. arXiv e-prints, art",
        f"{TITLE} (arXiv:1708.07747)",
        f"{TITLE}. arXiv:1708.07747 [cs]",
        f"{TITLE}. In NAACL",
        f"{TITLE}. In: Medical Image Analysis",
        f"{TITLE}, in: Asian Conference on Counting",
        f'{TITLE}," in arXiv',
        f'{TITLE}". en. In: Journal of Sheep',
        f"{TITLE}. Proceedings of the 1st Workshop on Sheep",
        f"{TITLE}. International Conference on Sheep (ICS)",
        f"{TITLE}. ICLR'14",
        f"{TITLE}. ICCV 2019",
        f"Grace Hopper, et al. {TITLE}",
        f"Grace Hopper, Annie J. Easley, et al. 2017a. {TITLE}",
        f"Grace Hopper, and Annie Easley. {TITLE}",
        f"Lovelace, Grace Hopper, and Annie Easley. 2018. {TITLE}",
        f"Grace Hopper and Annie Easley. {TITLE}",
        f"Hopper, G. {TITLE}",
        f"Hopper, G.: {TITLE}",
        f"Hopper, G.; and Easley, A. 2018. {TITLE}",
        f"G. Hopper, and A. de Easley. {TITLE}",
        f"Grace Hopper, and Annie Easley. {TITLE}. CoRR, abs",
    ],
)
def test_a_reference_leaves_its_title_alone(printed: str) -> None:
    assert plain_title(printed, as_cited=True) == TITLE


def test_a_question_keeps_its_mark() -> None:
    assert plain_title("Do sheep count shadows? arXiv preprint", as_cited=True) == "Do sheep count shadows?"


@pytest.mark.parametrize(
    "title",
    [
        "In defense of sheep",
        "Sheep. In defense of shadows and their counts",
        "Sheep, Goats, and Cows. A Survey of Farms",
        "Sheep and goats. A survey of farms in the north",
        "arXiv",
        "CoRR, abs/1708.07747",
        "J. PySheep. J. Farm. Learn. Res",
        "Word, H. Rival, counting of sheep on farms",
        "Counting in the U.S.",
        "Count, or do not...",
        "“Sheep” and “goats”",
        "Sheep (arXiv edition)",
    ],
)
def test_what_may_be_a_title_stays(title: str) -> None:
    assert plain_title(title, as_cited=True) == title


def test_the_title_of_a_record_of_its_own_keeps_all_its_words() -> None:
    title = "Grace Hopper, et al. Counting sheep. In NAACL"
    assert plain_title(title) == title


@given(st.text(max_size=60), st.booleans())
def test_any_title_is_taken(title: str, as_cited: bool) -> None:
    assert plain_title(title, as_cited=as_cited) in title
