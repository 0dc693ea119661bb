"""Which pieces of an order a message means, and which other forms of them it wishes for. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.desk.account import SWAPPING, Account
from assistant.desk.pointing import named_pieces, words_of_pieces
from assistant.desk.reading.forms import which_form
from assistant.desk.reading.items import which_items
from assistant.desk.reading.swaps import read_swaps
from assistant.desk.reading.types import Chosen, SwapSaid
from assistant.desk.state import Task
from assistant.desk.types import Order, OrderItem, Swap
from assistant.types import Action
from retrieval.text import words

ONLY = re.compile(r"\b(?:only|just)\b", re.I)


@dataclass(frozen=True, slots=True)
class Filled:
    """A task with what a message says of it."""

    task: Task
    notes: tuple[Action, ...] = ()
    """What must be told: things that are not there, forms that are sold out."""
    spoke: bool = False
    """Whether the message said anything of it at all, new or not."""

    def with_(self, more: "Filled") -> "Filled":
        """With what another reader found."""
        return Filled(more.task, (*self.notes, *more.notes), self.spoke or more.spoke)


def read_forms(task: Task, text: str, order: Order | None, account: Account) -> Filled:
    """Pieces with the forms wished for them; a form is measured by the one chosen before."""
    assert order is not None
    filled = read_pieces(task, text, order, account)
    saids = _wishes(task, words_of_pieces(text, order, account), order, account)
    saids = _without_values(saids, text, order, account)
    asked = open_piece(task, order) if task.asked == "forms" else None
    if asked is not None and _insists(task, asked, saids):
        rest = tuple(one for one in task.item_ids if one != asked.item_id)
        return Filled(task.with_(item_ids=rest), spoke=True)
    if any(said.form.candidates and said.item_id in task.item_ids for said in saids):
        filled = Filled(task)  # "no keyboard like that? then ..." turns no keyboard down
    elif saids:  # what is not there may be how a form was called
        filled = Filled(filled.task.with_(missed=()), spoke=filled.spoke)
    for said in saids:
        filled = filled.with_(_swapped(filled.task, said, order, account))
    return filled


def _wishes(task: Task, text: str, order: Order, account: Account) -> tuple[SwapSaid, ...]:
    """What is wished for which piece: an answer is about the piece that was asked about, first
    among the forms that were left for it."""
    named = named_pieces(text, order, account)
    piece = open_piece(task, order) if task.asked == "forms" or not named else None
    if piece is not None:
        left = task.choices_for(piece.item_id)
        forms = account.forms(piece)
        narrowed = [one for one in forms if one.id in left]
        for among in (narrowed, forms) if narrowed else (forms,):
            form = which_form(text, _as_chosen(piece, task, account), among)
            if form.candidates or (form.speaks and not named and among is forms):
                return (SwapSaid(piece.item_id, form),)
        if not named:
            return ()
    meant = [
        one for one in order.items if named or not task.item_ids or one.item_id in task.item_ids
    ]
    items = tuple(_as_chosen(one, task, account) for one in meant)
    if not named and len(items) == 1:
        only = items[0]
        return (SwapSaid(only.item_id, which_form(text, only, account.forms(only))),)
    return read_swaps(text, items, {one.product_id: account.forms(one) for one in order.items})


def _without_values(
    saids: Sequence[SwapSaid], text: str, order: Order, account: Account
) -> tuple[SwapSaid, ...]:
    """Without pieces that are only named by a word of another's form: a lamp with Bluetooth names
    no Bluetooth speaker."""
    pieces = {one.item_id: one for one in order.items}
    wanted = {form for said in saids for form in said.form.candidates}
    values = {
        word
        for said in saids
        for form in account.forms(pieces[said.item_id])
        if form.id in wanted
        for word in words(" ".join(form.options.values()))
    }
    heard = set(words(text))

    def only_a_value(said: SwapSaid) -> bool:
        named = set(words(pieces[said.item_id].name)) & heard
        return not said.form.candidates and bool(named) and named <= values

    return tuple(said for said in saids if not only_a_value(said))


def _insists(task: Task, asked: OrderItem, saids: Sequence[SwapSaid]) -> bool:
    """Whether only what is known already of other pieces is said again, so that the piece that was
    asked about is not wanted at all."""
    return bool(saids) and all(
        said.item_id != asked.item_id
        and said.form.speaks
        and task.swap_of(said.item_id) is not None
        and (said.form.unchanged or not said.form.candidates)
        for said in saids
    )


def open_piece(task: Task, order: Order) -> OrderItem | None:
    """The first piece whose new form is not known; None: all are, or no piece is."""
    unsettled = [one for one in task.item_ids if task.swap_of(one) is None]
    return next((one for one in order.items if one.item_id in unsettled[:1]), None)


def _as_chosen(item: OrderItem, task: Task, account: Account) -> OrderItem:
    """The piece, with the options of the form chosen for it so far."""
    swap = task.swap_of(item.item_id)
    if swap is None:
        return item
    chosen = (one.options for one in account.forms(item) if one.id == swap.new_item_id)
    return replace(item, options=next(chosen, item.options))


def _swapped(task: Task, said: SwapSaid, order: Order, account: Account) -> Filled:
    """With what is wished for one piece."""
    form = said.form
    item = next(one for one in order.items if one.item_id == said.item_id)
    pieces = task.item_ids if item.item_id in task.item_ids else (*task.item_ids, item.item_id)
    task = task.with_(item_ids=pieces)
    if not form.speaks:
        return Filled(task)
    if form.unchanged and task.swap_of(item.item_id) is not None:
        return Filled(task, spoke=True)  # the form that is chosen already
    swaps = tuple(one for one in task.swaps if one.item_id != item.item_id)
    choices = tuple(one for one in task.choices if one[0] != item.item_id)
    if len(form.candidates) == 1:
        swaps = (*swaps, Swap(item.item_id, form.candidates[0]))
    elif form.candidates:
        choices = (*choices, (item.item_id, form.candidates))
    else:
        slots = {"item": item, "form": form, "forms": tuple(account.forms(item))}
        notes = (Action("no_such_form", slots),)
        choices = (*choices, (item.item_id, form.near)) if form.near else choices
        return Filled(task.with_(swaps=swaps, choices=choices), notes, spoke=True)
    return Filled(task.with_(swaps=swaps, choices=choices), spoke=True)


def read_pieces(task: Task, text: str, order: Order | None, account: Account) -> Filled:
    assert order is not None
    among = tuple(one for one in order.items if one.item_id in task.unclear) or order.items
    text = words_of_pieces(text, order, account)
    chosen = which_items(text, among)
    if not _about_pieces(task, text, order, chosen, account):
        return Filled(task)
    ids = _merged(task, chosen, only=ONLY.search(text) is not None)
    found = bool(chosen.ids or chosen.ambiguous or chosen.refused)
    missed = () if found else chosen.unknown
    after = task.with_(item_ids=ids, unclear=chosen.ambiguous, missed=missed)
    beside = which_items(text, account.items).unknown if found and chosen.unknown else ()
    if not beside or task.operation in SWAPPING:
        return Filled(after, spoke=found or bool(missed))
    return Filled(after, (Action("not_held", {"order": order, "words": beside}),), spoke=True)


def _about_pieces(task: Task, text: str, order: Order, chosen: Chosen, account: Account) -> bool:
    """Once the pieces are known, "the first one" or "the other" speaks of something else."""
    if not task.item_ids or task.asked == "items":
        return True
    return bool(
        chosen.also or chosen.refused or chosen.everything or named_pieces(text, order, account)
    )


def _merged(task: Task, chosen: Chosen, *, only: bool) -> tuple[str, ...]:
    """Pieces of before and those said now: added to, taken from, or replaced. Each piece that is
    swapped may be spoken of by itself, so those join unless only they are meant."""
    if chosen.also or task.unclear or (task.operation in SWAPPING and chosen.ids and not only):
        return (*task.item_ids, *(one for one in chosen.ids if one not in task.item_ids))
    if chosen.refused and not chosen.ids:
        return tuple(one for one in task.item_ids if one not in chosen.refused)
    return chosen.ids or task.item_ids
