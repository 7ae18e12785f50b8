# The site's image: one for web, worker and beat.
FROM python:3.12-slim AS build
WORKDIR /build
# for packages without a wheel for this machine; stays behind in this stage
RUN apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*
COPY requirements.lock .
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
 && /venv/bin/pip uninstall --yes pip setuptools \
 && rm -rf /venv/lib/python3*/site-packages/wagtail/test \
 && find /venv -type d -name tests -prune -exec rm -rf {} + \
 && find /venv -path '*/locale/*' -type d -path '*/LC_MESSAGES' -not -path '*/zh_Hans/*' -not -path '*/en/*' -prune -exec rm -rf {} + \
 && find /venv \( -name '*.po' -o -name '*.pyi' \) -delete

FROM python:3.12-slim
# openssl: timestamps of the ledger; postgresql-client: backups
RUN apt-get update && apt-get install -y --no-install-recommends openssl postgresql-client \
 && rm -rf /var/lib/apt/lists/* /usr/share/doc /usr/share/man
RUN useradd --create-home --uid 10001 expo && mkdir -p /var/expo && chown expo /var/expo
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 VAR_DIR=/var/expo STATIC_ROOT=/site/collected
WORKDIR /site
COPY --from=build /venv /venv
COPY . .
# collected with throw-away settings: no secret is baked into the image
RUN python -m tools.processes.compile_translations \
 && DATABASE_URL=sqlite:////tmp/build.sqlite3 VAR_DIR=/tmp/build COLLECT_HASHED=1 python manage.py collectstatic --noinput -v 0 \
 && python -m compileall -q accounts catalog ceb centers clearance config core evidence exhibitors expo orders reports search tools \
 && rm -rf /tmp/build*
USER expo
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD python -m tools.processes.health
CMD ["gunicorn", "config.wsgi:application", "--config", "python:config.gunicorn", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--preload"]
