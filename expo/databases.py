"""The database by URL: SQLite tuned for several processes, or PostgreSQL."""


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
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config
