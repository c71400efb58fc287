"""What can be called: by KCS the protocol, with every call's signature checked; by people of this machine the desk."""

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import kcs
import office
import settings
from register import Conflict

BODY_BYTES = 1024 * 1024
CALL_SECONDS = 30
CALLS_AT_ONCE = 64
ACTS = ("acknowledged", "opened", "movement", "filed", "closed", "refused", "returned")


def is_letter(value):
    """Whether it has what this agent reads of a letter. What else it holds is kept as it came."""
    try:
        documents = value["documents"]
        return (
            re.fullmatch(r"kcs-[0-9A-Z]{26}", value["deliveryKey"]) is not None
            and isinstance(value["recipient"]["office"]["code"], str)
            and isinstance(value["letter"], dict)
            and isinstance(documents, list)
            and all(re.fullmatch(r"[0-9a-f]{64}", one["sha256"]) and isinstance(one["href"], str) for one in documents)
        )
    except (KeyError, TypeError):
        return False


class Handler(BaseHTTPRequestHandler):
    """Reads a call whole, within bounds of size and time, and answers JSON."""

    protocol_version = "HTTP/1.1"
    timeout = CALL_SECONDS
    server_version = "{{name}}"
    sys_version = ""

    def do_GET(self):
        self._answer(b"")

    def do_POST(self):
        length = self.headers.get("Content-Length", "")
        if not re.fullmatch(r"[0-9]{1,12}", length):
            return self._reply(411, {"code": "length-required"}, close=True)
        if int(length) > BODY_BYTES:
            return self._reply(413, {"code": "too-large"}, close=True)
        body = self._body(int(length))
        if body is None:
            return self._reply(408, {"code": "too-slow"}, close=True)
        self._answer(body)

    def _body(self, length):
        body, end = b"", time.monotonic() + CALL_SECONDS
        try:
            while len(body) < length:
                self.connection.settimeout(max(0.001, end - time.monotonic()))
                chunk = self.rfile.read1(length - len(body))
                if not chunk:
                    return None
                body += chunk
        except OSError:
            return None
        self.connection.settimeout(CALL_SECONDS)
        return body

    def _answer(self, body):
        try:
            self._reply(*self.answer(self.path.split("?")[0], body))
        except Exception as error:
            # Nothing was kept; the same again later is right.
            print(f"{type(error).__name__} at {self.command}", flush=True)
            self._reply(503, {"code": "not-now"}, close=True)

    def _reply(self, status, value, close=False):
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        if close:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Paths and answers are not logged."""


class ProtocolHandler(Handler):
    def answer(self, path, body):
        if not kcs.is_from_kcs(self.headers, body):
            return 401, {"code": "signature-invalid"}
        if not path.startswith(settings.BASE_PATH + "/"):
            return 404, {"code": "not-found"}
        parts = path.removeprefix(settings.BASE_PATH).split("/")[1:]
        match (self.command, *parts):
            case ("GET", "capabilities"):
                return 200, {"mediaTypes": ["application/pdf", "image/png", "image/jpeg"]}
            case ("POST", "tapals"):
                return self._take(body)
            case ("GET", "tapals", key):
                letter = self.register.find(key)
                return (200, {"state": letter["state"], **shown(letter)}) if letter else (404, {"code": "unseen"})
            case ("POST", "tapals", key, "withdrawal"):
                end = self.register.withdraw(key)
                return {"withdrawn": 200, "taken": 409, "unseen": 404}[end], {"result": end}
        return 404, {"code": "not-found"}

    def _take(self, body):
        try:
            envelope = json.loads(body)
        except (ValueError, RecursionError):
            return 400, {"code": "no-json"}
        if not is_letter(envelope) or envelope["deliveryKey"] != self.headers.get("KCS-Delivery-Key"):
            return 400, {"code": "no-letter"}
        letter, is_new = self.register.arrive(envelope, office.refusal(envelope))
        if letter["state"] == "refused":
            return 422, json.loads(letter["refusal"])
        self.wake()
        return 201 if is_new else 200, shown(letter)


class DeskHandler(Handler):
    def answer(self, path, body):
        # A page of another site that is open on this machine cannot pass these two.
        if self.headers.get("Host", "").split(":")[0] not in ("127.0.0.1", "localhost"):
            return 403, {"code": "not-this-machine"}
        if self.command == "POST" and self.headers.get("Content-Type") != "application/json":
            return 415, {"code": "json-only"}
        match (self.command, *path.split("/")[1:]):
            case ("GET", "letters"):
                return 200, [summary(letter) for letter in self.register.newest(1000)]
            case ("GET", "letters", key):
                letter = self.register.find(key)
                if not letter:
                    return 404, {"code": "unseen"}
                reports = [{**one, "body": json.loads(one["body"])} for one in self.register.reports_of(key)]
                return 200, {**summary(letter), "envelope": json.loads(letter["envelope"]), "reports": reports}
            case ("POST", "letters", key, "acts"):
                return self._act(key, body)
        return 404, {"code": "not-found"}

    def _act(self, key, body):
        try:
            act = json.loads(body)
            report_key = act.pop("key", None)
            if act["kind"] not in ACTS or not isinstance(report_key, str | None):
                raise ValueError
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return 400, {"code": "no-act", "kinds": ACTS}
        try:
            report = self.register.act(key, act, report_key)
        except Conflict as conflict:
            return 409, {"code": "conflict", "why": str(conflict)}
        self.wake()
        return (200, {"key": report["key"], **json.loads(report["body"])}) if report else (404, {"code": "unseen"})


def shown(letter):
    """What KCS is told of a letter beside its state."""
    refusal = json.loads(letter["refusal"]) if letter["refusal"] else {}
    values = {"reference": letter["reference"], "diaryNumber": letter["diary_number"], "diaryDate": letter["diary_date"]}
    return {name: value for name, value in (values | refusal).items() if value is not None}


def summary(letter):
    envelope = json.loads(letter["envelope"])
    return {
        "deliveryKey": letter["delivery_key"],
        "state": letter["state"],
        "purpose": envelope.get("purpose"),
        "subject": envelope["letter"].get("subject"),
        **shown(letter),
    }


class Server(ThreadingHTTPServer):
    """As many calls at once as it can bear; more are cut off and come again."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, handler, register, wake):
        self._places = threading.BoundedSemaphore(CALLS_AT_ONCE)
        handler.register = register
        handler.wake = staticmethod(wake)
        super().__init__(address, handler)

    def process_request(self, request, client_address):
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request, client_address):
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request, client_address):
        """A line that broke is no fault of ours."""


def serve(host, port, handler, register, wake):
    """Serves in the background and returns the port. Raises OSError where the port is taken."""
    server = Server((host, port), handler, register, wake)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port
