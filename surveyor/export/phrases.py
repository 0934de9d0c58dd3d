"""What documents say, in the language of the reader: English as it stands in the code, or Chinese."""

from __future__ import annotations

from dataclasses import dataclass

from surveyor.export.marked import sentence
from surveyor.export.phrases_zh import PHRASES, TOLD
from surveyor.models import Survey
from surveyor.text import has_chinese


@dataclass(frozen=True, slots=True)
class Voice:
    """One language."""

    language: str

    def say(self, english: str, /, **values: object) -> str:
        """The phrase with its values; in English where there is no other."""
        phrase = PHRASES.get(english, english) if self.language == "zh" else english
        return phrase.format(**values)

    def each(self, *english: str) -> tuple[str, ...]:
        """The phrases one by one, such as the heads of a table."""
        return tuple(map(self.say, english))

    def tell(self, text: str) -> str:
        """What a stage says of a work or of the survey, clause by clause; names and titles in it stay."""
        if self.language != "zh":
            return text
        for clause, chinese in TOLD:
            text = clause.sub(chinese, text)
        return text

    def sentence(self, text: str) -> str:
        """The same as a whole sentence."""
        told = self.tell(text)
        return sentence(text) if told == text else told.rstrip(".") + "。"


ENGLISH = Voice("en")


def voice(survey: Survey) -> Voice:
    """The language that the reader asked for, else that of the problem."""
    return Voice(survey.language or ("zh" if has_chinese(survey.problem.text) else "en"))
