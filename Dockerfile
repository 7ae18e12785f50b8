# The site's image: one for web, worker and beat. Debian 12 is named, for its PostgreSQL client is of
# the same version as the server in compose.yaml: pg_dump refuses a newer server.
FROM python:3.12-slim-bookworm AS build
WORKDIR /build
# gcc for packages without a wheel for this machine; Perl comes with the client and stays behind here
RUN apt-get update && apt-get install -y --no-install-recommends gcc binutils postgresql-client-15
COPY requirements.lock .
# pillow-heif (30 MB, by Wagtail) reads pictures that WAGTAILIMAGES_EXTENSIONS does not accept
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --no-compile --require-hashes -r requirements.lock \
 && /venv/bin/pip uninstall --yes pillow-heif setuptools pip \
 && rm -rf /venv/lib/python3*/site-packages/wagtail/test /venv/lib/python3*/site-packages/ninja/static \
 && find /venv -type d \( -name tests -o -name __pycache__ \) -prune -exec rm -rf {} + \
 && find /venv -path '*/locale/*' -type d -path '*/LC_MESSAGES' -not -path '*/zh_Hans/*' -not -path '*/en/*' -prune -exec rm -rf {} + \
 && find /venv -regex '.*\.\(po\|pyi\|pyx\|pxd\|c\|h\)' -delete \
 && find /venv -name '*.so' -exec strip --strip-unneeded {} +

FROM python:3.12-slim-bookworm AS system
# openssl: timestamps of the ledger; the libraries are the PostgreSQL client's
RUN apt-get update && apt-get install -y --no-install-recommends openssl libpq5 libreadline8 \
 && useradd --create-home --uid 10001 expo && mkdir -p /var/expo && chown expo /var/expo \
 && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* /usr/share/doc /usr/share/man /usr/share/locale \
    /usr/share/python-wheels /usr/lib/python3*/ensurepip /usr/local/lib/python3*/ensurepip \
    /usr/local/lib/python3*/site-packages/pip*
# backups
COPY --from=build /usr/lib/postgresql/15/bin/pg_dump /usr/lib/postgresql/15/bin/psql /usr/local/bin/
RUN pg_dump --version && psql --version

# as one layer without what was deleted above
FROM scratch
COPY --from=system / /
ENV PATH=/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 VAR_DIR=/var/expo STATIC_ROOT=/site/collected
WORKDIR /site
COPY --from=build /venv /venv
COPY . .
# with throw-away settings: no secret is baked into the image; of the libraries only what the site
# imports is compiled
RUN export DATABASE_URL=sqlite:////tmp/build.sqlite3 VAR_DIR=/tmp/build \
 && python -m tools.processes.compile_translations \
 && COLLECT_HASHED=1 python manage.py collectstatic --noinput -v 0 \
 && python -m tools.processes.import_everything \
 && python -m compileall -q . -x /collected/ \
 && rm -rf /tmp/build*
USER expo
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-m", "tools.processes.health"]
CMD ["gunicorn", "config.wsgi:application", "--config", "python:config.gunicorn", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--preload"]
