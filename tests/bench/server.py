"""The event's web server: the schedule, and the page of the browsers' kiosk."""
import gzip
import hashlib
import http.server
import ssl
import threading
import time
from pathlib import Path


class Server:
    """Answers on a port of its own. `schedule` may be set at any time; with `always_new` each
    answer is another version. Use it in a `with`."""

    def __init__(self, schedule, packed=False, always_new=False, certificate=None):
        self.schedule = schedule
        self.answers = []  # status of each answer to /schedule.json
        self._packed = packed
        self._always_new = always_new
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate.chain, certificate.key)
            # The handshake is made in the connection's own thread, at its first read.
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True,
                                                      do_handshake_on_connect=False)

    @property
    def port(self):
        return self._server.server_port

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def wait_for_answers(self, count, timeout):
        """Until there were so many more."""
        wanted, until = len(self.answers) + count, time.monotonic() + timeout
        while len(self.answers) < wanted:
            if time.monotonic() > until:
                raise RuntimeError(f"nobody asked for the schedule {count} times in {timeout} s")
            time.sleep(0.02)

    def _handler(owner):
        kiosk = Path(__file__).with_name("kiosk.html").read_bytes()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                page = self.path.partition("?")[0]
                if page == "/kiosk.html":
                    self._answer(200, kiosk, "text/html")
                elif page == "/schedule.json":
                    self._answer_schedule()
                else:
                    self._answer(404, b"", "text/plain")

            def _answer_schedule(self):
                document = owner.schedule
                if owner._always_new:
                    document += b" " * (len(owner.answers) % 100)
                tag = f'"{hashlib.sha256(document).hexdigest()[:16]}"'
                known = self.headers.get("If-None-Match") == tag
                if known:
                    self._answer(304, b"", None, ("ETag", tag))
                elif owner._packed and "gzip" in self.headers.get("Accept-Encoding", ""):
                    self._answer(200, gzip.compress(document), "application/json", ("ETag", tag),
                                 ("Content-Encoding", "gzip"))
                else:
                    self._answer(200, document, "application/json", ("ETag", tag))
                owner.answers.append(304 if known else 200)

            def _answer(self, status, body, kind, *headers):
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                if kind:
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler
