"""How one request leaves: what is noted at that moment, and that it leaves once."""

import aiohttp
from aiohttp.connector import Connection

from verify.checking.failures import BrokenOff
from verify.checking.guard import DIALLING


class Request(aiohttp.ClientRequest):
    """Notes when it is sent: from then on a silence is the server's, no longer the connection's."""

    async def send(self, conn: Connection) -> aiohttp.ClientResponse:
        dial = DIALLING.get()
        if dial is not None and dial.greets_only:
            secured = conn.transport.get_extra_info("ssl_object") if conn.transport else None
            dial.spoken = (secured.version() or "") if secured else ""
            raise aiohttp.ClientConnectionError("greeted, and nothing to ask")
        if dial is not None:
            dial.stage = "no_answer"
        return await super().send(conn)


async def sent_once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """The library asks again by itself when a connection breaks. That is right for one that was kept from earlier, whose end may
    only now be seen; where one made for this request breaks, when to ask again is for the tries and pauses of the check to say.
    """
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        dial = DIALLING.get()
        if dial is None or not dial.dialled:
            raise
        raise BrokenOff from error
