"""SASRec: self-attention over the sequence of purchases (Kang and McAuley 2018).

Two blocks of 64 dimensions, trained to name the next product among sampled ones with the sampling
corrected for (Bengio and Senécal 2008), as the softmax over 63,000 products would take hours.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from retrieval.bert import Floats

DIMENSIONS = 64
LENGTH = 50
"""Purchases read, the latest."""
BLOCKS = 2
DROPOUT = 0.2
NEGATIVES = 512
BATCH = 64
LEARNING_RATE = 2e-3


class SasRec:
    """Of one log.

    Args:
        histories: rows by shopper, oldest first.
        steps: of the optimiser.
    """

    def __init__(
        self, histories: Sequence[Sequence[int]], items: int, steps: int, seed: int = 0
    ) -> None:
        import torch

        torch.manual_seed(seed)
        rng = np.random.default_rng(seed)
        self._model = _build(items)
        pieces = [
            np.asarray(history[max(0, end - LENGTH - 1) : end])
            for history in histories
            for end in range(len(history), 1, -LENGTH)
        ]
        flat = np.concatenate([np.asarray(history, np.int64) for history in histories])
        often = np.log(np.bincount(flat, minlength=items) / len(flat) + 1e-9).astype(np.float32)
        optimiser = torch.optim.AdamW(self._model.parameters(), lr=LEARNING_RATE)
        self.losses: list[float] = []
        self._model.train()
        for _ in range(steps):
            chosen = rng.integers(len(pieces), size=BATCH)
            before = np.full((BATCH, LENGTH), items, np.int64)
            after = np.full((BATCH, LENGTH), -1, np.int64)
            for place, piece in enumerate(chosen):
                mine = pieces[piece]
                before[place, LENGTH - len(mine) + 1 :] = mine[:-1]
                after[place, LENGTH - len(mine) + 1 :] = mine[1:]
            drawn = flat[rng.integers(len(flat), size=NEGATIVES)]
            right = torch.from_numpy(after[after >= 0])
            hidden = self._model(torch.from_numpy(before))[torch.from_numpy(after >= 0)]
            table, bias = self._model.items.weight, torch.from_numpy(often)
            own = (hidden * table[right]).sum(1) - bias[right]
            others = hidden @ table[torch.from_numpy(drawn)].T - bias[torch.from_numpy(drawn)]
            same = right[:, None] == torch.from_numpy(drawn)[None]
            others = others.masked_fill(same, -1e9)
            logits = torch.cat([own[:, None], others], 1)
            loss = torch.nn.functional.cross_entropy(logits, torch.zeros(len(logits)).long())
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            self.losses.append(float(loss.detach()))
        self._model.eval()

    def scores(self, history: Sequence[int]) -> Floats:
        """``(n,)`` logits of what comes next, higher is better."""
        import torch

        items = self._model.items.num_embeddings - 1
        before = np.full((1, LENGTH), items, np.int64)
        mine = np.asarray(history[-LENGTH:], np.int64)
        if len(mine):
            before[0, -len(mine) :] = mine
        with torch.no_grad():
            hidden = self._model(torch.from_numpy(before))[0, -1]
            result: Floats = (self._model.items.weight[:items] @ hidden).numpy()
        return result


def _build(items: int) -> Any:
    import torch
    from torch import nn

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.items = nn.Embedding(items + 1, DIMENSIONS)
            nn.init.normal_(self.items.weight, std=0.02)
            self.places = nn.Embedding(LENGTH, DIMENSIONS)
            layer = nn.TransformerEncoderLayer(
                DIMENSIONS, 2, DIMENSIONS * 2, DROPOUT, batch_first=True, norm_first=True
            )
            self.blocks = nn.TransformerEncoder(layer, BLOCKS, enable_nested_tensor=False)
            self.norm = nn.LayerNorm(DIMENSIONS)

        def forward(self, rows: Any) -> Any:
            """Rows ``(b, LENGTH)``, padded in front, to ``(b, LENGTH, DIMENSIONS)``."""
            ahead = torch.triu(torch.full((LENGTH, LENGTH), True), 1)
            mask = ahead[None] | (rows == items)[:, None]
            mask[:, range(LENGTH), range(LENGTH)] = False
            x = self.items(rows) + self.places.weight[None]
            x = self.blocks(x, mask=mask.repeat_interleave(2, 0))
            return self.norm(x)

    return Network()
