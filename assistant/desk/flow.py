"""The dialogue of the service desk: what a message brings about, given what the desk remembers and
what the records say. Pure.

A message adds tasks to the desk or says more of them; the task at work goes on to its next
question, its summary or its refusal (``steps.proceed``). A yes to the summary that was the last
thing said is handed out as ``Step.confirmed``: ``assistant.desk.desk`` has it carried out and goes
on with ``steps.carried_out``, or with ``steps.changed`` where the records are no longer those.
"""

from dataclasses import replace

from assistant.cues import NO, QUESTION, WHAT_ABOUT
from assistant.desk.account import SWAPPING, TOLD, Account
from assistant.desk.cues import GIVES_UP, GOING, OF_THINGS, SAYS_MORE, SHORT
from assistant.desk.facts import told
from assistant.desk.intents import AT_DESK, MEANT_FOR_DESK, SHOPPING
from assistant.desk.reading.consent import consent
from assistant.desk.reading.orders import order_ids
from assistant.desk.reading.types import Consent, Wanted
from assistant.desk.slots import fill
from assistant.desk.state import Desk, Task
from assistant.desk.steps import Step, changed, dropped, proceed
from assistant.desk.tasks import orders_answered, take_up
from assistant.desk.types import Plan
from assistant.desk.wishes import wished
from assistant.types import Action, Intent


def hear(desk: Desk, text: str, intent: Intent, account: Account) -> Step | None:
    """What a verified customer's message brings about; None: it says nothing to the desk."""
    task = desk.task
    agreed = consent(text, task.operation if task else None) if desk.open else Consent.NONE
    if desk.summary is not None and agreed is Consent.YES:
        return _agreed(desk, account)
    if foreign := _not_theirs(text, account):
        return proceed(desk, account).after(Action("not_your_order", {"ids": foreign}))
    wanted = wished(text, intent, desk, account)
    if task is not None and (named := orders_answered(task, wanted, text, account)):
        return proceed(_with_tasks(desk, (*named, *desk.tasks[1:])), account)
    choosing = task is not None and _chooses(task, text, account)
    fact = told(wanted, text, desk, account)
    if choosing and fact is not None and fact.name == "forms":
        fact = None  # "which ones do you have in red?" narrows the choice
    gives_up = agreed is Consent.NO and GIVES_UP.search(text) is not None
    if fact is None and wanted.about_rules and not choosing and not gives_up:
        return None
    declined = agreed is Consent.NO and desk.summary is not None
    changes = _changes(wanted, fact)
    taken = take_up(desk, changes, text, account, declined=declined)
    for note in taken.notes:
        if note.name == "whole_order":
            desk = replace(desk, order_id=note.slots["order"].id)
    if taken.news:
        step = _anew(desk, proceed(_with_tasks(desk, taken.tasks), account)).after(*taken.notes)
        return step if fact is None else step.after(fact)
    if fact is not None:
        about = _about(desk, fact)
        step = proceed(about, account).after(fact)
        return replace(step, desk=replace(step.desk, order_id=about.order_id))
    if task is None:
        return Step(desk, (Action("ask_operation"),)) if intent in AT_DESK else None
    answers = task.asked in OF_THINGS or _other_words_for_a_form(desk, text)
    shopping = intent in SHOPPING and not answers and not SAYS_MORE.search(text)
    if gives_up and not wanted.operations:
        return dropped(desk, account)
    for place, one in enumerate(() if shopping else desk.tasks):
        filled = fill(one, text, account)
        if filled.notes or filled.spoke or filled.task.order_id != one.order_id:
            tasks = (*desk.tasks[:place], filled.task, *desk.tasks[place + 1 :])
            tasks = tuple(_for_the_same_reason(each, filled.task) for each in tasks)
            step = _anew(desk, proceed(_with_tasks(desk, tasks), account))
            return _noted(one, step, account).after(*filled.notes)
    if desk.summary is None and GOING.search(text):
        return dropped(desk, account)
    if agreed is Consent.NO and (gives_up or NO.search(text) or len(text.split()) <= SHORT):
        return dropped(desk, account)
    if desk.summary is not None and agreed is Consent.BUT:
        return proceed(desk, account).after(Action("clear_yes"))
    if intent in MEANT_FOR_DESK and not QUESTION.search(text):
        return proceed(desk, account).after(Action("say_again"))
    return None


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


def _other_words_for_a_form(desk: Desk, text: str) -> bool:
    """Whether "the biggest you have" speaks of the form that was summed up last."""
    task, summary = desk.task, desk.summary
    swaps = task is not None and task.operation in SWAPPING
    return swaps and summary is not None and summary.last and len(text.split()) <= SHORT


def _for_the_same_reason(task: Task, told: Task) -> Task:
    """A reason that is given for one of several orders holds for the others as well."""
    if task.operation is not told.operation or task.reason:
        return task
    return task.with_(reason=told.reason)


def _anew(desk: Desk, step: Step) -> Step:
    """The step, saying so where it comes to the summary of before."""
    if desk.summary is None or step.offer is None or step.offer.digest != desk.summary.digest:
        return step
    return step.after(Action("as_before"))


def _noted(before: Task, step: Step, account: Account) -> Step:
    """The step, saying that a method is noted which was given before it was asked for."""
    task = step.desk.task
    if task is None or step.offer is not None or task.method_id in ("", before.method_id):
        return step
    method = account.customer.method(task.method_id)
    return step.after(Action("method_noted", {"method": method, "currency": account.currency}))


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


def _not_theirs(text: str, account: Account) -> tuple[str, ...]:
    """Orders that a message names and that are not this customer's, whether or not they exist."""
    known = {one.id for one in account.orders}
    return tuple(one for one in order_ids(text, tuple(known)) if one not in known)
