"""A chat model of any provider that langchain knows, asked within a time that it cannot stretch."""

import asyncio
import threading
from dataclasses import dataclass
from typing import Any

from assistant.errors import SettingsError
from assistant.settings import Settings

MOST_TOKENS = 400
"""Of one answer."""
SIGNS = 4
"""Characters of a token, about; for providers that do not count."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said and what it took."""

    text: str
    tokens_in: int
    tokens_out: int


class ChatModel:
    """A model on an event loop of its own, so that a call can be given up at any moment and its
    connection with it. Safe to share between threads.

    Raises:
        SettingsError: the model cannot be opened; the sentence says what is missing.
    """

    def __init__(self, settings: Settings) -> None:
        self._model = _open(settings)
        self._seconds = settings.llm_seconds
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="llm", daemon=True)
        self._thread.start()

    def ask(self, system: str, question: str) -> Answer:
        """The model's answer.

        Raises:
            TimeoutError: it took longer than ``llm_seconds``.
            Exception: whatever the provider's library raises.
        """
        coming = asyncio.run_coroutine_threadsafe(self._ask(system, question), self._loop)
        try:
            return coming.result(self._seconds)
        finally:
            coming.cancel()

    async def _ask(self, system: str, question: str) -> Answer:
        said = await self._model.ainvoke([("system", system), ("human", question)])
        text = str(said.text)
        used = said.usage_metadata or {}
        return Answer(
            text,
            int(used.get("input_tokens") or (len(system) + len(question)) // SIGNS),
            int(used.get("output_tokens") or len(text) // SIGNS),
        )

    def close(self) -> None:
        """Give up what is under way."""
        self._loop.call_soon_threadsafe(self._stop)
        self._thread.join()
        self._loop.close()

    def _stop(self) -> None:
        for running in asyncio.all_tasks(self._loop):
            running.cancel()
        self._loop.call_soon(self._loop.stop)


def _open(settings: Settings) -> Any:
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise SettingsError(
            "Setting 'llm' needs the packages of the extra: pip install 'daogou[llm]'."
        ) from error
    chosen: dict[str, Any] = {"max_tokens": MOST_TOKENS, "max_retries": 0}
    chosen["timeout"] = settings.llm_seconds
    if settings.llm_url:
        # A key of another provider that lies in the environment is not for this server.
        chosen |= {"base_url": settings.llm_url, "api_key": settings.llm_key or "none"}
    elif settings.llm_key:
        chosen["api_key"] = settings.llm_key
    try:
        return init_chat_model(settings.llm, **chosen)
    except Exception as error:  # each provider's library has errors of its own
        raise SettingsError(
            f"The language model '{settings.llm}' cannot be opened ({type(error).__name__}): write "
            "the setting 'llm' as provider:model, install the provider's langchain package, and "
            "set DAOGOU_LLM_KEY where it asks for a key."
        ) from error
