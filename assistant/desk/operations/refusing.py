"""How the files of this package say no."""

from collections.abc import Mapping

from assistant.desk.rule_parts import OperationRules
from assistant.desk.types import Refusal


class Refused(Exception):
    """Ends a decision; ``decide`` and ``allowed`` return its refusal."""

    def __init__(self, code: str, facts: Mapping[str, str] = {}, *, person: bool = False) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, dict(facts), person)


def refuse(
    rules: OperationRules, code: str, facts: Mapping[str, str] = {}, *, person: bool = False
) -> Refused:
    """A refusal by the rules; a person is offered where the shop says so for this code.

    Args:
        person: offer one whatever the shop says: the records cannot decide it.
    """
    return Refused(code, facts, person=person or code in rules.person)
