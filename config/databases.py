"""The database by URL: SQLite tuned for several processes, or PostgreSQL."""

# A client that loses power or network within a transaction closes no connection, and PostgreSQL
# would keep its locks, the ledger's among them, for TCP's default two hours. What DATABASE_URL says
# of these, as in `?options=…`, goes first.
POSTGRES = {
    "options": "-c idle_in_transaction_session_timeout=300s -c tcp_keepalives_idle=60"
    " -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3",
    "connect_timeout": 10,
    "keepalives_idle": 60,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


def database(env, var_dir):
    url = env("DATABASE_URL", default=f"sqlite:///{var_dir / 'expo.sqlite3'}")
    config = env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        var_dir.mkdir(parents=True, exist_ok=True)
        # immediate: a writer waits at BEGIN instead of failing halfway with "database is locked"
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            " PRAGMA busy_timeout=30000; PRAGMA mmap_size=134217728;",
        }
    else:
        # kept between requests, so checked before the first query
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = POSTGRES | config.get("OPTIONS", {})
    return config
