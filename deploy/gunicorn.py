"""How gunicorn serves the product on one small machine."""

import os

workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "4"))
# A heartbeat file on a slow disk stalls a worker: keep it in memory where there is some.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
