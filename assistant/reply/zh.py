"""Chinese: the honest lines for a shopper whose language the full texts do not cover yet."""

from collections.abc import Mapping

TEXTS: Mapping[str, str | tuple[str, ...]] = {
    "other_language": "抱歉，我的中文还在学习中，下面暂时用英文回答。",
}
