"""Stories over the tiny shop, for the tests of the tool."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.stories.play import play
from assistant.stories.read import read_file
from assistant.stories.types import Result

SOCKS = """\
- name: socks
  shopper: C-1
  turns:
    - user: merino socks
      expect:
        action: show_products
        products: {min: 2, max_price: 20, first: S1, category: Socks, none_of_brand: Nobody}
        text_contains: $14.90
    - user: lamp
      expect:
        action: [show_products, ask]
        products:
          ids: [L2, L1, L3]
          none_of_colour: pink
          says: lamp
        state:
          topic: lamp
          constraints.price.max: null
"""


@dataclass
class PaperBooks:
    """Records of a shop on paper; ``edit`` is what happens in the meantime."""

    records: dict[str, Any] = field(default_factory=dict)
    reads: int = 0
    edit: Mapping[str, Any] = field(default_factory=dict)

    def read(self) -> Mapping[str, Any]:
        self.reads += 1
        return self.records if self.reads == 1 else {**self.records, **self.edit}

    def restore(self) -> None:
        self.reads = 0


def write(folder: Path, text: str, name: str = "story.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def play_text(text: str, folder: Path, assistant: Assistant) -> list[Result]:
    """What comes of the stories of a text."""
    return [play(story, assistant, PaperBooks()) for story in read_file(write(folder, text))]


def play_one(expect: str, folder: Path, assistant: Assistant, user: str = "lamp") -> Result:
    """What comes of one turn with these expectations (YAML in flow style)."""
    (result,) = play_text(
        f"- name: one\n  turns:\n    - user: {user}\n      expect: {expect}\n", folder, assistant
    )
    return result
