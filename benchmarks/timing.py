"""The CPU time that a request took, in its answer."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def cpu_time(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put the milliseconds of CPU time of this thread into Server-Timing."""

    def timed(request: HttpRequest) -> HttpResponse:
        began = time.thread_time()
        response = get_response(request)
        response.headers["Server-Timing"] = f"cpu;dur={1000 * (time.thread_time() - began):.3f}"
        return response

    return timed
