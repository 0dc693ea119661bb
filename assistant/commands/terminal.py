"""A conversation in the terminal, with rich."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.panel import Panel
from rich.table import Column, Table
from rich.text import Text

from assistant.types import Message, Reply

if TYPE_CHECKING:
    from assistant.assistant import Assistant

ENDS = ("quit", "exit", ":q")


def talk(
    assistant: "Assistant", conversation_id: str, shopper_id: str | None, token: str = ""
) -> None:
    """Ask and answer until the shopper leaves (``quit``, Ctrl-D or Ctrl-C)."""
    console = Console()
    console.print(Text(f"Conversation {conversation_id}. Leave with 'quit'.", style="dim"))
    for turn in assistant.history(conversation_id):
        console.print(Text(f"you › {turn.user}", style="bold"))
        show(console, turn.reply)
    while True:
        try:
            said = console.input("[bold]you › [/bold]")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if said.strip().lower() in ENDS:
            return
        show(console, assistant.reply(Message(said, conversation_id, shopper_id, token)))


def show(console: Console, reply: Reply) -> None:
    """One reply: text, cards or table, quick replies. Product text is never read as markup."""
    if not reply.text:  # the message went to a person, who answers on the chat page
        return
    console.print(Panel(Text(reply.text), border_style="green", title="Daogou", title_align="left"))
    if reply.comparison:
        table = Table(*(Column(Text(cell)) for cell in reply.comparison[0]))
        for row in reply.comparison[1:]:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)
    elif reply.cards:
        table = Table("", "Product", "Price", "Stars", "Why")
        for number, card in enumerate(reply.cards, 1):
            product = card.product
            price = "" if product.price is None else f"{product.price} {product.currency}"
            stars = "" if product.rating is None else f"{product.rating:g} ({product.rating_count})"
            cells = (str(number), product.title, price, stars, "; ".join(card.reason_texts))
            table.add_row(*(Text(cell) for cell in cells))
        console.print(table)
    if reply.suggestions:
        console.print(Text("  ".join(f"‹{one}›" for one in reply.suggestions), style="dim"))
