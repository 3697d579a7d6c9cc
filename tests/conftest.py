"""What every test stands on: the guard against the outside world."""

from tests.network_guard import install_network_guard

install_network_guard()
