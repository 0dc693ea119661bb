"""``daogou evaluate service``: simulated customers at the service desk of one shop."""

from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.simulator.errands.customer import Said
from assistant.simulator.errands.report import report, transcripts
from assistant.simulator.errands.run import calls
from assistant.understanding.report import present

SHOP = "tau2"
"""The public shop whose rules are the shipped ones."""


def evaluate_service(
    data: Path | None,
    *,
    customers: int = 200,
    seed: int = 0,
    json_out: bool = False,
    docs: Path | None = None,
    transcript_file: Path | None = None,
) -> None:
    """Run on a copy of the records, print the tables, and keep the conversations that went wrong.

    Raises:
        SettingsError: the public data is not here.
    """
    from rich.progress import Progress

    from assistant.build import build_assistant
    from assistant.desk.connect import open_records
    from assistant.desk.exchange import to_document
    from assistant.settings import load_settings
    from assistant.simulator.stores import find_store, import_bars
    from assistant.storage.records import current_records
    from assistant.types import Message

    with Progress(transient=True) as bars, TemporaryDirectory() as scratch:
        folder = find_store(SHOP, data, progress=import_bars(bars)).folder
        settings = load_settings(folder).model_copy(
            update={"database_url": "", "orders_url": "", "data_folder": Path(scratch)}
        )
        engine = open_records(settings, folder)
        with build_assistant(folder, settings) as assistant:

            def reply(text: str, conversation: str) -> Said:
                said = assistant.reply(Message(text, conversation))
                desk = said.state.get("desk") or {}
                return Said(said.action, said.text, desk, said.latency_ms)

            task = bars.add_task("Customers", total=customers)
            finished = calls(
                to_document(current_records(engine)),
                lambda: to_document(current_records(engine)),
                reply,
                customers,
                f"{seed}-{SHOP}",
                lambda: bars.advance(task),
            )
        engine.dispose()
    command = f"daogou evaluate service --customers {customers}"
    present(report(finished, command + (f" --seed {seed}" if seed else "")),
            json_out=json_out, docs=docs)  # fmt: skip
    if transcript_file is not None:
        transcript_file.write_text(transcripts(finished), "utf-8")
