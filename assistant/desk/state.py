"""What the service desk remembers of a conversation, as one frozen value in plain JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from assistant.desk.types import Address, Operation, Request, Swap

MESSAGES_WAITING = 5
CHARACTERS_WAITING = 2_000
"""Of the messages that wait, together: what is read at once goes no further."""


@dataclass(frozen=True, slots=True)
class Task:
    """One change that is being prepared."""

    operation: Operation
    order_id: str = ""
    reason: str = ""
    item_ids: tuple[str, ...] = ()
    """Pieces that it is about; an id stands as often as pieces of it are meant."""
    swaps: tuple[Swap, ...] = ()
    """Of the pieces whose new form is known, in the order of ``item_ids``."""
    method_id: str = ""
    address: Address | None = None
    said: tuple[str, ...] = ()
    """What was said of it, oldest first: read again when another order is meant."""
    unclear: tuple[str, ...] = ()
    """Pieces among which the shopper has not said yet which are meant."""
    missed: tuple[str, ...] = ()
    """What was named that the order does not hold; nothing is taken for granted then."""
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pieces, and the forms among which the shopper has not said yet which is meant."""
    asked: str = ""
    """The slot that the shopper was asked for last: "order", "items", "forms", "method" ..."""
    if_refused: bool = False
    """Wanted only if the task before it cannot be: "otherwise cancel it"."""

    def with_(self, **changes: Any) -> "Task":
        """A copy with some fields replaced."""
        return replace(self, **changes)

    def swap_of(self, item_id: str) -> Swap | None:
        """The new form of a piece; None: not known yet."""
        return next((one for one in self.swaps if one.item_id == item_id), None)

    def choices_for(self, item_id: str) -> tuple[str, ...]:
        """The forms that fit what was said of a piece; empty: nothing was said that narrows."""
        return next((forms for piece, forms in self.choices if piece == item_id), ())

    def request(self, customer_id: str) -> Request:
        """The task as what the rules decide on."""
        swapping = self.operation in (Operation.CHANGE_ITEMS, Operation.EXCHANGE)
        swaps = tuple(swap for one in self.item_ids if (swap := self.swap_of(one)) is not None)
        return Request(
            self.operation,
            customer_id,
            self.order_id,
            self.reason,
            self.item_ids,
            swaps if swapping else (),
            self.method_id,
            self.address,
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What the shopper was asked to say yes to."""

    key: str
    """Made with the summary; carries the change out at most once."""
    digest: str
    """Of the plan that was summed up."""
    text: str = ""
    """Word for word."""
    last: bool = True
    """Whether it was the last thing said: only then is a yes a yes to it."""


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was carried out in this conversation."""

    key: str
    operation: Operation
    order_id: str
    refunded: Decimal
    """To the customer, together."""
    paid: Decimal
    """By the customer, together."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One conversation at the desk. ``to_json`` and ``from_json`` are inverse to each other."""

    customer: str = ""
    """Id of the verified customer; empty: nobody is verified."""
    by_login: bool = False
    """Whether the shop's own login verified them: only messages that carry it are theirs."""
    first_name: str = ""
    last_name: str = ""
    """What a shopper said of themselves who is not verified yet."""
    attempts: int = 0
    """Wrong attempts to verify."""
    asking: bool = False
    """Whether who is talking was the last thing asked."""
    intent: str = ""
    """Of the first of ``waiting``."""
    waiting: tuple[str, ...] = ()
    """Messages to go on with once the customer is verified, oldest first; the last few."""
    tasks: tuple[Task, ...] = ()
    """What is to be done; the first one is at work."""
    summary: Summary | None = None
    """Of the first task."""
    done: tuple[Done, ...] = ()
    """Oldest first."""
    last: Operation | None = None
    """What was done last, or could not be."""
    order_id: str = ""
    """The order that was talked about last."""
    item_id: str = ""
    """The piece that was talked about last."""
    address: Address | None = None
    """The address that was given last."""

    def with_(self, **changes: Any) -> "Desk":
        """A copy with some fields replaced."""
        return replace(self, **changes)

    @property
    def task(self) -> Task | None:
        """The one at work."""
        return self.tasks[0] if self.tasks else None

    @property
    def open(self) -> bool:
        """Whether the desk waits for something from the shopper."""
        return bool(self.tasks or self.asking)

    def keeping(self, text: str) -> "Desk":
        """With one more message that waits; the oldest go where they are too many or too long."""
        messages = (*self.waiting, text)[-MESSAGES_WAITING:]
        while len(messages) > 1 and len("\n".join(messages)) > CHARACTERS_WAITING:
            messages = messages[1:]
        return replace(self, waiting=messages)

    def working(self, task: Task) -> "Desk":
        """With the task at work replaced; what was summed up before is void."""
        return replace(self, tasks=(task, *self.tasks[1:]), summary=None)

    def set_aside(self) -> "Desk":
        """After something else was said: a yes is none to the summary any more."""
        if self.summary is None:
            return self
        return replace(self, summary=replace(self.summary, last=False))

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values only; ``task`` says again, for readers, which is at work."""
        task, summary = self.task, self.summary
        at_work = (
            None if task is None else {"operation": task.operation.value, "order_id": task.order_id}
        )
        return {
            "customer": self.customer,
            "by_login": self.by_login,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "attempts": self.attempts,
            "asking": self.asking,
            "intent": self.intent,
            "waiting": list(self.waiting),
            "task": at_work,
            "tasks": [_task_to_json(one) for one in self.tasks],
            "summary": None if summary is None else {**asdict(summary), **(at_work or {})},
            "done": [_done_to_json(one) for one in self.done],
            "last": None if self.last is None else self.last.value,
            "order_id": self.order_id,
            "item_id": self.item_id,
            "address": None if self.address is None else asdict(self.address),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Desk":
        """Read what ``to_json`` wrote; a field that an older version lacked takes its default."""
        summary = data.get("summary")
        return cls(
            customer=data.get("customer", ""),
            by_login=data.get("by_login", False),
            first_name=data.get("first_name", ""),
            last_name=data.get("last_name", ""),
            attempts=data.get("attempts", 0),
            asking=data.get("asking", False),
            intent=data.get("intent", ""),
            waiting=tuple(data.get("waiting", ())),
            tasks=tuple(_task_from_json(one) for one in data.get("tasks", ())),
            summary=None
            if summary is None
            else Summary(summary["key"], summary["digest"], summary["text"], summary["last"]),
            done=tuple(_done_from_json(one) for one in data.get("done", ())),
            last=None if data.get("last") is None else Operation(data["last"]),
            order_id=data.get("order_id", ""),
            item_id=data.get("item_id", ""),
            address=None if data.get("address") is None else Address(**data["address"]),
        )


def _done_to_json(done: Done) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(done).items()}


def _done_from_json(data: Mapping[str, str]) -> Done:
    amounts = Decimal(data["refunded"]), Decimal(data["paid"])
    return Done(data["key"], Operation(data["operation"]), data["order_id"], *amounts)


def _task_to_json(task: Task) -> dict[str, Any]:
    return {
        **asdict(task),
        "operation": task.operation.value,
        "item_ids": list(task.item_ids),
        "swaps": [[one.item_id, one.new_item_id] for one in task.swaps],
        "unclear": list(task.unclear),
        "missed": list(task.missed),
        "choices": [[piece, list(forms)] for piece, forms in task.choices],
        "said": list(task.said),
    }


def _task_from_json(data: Mapping[str, Any]) -> Task:
    address = data["address"]
    return Task(
        operation=Operation(data["operation"]),
        order_id=data["order_id"],
        reason=data["reason"],
        item_ids=tuple(data["item_ids"]),
        swaps=tuple(Swap(*one) for one in data["swaps"]),
        method_id=data["method_id"],
        address=None if address is None else Address(**address),
        unclear=tuple(data["unclear"]),
        missed=tuple(data["missed"]),
        choices=tuple((piece, tuple(forms)) for piece, forms in data["choices"]),
        said=tuple(data["said"]),
        asked=data["asked"],
        if_refused=data["if_refused"],
    )
