"""A certificate of this machine's own, made by openssl."""
import subprocess
from pathlib import Path


class Certificate:
    def __init__(self, folder):
        self.chain, self.key = Path(folder) / "certificate.pem", Path(folder) / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", self.key, "-out",
             self.chain], check=True, stderr=subprocess.DEVNULL)
