"""What the readers of the service desk hand on."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.desk.types import Address, Operation


class Consent(StrEnum):
    """Whether a message agrees to what was summed up."""

    YES = "yes"
    """Explicitly and without a condition."""
    NO = "no"
    BUT = "but"
    """Yes with a change, a condition, a doubt or a question: not a yes."""
    NONE = "none"
    """It says neither."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The operations that a message asks for."""

    operations: tuple[Operation, ...] = ()
    """In the order said. CHANGE_ITEMS and EXCHANGE follow the shopper's words; which of them can be
    had depends on the order's state."""
    parts: tuple[str, ...] = ()
    """One for each operation: the words that belong to it."""
    otherwise: tuple[bool, ...] = ()
    """One for each operation: whether it is wanted only if the one before cannot be had."""
    about_rules: bool = False
    """Whether it asks what the shop's rules are, and not for something to be done."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of some things (items, orders, payment methods) a message means."""

    ids: tuple[str, ...] = ()
    """Those meant, in their own order; of pieces of one item, the id as often as pieces are meant.
    Empty when nothing is chosen or it is not clear what."""
    ambiguous: tuple[str, ...] = ()
    """Two or more among which the message does not say which it means; ``ids`` holds what is clear
    beside them."""
    count: int = 0
    """How many of ``ambiguous`` are meant; 0: not said."""
    unknown: tuple[str, ...] = ()
    """Words for things that are not there: "toaster", "amex"."""
    refused: tuple[str, ...] = ()
    """Ids of what it turns down or wants to keep: "not the lamp"."""
    also: bool = False
    """Whether it adds to what was chosen before: "and the lamp too"."""
    everything: bool = False
    """Whether all was said, with or without exceptions."""


Wish = tuple[str, tuple[str, ...]]
"""An option and its values that would do."""


@dataclass(frozen=True, slots=True)
class FormSaid:
    """Which other form of a product a message wants instead of the one that is there."""

    wished: tuple[Wish, ...] = ()
    """What it says of options, in the order of the item's."""
    candidates: tuple[str, ...] = ()
    """Available forms that fit: those with the wishes that keep most of what was not spoken of.
    One: that is it; several: it must be asked which."""
    sold_out: tuple[str, ...] = ()
    """Forms that fit as well or better and cannot be had."""
    near: tuple[str, ...] = ()
    """Available forms that come closest, where there are no candidates; the closest first."""
    unknown: tuple[tuple[str, str], ...] = ()
    """Wishes that this product never comes in: (option or "", the words), ("colour", "purple")."""
    given_up: tuple[str, ...] = ()
    """Options not spoken of that no candidate keeps as they are."""
    fallback: int = 0
    """Which choice the candidates are: 0 the first, 1 the first "otherwise" ..."""
    unchanged: bool = False
    """Whether what it wishes is the form that is there already."""

    @property
    def speaks(self) -> bool:
        """Whether the message says anything of a form."""
        return bool(
            self.wished or self.unknown or self.candidates or self.unchanged
            or self.sold_out or self.near
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SwapSaid:
    """What a message wants to have for one piece."""

    item_id: str
    form: FormSaid


@dataclass(frozen=True, slots=True)
class Identity:
    """What a message tells about who writes; empty: not told."""

    email: str = ""
    first_name: str = ""
    last_name: str = ""
    postal_code: str = ""
    order_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddressSaid:
    """An address in a message."""

    address: Address | None = None
    """Complete as far as message and base tell; None: none is given in words."""
    said: tuple[str, ...] = ()
    """Fields of ``Address`` that come from the message."""
    default: bool = False
    """Whether the address of the account is meant."""
    same_as: str = ""
    """The order whose address is meant."""
    make_default: bool = False
    """Whether it is to be the account's address as well."""

    @property
    def complete(self) -> bool:
        """Whether a parcel could be sent: street, place and postal code are known."""
        known = self.address
        return known is not None and all((known.line1, known.city, known.postal_code))
