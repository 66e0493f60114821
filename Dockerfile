# The image of web, worker, scheduler and migrate. Runs as nobody in particular, with a read-only
# root file system: only /data and /tmp are written to.
FROM python:3.11-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin breachcomm \
    && install -d -o breachcomm -g breachcomm -m 0700 /data

WORKDIR /app
COPY requirements/runtime.txt requirements/runtime.txt
RUN pip install --no-cache-dir --require-hashes --requirement requirements/runtime.txt
COPY . .

# Values for this one step: collectstatic wants production settings, the image keeps no secret.
RUN BREACHCOMM_URL=https://build.invalid \
    BREACHCOMM_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
    BREACHCOMM_DATA_DIR=/tmp/build DATABASE_URL=sqlite:////tmp/build/none \
    python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf /tmp/build

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BREACHCOMM_DATA_DIR=/data
USER 10001
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "breachcomm.wsgi", "--worker-class=gthread", "--threads=8", \
    "--log-level=warning", "--no-control-socket", "--workers=2", "--bind=0.0.0.0:8000"]
