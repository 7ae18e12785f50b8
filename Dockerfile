# The site's image: one for web, worker and beat.
FROM python:3.12-slim AS build
WORKDIR /site
RUN apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.12-slim
# openssl: timestamps of the ledger
RUN apt-get update && apt-get install -y --no-install-recommends openssl && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 10001 expo && mkdir -p /var/expo && chown expo /var/expo
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 VAR_DIR=/var/expo STATIC_ROOT=/site/collected
WORKDIR /site
COPY --from=build /venv /venv
COPY --chown=expo . .
# collected with throw-away settings: no secret is baked into the image
RUN python -m tools.processes.compile_translations \
 && DATABASE_URL=sqlite:////tmp/build.sqlite3 COLLECT_HASHED=1 python manage.py collectstatic --noinput \
 && chown -R expo /site/collected /var/expo
USER expo
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD python -m tools.processes.health
CMD ["gunicorn", "config.wsgi:application", "--config", "python:config.gunicorn", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--preload"]
