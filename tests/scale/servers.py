"""The web server and the broker, Debian's own, as a fleet needs them."""
import os
import socket
import subprocess
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Service:
    """A program that listens. Use it in a `with`."""

    def __init__(self, command, port, log):
        self._command, self._port, self._log = command, port, log
        self._program = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self._program = subprocess.Popen(self._command, stdout=self._log, stderr=self._log)
        until = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
                return
            except OSError:
                if time.monotonic() > until or self._program.poll() is not None:
                    raise RuntimeError(f"{self._command[0]} does not start; its last words are in "
                                       f"{self._log.name}") from None
                time.sleep(0.02)

    def stop(self):
        self._program.terminate()
        self._program.wait(30)

    @property
    def processes(self):
        """All that belong to it."""
        return [self._program.pid, *children(self._program.pid)]


class WebServer(Service):
    """nginx, with one schedule at ports of different ways. `port["tls, gzip"]`"""

    WAYS = {"plain": "", "gzip": "gzip on;",
            "tls, gzip": "gzip on;", "gzip, a connection a poll": "gzip on; keepalive_timeout 0;",
            "tls, gzip, a connection a poll": "gzip on; keepalive_timeout 0;"}

    def __init__(self, folder, document, certificate, files, log):
        self.port = {way: free_port() for way in self.WAYS}
        self.certificate = certificate
        pages = folder / "pages"
        pages.mkdir()
        (pages / "schedule.json").write_bytes(document)
        folder.chmod(0o755)  # for the user of its workers
        configuration = folder / "nginx.conf"
        configuration.write_text(f"""daemon off;
pid {folder}/nginx.pid;
worker_processes auto;
worker_rlimit_nofile {files};
error_log stderr warn;
events {{ worker_connections {files - 100}; }}
http {{
  access_log off;
  types {{ application/json json; }}
  gzip_types application/json;
  ssl_certificate {certificate.chain};
  ssl_certificate_key {certificate.key};
  ssl_session_cache shared:signs:10m;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{"".join(self._site(way, pages) for way in self.WAYS)}}}
""")
        super().__init__(["/usr/sbin/nginx", "-p", folder, "-c", configuration], self.port["plain"],
                         log)

    def _site(self, way, pages):
        tls = " ssl" if way.startswith("tls") else ""
        return (f"  server {{ listen 127.0.0.1:{self.port[way]}{tls} backlog=4096; root {pages}; "
                f"{self.WAYS[way]} }}\n")

    def url(self, way, port=None):
        scheme = "https" if way.startswith("tls") else "http"
        return f"{scheme}://127.0.0.1:{port or self.port[way]}/schedule.json"


class Broker(Service):
    """Mosquitto, with and without TLS."""

    def __init__(self, folder, certificate, log):
        self.port, self.tls_port = free_port(), free_port()
        self.certificate = certificate
        # The file that README.md tells to use, but for what names other files.
        limits = [line for line in (TOP / "config/mosquitto.conf").read_text().splitlines()
                  if line.startswith(("message_size_limit", "max_"))]
        configuration = folder / "mosquitto.conf"
        configuration.write_text("\n".join([
            *(["user root"] if os.getuid() == 0 else []), "allow_anonymous true", *limits,
            f"listener {self.port} 127.0.0.1", f"listener {self.tls_port} 127.0.0.1",
            f"certfile {certificate.chain}", f"keyfile {certificate.key}"]) + "\n")
        super().__init__(["/usr/sbin/mosquitto", "-c", configuration], self.port, log)

    def url(self, tls=False):
        return f"mqtts://127.0.0.1:{self.tls_port}" if tls else f"mqtt://127.0.0.1:{self.port}"
