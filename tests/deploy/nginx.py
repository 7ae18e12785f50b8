"""nginx as compose.yaml runs it, by the files of deploy/nginx, without a container."""

import re
from pathlib import Path

FILES = Path(__file__).resolve().parents[2] / "deploy" / "nginx"
FRAME = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
include {folder}/site.conf; }}
"""


def configure(folder, template, values):
    """Writes the configuration of `plain` or `tls` into the folder; the command that runs it.

    Variables whose names begin with PROXY_ are filled in, as nginx's image does."""
    text = (FILES / f"{template}.conf.template").read_text()
    values = {"PROXY_CONFIG": FILES, **values}
    site = re.sub(r"\$\{(PROXY_\w+)\}", lambda variable: str(values[variable[1]]), text)
    (folder / "site.conf").write_text(site)
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder))
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def certificate_command(name):
    """Makes fullchain.pem and privkey.pem for this host in the present folder."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout", "privkey.pem"]
    subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    return ["openssl", "req", "-x509", "-nodes", *subject, *key, "-out", "fullchain.pem"]
