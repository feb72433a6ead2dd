"""A certificate of this machine's own, made by openssl."""
import base64
import hashlib
import subprocess
from pathlib import Path


class Certificate:
    """`chain` and `key` are files; `fingerprint` is what Chromium calls it by."""

    def __init__(self, folder):
        self.chain, self.key = Path(folder) / "certificate.pem", Path(folder) / "key.pem"
        _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                 "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", self.key,
                 "-out", self.chain)
        public = _openssl("rsa", "-in", self.key, "-pubout", "-outform", "DER")
        self.fingerprint = base64.b64encode(hashlib.sha256(public).digest()).decode()


def _openssl(*words):
    return subprocess.run(["openssl", *words], check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout
