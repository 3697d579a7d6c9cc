"""What every test stands on: the guard against the outside world and the settings' environment."""

import os

os.environ.setdefault("NEWSROOM_ENV", "local")

from tests.network_guard import install_network_guard

install_network_guard()
