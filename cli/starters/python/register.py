"""What the agent knows, on disk: letters by delivery key, and the reports that are owed to KCS.

Every change is one transaction that is on disk when the method returns, so that the process may die at any line.
"""

import json
import sqlite3
import threading
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone

import office
import settings

KERALA = timezone(timedelta(hours=5, minutes=30))

TABLES = """
CREATE TABLE IF NOT EXISTS letters (
  number INTEGER PRIMARY KEY, delivery_key TEXT NOT NULL UNIQUE, tapal TEXT, reference TEXT NOT NULL,
  envelope TEXT NOT NULL, state TEXT NOT NULL, refusal TEXT, diary_number TEXT, diary_date TEXT, is_open INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS open_letters ON letters (number) WHERE is_open = 1;
CREATE TABLE IF NOT EXISTS reports (
  number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, delivery_key TEXT NOT NULL, tapal TEXT,
  body TEXT NOT NULL, state TEXT NOT NULL, fault TEXT);
CREATE INDEX IF NOT EXISTS owed_reports ON reports (number) WHERE state = 'owed';
CREATE INDEX IF NOT EXISTS reports_of_letter ON reports (delivery_key);
CREATE TABLE IF NOT EXISTS diary (year INTEGER PRIMARY KEY, count INTEGER NOT NULL);
"""


class Conflict(Exception):
    """The act stands against what the register says of the letter."""


class Register:
    def __init__(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(TABLES)

    @contextmanager
    def _transaction(self):
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _read(self, query, *values):
        with self._lock:
            return [dict(row) for row in self._db.execute(query, values)]

    def arrive(self, envelope, refusal, tapal=None):
        """Keeps a letter once per delivery key. Returns it, and whether it is new.

        A letter that was fetched has its id at KCS, `tapal`: that it arrived is owed as a report, again if it comes again.
        """
        key = envelope["deliveryKey"]
        with self._transaction() as db:
            known = _letter(db, key)
            if known is None:
                number = db.execute("SELECT coalesce(max(number), 0) + 1 FROM letters").fetchone()[0]
                db.execute(
                    "INSERT INTO letters VALUES (?,?,?,?,?,?,?,NULL,NULL,?)",
                    (
                        *(number, key, tapal, f"{settings.PREFIX}-{number}", json.dumps(envelope)),
                        *(("refused", json.dumps(refusal), 0) if refusal else ("delivered", None, 1)),
                    ),
                )
            letter = _letter(db, key)
            if tapal is not None:
                _owe(db, f"{key}-arrived", letter, _arrival(letter), again=True)
            return letter, known is None

    def find(self, key):
        found = self._read("SELECT * FROM letters WHERE delivery_key = ?", key)
        return found[0] if found else None

    def newest(self, limit):
        return self._read("SELECT * FROM letters ORDER BY number DESC LIMIT ?", limit)

    def open_letters(self, limit):
        """Letters of which documents are missing, or that are to be dealt with at once."""
        return self._read("SELECT * FROM letters WHERE is_open = 1 ORDER BY number LIMIT ?", limit)

    def settle(self, key):
        with self._transaction() as db:
            db.execute("UPDATE letters SET is_open = 0 WHERE delivery_key = ?", (key,))

    def act(self, key, act, report_key=None):
        """Records what the office did, and owes KCS the report, in one write. Returns the report, None for an unknown letter."""
        with self._transaction() as db:
            letter = _letter(db, key)
            if letter is None:
                return None
            report_key = f"{key}-{report_key}" if report_key else None
            before = _report(db, report_key) if report_key else None
            if before:
                return before
            kind, state = act["kind"], letter["state"]
            if kind == "acknowledged" and letter["diary_number"]:
                if (act.get("diaryNumber") or letter["diary_number"]) != letter["diary_number"]:
                    raise Conflict("it has another diary number")
                return _report(db, f"{key}-acknowledged")
            if state in ("withdrawn", "refused"):
                raise Conflict(f"it was {state}")
            if kind == "refused" and letter["diary_number"]:
                raise Conflict("it was acknowledged; it can be returned")
            if kind in ("closed", "returned") and not letter["diary_number"]:
                raise Conflict("it was not acknowledged yet")
            report = {"at": now(), **act}
            if kind == "acknowledged":
                report = {**report, **_diarise(db, act)}
                db.execute(
                    "UPDATE letters SET state = 'acknowledged', diary_number = ?, diary_date = ? WHERE delivery_key = ?",
                    (report["diaryNumber"], report["diaryDate"], key),
                )
                report_key = f"{key}-acknowledged"
            if kind == "refused":
                refusal = {name: act[name] for name in ("code", "reason", "rightOffice") if name in act}
                db.execute(
                    "UPDATE letters SET state = 'refused', refusal = ?, is_open = 0 WHERE delivery_key = ?",
                    (json.dumps(refusal), key),
                )
            count = db.execute("SELECT count(*) FROM reports WHERE delivery_key = ?", (key,)).fetchone()[0]
            report_key = report_key or f"{key}-{count + 1}"
            _owe(db, report_key, letter, report)
            return _report(db, report_key)

    def withdraw(self, key, tapal=None):
        """The sender recalls the letter: withdrawn, taken or unseen. A fetching agent owes the answer as a report."""
        with self._transaction() as db:
            letter = _letter(db, key)
            end = "unseen" if letter is None else "taken" if letter["state"] in ("acknowledged", "refused") else "withdrawn"
            if end == "withdrawn":
                db.execute("UPDATE letters SET state = 'withdrawn', is_open = 0 WHERE delivery_key = ?", (key,))
            if tapal is not None:
                said = {"kind": "withdrawn", "end": "taken" if end == "taken" else "withdrawn"}
                _owe(db, f"{key}-withdrawn", letter or {"delivery_key": key, "tapal": tapal}, said, again=True)
            return end

    def reports_of(self, key):
        return self._read("SELECT key, body, state, fault FROM reports WHERE delivery_key = ? ORDER BY number", key)

    def owed(self, limit):
        """Reports that KCS has not confirmed, oldest first."""
        return self._read("SELECT * FROM reports WHERE state = 'owed' ORDER BY number LIMIT ?", limit)

    def told(self, key, fault=None):
        with self._transaction() as db:
            db.execute("UPDATE reports SET state = ?, fault = ? WHERE key = ?", ("rejected" if fault else "told", fault, key))


def _letter(db, key):
    row = db.execute("SELECT * FROM letters WHERE delivery_key = ?", (key,)).fetchone()
    return dict(row) if row else None


def _report(db, key):
    row = db.execute("SELECT * FROM reports WHERE key = ?", (key,)).fetchone()
    return dict(row) if row else None


def _arrival(letter):
    if letter["state"] == "refused":
        return {"kind": "refused", "at": now(), **json.loads(letter["refusal"])}
    return {"kind": "received", "reference": letter["reference"]}


def _owe(db, key, letter, body, again=False):
    conflict = "DO UPDATE SET state = 'owed'" if again else "DO NOTHING"
    db.execute(
        f"INSERT INTO reports (key, delivery_key, tapal, body, state) VALUES (?,?,?,?,'owed') ON CONFLICT (key) {conflict}",
        (key, letter["delivery_key"], letter["tapal"], json.dumps(body)),
    )


def _diarise(db, act):
    today = datetime.now(KERALA).date()
    number = act.get("diaryNumber")
    if not number:
        db.execute("INSERT INTO diary VALUES (?, 1) ON CONFLICT (year) DO UPDATE SET count = count + 1", (today.year,))
        count = db.execute("SELECT count FROM diary WHERE year = ?", (today.year,)).fetchone()[0]
        number = office.diary_number(count, today.year)
    return {"diaryNumber": number, "diaryDate": act.get("diaryDate") or today.isoformat()}


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
