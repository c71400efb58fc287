"""What this office does with its letters. This is the file to change: here your filing system is called."""

import settings


def refusal(envelope):
    """Judges a letter before it is kept. Returns None to take it, or the refusal: code, reason and, if known, rightOffice."""
    if settings.OFFICES and envelope["recipient"]["office"]["code"] not in settings.OFFICES:
        return {"code": "not-for-this-office", "reason": "This agent does not serve that office."}
    return None


def at_once(letter):
    """What is done without anybody's doing once the documents of a letter are here: a list of acts, as the desk takes them.

    It may be asked twice for the same letter, after a crash; its acts are recorded once all the same.
    """
    if settings.ACKNOWLEDGE_AT_ONCE:
        return [{"kind": "acknowledged"}]
    return []


def diary_number(count, year):
    """The number of the office's inward register for the letter that is its count-th in the year."""
    return f"{settings.PREFIX}/{count}/{year}"
