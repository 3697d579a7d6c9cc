"""How gunicorn serves the site: threads, limits and logs; read by the image and by `make run` (``gunicorn --config``).

Environment: WEB_BIND (address:port, default 127.0.0.1:8000), WEB_WORKERS (processes, default 3), WEB_THREADS (threads
per process, default 4), WEB_TIMEOUT (seconds after which a silent process is replaced, default 60), LOG_LEVEL.
"""

import os
from pathlib import Path

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = int(os.environ.get("WEB_TIMEOUT", "60"))
graceful_timeout = 30
# Longer than the 60 s that proxies keep idle connections, so that it is never this side that hangs up in mid-request.
keepalive = 75
# Processes are renewed one by one, so that a slow leak never grows into an outage.
max_requests = 5000
max_requests_jitter = 500
# The heartbeat file is touched every second: in memory, where there is such a place, and never on a slow disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# It would want a writable home; scaling and reloading are done by whoever started the server.
control_socket_disable = True
loglevel = os.environ.get("LOG_LEVEL", "INFO").lower()
accesslog = "-"
access_log_format = '%(h)s "%(r)s" %(s)s %(b)s bytes %(M)s ms'
