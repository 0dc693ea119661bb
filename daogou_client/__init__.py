"""A client of Daogou's HTTP API, with types and without dependencies.

from daogou_client import Daogou

shop = Daogou("http://127.0.0.1:7860", bearer="an API key or a browser's token")
talk = shop.start_conversation()
reply = shop.send_message(talk["id"], {"text": "lamp under $40"})
"""

from daogou_client.client import Daogou
from daogou_client.transport import DaogouProblem, ServerSentEvent

__all__ = ["Daogou", "DaogouProblem", "ServerSentEvent"]
