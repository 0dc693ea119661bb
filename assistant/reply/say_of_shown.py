"""Which of the products on display goes furthest in something, or which of them are so."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reply.say_answer import say_answer
from assistant.reply.say_compare import say_which
from assistant.reply.scene import Scene
from assistant.reply.titles import short_title
from assistant.service.among import Among, Answered
from assistant.service.which import Which
from assistant.types import Action
from retrieval.types import Product

QUOTED = 2
"""So many of those that are so are quoted."""
MOST_TOLD = 4
"""So many are that neither say yes nor no."""
PLAIN = 4
"""A value of so few letters says no more than yes does."""


def say_of_shown(scene: Scene) -> str:
    """The answer with the records that it comes from, or that they do not say."""
    asked = scene.slot("which", None)
    if isinstance(asked, Which):
        ids = scene.slot("ids", ())
        assert isinstance(ids, tuple)
        return say_which(scene, asked, [scene.product(product_id) for product_id in ids])
    among = scene.slot("among")
    assert isinstance(among, Among)
    words = scene.words
    if not among.known:
        return f"{words.say('among_unknown')} {words.say('answer_unknown_ask')}"
    said = []
    if among.yes:
        said.append(words.say("among_yes", names=_names(scene, [p for p, _ in among.yes])))
    telling = [one for one in among.yes if len(one[1].value) > PLAIN]
    said += [_quoted(scene, one) for one in (*telling[:QUOTED], *among.told[:MOST_TOLD])]
    if among.no:
        kind = "among_not" if said else "among_none"
        said.append(words.say(kind, names=_names(scene, [p for p, _ in among.no])))
    if among.unknown:
        said.append(words.say("among_unsaid", names=_names(scene, among.unknown)))
    return " ".join(said)


def _names(scene: Scene, products: Sequence[Product]) -> str:
    return scene.words.all_of(short_title(product.title) for product in products)


def _quoted(scene: Scene, one: Answered) -> str:
    """What a record says, without the yes that stands before all of them."""
    product, answer = one
    action = Action("answer", {"id": product.id, "answer": replace(answer, verdict=None)})
    return say_answer(replace(scene, outcome=replace(scene.outcome, action=action)))
