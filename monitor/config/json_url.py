"""A `json://` URL of Apprise → the webhook that it names, so that we post to it ourselves."""

from __future__ import annotations

import re
from base64 import b64encode
from urllib.parse import quote, unquote

from monitor.model.deliveries import WebhookAddress

JSON_URL = re.compile(
    r"""json(?P<secure>s?)://
    (?:(?P<user>[^\s:@/?\#]+):(?P<password>[^\s:@/?\#]+)@)?
    (?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?P<port>:[0-9]{1,5})?
    (?P<path>(?:/[^\s/?\#\\]+)*/?)
    (?:\?(?P<options>[^\s?\#]+))?""",
    re.IGNORECASE | re.VERBOSE,
)
HEADER_OPTION = re.compile(r"\+(?P<name>[A-Za-z0-9_-]+)=(?P<value>[^&;]*)")
"""The one kind of option that a webhook has; what has another stays with Apprise."""

SAFE_IN_PATH = ":@!$&'()*+="
"""What Apprise leaves as it is in a path. Source: Apprise 2.2, utils/parse.py."""


def webhook_of(url: str) -> WebhookAddress | None:
    """The webhook that an Apprise URL names; None: it is another service, or has more options.

    Source: Apprise 2.2, plugins/custom_json.py and utils/parse.py; tests compare what both send.
    """
    parts = JSON_URL.fullmatch(url.strip())
    headers = _headers(parts) if parts else None
    if parts is None or headers is None:
        return None
    path = "/".join(quote(unquote(each), safe=SAFE_IN_PATH) for each in parts["path"].split("/"))
    scheme = f"http{parts['secure'].lower()}"
    target = f"{scheme}://{parts['host']}{parts['port'] or ''}{path}"
    return WebhookAddress(url=target, headers=headers)


def _headers(parts: re.Match[str]) -> dict[str, str] | None:
    """The headers that a URL asks for, its login among them; None: they need Apprise."""
    options = [
        HEADER_OPTION.fullmatch(each) for each in (parts["options"] or "").split("&") if each
    ]
    named = {each["name"]: _decoded(each["value"]) for each in options if each}
    if None in options or not all(map(_is_plain, named.values())):
        return None
    if parts["user"] is None:
        return named
    login = f"{unquote(parts['user'])}:{unquote(parts['password'])}"
    basic = f"Basic {b64encode(login.encode()).decode()}"  # RFC 7617, section 2
    return named | {"Authorization": basic} if _is_plain(login) else None


def _decoded(value: str) -> str:
    return unquote(unquote(value).strip())  # twice, as Apprise does


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()
