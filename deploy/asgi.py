"""What daphne serves."""

import os
from typing import Any

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

from deploy.bodies import within_limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings.local")


async def no_such_socket(_scope: Any, receive: Any, send: Any) -> None:
    """Close a WebSocket with 4404: there is none here for anybody."""
    await receive()
    await send({"type": "websocket.close", "code": 4404})


application = ProtocolTypeRouter({"http": within_limits(get_asgi_application()), "websocket": no_such_socket})
