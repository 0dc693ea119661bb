"""Sentences about the shop's people: tickets, office hours, ratings, complaints."""

from datetime import datetime

from assistant.people.types import Kind, Line
from assistant.reply.scene import Scene
from assistant.reply.titles import short_title
from assistant.reply.words import Words

_HAPPENED = {
    Kind.JOINED: "person_joined",
    Kind.LEFT: "person_left",
    Kind.CLOSED: "person_closed",
    Kind.ASKED: "ask_rating",
}


def say_handoff(scene: Scene) -> str:
    """The note's number, when somebody will be there, and where they answer to."""
    words, slot = scene.words, scene.slot
    said = [words.say("handoff_new" if slot("new") else "handoff_again", number=slot("number"))]
    if slot("complaint") and slot("new"):
        said.insert(0, _regret(scene))
    if slot("open"):
        within = slot("within")
        soon = words.say("handoff_soon", within=within) if within else words.say("handoff_unsaid")
        said += [_place(scene), soon, words.say("handoff_meanwhile")]
        return " ".join(filter(None, said))
    opens, now = slot("opens", None), slot("now")
    if isinstance(opens, datetime) and isinstance(now, datetime):
        said.append(words.say("handoff_closed", opens=opening(opens, now, words)))
    else:
        said.append(words.say("handoff_away"))
    if slot("later"):
        said.append(words.say("handoff_later", later=slot("later")))
    if slot("contact"):
        said.append(words.say("handoff_answer_to", contact=slot("contact")))
    if slot("asks"):
        said.append(words.say("ask_contact"))
    return " ".join(said)


def say_contact(scene: Scene) -> str:
    """Whether an address or number was kept."""
    slots = {"contact": scene.slot("contact"), "number": scene.slot("number")}
    return scene.words.say(str(scene.slot("said")), **slots)


def say_rated(scene: Scene) -> str:
    """Thanks for a rating."""
    value = int(str(scene.slot("value")))
    name = "rated_well" if value > 3 else "rated_middling" if value == 3 else "rated_badly"
    return scene.words.say(name)


def say_complaint(scene: Scene) -> str:
    """Regret, what the rules have for it, and the offer of a person."""
    words, quoted = scene.words, str(scene.slot("quoted"))
    rule = words.say("complaint_rule", rule=quoted) if quoted else ""
    return " ".join(filter(None, (_regret(scene), rule, words.say("ask_handoff"))))


def line_text(line: Line, words: Words) -> str:
    """A live line in words: what was said, or what happened."""
    happened = _HAPPENED.get(line.kind)
    return words.say(happened, name=line.name) if happened else line.text


def opening(opens: datetime, now: datetime, words: Words) -> str:
    """When people are back: "tomorrow at 8 am EST"."""
    minutes = f":{opens:%M}" if opens.minute else ""
    time = f"{opens.hour % 12 or 12}{minutes} {opens:%p}".lower()
    time = f"{time} {opens.tzname() or ''}".strip()
    days = (opens.date() - now.date()).days
    if days < 2:
        return words.say("opens_tomorrow" if days else "opens_today", time=time)
    if days < 7:
        return words.say("opens_day", day=f"{opens:%A}", time=time)
    return words.say("opens_date", day=f"{opens:%A}", date=f"{opens.day} {opens:%B}", time=time)


def _regret(scene: Scene) -> str:
    product_id = str(scene.slot("id"))
    if not product_id:
        return scene.words.say("complaint")
    return scene.words.say("complaint_product", title=short_title(scene.product(product_id).title))


def _place(scene: Scene) -> str:
    before = int(str(scene.slot("before", 0)))
    if before == 0:
        return scene.words.say("handoff_next")
    if before == 1:
        return scene.words.say("handoff_before_one")
    return scene.words.say("handoff_before_many", count=before)
