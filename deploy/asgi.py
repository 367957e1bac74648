"""What daphne serves."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings.local")
pages = get_asgi_application()  # what is imported below needs Django set up

from api.live.application import sockets  # noqa: E402
from deploy.body_limit import within_limits  # noqa: E402
from deploy.frame_limit import limit_frames  # noqa: E402
from deploy.middleware import address_of  # noqa: E402

limit_frames()
application = ProtocolTypeRouter({"http": within_limits(pages), "websocket": sockets(address_of)})
