"""The event's web server: one document, whose clock is told."""
import email.utils
import hashlib
import http.server
import threading
import time


class ScheduleServer:
    """Answers on a port of this machine's own; `date` is what it believes the time to be."""

    def __init__(self, date):
        self.document = b""
        self.hits = 0
        self._ahead = date - time.time()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self._server.server_port

    @property
    def date(self):
        return time.time() + self._ahead

    def stop(self):
        self._server.shutdown()

    def _handler(owner):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                owner.hits += 1
                document = owner.document
                tag = f'"{hashlib.sha256(document).hexdigest()[:16]}"'
                if self.headers.get("If-None-Match") == tag:
                    self.send_response(304)
                    self.send_header("ETag", tag)
                    self.end_headers()
                    return
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(document)))
                self.send_header("ETag", tag)
                self.end_headers()
                self.wfile.write(document)

            def date_time_string(self, timestamp=None):
                return email.utils.formatdate(owner.date, usegmt=True)

            def log_message(self, *_):
                pass

        return Handler
