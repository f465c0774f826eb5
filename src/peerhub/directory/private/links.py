"""Secrets in addresses: `?pwd=`, `#access_token=`, a name and a password in front of the host."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urlsplit, urlunsplit

# A parameter's name in the pieces of which it is made, and those that hold a key to something.
_PIECES = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_KEYS = frozenset(
    re.findall(
        r"\S+",
        """
        pw pwd pass passwd passcode password passphrase passkey passwort psw psk pin key apikey token jwt secret auth
        authorization code sig signature otp access credential credentials cred login session sessionid sid tk zak
        invite invitation ticket hash k hs kennwort mdp clave senha contrasena wachtwoord haslo access_token joincode
        """,
    )
)
_PASS = re.compile(r"pass?\w?w[o0]r?d|passc[o0]de|pwd")
_PARAMETER = re.compile(r"(?:\A|[&;?#/])([\w.%\[\]-]{1,60})=([^&;#\s]*)")
# The hosts of rooms, of whose addresses nothing is needed behind the path but what names the meeting.
_ROOM_HOSTS = (
    "zoom.us", "zoom.com", "zoomgov.com", "teams.microsoft.com", "teams.live.com", "webex.com", "meet.jit.si",
    "gotomeeting.com", "goto.com", "whereby.com", "meet.google.com", "bluejeans.com", "ringcentral.com",
)  # fmt: skip
# Addresses that open a meeting at once, by the hosts that most groups use.
_ROOM = re.compile(
    r"zoom(?:gov)?\.(?:us|com)/(?:j|my|s|w|wc|join)/|zoom\.us/meeting/|meet\.google\.com/[a-z]"
    r"|teams\.(?:microsoft|live)\.com/(?:l/meetup-join|meet)"
    r"|webex\.com/(?:meet|join|[^\s]{0,200}j\.php)|whereby\.com/|meet\.jit\.si/|gotomeet(?:ing)?\.(?:com|me)/|chat\.whatsapp\.com/|join\.skype\.com/"
    r"|discord\.(?:gg|com/invite)/|\bt\.me/(?:\+|joinchat)",
    re.IGNORECASE,
)
_ROOM_KEYS = frozenset({"p", "success", "em", "h"})


def link_holds_secret(address: str) -> bool:
    """Tell whether an address has a key to a room or an account in it, however it is written.

    >>> link_holds_secret("https://x.example/?a=1&amp;pwd=1"), link_holds_secret("https://x.example/%3Fpwd%3Dabc")
    (True, True)
    """
    for written in _readings(address):
        _, mark, rest = written.partition("://")
        host, _, _ = (rest if mark else written).partition("/")
        if "@" in host and ":" in host.rpartition("@")[0]:
            return True
        start = min((at for at in map(written.find, "?#") if at >= 0), default=-1)
        if start >= 0 and any(is_key(name, host) and value for name, value in _PARAMETER.findall(written[start:])):
            return True
    return False


def opens_room(text: str) -> bool:
    """Tell whether a text holds an address that opens a meeting at once."""
    return _ROOM.search(text) is not None


def is_key(name: str, host: str = "") -> bool:
    """Tell whether a parameter of this name is a key.

    >>> is_key("access_token"), is_key("passw0rd"), is_key("page"), is_key("inviteCode")
    (True, True, False, True)
    """
    pieces = {piece.lower() for piece in _PIECES.findall(name)} | {name.lower()}
    if not pieces.isdisjoint(_KEYS) or _PASS.search(name.lower()):
        return True
    return name.lower() in _ROOM_KEYS and _opens_rooms(host)


def without_secrets(address: str) -> tuple[str, bool]:
    """Take the keys out of an address; and tell whether there were any."""
    if not link_holds_secret(address):
        return address, False
    address = next((written for written in _readings(address) if "?" in written or "#" in written), address)
    parts = urlsplit(address)
    kept = [
        part for part in re.split("[&;]", parts.query) if part and not is_key(part.partition("=")[0], parts.netloc)
    ]
    # Behind a key the fragment is only the program's way to say that it was right.
    fragment = "" if link_holds_secret(f"x#{parts.fragment}") or kept != parts.query.split("&") else parts.fragment
    return urlunsplit(
        parts._replace(netloc=parts.netloc.rpartition("@")[2], query="&".join(kept), fragment=fragment)
    ), True


def _opens_rooms(host: str) -> bool:
    host = host.rpartition("@")[2].partition(":")[0].lower()
    return any(host == known or host.endswith(f".{known}") for known in _ROOM_HOSTS)


def _readings(address: str) -> list[str]:
    """Give an address as it is written and as programs read it: without entities and percent signs."""
    found = [unescape(address)]
    for _ in range(3):
        plain = unquote(unescape(found[-1]))
        if plain == found[-1]:
            break
        found.append(plain)
    return found
