"""How KCS and this agent know each other: signatures, and the calls to KCS."""

import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import time
import urllib.error
import urllib.request

import settings

ANSWER_BYTES = 16 * 1024 * 1024
CALL_SECONDS = 60
TOLERANCE_SECONDS = 300
NO_PART = "what was here of a document was no part of it"


class Later(Exception):
    """KCS did not take it now; the same again later is right. `seconds` is how long KCS asked to wait, 0 if it did not."""

    def __init__(self, why, seconds=0.0):
        super().__init__(why)
        self.seconds = seconds


class Refused(Exception):
    """KCS takes this never. `problem` says why, by a stable `code`."""

    def __init__(self, status, problem):
        super().__init__(f"{status} {problem.get('code')}")
        self.status = status
        self.problem = problem


class Spoilt(Exception):
    """A document has another sha256 than its letter says."""


def signature(message_id, timestamp, body):
    key = base64.b64decode(settings.KCS_SECRET.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode("latin-1", "replace") + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def is_from_kcs(headers, body):
    """Whether a call is signed by KCS, over the bytes as they came. While a secret is replaced there are two signatures."""
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not re.fullmatch(r"[0-9]{1,12}", timestamp) or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    right = signature(message_id, timestamp, body).encode()
    given = headers.get("webhook-signature", "").encode("latin-1", "replace").split(b" ")
    return any([hmac.compare_digest(one, right) for one in given])


def call_back(reports):
    """Hands 1 to 100 reports to KCS. Returns those that stand against the record: index and code."""
    body = json.dumps({"reports": reports}).encode()
    # The same body has the same id on every try.
    message_id = hashlib.sha256(body).hexdigest()
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature(message_id, timestamp, body),
    }
    try:
        call("POST", f"/v1/callbacks/{settings.KCS_ENDPOINT}", body, headers, with_key=False)
        return {}
    except Refused as refused:
        rejected = {}
        for error in refused.problem.get("errors") or []:
            place = re.match(r"/reports/([0-9]+)", str(error.get("pointer")))
            if place:
                rejected[int(place[1])] = error.get("code") or "badly-formed"
        # Without a place none was taken.
        if not rejected:
            raise Later(f"the call-back was refused: {refused}") from None
        return rejected


def say(method, path, value=None, key=None):
    """A call with a JSON body, under an Idempotency-Key where there is one. Returns the answer."""
    headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
    return call(method, path, None if value is None else json.dumps(value).encode(), headers)


def call(method, path, body=None, headers=None, with_key=True):
    """One call of KCS. Returns the JSON answer; raises Later or Refused."""
    with _open(method, settings.KCS_URL + path, body, headers or {}, with_key) as response:
        try:
            return json.loads(response.read(ANSWER_BYTES) or b"{}")
        except (OSError, ValueError) as error:
            raise Later(f"the answer broke off: {type(error).__name__}") from None


def fetch(href, sha256, path):
    """Fetches a document into the file, which is there whole or not at all.

    Where the line breaks, what came is kept beside it, and the next try goes on from there.
    """
    if not href.startswith(settings.KCS_URL + "/"):
        raise Refused(0, {"code": "document-elsewhere"})
    part = path.with_name(f"{path.name}.part")
    if not part.exists() or _digest(part).hexdigest() != sha256:
        _fetch_rest(href, sha256, part)
    if _digest(part).hexdigest() != sha256:
        part.unlink()
        raise Spoilt("a document has another sha256")
    with open(part, "rb+") as file:
        os.fsync(file.fileno())
    os.replace(part, path)
    sync_folder(path.parent)


def _fetch_rest(href, sha256, part):
    """Adds to the part what is missing of the document, or begins again where KCS gives it out whole."""
    have = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={have}-", "If-Range": f'"{sha256}"'} if have else {}
    try:
        response = _open("GET", href, None, headers, True)
    except Refused as refused:
        if refused.status != 416:
            raise
        part.unlink(missing_ok=True)
        raise Later(NO_PART) from None
    is_rest = response.status == 206
    with response:
        if is_rest and not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            part.unlink(missing_ok=True)
            raise Later(NO_PART)
        with open(part, "ab" if is_rest else "wb") as file:
            # Small bites: the one at which the line breaks may be lost.
            try:
                while chunk := response.read(1 << 16):
                    file.write(chunk)
            except (OSError, ValueError, http.client.HTTPException) as error:
                raise Later(f"the document broke off: {type(error).__name__}") from None
            # A line that broke looks like an end.
            came = file.tell() - (have if is_rest else 0)
            if came != int(response.headers.get("Content-Length") or came):
                raise Later("the document broke off")


def upload(office, path, media_type):
    """Hands a document to KCS and returns its sha256."""
    digest = _digest(path)
    headers = {
        "Content-Type": media_type,
        "Content-Length": str(path.stat().st_size),
        "Content-Digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:",
    }
    with open(path, "rb") as file:
        return call("POST", f"/v1/documents?office={office}", file, headers)["sha256"]


def sync_folder(folder):
    """Makes a rename last."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


_opener = urllib.request.build_opener(_NoRedirects)


def _open(method, url, body, headers, with_key):
    key = {"Authorization": f"Bearer {settings.KCS_API_KEY}"} if with_key else {}
    request = urllib.request.Request(url, data=body, headers=headers | key, method=method)
    try:
        return _opener.open(request, timeout=CALL_SECONDS)
    except urllib.error.HTTPError as error:
        raise _fault(error) from None
    except (OSError, ValueError) as error:
        raise Later(f"KCS was not reached: {type(error).__name__}") from None


def _fault(error):
    with error:
        try:
            problem = json.loads(error.read(ANSWER_BYTES))
        except (OSError, ValueError):
            problem = None
    # What comes without a code is not from KCS, but from something before it.
    if isinstance(problem, dict) and problem.get("code") and error.code in (400, 403, 404, 409, 413, 415, 416, 422):
        return Refused(error.code, problem)
    wait = error.headers.get("Retry-After", "")
    return Later(f"KCS answered {error.code}", float(wait) if re.fullmatch(r"[0-9]{1,6}", wait) else 0.0)
