"""``daogou dialogues``: scripted dialogues are run, recorded and described."""

import json
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import StoryError

if TYPE_CHECKING:
    from assistant.stories.types import Result, Story


def register(app: typer.Typer) -> None:
    """Add ``dialogues`` to the command line."""
    app.command()(dialogues)


def dialogues(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="YAML files, or folders of them.")
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            help="Store of the stories that name none: a folder, a catalogue file, or demo;"
            " default: the demo store."
        ),
    ] = None,
    only: Annotated[
        str | None, typer.Option("--only", "-k", help="Run stories whose names contain this.")
    ] = None,
    junit: Annotated[
        Path | None, typer.Option(help="Write the results to this file, as JUnit XML.")
    ] = None,
    latency: Annotated[bool, typer.Option(help="Whether expectations of latency_ms count.")] = True,
    p95: Annotated[
        float | None,
        typer.Option(help="Fail when 5% of all turns take longer than this, in milliseconds."),
    ] = None,
    record: Annotated[
        Path | None, typer.Option(help="Write a conversation as a story to this new file.")
    ] = None,
    conversation: Annotated[
        str | None,
        typer.Option(
            help="With --record: a conversation that the store has kept; default: talk now."
        ),
    ] = None,
    shopper: Annotated[
        str | None, typer.Option(help="With --record: id of the customer who talks.")
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema of story files, for editors.")
    ] = False,
) -> None:
    """Run scripted dialogues; each failure is shown as a diff with file and line.

    With --record, one conversation becomes a story instead. A run changes nothing in the store.
    """
    if schema:
        from assistant.stories.format import schema as story_schema

        print(json.dumps(story_schema(), indent=2))
    elif record is not None:
        _record(record, store, conversation, shopper)
    elif not paths:
        raise StoryError("Name the files or folders of the stories: daogou dialogues PATH...")
    else:
        _run(paths, store, only, junit, latency, p95)


def _run(
    paths: list[Path],
    store: str | None,
    only: str | None,
    junit: Path | None,
    latency: bool,
    p95: float | None,
) -> None:
    from rich.console import Console
    from rich.progress import track

    from assistant.stories.junit import write_junit
    from assistant.stories.read import read_stories
    from assistant.stories.run import by_store, run_story, summary, turn_p95
    from assistant.stories.stores import Stores
    from assistant.stories.types import StoreChoice

    stories = by_store(_chosen(read_stories(paths), only))
    results: list[Result] = []
    with Stores(None if store is None else StoreChoice(store)) as stores:
        for story in track(stories, "Dialogues", transient=True, console=Console(stderr=True)):
            result = run_story(story, stores, latency=latency)
            results.append(result)
            _tell(result)
    if junit is not None:
        write_junit(results, junit)
    print(summary(results))
    wrong = sum(not result.good for result in results)
    if wrong:
        raise StoryError(f"{wrong} of {len(results)} dialogues do not hold.")
    if p95 is not None and turn_p95(results) > p95:
        raise StoryError(f"5% of the turns took longer than {turn_p95(results):.0f} ms.")


def _chosen(stories: "list[Story]", only: str | None) -> "list[Story]":
    chosen = [
        story for story in stories if only is None or only.casefold() in story.name.casefold()
    ]
    if not chosen:
        raise StoryError(f"No story has {only!r} in its name.")
    return chosen


def _tell(result: "Result") -> None:
    from assistant.stories.types import Verdict

    if not result.good:
        print(result.report(), end="\n\n", flush=True)
    elif result.verdict is not Verdict.HELD:
        print(f"{result.story.name}: {result.verdict.value}, {result.reason}", flush=True)


def _record(path: Path, store: str | None, conversation: str | None, shopper: str | None) -> None:
    from assistant.build import build_assistant
    from assistant.stories.record import write_story

    if path.exists():
        raise StoryError(f"{path} is there already: name another file for --record.")
    with build_assistant(None if store in (None, "demo") else Path(str(store))) as assistant:
        if shopper is not None:
            assistant.shopper(shopper)
        if conversation is None:
            from assistant.commands.terminal import talk

            conversation = f"recorded-{uuid.uuid4().hex[:12]}"
            talk(assistant, conversation, shopper)
        elif not assistant.history(conversation):
            raise StoryError(f"The store has kept no conversation '{conversation}'.")
        turns = assistant.history(conversation)
        write_story(path, f"conversation {conversation}", turns, shopper)
    print(f"{len(turns)} turns are in {path}.", file=sys.stderr)
