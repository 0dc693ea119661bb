"""The dialogue of the service desk: what a message brings about, given what the desk remembers and
what the records say. Pure.

A message adds tasks to the desk or says more of them (``hear``); the task at work goes on to its
next question, its summary or its refusal (``proceed``). A yes to the summary that was the last
thing said is handed out as ``Step.confirmed``: ``assistant.desk.desk`` has it carried out and goes
on with ``carried_out``, or with ``changed`` where the records are no longer those summed up.
"""

from dataclasses import dataclass, replace

from assistant.cues import NO, QUESTION, WHAT_ABOUT
from assistant.desk.account import SWAPPING, TOLD, Account
from assistant.desk.cues import GOING, OF_THINGS, SAYS_MORE, SHORT
from assistant.desk.facts import told
from assistant.desk.intents import AT_DESK, MEANT_FOR_DESK, SHOPPING
from assistant.desk.questions import advance, reopened
from assistant.desk.reading.consent import consent
from assistant.desk.reading.orders import order_ids
from assistant.desk.reading.types import Consent, Wanted
from assistant.desk.slots import fill
from assistant.desk.state import Desk, Done, Task
from assistant.desk.tasks import orders_answered, take_up
from assistant.desk.types import Plan, Receipt, Refusal
from assistant.desk.wishes import wished
from assistant.types import Action, Intent


@dataclass(frozen=True, slots=True)
class Step:
    """What comes of a message."""

    desk: Desk
    says: tuple[Action, ...] = ()
    """In order; what is asked comes last."""
    offer: Plan | None = None
    """Summed up at the end of ``says``, for a yes to it."""
    confirmed: Plan | None = None
    """Said yes to: to be carried out before anything is said."""

    def after(self, *says: Action) -> "Step":
        """The same with something said before it."""
        return replace(self, says=(*says, *self.says))


def hear(desk: Desk, text: str, intent: Intent, account: Account) -> Step | None:
    """What a verified customer's message brings about; None: it says nothing to the desk."""
    task = desk.task
    agreed = consent(text) if desk.open else Consent.NONE
    if desk.summary is not None and agreed is Consent.YES:
        return _agreed(desk, account)
    if foreign := _not_theirs(text, account):
        return proceed(desk, account).after(Action("not_your_order", {"ids": foreign}))
    wanted = wished(text, intent, desk, account)
    if task is not None and (named := orders_answered(task, wanted, text, account)):
        return proceed(_with_tasks(desk, (*named, *desk.tasks[1:])), account)
    fact = told(wanted, text, desk, account)
    choosing = task is not None and _chooses(task, text, account)
    if fact is None and wanted.about_rules and not choosing:
        return None
    declined = agreed is Consent.NO and desk.summary is not None
    changes = _changes(wanted, fact)
    taken = take_up(desk, changes, text, account, declined=declined)
    if taken.news:
        step = _anew(desk, proceed(_with_tasks(desk, taken.tasks), account)).after(*taken.notes)
        return step if fact is None else step.after(fact)
    if fact is not None:
        return proceed(_about(desk, fact), account).after(fact)
    if task is None:
        return Step(desk, (Action("ask_operation"),)) if intent in AT_DESK else None
    shopping = intent in SHOPPING and task.asked not in OF_THINGS and not SAYS_MORE.search(text)
    for place, one in enumerate(() if shopping else desk.tasks):
        filled = fill(one, text, account)
        if filled.notes or filled.spoke or filled.task.order_id != one.order_id:
            tasks = (*desk.tasks[:place], filled.task, *desk.tasks[place + 1 :])
            return _anew(desk, proceed(_with_tasks(desk, tasks), account)).after(*filled.notes)
    if desk.summary is None and GOING.search(text):
        return _dropped(desk, account)
    if agreed is Consent.NO and (NO.search(text) or len(text.split()) <= SHORT):
        return _dropped(desk, account)
    if desk.summary is not None and agreed is Consent.BUT:
        return proceed(desk, account).after(Action("clear_yes"))
    if intent in MEANT_FOR_DESK and not QUESTION.search(text):
        return proceed(desk, account).after(Action("say_again"))
    return None


def proceed(desk: Desk, account: Account, *, back: bool = False) -> Step:
    """The next question, summary or refusal of the tasks, in their order; nothing: all are done.

    Args:
        back: whether another task was at work before.
    """
    says: tuple[Action, ...] = ()
    while desk.task is not None:
        if back and desk.task.asked:
            says = (*says, Action("back_to", {"operation": desk.task.operation}))
        task, following = advance(desk.task, account)
        desk = replace(
            desk.working(task),
            order_id=task.order_id or desk.order_id,
            address=task.address or desk.address,
        )
        if isinstance(following, Plan):
            said = _summary(following, desk.tasks[1:], account)
            return Step(desk, (*says, said), offer=following)
        if isinstance(following, Refusal):
            mended = reopened(task, following, account)
            says = (*says, _refused(task, following, account, mendable=mended is not None))
            if mended is not None:
                desk = desk.working(mended)
                continue
            desk = replace(_without_task(desk, refused=True), last=task.operation)
            back = True
        elif task.operation in TOLD and task.order_id:
            says = (*says, following)
            desk = _without_task(desk, refused=False)
        else:
            return Step(desk, (*says, following))
    return Step(desk, says)


def carried_out(desk: Desk, receipt: Receipt, before: Account, account: Account) -> Step:
    """After a change: what was done, and on to the next task.

    Args:
        before, account: the records as they were and as they are now.
    """
    plan = receipt.plan
    moved = {
        kind: sum((one.amount for one in plan.transfers if one.kind == kind), plan.fee * 0)
        for kind in ("refund", "payment")
    }
    request = plan.request
    done = Done(receipt.key, request.operation, request.order_id, moved["refund"], moved["payment"])
    after = replace(desk, done=(*desk.done, done), last=request.operation)
    after = _without_task(after, refused=False)
    step = proceed(after, account, back=True)
    return step.after(Action("done", {"plan": plan, "before": before}))


def changed(desk: Desk, account: Account) -> Step:
    """The records are no longer those that were summed up: summed up anew, or refused."""
    return proceed(replace(desk, summary=None), account).after(Action("records_changed"))


def _agreed(desk: Desk, account: Account) -> Step:
    """A yes: to the summary that was the last thing said; else it is summed up again."""
    assert desk.summary is not None
    assert desk.task is not None
    plan = account.decide(desk.task)
    if not desk.summary.last:
        return proceed(desk, account)
    if isinstance(plan, Plan) and plan.digest == desk.summary.digest:
        return Step(desk, confirmed=plan)
    return changed(desk, account)


def _chooses(task: Task, text: str, account: Account) -> bool:
    """Whether "what about cotton?" speaks of the form that is being chosen."""
    about = task.asked == "forms" or WHAT_ABOUT.search(text) is not None
    return task.operation in SWAPPING and about and fill(task, text, account).spoke


def _anew(desk: Desk, step: Step) -> Step:
    """The step, saying so where it comes to the summary of before."""
    if desk.summary is None or step.offer is None or step.offer.digest != desk.summary.digest:
        return step
    return step.after(Action("as_before"))


def _changes(wanted: Wanted, fact: Action | None) -> Wanted:
    """What is wanted beside what has been told."""
    if fact is None:
        return wanted
    if fact.name in ("profile", "other_customer"):
        return Wanted()
    each = zip(wanted.operations, wanted.parts, wanted.otherwise, strict=True)
    kept = [one for one in each if one[0] not in TOLD]
    operations, parts, otherwise = zip(*kept, strict=True) if kept else ((), (), ())
    return Wanted(operations, parts, otherwise)


def _with_tasks(desk: Desk, tasks: tuple[Task, ...]) -> Desk:
    return replace(desk, tasks=tasks, summary=None)


def _about(desk: Desk, fact: Action) -> Desk:
    """The desk, knowing what was spoken of."""
    orders = fact.slots.get("orders", ())
    item = fact.slots.get("item")
    return replace(
        desk,
        order_id=orders[0].id if len(orders) == 1 else desk.order_id,
        item_id=item.item_id if item is not None else desk.item_id,
    )


def _dropped(desk: Desk, account: Account) -> Step:
    assert desk.task is not None
    slots = {"operation": desk.task.operation}
    after = _without_task(desk, refused=False)
    return proceed(after, account, back=True).after(Action("dropped", slots))


def _without_task(desk: Desk, *, refused: bool) -> Desk:
    """On to the next task; one that was wanted only if this one is refused goes with it."""
    tasks = desk.tasks[1:]
    while tasks and tasks[0].if_refused and not refused:
        tasks = tasks[1:]
    if tasks and refused:
        tasks = (replace(tasks[0], if_refused=False), *tasks[1:])
    return replace(desk, tasks=tasks, summary=None)


def _summary(plan: Plan, later: tuple[Task, ...], account: Account) -> Action:
    """What would be done, and which of the later tasks it would rule out."""
    shut = tuple(
        one.operation
        for one in later
        if plan.order is not None
        and one.order_id == plan.order.id
        and one.operation not in TOLD
        and account.refusal(one.operation, plan.order) is not None
        and account.fits(one.operation, account.order(one.order_id))
    )
    return Action("confirm", {"plan": plan, "account": account, "shut": shut})


def _refused(task: Task, refusal: Refusal, account: Account, *, mendable: bool) -> Action:
    """The refusal, and what else can be done with the order unless the task can still be."""
    order = account.order(task.order_id)
    possible = () if order is None or mendable else account.possible(order)
    instead = tuple(one for one in possible if one is not task.operation)
    slots = {
        "refusal": refusal,
        "operation": task.operation,
        "order": order,
        "account": account,
        "instead": instead,
    }
    return Action("refused", slots)


def _not_theirs(text: str, account: Account) -> tuple[str, ...]:
    """Orders that a message names and that are not this customer's, whether or not they exist."""
    known = {one.id for one in account.orders}
    return tuple(one for one in order_ids(text, tuple(known)) if one not in known)
