"""The settings of the agent, from the environment."""

import os
from pathlib import Path

KCS_URL = os.environ.get("KCS_URL", "").rstrip("/")
KCS_API_KEY = os.environ.get("KCS_API_KEY", "")
KCS_SECRET = os.environ.get("KCS_SECRET", "")
KCS_ENDPOINT = os.environ.get("KCS_ENDPOINT", "")

# push: KCS calls this agent. pull: this agent comes for its letters.
MODE = os.environ.get("MODE", "{{mode}}")
# Codes of the offices served, with commas; all if empty.
OFFICES = [code for code in os.environ.get("OFFICES", "").split(",") if code]
PREFIX = os.environ.get("PREFIX", "{{name}}").upper()
ACKNOWLEDGE_AT_ONCE = os.environ.get("ACKNOWLEDGE_AT_ONCE", "") == "1"

HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "8801"))
BASE_PATH = os.environ.get("BASE_PATH", "").rstrip("/")
# The desk is for this machine alone. Its port also keeps a second agent from the same register.
DESK_PORT = int(os.environ.get("DESK_PORT", "8802"))
COME_EVERY_SECONDS = float(os.environ.get("COME_EVERY_SECONDS", "60"))

STATE = Path(os.environ.get("STATE", "state"))


def missing():
    """The settings without which the agent cannot work."""
    needed = {"KCS_URL": KCS_URL, "KCS_API_KEY": KCS_API_KEY}
    if MODE == "push":
        needed |= {"KCS_SECRET": KCS_SECRET, "KCS_ENDPOINT": KCS_ENDPOINT}
    return [name for name, value in needed.items() if not value]
