"""An agent of KCS: takes letters, keeps them, fetches their documents, reports what the office did, and sends letters.

python3 agent.py. What it still owes is on disk; it may be killed at any time and goes on when it is started again.
"""

import json
import random
import re
import sys
import threading
import time
from urllib.parse import quote

import kcs
import office
import server
import settings
from register import Conflict, Register

MEDIA_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
# The call of an agent that fetches for each kind of report.
CALLS = {
    **{"received": "receive", "acknowledged": "acknowledge", "opened": "open", "movement": "move", "filed": "file"},
    **{"closed": "close", "refused": "refuse", "returned": "return", "withdrawn": "withdraw"},
}
PAGE = 20

register = None
_new_work = threading.Condition()
_works = 0


def wake():
    """Tells the loops that there is something to do."""
    global _works
    with _new_work:
        _works += 1
        _new_work.notify_all()


def repeat(what, step, idle_seconds, is_woken=False):
    """Runs the step for ever: again when there is more or the idle time has passed; after a fault with growing waits.

    Without an idle time it runs until it was done once.
    """
    faults = 0
    while True:
        seen = _works
        try:
            is_more = step()
            faults = 0
            if idle_seconds is None:
                return
            if is_more:
                continue
            with _new_work:
                _new_work.wait_for(lambda seen=seen: is_woken and _works != seen, idle_seconds)
        except Exception as error:
            faults += 1
            asked = getattr(error, "seconds", 0)
            wait = max(asked, min(60, 2 ** min(faults, 8) / 4) * random.uniform(0.8, 1.2))
            text = str(error) if isinstance(error, kcs.Later | kcs.Refused) else type(error).__name__
            print(f"{what}: {text}; again in {wait:.0f} s", flush=True)
            time.sleep(wait)


def say_back():
    """Any call with the key shows KCS that this agent is up: what waited for it meanwhile comes at once."""
    kcs.call("GET", "/v1/agent")


# Letters whose documents are not right: how often they were looked at, and when they are looked at again.
_put_off = {}


def work_through():
    """Fetches what is missing, and does what the office does at once. A letter that is not right holds no other up."""
    due = [one for one in register.open_letters(500) if _put_off.get(one["number"], (0, 0))[1] <= time.monotonic()]
    for letter in due:
        try:
            deal_with(letter)
            _put_off.pop(letter["number"], None)
        except (kcs.Refused, kcs.Spoilt) as error:
            put_off(letter, error)
    return bool(due)


def put_off(letter, error):
    tries = _put_off.get(letter["number"], (0, 0))[0] + 1
    _put_off[letter["number"]] = (tries, time.monotonic() + min(3600, 2**tries))
    print(f"{letter['reference']}: {error}", flush=True)
    if isinstance(error, kcs.Spoilt) and tries >= 5:
        reason = "A document is not what it is said to be."
        register.act(letter["delivery_key"], {"kind": "refused", "code": "unreadable", "reason": reason}, "unreadable")
        wake()


def deal_with(letter):
    folder = settings.STATE / "documents" / letter["delivery_key"]
    folder.mkdir(parents=True, exist_ok=True)
    for document in json.loads(letter["envelope"])["documents"]:
        if not (folder / document["sha256"]).exists():
            kcs.fetch(document["href"], document["sha256"], folder / document["sha256"])
    for index, act in enumerate(office.at_once(letter)):
        try:
            register.act(letter["delivery_key"], act, f"at-once-{index}")
        except Conflict:
            # Recalled, or somebody at the desk was faster.
            break
    register.settle(letter["delivery_key"])
    wake()


_batch = 100


def call_back():
    """Tells KCS what is owed, up to a hundred reports in one call, and crosses off what it confirms."""
    global _batch
    owed = register.owed(_batch)
    if not owed:
        return False
    reports = [{"key": one["key"], "deliveryKey": one["delivery_key"], **report_of(one)} for one in owed]
    try:
        rejected = kcs.call_back(reports)
    except kcs.Refused as refused:
        if len(owed) == 1:
            raise
        _batch = len(owed) // 2
        raise kcs.Later(f"{refused}; fewer in one call") from None
    for index, one in enumerate(owed):
        register.told(one["key"], rejected.get(index))
        if index in rejected:
            print(f"report {one['key']} stands against the record: {rejected[index]}", flush=True)
    _batch = 100
    return True


def report_of(row):
    """A report as a call-back has it: the desk's members stand below `desk`."""
    report = json.loads(row["body"])
    if report["kind"] in ("movement", "filed"):
        report["desk"] = {name: report.pop(name) for name in ("from", "to", "file") if name in report}
    return report


def say():
    """Tells KCS what is owed by an agent that fetches, each report as a call of its own."""
    owed = register.owed(100)
    for one in owed:
        report = json.loads(one["body"])
        kind = report.pop("kind")
        key = None if kind in ("received", "withdrawn") else one["key"]
        try:
            kcs.say("POST", f"/v1/agent/inwards/{quote(one['tapal'], safe='')}/{CALLS[kind]}", report, key)
            register.told(one["key"])
        except kcs.Refused as refused:
            register.told(one["key"], refused.problem["code"])
            print(f"report {one['key']} stands against the record: {refused}", flush=True)
    return bool(owed)


def come():
    """Comes for letters. The name of a fetching changes with what is kept, so that one that broke off is repeated."""
    newest = register.newest(1)
    claim = f"{settings.PREFIX}-{newest[0]['number'] if newest else 0}"
    query = f"limit={PAGE}&leaseSeconds=60&claim={re.sub(r'[^A-Za-z0-9_-]', '-', claim)}"
    page = kcs.call("GET", f"/v1/agent/inwards?{query}")
    is_any_new = False
    for item in page["items"]:
        if not server.is_letter(item):
            raise kcs.Later("KCS gave out what is no letter")
        envelope = {name: value for name, value in item.items() if name not in ("id", "lease")}
        is_any_new |= register.arrive(envelope, office.refusal(envelope), item["id"])[1]
    for recalled in page["withdrawals"]:
        register.withdraw(recalled["deliveryKey"], recalled["id"])
    if page["items"] or page["withdrawals"]:
        wake()
    # What comes again is still to be confirmed by the reports; nothing else comes before.
    return page["more"] and is_any_new


def send():
    """Hands to KCS what lies in `outgoing`: a folder a letter, whose name is its Idempotency-Key."""
    outgoing = settings.STATE / "outgoing"
    outgoing.mkdir(parents=True, exist_ok=True)
    fault = None
    for folder in sorted(one for one in outgoing.iterdir() if one.is_dir() and not one.name.startswith(".")):
        try:
            hand_over(folder)
        except (kcs.Later, OSError) as error:
            fault = fault or error
    if fault:
        raise fault
    return False


def hand_over(folder):
    key = folder.name
    try:
        if not re.fullmatch(r"[A-Za-z0-9._-]{1,200}", key) or (settings.STATE / "sent" / key).exists():
            raise kcs.Refused(422, {"code": "key-unusable", "detail": "a key has plain signs, and is used once"})
        try:
            letter = json.loads((folder / "letter.json").read_bytes())
            named = [(name, MEDIA_TYPES[name[name.rindex(".") :].lower()]) for name in letter["documents"]]
            if any(re.search(r"[/\\]", name) or not (folder / name).is_file() for name, _ in named):
                raise ValueError
            dispatch, office_code = dict(letter["dispatch"]), quote(letter["office"], safe="")
        except (ValueError, KeyError, TypeError, AttributeError, FileNotFoundError):
            raise kcs.Refused(422, {"code": "letter-unreadable", "detail": "see README: letter.json and its documents"}) from None
        dispatch["documents"] = [{"sha256": kcs.upload(office_code, folder / name, kind), "name": name} for name, kind in named]
        put_away(folder, "sent", key, kcs.say("POST", "/v1/dispatches", dispatch, key))
    except kcs.Refused as refused:
        print(f"letter {key} was refused: {refused}", flush=True)
        put_away(folder, "refused", f"{key}-{time.time_ns()}", refused.problem)


def put_away(folder, where, name, answer):
    """Leaves the answer of KCS beside the letter and moves both. Killed before, the letter is handed over again: it is one."""
    (folder / "answer.json").write_text(json.dumps(answer, indent=2), encoding="utf-8")
    target = settings.STATE / where
    target.mkdir(parents=True, exist_ok=True)
    folder.rename(target / name)


def main():
    global register
    if missing := settings.missing():
        sys.exit(f"Not set: {', '.join(missing)}. See README.md.")
    register = Register(settings.STATE / "register.db")
    try:
        desk = server.serve("127.0.0.1", settings.DESK_PORT, server.DeskHandler, register, wake)
        port = None
        if settings.MODE == "push":
            port = server.serve(settings.HOST, settings.PORT, server.ProtocolHandler, register, wake)
    except OSError as error:
        sys.exit(f"A port cannot be used ({error.strerror}): does the agent run already? Set PORT and DESK_PORT.")
    loops = [("letters", work_through, 5, True), ("sending", send, 2)]
    if port:
        loops += [("coming back", say_back, None), ("reports", call_back, 5, True)]
    else:
        loops += [("reports", say, 5, True), ("fetching", come, settings.COME_EVERY_SECONDS)]
    for loop in loops:
        threading.Thread(target=repeat, args=loop, daemon=True).start()
    where = f"http://{settings.HOST}:{port}{settings.BASE_PATH}" if port else f"letters of {settings.KCS_URL}"
    print(f"agent: {where}, desk: http://127.0.0.1:{desk}/letters", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
