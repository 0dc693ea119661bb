"""What a text is cut into for checking: products, quotes, amounts, numbers and words. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

PIECES = "pieces of one product"
"""A unit that only a number with it in the template may have."""


class Kind(StrEnum):
    """What a token is."""

    PRODUCT = "product"
    QUOTE = "quote"
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"
    WORD = "word"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Token:
    """One thing said."""

    kind: Kind
    value: str
    """A product's id, a quote as it stands, an amount in plain digits, a word's lemma, or the sign
    of a break."""
    unit: str = ""
    """Of money: its sign; of a number: the word behind it."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two tokens say the same; a number says it with and without its unit."""
        return self.kind, self.value, self.unit if self.kind is Kind.MONEY else ""


WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def plain(text: str) -> str:
    """One kind of apostrophe and of quotation mark."""
    text = text.replace("’", "'").replace("‘", "'").replace("\u00a0", " ").replace("″", '"')
    return re.sub(r'(?<![\d\w])"([^"]{1,2000})"', r"“\1”", text)
