"""How the tasks of the desk go on: the next question, summary or refusal. Pure."""

from dataclasses import dataclass, replace

from assistant.desk.account import TOLD, Account
from assistant.desk.questions import advance, reopened
from assistant.desk.state import Desk, Done, Task
from assistant.desk.types import Plan, Receipt, Refusal
from assistant.types import Action


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
        elif following.name == "none_fits":
            says = (*says, following)
            desk = replace(_without_task(desk, refused=True), last=task.operation)
            back = True
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


def dropped(desk: Desk, account: Account) -> Step:
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
